//! Invented drafts of any length, as an article or a book is: prose with a large vocabulary, people who are introduced and
//! then called by their surnames and pronouns, speech with those who say it, and next to nothing that stands there twice.
//!
//! What is measured on them is reading, not the finding of copies.

use std::fmt::Write;

use super::editor::Dice;

const NOUNS: &str = "acorn alley almanac anchor apron arbour attic auction awning bakery balcony ballad bandage banner barge \
    barn barrel basin basket beacon bell bench bicycle blanket boiler bonfire bonnet border bottle boulder bracket branch \
    bridge broom bucket buoy bureau butcher button cabin cable calendar candle canal canopy canvas caravan carpet cart \
    cashbox cathedral cellar census chapel charter chestnut chimney choir cinder clinic cloak cloister clock cobbler coin \
    column compass concert copper corridor cottage counter courtyard cradle crate creek crossing curtain custom \
    dairy dam depot desk diary dock donkey dormitory drain drawer drizzle drum dune easel eclipse elm embankment engine \
    envelope estuary fairground farmhand feather fence ferry festival fiddle field fireplace flagpole flask flood floor \
    footpath forge fountain foundry fuse gale gallery garden garrison gate glacier glove granary gravel greenhouse guild \
    gutter hallway hammer harbour harvest hatch hayloft hearth hedge helmet herd hill hinge hollow hood horizon hostel \
    hull hymn inkwell island ivy jar jetty journal jug junction kennel kettle kiln kiosk kitchen ladder lamp lane lantern \
    lattice laundry ledger lemon lever library lighthouse lily linen lobby locket lodge loom lorry lumber mailbag mantel \
    manuscript map market marsh mason mast meadow medal mill mirror mitten moat monument moor mortar mosaic moth motor \
    mountain museum nail nettle notebook nursery oak oar oath orchard organ outpost oven oyster paddle palace panel parade \
    parcel parish park parlour passage pasture pavement pebble pedal pen petition photograph piano picnic pier pigeon pillar \
    pine pipe pistol pitcher plank plaster plateau platform plough pocket pond poplar porch portrait postcard pottery prairie \
    prayer press prison pulley pump puppet quarry quay quilt raft rafter railway rampart ravine razor reed reef reservoir \
    ribbon ridge rifle ring river roof rope rudder rug saddle sail salmon sandbank satchel sawmill scaffold scarf school \
    screen scroll seam shaft shed shelf shingle shipyard shovel shrine shutter sieve signal silo slate sleeve slope sluice \
    smithy snowdrift sofa spade spire sponge spring stable staircase stall statue steamer steeple stile stocking stool \
    storm stove straw stream street suitcase summit surgery swallow swamp switch table tailor tannery tapestry tavern tax \
    teapot telegram temple tent terrace theatre thicket thimble threshold throne ticket tide tile timetable toolbox torch \
    towel tower town trail tram trellis trench trolley trumpet trunk tunnel turbine turnip umbrella valley vase vault \
    veranda vessel vicar village vineyard violin wagon waistcoat wall wardrobe warehouse watch waterwheel weathercock weir \
    well wharf wheel whistle willow windmill window wire woodpile workshop wreath yard";

const ADJECTIVES: &str = "abandoned absent aged ample ancient anxious austere awkward bare bitter blank bleak blunt bold \
    borrowed brass brief bright brittle broad broken bronze bulky busy calm careful careless cautious cheap chilly civic \
    clean clumsy coarse coastal cold common copper costly crooked crowded cruel curious curved damp dark decent deep \
    delicate dense distant dizzy double drab dreary dry dull dusty eager early earnest eastern elaborate elegant empty \
    enormous exact faded faint false familiar famous feeble festive fierce final firm flat forgotten formal fragile frail \
    frantic frosty frozen gaunt generous gentle giant glad gloomy golden graceful grand grave greasy green grim grubby \
    hasty hidden hollow honest humble idle immense inland iron jagged jolly keen lame large late lazy lean light lively \
    lonely loose loud lucky marble meagre mellow merry mighty mild modest mossy muddy muffled mute narrow neat nervous \
    new nimble noble noisy northern oaken obscure odd official old open orderly ornate overgrown painted pale patient \
    perilous plain pleasant plump polished poor private proper proud public puzzled quaint quick quiet ragged rapid rare \
    raw remote rich rigid ripe rough round royal rural rusty sacred sandy scarce secret severe shabby shallow sharp shiny \
    shrewd silent silver simple sleepy slender slight slow small smooth sober soft solemn solid sombre sour southern \
    spacious spare splendid square stale stately steady steep sterile stiff stout strange strict sturdy sudden sullen \
    sunken sunny swift tall tame tangled tedious tender tense thick thin thorough tidy timid tiny tired tough trim twisted \
    uneven unlit upright urgent vacant vague vast velvet vivid warm wary weary weathered western wet whole wicked wide \
    wild wiry wise wooden woollen worn young";

