//! Cues: the words of a sentence that say that someone speaks, and who does.

use std::ops::Range;

use super::phrase::Passage;
use super::speech::is_title;
use crate::draft::Shape;
use crate::lexicon::Tags;

/// Words that give speech a speaker, outside of quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words: a verb, "according to", a colon.
    pub at: Range<usize>,
    /// The noun phrase that speaks.
    pub subject: Range<usize>,
    /// What sort of words they are.
    pub sort: Sort,
    /// Whether it stands in a clause that only leads up to another: "when Gray spoke, …", "asked to say".
    pub aside: bool,
}

impl Cue {
    /// The tokens from its first to its last word, speaker included.
    pub fn clause(&self) -> Range<usize> {
        self.at.start.min(self.subject.start)..self.at.end.max(self.subject.end)
    }
}

/// The sorts of cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A verb that says what someone makes of something: "called", "praised".
    Report,
    /// A verb of speech.
    Speech,
    /// "according to".
    Source,
    /// A colon behind the speaker.
    Label,
}

/// The cues among the tokens of `sentence`, in order.
pub fn cues(passage: &Passage, sentence: Range<usize>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut floor = sentence.start;
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(pair) = passage.pair_at(at) {
            // What stands before a long quote is no subject of what stands behind it.
            if pair.inner().len() > 6
                || passage.shaped(pair.end.saturating_sub(2), Shape::Comma) && !is_title(passage, pair)
            {
                floor = pair.end.min(sentence.end);
            }
            at = pair.end.max(at + 1);
            continue;
        }
        if let Some(cue) = cue_at(passage, at, floor, &sentence, cues.last()) {
            cues.push(cue);
        }
        at += 1;
    }
    cues
}

fn cue_at(passage: &Passage, at: usize, floor: usize, sentence: &Range<usize>, before: Option<&Cue>) -> Option<Cue> {
    let token = &passage.tokens[at];
    let according = token.is(Tags::PREPOSITION) && matches!(passage.word(at), "according" | "According");
    if according && passage.tokens.get(at + 1)?.of(passage.text) == "to" {
        let subject = passage.phrase_after(at + 2, sentence.end)?;
        return Some(Cue { at: at..at + 2, subject, sort: Sort::Source, aside: false });
    }
    if token.shape == Shape::Colon {
        return headline_label(passage, at, sentence);
    }
    let phrasal = phrasal(passage, at, sentence.end);
    if !token.is(Tags::UTTERANCE | Tags::SPEECH | Tags::REPORT) && phrasal.is_none() {
        return None;
    }
    let opening = passage.begins_sentence(at);
    // "“…,” Read said.": a name.
    let named = passage.is(at + 1, Tags::SPEECH | Tags::AUXILIARY) && passage.shaped(at + 1, Shape::Lower);
    if token.shape != Shape::Lower && !(opening && token.shape == Shape::Title && !named) {
        return None;
    }
    if token.is(Tags::UTTERANCE)
        && let Some(cue) = utterance(passage, at, floor).filter(|_| before.is_none())
    {
        return Some(cue);
    }
    let sort = match (token.is(Tags::SPEECH), token.is(Tags::REPORT)) {
        (true, _) => Sort::Speech,
        (_, true) => Sort::Report,
        _ if phrasal.is_some() => Sort::Speech,
        _ => return None,
    };
    let previous = at.checked_sub(1).filter(|&previous| previous >= sentence.start);
    if previous.is_some_and(|previous| is_noun_here(passage, previous, at, floor)) {
        return None;
    }
    let (subject, sort) = if token.is(Tags::GERUND) {
        (gerund(passage, at, floor, before)?, sort)
    } else {
        finite(passage, at, floor, sentence, sort)?
    };
    // "quotation marks to indicate", "never had occasion to say": nobody says it.
    let to = at >= sentence.start + 2 && passage.word(at - 1) == "to";
    if to
        && passage.tokens[at - 2].shape == Shape::Lower
        && !passage.is(at - 2, Tags::VERB | Tags::SPEECH | Tags::REPORT | Tags::OBJECT | Tags::ADVERB)
    {
        return None;
    }
    // "the narrow yard called a “garden”": a name for a thing is no speech.
    if token.is(Tags::NAMING) && passage.word(at).ends_with('d') && !passage.is_personal(&subject) {
        return None;
    }
    // "“…,” drawing loud jeers"
    if token.is(Tags::NOUN) && passage.small(subject.start, Tags::GERUND) && passage.word(at - 1) != "to" {
        return None;
    }
    let subject = outer(passage, at, &subject, before).unwrap_or(subject);
    let aside = leads_up(passage, at, &subject, floor);
    Some(Cue { at: at..at + phrasal.unwrap_or(1), subject, sort, aside })
}

