//! Taking a passage out of a draft as a person would: with the blank lines that set it off, and nothing else.
