//! The command line of Copydesk.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use copydesk::cli::{analyze, check, explain, quotes};
use copydesk::server;

/// A copy desk in the editor: repeated paragraphs, quotes nobody is given for, names spelt two ways
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
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

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Server { log_file, .. } => server::run(log_file.as_deref()).unwrap_or_else(|error| {
            eprintln!("copydesk: {error}");
            ExitCode::from(2)
        }),
        Command::Check(options) => check::run(&options).into(),
        Command::Quotes(options) => quotes::run(&options).into(),
        Command::Analyze(options) => analyze::run(&options).into(),
        Command::Explain { code } => explain::run(code.as_deref()).into(),
    }
}