/// How many words from `at` are a verb of speech together: "[wanted to] know,", "used the words".
fn phrasal(passage: &Passage, at: usize, end: usize) -> Option<usize> {
    let word = |at: usize| if at < end { passage.word(at) } else { "" };
    match passage.word(at) {
        "know" => {
            let wanted = at > 1 && word(at - 1) == "to" && matches!(word(at - 2), "wanted" | "wants" | "want");
            let asks = passage.tokens.get(at + 1).is_some_and(|next| !next.is_word());
            (wanted && asks).then_some(1)
        }
        "used" | "uses" | "use" => {
            let words = matches!(word(at + 2), "word" | "words" | "phrase" | "term" | "expression" | "slogan");
            (words && passage.is(at + 1, Tags::DETERMINER)).then_some(3)
        }
        _ => None,
    }
}

/// The subject of the verb of speech at `at`, which is no "-ing" form, and how much it is one of speech.
fn finite(
    passage: &Passage,
    at: usize,
    floor: usize,
    sentence: &Range<usize>,
    sort: Sort,
) -> Option<(Range<usize>, Sort)> {
    let token = &passage.tokens[at];
    if let Some(subject) = quoted(passage, at, sentence.end) {
        return Some((subject, sort));
    }
    let group = passage.verb_group_start(at, floor);
    // "was asked by Gray", but not "was moved to say"
    let passive = (group..at).any(|at| is_be(passage, at)) && passage.word(at - 1) != "to";
    if passive {
        let near = at + 1..sentence.end.min(at + 12);
        let by = near.into_iter().find(|&by| passage.word(by) == "by" && passage.pair_at(by).is_none())?;
        return Some((passage.phrase_after(by + 1, sentence.end)?, Sort::Report));
    }
    let left = passage.subject_before(at, floor).filter(|subject| is_speaker(passage, subject));
    // "Because of how they voted, explained Gray, “…”": a name behind the verb and a comma on both sides.
    let inverted = || {
        let behind = passage.phrase_after(at + 1, sentence.end)?;
        let comma = at > floor && passage.shaped(at - 1, Shape::Comma);
        let named = behind.clone().all(|at| passage.is_name_part(at));
        let closed = passage
            .tokens
            .get(behind.end)
            .is_none_or(|next| matches!(next.shape, Shape::Comma | Shape::Mark | Shape::Colon));
        (comma && named && closed && sort == Sort::Speech).then_some(behind)
    };
    let named = |subject: &Range<usize>| subject.clone().any(|at| passage.is_name_part(at));
    if !left.as_ref().is_some_and(named)
        && let Some(subject) = inverted()
    {
        return Some((subject, sort));
    }
    if let Some(subject) = left {
        let plain = token.is(Tags::BASE) && !token.is(Tags::FINITE) && group == at;
        return (!plain || is_plural(passage, &subject)).then_some((subject, sort));
    }
    // "said Smith": the verb right behind the quote or a comma, or first in its sentence.
    let previous = at.checked_sub(1).filter(|&previous| previous >= sentence.start);
    let behind = |shape: Shape| previous.is_some_and(|previous| passage.shaped(previous, shape));
    // "as Gray put it"
    if passage.tokens.get(at + 1).is_some_and(|next| next.of(passage.text) == "it") {
        return None;
    }
    let speech = sort == Sort::Speech && (previous.is_none() || behind(Shape::Comma) || group <= floor);
    let behind_mark = behind(Shape::Mark) || behind(Shape::Dash) && at > 1 && passage.shaped(at - 2, Shape::Mark);
    if !speech && !behind_mark {
        return None;
    }
    // “…,” tweeted @gray
    let handle = |subject: &Range<usize>| passage.word(subject.start).starts_with('@');
    let subject = passage
        .phrase_after(at + 1, sentence.end)
        .filter(|subject| is_speaker(passage, subject) || behind_mark && handle(subject))?;
    // "said the plan was dead": what stands behind the verb is the subject of another one.
    let next = passage.tokens.get(subject.end);
    // Right behind the quote it is no such clause: "“…,” said a joiner employed at the yard".
    let clause =
        next.is_some_and(|next| next.shape == Shape::Lower && next.is(Tags::FINITE | Tags::AUXILIARY)) && !behind_mark;
    let plain = !token.is(Tags::FINITE) && !is_plural(passage, &subject);
    (!clause && !plain).then_some((subject, sort))
}

