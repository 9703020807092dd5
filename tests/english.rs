//! Who speaks in English copy, one test a phenomenon. Each line of an answer is a quote and the words that name its speaker.

#[path = "support/speakers.rs"]
mod speakers;

use expect_test::expect;
use speakers::check;

#[test]
fn a_speaker_without_a_name() {
    check(
        "“We sold the last boat in May,” said one unlicensed harbour broker.\n\n\
         “My father built both cranes,” said one joiner who works on the quay.\n\n\
         “He mends nets better than I do,” said the 46-year-old.\n\n\
         “Who left the kiln on?” the 43-year-old asked.\n\n\
         “We never saw a drawing of the bridge,” the two write. “We saw a sketch on a napkin.”\n\n\
         “Our quays are the oldest on the lake,” the owners state in a letter. “They are also the cheapest.”\n\n\
         “Half the crew cannot swim,” a father of three who rowed the first leg told the Post.\n",
        expect![[r#"
            “We sold the last boat in May,” <- one unlicensed harbour broker
            “My father built both cranes,” <- one joiner
            “He mends nets better than I do,” <- the 46-year-old
            “Who left the kiln on?” <- the 43-year-old
            “We never saw a drawing of the bridge,” <- the two
            “We saw a sketch on a napkin.” <- the two
            “Our quays are the oldest on the lake,” <- the owners
            “They are also the cheapest.” <- the owners
            “Half the crew cannot swim,” <- a father of three
        "#]],
    );
}

#[test]
fn a_participle_before_or_behind_the_speaker() {
    check(
        "“I will not be buying a third oven,” said retired dentist Ben Okafor, asked about his flour.\n\n\
         It had begun Friday after Ms. Marsh, tired of the noise, had said, “I know a quieter town.”\n\n\
         The hall was so warm that Ms. Marsh was moved to say, “I could bake a loaf on this chair.”\n\n\
         Asked for the score, he demurred: “I only came for the pies.”\n",
        expect![[r#"
            “I will not be buying a third oven,” <- retired dentist Ben Okafor
            “I know a quieter town.” <- Ms. Marsh
            “I could bake a loaf on this chair.” <- Ms. Marsh
            “I only came for the pies.” <- he
        "#]],
    );
}

#[test]
fn a_document_a_banner_and_a_hat_speak() {
    check(
        "“Someone ate the prize marrow,” reads a Thursday leader in the Harbour Post.\n\n\
         Lotte Wirth held up a sign saying “Bakers Against Ovens.” She left early.\n\n\
         Ivo Brandt and his brother wore a hat reading, “More Flour.”\n\n\
         Women held placards that read “Where is the bridge?” on Friday.\n\n\
         From Ashby’s newsletter: “We are out of candles until spring.”\n\n\
         From the report: “Nine of ten lamps are older than the mayor.”\n\n\
         More from Wirth and Falk: “Nobody counted the swans.”\n",
        expect![[r#"
            “Someone ate the prize marrow,” <- a Thursday leader
            “Bakers Against Ovens.” <- a sign
            “More Flour.” <- a hat
            “Where is the bridge?” <- placards
            “We are out of candles until spring.” <- Ashby’s newsletter
            “Nine of ten lamps are older than the mayor.” <- the report
            “Nobody counted the swans.” <- Wirth and Falk
        "#]],
    );
}

#[test]
fn a_sentence_of_two_words_behind_the_quote() {
    check(
        "“I never wanted a statue of a goose.” Brandt said.\n",
        expect![[r#"
            “I never wanted a statue of a goose.” <- Brandt
        "#]],
    );
}

#[test]
fn a_link_before_the_quote_carries_the_speaker_on() {
    check(
        "Marsh stated that the soup “wasn’t hot.” Adding, “It was hardly soup.”\n\n\
         He said the ice came late. “At first nobody skated,” he said. Then, “I brought my own sled.”\n",
        expect![[r#"
            “wasn’t hot.” <- Marsh
            “It was hardly soup.” <- Marsh
            “At first nobody skated,” <- he
            “I brought my own sled.” <- he
        "#]],
    );
}

#[test]
fn whose_words_a_clause_with_what_or_that_gives() {
    check(
        "In a book that Judge Ines Arroyo called “unreadable,” Wendt expressed regret.\n\n\
         Under what Mr. Quill called “the old tariff,” the Weir Club, a rowing club, charged a fee.\n\n\
         As Brandt claimed in March that “the tower stands straight,” one of the masons said it was leaning.\n",
        expect![[r#"
            “unreadable,” <- Judge Ines Arroyo
            “the old tariff,” <- Mr. Quill
            “the tower stands straight,” <- Brandt
        "#]],
    );
}

#[test]
fn the_subject_is_not_the_nearest_word() {
    check(
        "Another baker familiar with Crane’s reasoning said, “I think he’ll sell the mill.”\n\n\
         Okafor later Thursday told the Post: “Both of us can swim.”\n\n\
         The price of rye did not trouble baker Dora Shaw: “My oven eats everything.”\n\n\
         About 200 rowers gathered at the weir, holding oars and chanting “Open the lock.”\n\n\
         Shares in the ferry lost 9% after the owner announced “a quiet summer.”\n\n\
         Dock minister Una Holt today announced a “help package” for the yards.\n",
        expect![[r#"
            “I think he’ll sell the mill.” <- Another baker familiar with Crane’s reasoning
            “Both of us can swim.” <- Okafor
            “My oven eats everything.” <- baker Dora Shaw
            “Open the lock.” <- About 200 rowers
            “a quiet summer.” <- the owner
            “help package” <- Dock minister Una Holt
        "#]],
    );
}

#[test]
fn a_comma_that_was_forgotten() {
    check(
        "Sol Pereira, president and CEO of the Pereira Works said, “The crane is ours.”\n\n\
         “Rye is what they ask for,” Mira Falk, from the Bakers’ Association (BA) told the Post. “The oven comes second.”\n",
        expect![[r#"
            “The crane is ours.” <- Sol Pereira, president and CEO of the Pereira Works
            “Rye is what they ask for,” <- Mira Falk, from the Bakers’ Association
            “The oven comes second.” <- Mira Falk, from the Bakers’ Association
        "#]],
    );
}

#[test]
fn names_that_look_like_other_words() {
    check(
        "“Nobody counted the goats this year,” WHO said in a note.\n\n\
         “The mill is sold,” Molly Reilly said. “I sold it,” Kelly said.\n\n\
         “Gone fishing,” tweeted @lakeside_ferry.\n",
        expect![[r#"
            “Nobody counted the goats this year,” <- WHO
            “The mill is sold,” <- Molly Reilly
            “I sold it,” <- Kelly
            “Gone fishing,” <- @lakeside_ferry
        "#]],
    );
}

#[test]
fn verbs_that_are_more_than_said() {
    check(
        "“You have eleven minutes each,” Novak started.\n\n\
         “We wait,” the Post quoted Pereira as saying.\n\n\
         “The crane leans,” claims writer Gesa Holt.\n\n\
         “The swans came early,” she adds, noting the warm spring.\n",
        expect![[r#"
            “You have eleven minutes each,” <- Novak
            “We wait,” <- Pereira
            “The crane leans,” <- writer Gesa Holt
            “The swans came early,” <- she
        "#]],
    );
}

#[test]
fn the_noun_before_who_and_that() {
    check(
        "They handed out flasks that said, “The yard welcomes you.”\n\n\
         The form gave way to a message that read, “The boat you want is gone.”\n\n\
         The page links to a harbour report, which notes, “Two of three cranes are idle.”\n\n\
         It was one more letter from Rikke Aas who wrote, “Nobody asked the swans.”\n\n\
         Wirth put her text under a headline that said, “Bakers Declare War on Geese.”\n\n\
         It would trouble Harbour Master Loretta Quill, who told the council: “That crane is mine.”\n",
        expect![[r#"
            “The yard welcomes you.” <- flasks
            “The boat you want is gone.” <- a message
            “Two of three cranes are idle.” <- a harbour report
            “Nobody asked the swans.” <- Rikke Aas
            “Bakers Declare War on Geese.” <- a headline
            “That crane is mine.” <- Harbour Master Loretta Quill
        "#]],
    );
}

#[test]
fn a_clause_that_leads_up_gives_no_speaker() {
    check(
        "Ever since she bought the mill, Ms. Falk has been on the road, praising rye and sending her bakers out with one \
         message: “Don’t burn it!”\n\n\
         Even before Aas left the stage, her office sent a note to members saying: “We won the pond.”\n\n\
         As Brandt bowed, the choir was chanting “one more verse.”\n\n\
         In May, Quill was talking about cranes when she told Radio North, “I can lift more than that.”\n",
        expect![[r#"
            “Don’t burn it!” <- Ms. Falk
            “We won the pond.” <- her office
            “one more verse.” <- the choir
            “I can lift more than that.” <- she
        "#]],
    );
}

#[test]
fn where_the_noun_phrase_of_the_speaker_begins_and_ends() {
    check(
        "The head of the yard’s powerful rules committee has accused his crew of a “breach of trust.”\n\n\
         LOCAL CREW REFUSES TO SLEEP ABOARD The crew cited “a smell of herring.”\n\n\
         After the fair in Ashby the mayor called it “our wettest yet.”\n\n\
         “Whoever feeds the geese pays for the lawn,” wrote a man calling himself Gander Holt.\n\n\
         “There never was a second boat,” said the pilot known as Tam, in his first interview.\n\n\
         Senator Ida Falk (D-Me.), watching the tide, said, “Let me tell you, that is a lake.”\n\n\
         Mira Holt rose and joked, “You people swim like bricks,” drawing loud jeers.\n",
        expect![[r#"
            “breach of trust.” <- The head of the yard’s powerful rules committee
            “a smell of herring.” <- LOCAL CREW REFUSES TO SLEEP ABOARD The crew
            “our wettest yet.” <- the mayor
            “Whoever feeds the geese pays for the lawn,” <- a man calling himself Gander Holt
            “There never was a second boat,” <- the pilot known as Tam
            “Let me tell you, that is a lake.” <- Senator Ida Falk (D-Me.)
            “You people swim like bricks,” <- Mira Holt
        "#]],
    );
}

#[test]
fn labels_with_a_dash_a_party_or_a_verse() {
    check(
        "The count did predict a flood - Tide Desk: “Most of the gauges were right this time.”\n\n\
         Sen. Ida Falk (D-Me.): “I have not heard anyone else cite that depth.”\n\n\
         Jonah 2:3 reads: “All thy billows and thy waves passed over me.”\n\n\
         Later that month on Radio North: “I never said it was deep.”\n\n\
         Columnist Ida Quill calls Brandt “a pilot with the eyes of a clerk”: “He counts waves. He does not see them.”\n\n\
         Falk’s answer was: “Is Orrin Wade off Quay Street?” Wade is a rope shop.\n",
        expect![[r#"
            “Most of the gauges were right this time.” <- Tide Desk
            “I have not heard anyone else cite that depth.” <- Sen. Ida Falk
            “All thy billows and thy waves passed over me.” <- Jonah 2:3
            “I never said it was deep.” <- nobody
            “a pilot with the eyes of a clerk” <- Columnist Ida Quill
            “He counts waves. He does not see them.” <- Columnist Ida Quill
            “Is Orrin Wade off Quay Street?” <- Falk
        "#]],
    );
}

#[test]
fn verbs_that_speak_in_company_only() {
    check(
        "Then Brandt wanted to know, “Who moved the buoy?”\n\n\
         The pilots wanted to know if the lock was “still shut.”\n\n\
         Falk used the words “not quite there” in March.\n\n\
         “Ours is the oldest ferry on the fjord,” the Norwegians state in a leaflet.\n\n\
         “He asked, ‘How do we win the quay? How do we win it?’” Will Aas, a coxswain, said of the visit.\n",
        expect![[r#"
            “Who moved the buoy?” <- Brandt
            “not quite there” <- Falk
            “Ours is the oldest ferry on the fjord,” <- the Norwegians
            “He asked, ‘How do we win the quay? How do we win it?’” <- Will Aas
        "#]],
    );
}

#[test]
fn a_noun_that_looks_like_a_verb_is_none() {
    check(
        "The storm called up the 2012 attacks on the “old lock.”\n\n\
         “The ferry is safe enough,” reads the ruling. “It may sail in June.”\n\n\
         “I have never been so wet,” quips Falk.\n",
        expect![[r#"
            “The ferry is safe enough,” <- the ruling
            “It may sail in June.” <- the ruling
            “I have never been so wet,” <- Falk
        "#]],
    );
}

#[test]
fn the_subject_of_the_clause_that_speaks() {
    check(
        "Ann Gray, one of the pilots who drew the chart, said, “We drew it in a week.”\n\n\
         Ida Quill, a nurse, one of three on the ward, said, “We sleep in turns.”\n\n\
         When Brandt left the stage, Falk turned to the hall and said, “That was brief.”\n\n\
         A film of Falk saying “no more boats” was shown twice.\n\n\
         The tape shows Quill telling the crew, “I never liked rope.”\n\n\
         Sails were cheap, with the Guild of Weavers calling them “a gift.”\n\n\
         The crew sat down, and Brandt was glum after Falk called it “a draw.”\n",
        expect![[r#"
            “We drew it in a week.” <- Ann Gray
            “We sleep in turns.” <- Ida Quill
            “That was brief.” <- Falk
            “no more boats” <- Falk
            “I never liked rope.” <- Quill
            “a gift.” <- the Guild of Weavers
            “a draw.” <- Falk
        "#]],
    );
}

#[test]
fn a_subject_of_two_parts_is_whole_and_a_label_before_it_is_none_of_it() {
    check(
        "“The weir held,” residents and Ann Kerr said.\n\n\
         “It rose by a tenth,” the head of surveys and economic indicators said.\n\n\
         Reaction: residents said, “We heard it at night.”\n",
        expect![[r#"
            “The weir held,” <- residents and Ann Kerr
            “It rose by a tenth,” <- the head of surveys and economic indicators
            “We heard it at night.” <- residents
        "#]],
    );
}

#[test]
fn a_title_is_part_of_a_subject_and_a_sentence_in_marks_is_not() {
    check(
        "Lotte Wirth, the author of “Six Lamps Over the Weir,” said, “I counted four.”\n\n\
         “I counted five,” Ann Kerr, the author of “Six Lamps Over the Weir,” said.\n\n\
         “I counted six,” Jan “The Lamp” Falk said.\n\n\
         “Nobody was counting,” “Four Lamps and a Bucket Over the Old Weir” said.\n\n\
         Lotte Wirth, who wrote “Six Lamps Over the Weir,” said, “I counted four.”\n\n\
         Ivo Brandt, who wrote “Four Lamps and a Bucket Over the Old Weir,” said, “I counted none.”\n",
        expect![[r#"
            “I counted four.” <- Lotte Wirth
            “I counted five,” <- Ann Kerr
            “I counted six,” <- Jan “The Lamp” Falk
            “Nobody was counting,” <- Jan “The Lamp” Falk
            “Six Lamps Over the Weir,” <- Lotte Wirth
            “I counted four.” <- Lotte Wirth
            “Four Lamps and a Bucket Over the Old Weir,” <- Ivo Brandt
            “I counted none.” <- Ivo Brandt
        "#]],
    );
}

#[test]
fn a_single_mark_inside_a_quote_closes_before_the_quote_does() {
    check(
        "“We never saw ’tother barge,” said Lotte Wirth. ‘You never looked,’ said Ivo Brandt.\n\n\
         \"We call it 'tother barge,\" said Lotte Wirth. 'You never looked,' said Ivo Brandt.\n\n\
         “We call it the ‘other’ barge,” said Lotte Wirth. ‘You never looked,’ said Ivo Brandt.\n\n\
         “We call it the ‘O’ barge,” said Lotte Wirth.\n",
        expect![[r#"
            “We never saw ’tother barge,” <- Lotte Wirth
            ‘You never looked,’ <- Ivo Brandt
            "We call it 'tother barge," <- Lotte Wirth
            'You never looked,' <- Ivo Brandt
            “We call it the ‘other’ barge,” <- Lotte Wirth
            ‘You never looked,’ <- Ivo Brandt
            “We call it the ‘O’ barge,” <- Lotte Wirth
        "#]],
    );
}
