//! Texts that nobody writes, but that come: the time they take grows with their length, and no faster.

#[path = "support/growth.rs"]
mod growth;
#[path = "support/worked.rs"]
mod worked;

use std::sync::Arc;
use std::time::{Duration, Instant};

use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::{Snapshot, definition, highlight, references, rename, symbols};
use growth::name;

/// Less than that is no measure.
const LEAST: Duration = Duration::from_millis(4);

/// Reads `text` of many parts, `size` at least, and of more, and what a key typed in its middle makes of it.
fn check(format: Format, size: usize, text: impl Fn(usize) -> String) {
    growth::check(LEAST, size, text, |text| time(text, format));
}

fn time(text: &str, format: Format) -> Duration {
    let [opened, typed] = times(text, format);
    opened + typed
}

/// How long it takes to open `text` and ask about it, and how long a key typed in its middle does.
fn times(text: &str, format: Format) -> [Duration; 2] {
    // One house list: what is known by it is kept at the key.
    let settings = Settings::default();
    let (opened, snapshot) = timed(|| {
        let snapshot = Snapshot::new(text.into(), format, &settings);
        ask(&snapshot);
        snapshot
    });
    assert_eq!(snapshot.limit, None);
    let text = typed(text);
    let (typed, next) =
        timed(|| Snapshot::unless(Some(&snapshot), text, format, &settings, &Arc::default(), &|| false));
    assert!(next.is_some());
    [opened, typed]
}

/// In the time that this thread worked, where the system tells.
fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = (Instant::now(), worked::thread());
    let done = run();
    let time = match (start.1, worked::thread()) {
        (Some(before), Some(after)) => after - before,
        _ => start.0.elapsed(),
    };
    (time, done)
}

/// `text` with a key typed in its middle.
fn typed(text: &str) -> Arc<str> {
    let middle = (0..=text.len() / 2).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0);
    format!("{}e{}", &text[..middle], &text[middle..]).into()
}

/// Asks what an editor asks of an open draft, at the first name.
fn ask(snapshot: &Snapshot) {
    symbols(snapshot);
    let Some(person) = snapshot.article.people.first() else { return };
    let offset = person.mentions[0].span.start;
    assert!(definition(snapshot, offset).is_some());
    references(snapshot, offset, true);
    highlight(snapshot, offset);
    // The first of her mentions may be a pronoun.
    let _ = rename(snapshot, offset, "Zora Quill");
}

fn plain(size: usize, text: impl Fn(usize) -> String) {
    check(Format::Plain, size, text);
}

/// The same words again and again.
fn again(size: usize, text: &str) {
    plain(size, |size| text.repeat(size));
}

/// A text of `size` parts, each with a number of its own.
fn numbered(size: usize, part: impl Fn(usize) -> String) {
    plain(size, |size| growth::numbered(size, &part));
}

#[test]
fn quotation_marks() {
    for marks in ["\"", "\" ", "\"a ", "“", "“a ", "a” ", "'", "'a ", "‘a ", "“‘a ", "“a ‘b «c ‹d ", "„a“ "]
    {
        again(4_000, marks);
    }
    plain(4_000, |size| format!("“ {}", "‘a ".repeat(size)));
    again(1_000, "“No, no, he will not go there. ");
    again(1_000, "“No, no, he will not go there.\n\n");
}

#[test]
fn apostrophes() {
    for words in ["workers’ ", "workers' rights ", "'workers' ", "the paper's ", "a'b' "] {
        again(4_000, words);
    }
}

#[test]
fn paragraphs() {
    again(1_000, "The pump in the square gives no water before nine in the morning, said Ann Gray.\n\n");
    again(1_000, "The pump in the square gives no water before nine\nin the morning.\n");
    again(4_000, "The pump.\n");
    again(4_000, "• the pump\n");
    again(1_000, "Gray said:\n\n“No.”\n\n");
}

#[test]
fn one_line() {
    again(4_000, "The council of the river said that the road would be closed. ");
    again(4_000, "the council of the river and the road would be closed in May ");
    for word in [
        "a",
        "A",
        "a-",
        "A.",
        "A&",
        "a@",
        "#a",
        "www.a",
        "1,",
        ".",
        ". ",
        " ",
        "\n",
        "\r",
        "(",
        "a\u{200d}",
        "a\u{301}",
    ] {
        again(20_000, word);
    }
}

#[test]
fn names() {
    numbered(500, |at| format!("{} {} spoke. ", name(at), name(at + 1_000_000)));
    numbered(500, |at| format!("Mr. {} spoke. ", name(at)));
    numbered(1_000, |at| format!("{} ", name(at)));
    numbered(1_000, |at| format!("{} {} and ", name(at), name(at + 1_000_000)));
    numbered(1_000, |_| "Ann Gray spoke. Gray left. She left. ".to_owned());
    again(1_000, "Ann Gray, Jr. ");
    again(4_000, "President ");
    again(2_000, "Secretary of State of ");
    again(2_000, "ANN GRAY ");
}