/// Whether the token is a form of "be".
fn is_be(passage: &Passage, at: usize) -> bool {
    matches!(passage.word(at), "was" | "were" | "is" | "are" | "been" | "be" | "being")
}

/// How many words "quoted … as saying" holds at most.
const LONGEST_QUOTED: usize = 12;

/// Gray, in "quoted Gray as saying", where `verb` may be the first of these words and `end` is behind all.
fn quoted(passage: &Passage, verb: usize, end: usize) -> Option<Range<usize>> {
    if !matches!(passage.word(verb), "quoted" | "quotes" | "quote" | "cited" | "cites" | "cite") {
        return None;
    }
    let behind = verb + 1..end.min(verb + LONGEST_QUOTED);
    let link = behind.into_iter().find(|&at| passage.word(at) == "as" && passage.is(at + 1, Tags::GERUND))?;
    (verb + 1 < link).then_some(verb + 1..link)
}

/// The subject of "saying" and the like: the name right before it, or that of the verb before it.
fn gerund(passage: &Passage, at: usize, floor: usize, before: Option<&Cue>) -> Option<Range<usize>> {
    // "waved a placard saying"
    if at > floor && passage.shaped(at - 1, Shape::Lower) && passage.is(at - 1, Tags::SIGN) {
        let article = (floor..at).rev().take(4).find(|&at| passage.is(at, Tags::DETERMINER | Tags::POSSESSIVE));
        return Some(article.unwrap_or(at - 1)..at);
    }
    let quoted = (floor..at).rev().take(LONGEST_QUOTED).find_map(|verb| quoted(passage, verb, at + 1));
    if let Some(quoted) = quoted.filter(|quoted| quoted.end + 1 == at) {
        return Some(quoted);
    }
    if let Some(shown) = shown(passage, at, floor) {
        return Some(shown);
    }
    // "with Gray reportedly saying", "with two of the banners asking": the noun belongs to the verb.
    let group = passage.verb_group_start(at, floor);
    let with = (floor..group).rev().take(8).find(|&at| matches!(passage.word(at), "with" | "With"));
    if let Some(with) = with
        && (with + 1..group).all(|at| passage.tokens[at].is_word() && !passage.is_verb(at))
        && with + 1 < group
    {
        return Some(with + 1..group);
    }
    let subject_of = |verb: usize| {
        let finite = passage.pair_at(verb).is_none() && passage.is_verb(verb) && passage.word(verb - 1) != "to";
        finite.then(|| passage.subject_before(verb, floor)).flatten()
    };
    // "As Gray spoke, the crowd stood, chanting": the clause before the comma only leads up.
    let main = || {
        let subjects = || (floor + 1..at).filter_map(subject_of);
        subjects().find(|subject| !passage.is_subordinate(subject, floor)).or_else(|| subjects().next())
    };
    // "was shouting"
    let progressive = || (group..at).any(|at| is_be(passage, at)).then(|| passage.subject_before(at, floor)).flatten();
    let before = before.filter(|before| !before.aside).map(|before| before.subject.clone());
    let subject = before.or_else(progressive).or_else(main)?;
    is_speaker(passage, &subject).then_some(subject)
}