const VERBS: &str = "accepted admired adorned avoided balanced bargained blamed blocked bolted borrowed built buried carried \
    carved caught chased checked claimed cleaned climbed closed collected concealed copied counted covered crossed \
    damaged darkened decorated defended delivered demanded described deserted destroyed discovered divided dragged drained \
    dried dropped emptied enclosed entered examined exchanged explored faced fastened fetched filled financed flanked \
    flooded followed found framed gathered greeted guarded guided hauled held hid hired ignored imitated improved inherited \
    inspected invited joined kept kicked launched leased lifted lit loaded located locked lost lowered marked measured \
    mended met missed moved needed noticed offered opened ordered outlived outshone overlooked owned packed painted passed \
    patched picked pinned pitied planned polished praised preferred prepared preserved protected pulled pushed raised \
    rattled reached rebuilt recalled recognised refused remembered removed rented repaired replaced rescued resembled \
    restored returned ripped rolled ruined saved scattered scrubbed searched seized shaped sheltered shifted \
    shunned sketched smashed sold sorted split spoiled stained stirred stopped stored straightened studied supplied \
    supported surrounded swept swung tested threatened tied touched towed traced traded trimmed trusted tuned \
    turned unlocked unrolled valued visited waited warmed warned washed watched weighed wrapped wrecked";

const PREPOSITIONS: &str = "above across against along among around before behind below beneath beside between beyond by from \
    inside near outside over past through towards under until upon within without";

const ADVERBS: &str = "again almost already always badly barely briefly carefully clearly completely evenly eventually firmly \
    freely gladly gradually hardly hastily honestly instead largely loudly mostly nearly neatly never nightly often once \
    openly partly plainly politely promptly quietly quickly rarely really roughly sadly safely seldom sharply silently \
    simply slowly softly somehow soon steadily still strangely suddenly twice usually warmly wisely";

const PLACES: &str = "Aldermere Brackenholm Carrowby Dunstrand Eskmouth Fennimore Garthpool Hollinsea Inverlass Jarrowick \
    Kestrelby Lindhaven Merrowdale Northwold Ottersea Penhallam Quennington Ravensmere Saltcombe Thornhythe Ullesby \
    Varnholm Westerness Yarlstone";

const ROLES: &str = "architect astronomer baker botanist bookbinder cartographer chemist clerk composer conductor councillor \
    curator dentist economist engineer farmer fisherman gardener geologist harbourmaster historian innkeeper inspector judge \
    librarian locksmith magistrate mechanic merchant midwife miller minister musician novelist nurse painter pharmacist \
    photographer physician pilot planner plumber poet postmaster potter printer professor sculptor secretary shipwright \
    shopkeeper solicitor stonemason surgeon surveyor teacher translator treasurer veterinarian warden watchmaker weaver";

const WOMEN: &str = "Agnes Beatrice Cecilia Dorothy Eleanor Florence Gertrude Harriet Ingrid Josephine Katherine Louisa Margaret \
    Natalia Ophelia Philippa Rosalind Sophia Teresa Ursula Veronica Winifred Yvonne Zelda";

const MEN: &str = "Albert Bernard Christopher Dominic Edmund Frederick Gilbert Humphrey Isaac Jeremy Kenneth Leonard Matthew \
    Nicholas Oliver Patrick Quentin Raymond Sebastian Theodore Victor Wallace Xavier Zachary";

/// Surnames have two parts.
const STEMS: &str = "Abber Barn Calder Darrow Ecker Fair Gorm Hask Ibber Jess Kell Lorr Mander Nether Orping Pell Quill Rother \
    Sand Tamber Under Vell Whit Yarrow Zell Brook Crom Dray Elph Finch Glen Hather Ister Kirk Lang Mul Oster Prest Rad Stan";

const ENDINGS: &str = "acre beck bridge bury by cliffe combe cott croft dale den ford garth gill grave hart holme hurst ing land \
    ley lock low man mere mond more nell pole quist rick shaw son stock ton tree vane ward well wick worth";

const SAYINGS: &[&str] =
    &["said", "said", "said", "said", "asked", "explained", "recalled", "added", "insisted", "replied"];

/// How many words stand between two headings.
const CHAPTER: usize = 2_000;

/// How many people speak in a chapter; so many of them are met throughout.
const SPEAKERS: usize = 6;
const THROUGHOUT: usize = 2;

