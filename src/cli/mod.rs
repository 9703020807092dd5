//! The command line: the snapshot that an editor gets, printed. One file a command, and what they share.

pub mod terminal;
pub mod outcome;
pub mod input;
pub mod code_points;
pub mod place;
pub mod fault;
pub mod excerpt;
pub mod configuration;
pub mod comparison;
pub mod found;
pub mod frame;
pub mod report;
pub mod sarif;
pub mod annotation;
pub mod patch;
pub mod rewrite;
pub mod checked;
pub mod sheet;
pub mod progress;
pub mod threads;
pub mod check;
pub mod quotes;
pub mod record;
pub mod analyze;
pub mod explain;
pub mod arguments;