/// Gray, in "a film of Gray saying" and "the tape shows Gray saying", where `verb` is the last of these words.
fn shown(passage: &Passage, verb: usize, floor: usize) -> Option<Range<usize>> {
    let name = passage.name_before(verb, floor)?;
    let before = name.start.checked_sub(1).filter(|&before| before >= floor)?;
    // "the Guild of Bakers calling"
    if before > floor && passage.is_name_part(before - 1) {
        return None;
    }
    matches!(
        passage.word(before),
        "of" | "show"
            | "shows"
            | "showed"
            | "showing"
            | "depicts"
            | "depicted"
            | "features"
            | "featured"
            | "featuring"
            | "caught"
            | "captured"
            | "recorded"
            | "filmed"
            | "heard"
            | "overheard"
            | "saw"
    )
    .then_some(name)
}

/// "Gray said he hoped “…”": the pronoun is the speaker of the cue before, and that one names her.
fn outer(passage: &Passage, at: usize, subject: &Range<usize>, before: Option<&Cue>) -> Option<Range<usize>> {
    let before = before.filter(|before| before.sort == Sort::Speech && before.at.end <= subject.start)?;
    let pronoun = subject.len() == 1 && passage.is(subject.start, Tags::SUBJECT);
    let beside = (before.at.end..subject.start)
        .all(|at| passage.word(at) == "that" || passage.is(at, Tags::CALENDAR) || passage.word(at) == "on");
    let told = passage.is(at, Tags::SPEECH) && !passage.is(at, Tags::THOUGHT);
    (pronoun && beside && !told).then(|| before.subject.clone())
}

/// "Gray's answer was “…”", "her claim that “…”": whose words they are.
fn utterance(passage: &Passage, at: usize, floor: usize) -> Option<Cue> {
    let previous = at.checked_sub(1).filter(|&previous| previous >= floor)?;
    let next = passage.tokens.get(at + 1)?;
    let goes_on =
        matches!(next.shape, Shape::Colon | Shape::Mark) || matches!(passage.word(at + 1), "that" | "was" | "is");
    // An adjective or two may stand between: "Gray's first answer".
    let owner =
        (floor..at).rev().take(3).find(|&at| passage.shaped(at, Shape::Clitic) || passage.is(at, Tags::POSSESSIVE))?;
    let between = owner + 1..at;
    if !goes_on
        || between.into_iter().any(|at| !passage.tokens[at].is_word() || passage.is(at, Tags::FINITE))
        || previous < owner
    {
        return None;
    }
    let subject = match passage.shaped(owner, Shape::Clitic) {
        true => passage.phrase_before(owner, floor)?,
        false => owner..owner + 1,
    };
    Some(Cue { at: at..at + 1, subject, sort: Sort::Report, aside: false })
}

/// "Gray: Time for a “new start”": a name and a colon at the start of a headline or of a line in a transcript.
fn headline_label(passage: &Passage, colon: usize, sentence: &Range<usize>) -> Option<Cue> {
    let label = sentence.start..colon;
    let name = !label.is_empty() && label.len() <= 4 && label.clone().all(|at| passage.is_name_part(at));
    name.then_some(Cue { at: colon..colon + 1, subject: label, sort: Sort::Label, aside: false })
}

/// Whether the verb at `at` stands in a clause that leads up to the main one ("when Gray spoke, …") or depends on another
/// verb ("asked to say").
fn leads_up(passage: &Passage, at: usize, subject: &Range<usize>, floor: usize) -> bool {
    let subordinate = passage.is_subordinate(subject, floor)
        && !matches!(passage.word(subject.start - 1), "as" | "As" | "where")
        // "Gray was on the quay when she told the crew, “…”": the clause stands behind the main one.
        && (passage.is(subject.start.saturating_sub(2), Tags::RELATIVE)
            || !(floor..subject.start - 1).any(|verb| passage.is_verb(verb) && passage.pair_at(verb).is_none()));
    let infinitive = at > floor && passage.word(at - 1) == "to" && {
        let group = passage.verb_group_start(at, floor);
        !passage.is(group, Tags::SPEECH)
            && !matches!(passage.word(group), "went" | "goes" | "go" | "continued" | "continues")
    };
    subordinate || infinitive
}