/// A text of `words` words, and a few more to the end of its paragraph: paragraphs on one line each, set off by blank lines.
/// Each `number` gives another one.
pub fn draft(words: usize, number: u64) -> String {
    let mut writer = Writer::new(number);
    let mut draft = String::new();
    let (mut count, mut chapter) = (0, 0);
    while count < words {
        if count >= chapter {
            let heading = writer.heading();
            count += add(&mut draft, &heading);
            writer.gather();
            chapter += CHAPTER;
        }
        let paragraph = writer.paragraph();
        count += add(&mut draft, &paragraph);
    }
    draft
}

/// Adds a paragraph to `draft`; how many words it has.
fn add(draft: &mut String, paragraph: &str) -> usize {
    let _ = write!(draft, "{paragraph}\n\n");
    paragraph.split(' ').count()
}

#[derive(Clone)]
struct Speaker {
    name: String,
    woman: bool,
    role: &'static str,
    introduced: bool,
}

/// Words of each kind, and chance.
struct Writer {
    dice: Dice,
    nouns: Vec<&'static str>,
    adjectives: Vec<&'static str>,
    verbs: Vec<&'static str>,
    prepositions: Vec<&'static str>,
    adverbs: Vec<&'static str>,
    places: Vec<&'static str>,
    throughout: Vec<Speaker>,
    speakers: Vec<Speaker>,
}

impl Writer {
    fn new(number: u64) -> Self {
        let words = |list: &'static str| list.split_whitespace().collect::<Vec<_>>();
        let mut writer = Writer {
            dice: Dice((number + 1).wrapping_mul(0x2545_F491_4F6C_DD1D) | 1),
            nouns: words(NOUNS),
            adjectives: words(ADJECTIVES),
            verbs: words(VERBS),
            prepositions: words(PREPOSITIONS),
            adverbs: words(ADVERBS),
            places: words(PLACES),
            throughout: Vec::new(),
            speakers: Vec::new(),
        };
        writer.throughout = (0..2 * SPEAKERS).map(|_| writer.speaker()).collect();
        writer
    }

    /// Has other people speak from now on, each of whom will be introduced.
    fn gather(&mut self) {
        self.speakers = (THROUGHOUT..SPEAKERS).map(|_| self.speaker()).collect();
        for _ in 0..THROUGHOUT {
            let met = self.dice.pick(&self.throughout).clone();
            if self.speakers.iter().all(|speaker| speaker.name != met.name) {
                self.speakers.push(met);
            }
        }
    }

    fn speaker(&mut self) -> Speaker {
        let mut one = |list: &'static str| *self.dice.pick(&list.split_whitespace().collect::<Vec<_>>());
        let (stem, ending, role) = (one(STEMS), one(ENDINGS), one(ROLES));
        let (woman, man) = (one(WOMEN), one(MEN));
        let woman = [None, Some(woman)][self.dice.roll(2)];
        let name = format!("{} {stem}{ending}", woman.unwrap_or(man));
        Speaker { name, woman: woman.is_some(), role, introduced: false }
    }

    fn heading(&mut self) -> String {
        let (noun, place) = (self.noun(), self.place());
        format!("The {noun} at {place}")
    }

    fn paragraph(&mut self) -> String {
        match self.dice.roll(20) {
            0..9 => self.sentences(2, 6),
            9..12 => self.speech(),
            12..14 => self.talk(),
            14..16 => self.report(),
            _ => format!("{} {}", self.sentences(1, 3), self.within()),
        }
    }

    /// From `least` to `most` sentences of prose.
    fn sentences(&mut self, least: usize, most: usize) -> String {
        let count = least + self.dice.roll(most - least + 1);
        (0..count).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self) -> String {
        let sentence = match self.dice.roll(9) {
            0 => self.clause(),
            1 => format!("{}, and {}", self.clause(), self.clause()),
            2 => format!("when {}, {}", self.clause(), self.clause()),
            3 => format!("in {} {}, though {}", self.place(), self.clause(), self.clause()),
            4 => format!("{} {}s {} {}", self.number(), self.noun(), self.verb(), self.thing()),
            5 => format!(
                "{}, {} and {}, which {} {}",
                self.clause(),
                self.thing(),
                self.thing(),
                self.verb(),
                self.thing()
            ),
            6 => format!("nothing {} {} {} {}", self.verb(), self.thing(), self.preposition(), self.thing()),
            7 => format!("it was {} who {} {}, but {}", self.thing(), self.verb(), self.thing(), self.clause()),
            _ => format!("{}; {} because {}", self.clause(), self.clause(), self.clause()),
        };
        format!("{}.", capital(&sentence))
    }

