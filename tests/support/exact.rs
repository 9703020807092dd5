//! What holds for every text, in every format.

use copydesk::draft::token::is_blank;
use copydesk::draft::{Block, Draft, Format, Kind};
use copydesk::text::Span;

fn characters(text: &str) -> impl Iterator<Item = (Span, char)> {
    text.char_indices().map(|(start, c)| (Span::new(start, start + c.len_utf8()), c))
}

fn on_borders(text: &str, span: Span) -> bool {
    span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
}

fn tokens_hold_every_character_once(block: &Block) {
    let (text, tokens) = (block.text(), &block.prose.tokens);
    assert!(!tokens.is_empty(), "a block without words");
    let mut end = 0;
    for token in tokens {
        assert!(on_borders(text, token.span()), "{token:?} cuts a character");
        assert!(token.start() >= end && token.start() < token.end(), "{token:?} is out of order");
        let between = &text[end..token.start()];
        assert!(between.chars().all(is_blank), "{between:?} is in no token");
        end = token.end();
    }
    assert!(text[end..].chars().all(is_blank), "{:?} is in no token", &text[end..]);
}

fn sentences_hold_every_token_once(block: &Block) {
    let mut next = 0;
    for (index, sentence) in block.prose.sentences.iter().enumerate() {
        assert!(sentence.start == next && sentence.end > next, "sentence {sentence:?} does not follow {next}");
        assert!(sentence.clone().all(|token| block.prose.sentence_of(token) == index));
        next = sentence.end;
    }
    assert_eq!(next, block.prose.tokens.len());
}

fn source_is_exact(draft: &Draft, block: &Block) {
    let mut before = Span::new(block.span.start, block.span.start);
    for (span, c) in characters(block.text()) {
        let source = block.source(span);
        assert!(on_borders(&draft.text, source), "{c:?} cuts a character of the source");
        assert!(block.span.covers(source), "{c:?} stands at {source:?}, outside of {:?}", block.span);
        assert!(source.start >= before.start && source.end >= before.end, "{c:?} goes back in the source");
        let written = draft.slice(source);
        let same = written.chars().eq([c]);
        assert!(same || draft.format != Format::Plain, "{written:?} reads {c:?}");
        assert!(same || !c.is_alphanumeric() || written.starts_with(['&', '\\']), "{written:?} reads {c:?}");
        if same {
            assert_eq!(block.visible(source.start), span.start, "the way back of {c:?}");
        }
        before = source;
    }
    for sentence in block.prose.sentences.iter() {
        let source = block.source(block.prose.span(sentence.clone()));
        assert!(block.span.covers(source) && on_borders(&draft.text, source));
    }
}

/// Panics where `text` is not read exactly: each character that a reader sees stands in one word of one sentence of one block,
/// and is known to stand where it stands in the source.
pub fn read_exactly(text: &str, format: Format) {
    let draft = Draft::new(text.into(), format);
    let mut end = 0;
    for (index, block) in draft.blocks.iter().enumerate() {
        assert!(on_borders(text, block.span) && !block.span.is_empty(), "{:?}", block.span);
        let inside = block.kind == Kind::Label && block.span.end <= end;
        assert!(block.span.start >= end || inside, "block {index} overlaps the one before");
        end = end.max(block.span.end);
        assert_eq!(draft.block_at(block.span.start), Some(index));
        tokens_hold_every_character_once(block);
        sentences_hold_every_token_once(block);
        source_is_exact(&draft, block);
    }
}