/// Whether the noun phrase can speak: it holds a name, a pronoun of a person, or a noun that is no mere thing.
fn is_speaker(passage: &Passage, phrase: &Range<usize>) -> bool {
    let words = phrase.clone().any(|at| {
        let article = passage.is(at, Tags::DETERMINER) && !passage.is(at, Tags::SUBJECT);
        // "the 46-year-old"
        let aged = passage.shaped(at, Shape::Number) && passage.word(at).contains("-year");
        passage.tokens[at].is_word() && !article || aged
    });
    // "holding signs and chanting": no subject, but a clause without one.
    let participle = phrase.len() == 1 && passage.is(phrase.start, Tags::GERUND);
    let time = passage.is(phrase.end - 1, Tags::CALENDAR);
    let place = passage.is(phrase.start, Tags::PREPOSITION) && passage.tokens[phrase.start].shape == Shape::Lower;
    let link = phrase.len() == 1 && passage.is(phrase.start, Tags::RELATIVE | Tags::CONJUNCTION)
        || passage.word(phrase.end - 1) == "to";
    words && !time && !place && !link && !participle
}

/// Whether a word that may be a verb of speech is a noun or an adjective behind the token `previous`: "the claim", "his
/// stated aim", "in response", "pep talks", "Gray's remarks".
fn is_noun_here(passage: &Passage, previous: usize, at: usize, floor: usize) -> bool {
    let before = &passage.tokens[previous];
    let token = &passage.tokens[at];
    let determined = before.is(Tags::DETERMINER | Tags::POSSESSIVE) && !before.is(Tags::SUBJECT | Tags::RELATIVE);
    let governed = before.is(Tags::PREPOSITION) && before.shape == Shape::Lower && passage.word(previous) != "to";
    let counted = token.is(Tags::NOUN) && before.is(Tags::DETERMINER);
    if (determined || governed || counted) && !token.is(Tags::GERUND) {
        return true;
    }
    if !token.is(Tags::NOUN) {
        return false;
    }
    // "“…,” the owners state in their letter": nothing but the subject stands between the quote and the verb.
    let behind_quote = floor > 0
        && passage.shaped(floor - 1, Shape::Mark)
        && is_plural(passage, &(floor..at))
        && at - floor <= 4
        && passage.is(floor, Tags::DETERMINER);
    // "“…,” claims writer Ann Gray", "“…,” quips Gray"
    let inverted = before.shape == Shape::Mark
        && (passage.is(at + 1, Tags::ROLE | Tags::PEOPLE | Tags::HONORIFIC) || passage.is_name_part(at + 1));
    if behind_quote || inverted {
        return false;
    }
    let beside_speaker =
        before.is(Tags::SUBJECT | Tags::ROLE | Tags::PEOPLE | Tags::BODY | Tags::ADVERB | Tags::RELATIVE)
            || before.is(Tags::AUXILIARY | Tags::CONJUNCTION)
            || passage.word(previous) == "to"
            || before.is_capital()
            || !before.is_word() && before.shape != Shape::Clitic;
    let goes_on = passage.tokens.get(at + 1).is_some_and(|next| {
        matches!(next.shape, Shape::Mark | Shape::Comma | Shape::Colon | Shape::Stop)
            || next.is(Tags::SUBORDINATOR | Tags::DETERMINER | Tags::SUBJECT | Tags::OBJECT | Tags::POSSESSIVE)
            // "Gray calls Holt", "Gray blasts Holt"
            || token.is(Tags::REPORT) && next.is_capital()
    });
    !beside_speaker || !goes_on && !before.is(Tags::SUBJECT)
}

/// Whether the noun before the verb is a plural.
fn is_plural(passage: &Passage, subject: &Range<usize>) -> bool {
    let last = subject.end - 1;
    passage.is(last, Tags::PLURAL | Tags::SPEAKER)
        || (passage.tokens[last].shape == Shape::Lower || passage.is(last, Tags::DEMONYM))
            && passage.word(last).ends_with('s')
            && !passage.word(last).ends_with("ss")
        || matches!(passage.word(last), "two" | "three" | "four" | "five" | "six" | "both" | "many" | "others")
        || subject.clone().any(|at| passage.word(at) == "and" || passage.is(at, Tags::PEOPLE))
}