#[test]
fn names_with_a_part_in_common() {
    numbered(500, |at| format!("{} Gray spoke. Gray left. ", name(at)));
    numbered(500, |at| format!("Ann {} spoke. ", name(at)));
    numbered(500, |at| format!("Ann {} Gray spoke. ", name(at)));
    // The middle name was looked for among all of them.
    numbered(10_000, |at| format!("Ann {} Gray. ", name(at)));
}

/// Whoever bears one name was held against all who bear the other.
#[test]
fn two_in_one_office() {
    again(1_000, "President Anna Marten spoke. President Boris Marten left. ");
    numbered(1_000, |at| format!("President Anna Marten spoke. President {} Marten left. ", name(at)));
    numbered(1_000, |at| format!("Mayor Anna {} spoke. Mayor Annat {} left. ", name(at), name(at)));
}

#[test]
fn names_that_are_nearly_equal() {
    let letter = |index: usize| char::from(b'a' + (index % 26) as u8);
    let near = |at: usize| format!("Ann Kowal{}{}{} spoke. ", letter(at), letter(at / 26), letter(at / 676));
    numbered(500, near);
    numbered(500, |at| format!("{} Ann Kowalski left. ", near(at)));
    again(1_000, "Ann Kowalski spoke. Ann Kowalsky left. Ann Kowalski spoke. ");
}

#[test]
fn roles() {
    numbered(500, |at| format!("The mayor {} {} spoke and the mayor left. ", name(at), name(at + 7)));
    numbered(500, |at| format!("Ann Gray, a {} nurse, left. The nurse spoke. ", name(at).to_lowercase()));
    plain(2_000, |size| format!("Ann Gray, the mayor. {}", "the mayor's mayor's ".repeat(size)));
}

#[test]
fn a_sentence_of_cues() {
    for words in
        ["he said ", "said ", "and said ", ", said ", "– said ", ") said ", "was said ", "saying ", "to ", "also said "]
    {
        plain(2_000, |size| format!("“No, no,” {} “it was so long ago”", words.repeat(size)));
    }
    again(1_000, "“yes” he said, ");
    plain(1_000, |size| format!("{}{}", "“yes” and ".repeat(size), "he said ".repeat(size)));
}

#[test]
fn german() {
    for words in
        ["„Nein.“ ", "„Nein. ", "Das sei „so“. ", "„Das ist so“, sagte er. ", "Gray: „Das ist so“. ", "laut Gray von "]
    {
        plain(1_000, |size| format!("Die Fähre ist da, und er sagt es. {}", words.repeat(size)));
    }
}

/// Each lone noun was held against all surnames, and each genitive against all names.
#[test]
fn german_names() {
    let draft = |size: usize, part: &dyn Fn(usize) -> String| {
        format!("Die Fähre ist da, und er sagt es. {}", growth::numbered(size, part))
    };
    plain(100, |size| draft(size, &|at| format!("Ole {} sagte es. {}s Hund bellte. ", name(at), name(at))));
    plain(100, |size| draft(size, &|at| format!("Ole {} sagte es. {} bellte. ", name(at), name(at + 1_000_000))));
    plain(100, |size| draft(size, &|_| "Ole Petersen sagte es. Petersens Hund bellte. ".to_owned()));
}

#[test]
fn commas() {
    plain(4_000, |size| format!("“No,” {} said.", "the man, ".repeat(size)));
    plain(4_000, |size| format!("“No,” {} said.", "a man who, ".repeat(size)));
    again(20_000, ",");
}

#[test]
fn html() {
    for tag in ["<p>a ", "<div>a ", "<b>a ", "<q>a ", "<blockquote>a ", "<ul><li>a ", "<svg>", "<!--", "&amp;", "<"] {
        check(Format::Html, 1_000, |size| tag.repeat(size));
    }
    check(Format::Html, 1_000, |size| format!("{}{}", "<div>a".repeat(size), "</p>".repeat(size)));
}

#[test]
fn front_matter() {
    check(Format::Markdown, 2_000, |size| {
        format!("---\n{}---\nThe end.\n", "title: \"Nobody \\u0065lse\"\n".repeat(size))
    });
    check(Format::Markdown, 2_000, |size| format!("---\ntitle: {}\n---\nThe end.\n", "[".repeat(size)));
    check(Format::Markdown, 2_000, |size| format!("---\n{}x\n---\nThe end.\n", "- ".repeat(size)));
    check(Format::Markdown, 2_000, |size| format!("---\ntitle: \"{}\"\n---\nThe end.\n", "one\n\n  two".repeat(size)));
    check(Format::Markdown, 2_000, |size| format!("+++\n{}+++\nThe end.\n", "title = 'Nobody'\n".repeat(size)));
}

