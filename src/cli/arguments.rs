//! The whole command line: what `--help`, the manual and the completions of shells say of it.

use std::path::PathBuf;

use super::{analyze, check, quotes};

/// A copy desk in the editor: repeated paragraphs, quotes nobody is given for, names spelt two ways
#[derive(Debug, clap::Parser)]
#[command(name = "copydesk", version, arg_required_else_help = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What Copydesk can do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Speak the Language Server Protocol on standard input and output
    Server {
        /// Changes nothing; some editors give it
        #[arg(long)]
        stdio: bool,

        /// Write what the editor is told in its log to the end of this file as well
        #[arg(long, value_name = "FILE")]
        log_file: Option<PathBuf>,
    },
    /// Print the findings in drafts; exits with 0 if there are none, 1 if there are, 2 if it could not run
    Check(check::Options),
    /// Print the quote sheet of drafts: who said what, and how that is known
    Quotes(quotes::Options),
    /// Read articles, one JSON object a line, and write what is known of each: quotes, people, findings
    Analyze(analyze::Options),
    /// Print a rule's page, or the names of all rules
    Explain {
        /// What the rule is called
        #[arg(value_name = "RULE")]
        code: Option<String>,
    },
}