    fn clause(&mut self) -> String {
        let who = if self.dice.roll(4) == 0 { self.subject() } else { self.thing() };
        let (verb, what) = (self.verb(), self.thing());
        match self.dice.roll(4) {
            0 => format!("{who} {verb} {what}"),
            1 => format!("{who} {} {verb} {what}", self.adverb()),
            2 => format!("{who} {verb} {what} {} {}", self.preposition(), self.thing()),
            _ => format!("{who} had {} been {verb} {} {what}", self.adverb(), self.preposition()),
        }
    }

    fn thing(&mut self) -> String {
        let article = *self.dice.pick(&["the", "the", "the", "a", "one", "every", "another", "no", "their", "this"]);
        let thing = match self.dice.roll(5) {
            0 => self.noun().to_owned(),
            1 => format!("{} of the {}", self.noun(), self.noun()),
            2 => format!("{} and {} {}", self.adjective(), self.adjective(), self.noun()),
            _ => format!("{} {}", self.adjective(), self.noun()),
        };
        let an = if article == "a" && thing.starts_with(['a', 'e', 'i', 'o', 'u']) { "n" } else { "" };
        format!("{article}{an} {thing}")
    }

    /// A quote of some sentences.
    fn speech(&mut self) -> String {
        let (first, rest, tag) = (self.said(), self.sentences(1, 3), self.tag());
        format!("“{first},” {tag}. “{rest}”")
    }

    /// A short quote, and prose behind it.
    fn talk(&mut self) -> String {
        let (first, tag, rest) = (self.said(), self.tag(), self.sentences(0, 2));
        format!("“{first},” {tag}. {rest}").trim_end().to_owned()
    }

    /// Speech without marks.
    fn report(&mut self) -> String {
        let (who, said, rest) = (self.subject(), self.clause(), self.sentences(1, 3));
        format!("{} said that {said}. {rest}", capital(&who))
    }

    /// A quote inside a sentence.
    fn within(&mut self) -> String {
        match self.dice.roll(3) {
            0 => format!("According to {}, “{}.”", self.named(), self.said()),
            1 => format!("{} said: “{}.”", capital(&self.subject()), self.said()),
            _ => format!("{} called it “{}”, and {}.", capital(&self.subject()), self.thing(), self.clause()),
        }
    }

    fn said(&mut self) -> String {
        let clause = self.clause();
        let said = match self.dice.roll(4) {
            0 => format!("I never {} {}", self.verb(), self.thing()),
            1 => format!("we {} {} and {clause}", self.verb(), self.thing()),
            2 => format!("you can see that {clause}"),
            _ => clause,
        };
        capital(&said)
    }

    fn tag(&mut self) -> String {
        let saying = *self.dice.pick(SAYINGS);
        match self.dice.roll(3) {
            0 => format!("{saying} {}", self.named()),
            _ => format!("{} {saying}", self.subject()),
        }
    }

    /// Someone before a verb.
    fn subject(&mut self) -> String {
        match self.dice.roll(3) {
            0 => self.someone().0.to_owned(),
            _ => {
                let named = self.named();
                let comma = if named.contains(',') { "," } else { "" };
                named + comma
            }
        }
    }

    /// Someone by name: in full with a role for the first time in a chapter, later by the surname.
    fn named(&mut self) -> String {
        let place = self.place();
        let speaker = self.someone().1;
        if speaker.introduced {
            return speaker.name.rsplit(' ').next().unwrap_or_default().to_owned();
        }
        speaker.introduced = true;
        format!("{}, the {} of {place}", speaker.name, speaker.role)
    }

    /// One of those who speak, and her pronoun.
    fn someone(&mut self) -> (&'static str, &mut Speaker) {
        let index = self.dice.roll(self.speakers.len());
        let speaker = &mut self.speakers[index];
        (if speaker.woman { "she" } else { "he" }, speaker)
    }

    fn number(&mut self) -> usize {
        12 + self.dice.roll(980)
    }

    fn noun(&mut self) -> &'static str {
        frequent(&mut self.dice, &self.nouns)
    }

    fn adjective(&mut self) -> &'static str {
        frequent(&mut self.dice, &self.adjectives)
    }

    fn verb(&mut self) -> &'static str {
        frequent(&mut self.dice, &self.verbs)
    }

    fn preposition(&mut self) -> &'static str {
        frequent(&mut self.dice, &self.prepositions)
    }

    fn adverb(&mut self) -> &'static str {
        frequent(&mut self.dice, &self.adverbs)
    }

    fn place(&mut self) -> &'static str {
        frequent(&mut self.dice, &self.places)
    }
}

/// One of `words`, those in front more often.
fn frequent(dice: &mut Dice, words: &[&'static str]) -> &'static str {
    words[dice.roll(words.len()).min(dice.roll(words.len()))]
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().collect::<String>() + characters.as_str()).unwrap_or_default()
}