#[test]
fn attributes() {
    check(Format::Html, 2_000, |size| format!("<p>{}</p>", "<img alt='The &amp; end'> one".repeat(size)));
    check(Format::Html, 2_000, |size| format!("<img {}>", "alt=x ".repeat(size)));
    check(Format::Html, 2_000, |size| format!("<img alt='{}'>", "&amp;x ".repeat(size)));
}

/// Whatever opens was held against all that is open.
#[test]
fn tags_of_many_names() {
    check(Format::Html, 1_000, |size| (0..size).map(|at| format!("<x{at}>a ")).collect());
    let closed =
        |size: usize| (0..size).map(|at| format!("<x{at}>a ")).chain((0..size).rev().map(|at| format!("</x{at}>")));
    check(Format::Markdown, 1_000, |size| closed(size).collect());
}

/// The markup of the whole line was read again for each copy in it.
#[test]
fn many_copies_in_one_line() {
    let sentence = |at: usize| {
        let [one, other] = [name(at), name(at + 70_000)].map(|name| name.to_lowercase());
        format!("The pump of *{one}* in the {other} square gives no water before nine. ")
    };
    for format in [Format::Markdown, Format::Html] {
        check(format, 100, |size| {
            let copies = (0..size).map(|at| format!("{}{}", sentence(at + size), sentence(at)));
            (0..size).map(sentence).chain(copies).collect()
        });
    }
}

/// Each mark was held against each finding.
#[test]
fn many_stets() {
    let paragraph = "The pump in the square gives no water before nine, said Ann Gray.\n\n";
    for mark in ["<!-- stet -->", "<!-- stet: duplicate-paragraph -->", "<!-- stet: copied-passage, altered-quote -->"]
    {
        check(Format::Markdown, 500, |size| format!("{mark}\n{paragraph}").repeat(size));
        check(Format::Html, 500, |size| format!("{mark}\n<p>{paragraph}").repeat(size));
    }
}

#[test]
fn markdown() {
    for text in
        ["> ", "- ", "> a\n", "*a ", "**a *b ", "[", "[a](", "`a``b", "<b>a ", "|a|b|\n", "&amp; ", "the pump in\n"]
    {
        check(Format::Markdown, 1_000, |size| text.repeat(size));
    }
    check(Format::Markdown, 10, |size| (0..size).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect());
}

/// How long any of the longest texts may take to be opened, or a key to be typed in it, in a release build.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest of them, in what each takes; `docs/reliability.md` has a run.
#[test]
#[ignore = "to be built for release, and read"]
fn at_their_longest() {
    let paragraph = "The pump in the square gives no water before nine in the morning, said Ann Gray.\n\n";
    let road = |at: usize| format!("The road to {} would be closed on day {at} of the year. ", name(at));
    let item = |depth: usize| format!("{}- a\n", "  ".repeat(depth));
    let texts = [
        ("100,000 quotation marks that never close", Format::Plain, "“No ".repeat(100_000)),
        ("100,000 straight quotation marks", Format::Plain, "\"No ".repeat(100_000)),
        ("10,000 identical paragraphs", Format::Plain, paragraph.repeat(10_000)),
        ("one line of 10 MB", Format::Plain, growth::numbered(10_000_000 / road(100_000).len(), road)),
        (
            "50,000 names",
            Format::Plain,
            growth::numbered(50_000, |at| format!("{} {} spoke. ", name(at), name(at + 1_000_000))),
        ),
        ("50,000 titled surnames", Format::Plain, growth::numbered(50_000, |at| format!("Mr. {} spoke. ", name(at)))),
        (
            "50,000 given names of one surname",
            Format::Plain,
            growth::numbered(50_000, |at| format!("{} Gray spoke. ", name(at))),
        ),
        (
            "50,000 middle names of one person",
            Format::Plain,
            growth::numbered(50_000, |at| format!("Ann {} Gray spoke. ", name(at))),
        ),
        ("10,000 unclosed HTML tags", Format::Html, "<div>a ".repeat(10_000)),
        (
            "10,000 unclosed HTML tags of different names",
            Format::Html,
            growth::numbered(10_000, |at| format!("<x{at}>a ")),
        ),
        ("10,000 HTML block quotations in each other", Format::Html, "<blockquote>a ".repeat(10_000)),
        ("10,000 Markdown block quotations in each other", Format::Markdown, "> ".repeat(10_000)),
        ("10,000 brackets in each other", Format::Markdown, "[".repeat(10_000)),
        ("1,000 Markdown lists in each other", Format::Markdown, growth::numbered(1_000, item)),
    ];
    for (what, format, text) in texts {
        let [opened, typed] = times(&text, format);
        println!("| {what} | {} | {} | {} |", text.len() / 1_000, opened.as_millis(), typed.as_millis());
        assert!(opened.max(typed) < PATIENCE, "{what}: {opened:?}, {typed:?}");
    }
}
