//! The command line of Copydesk.

use std::process::ExitCode;

use clap::Parser;
use copydesk::cli::arguments::{Arguments, Command};
use copydesk::cli::{analyze, check, explain, quotes};
use copydesk::rules::breakdown;
use copydesk::server;

fn main() -> ExitCode {
    breakdown::note();
    match Arguments::parse().command {
        Command::Server { log_file, .. } => server::run(log_file.as_deref()).unwrap_or_else(|error| {
            eprintln!("copydesk: {error}");
            ExitCode::from(2)
        }),
        Command::Check(options) => check::run(options).into(),
        Command::Quotes(options) => quotes::run(&options).into(),
        Command::Analyze(options) => analyze::run(options).into(),
        Command::Explain { code } => explain::run(code.as_deref()).into(),
    }
}
