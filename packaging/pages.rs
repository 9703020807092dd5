//! Writes what a package has beside the binary: the manual pages, `FOLDER/man/copydesk.1` and one for each subcommand, and
//! what shells need to complete the command line, in `FOLDER/completions`.
//!
//!     cargo run --example packaging -- FOLDER
//!
//! They are no part of the binary, which would be 280 kB larger.

use std::path::PathBuf;
use std::{env, fs, io, iter};

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::{Shell, generate_to};
use clap_mangen::Man;
use copydesk::cli::arguments::Arguments;
use copydesk::rules::RULES;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args_os().nth(1).expect("a folder to write into"));
    let (man, completions) = (folder.join("man"), folder.join("completions"));
    fs::create_dir_all(&man)?;
    fs::create_dir_all(&completions)?;
    for shell in Shell::value_variants() {
        generate_to(*shell, &mut command(), "copydesk", &completions)?;
    }
    let mut command = command().disable_help_subcommand(true);
    command.build();
    for page in iter::once(&command).chain(command.get_subcommands()) {
        Man::new(page.clone()).source(concat!("copydesk ", env!("CARGO_PKG_VERSION"))).generate_to(&man)?;
    }
    Ok(())
}

/// The command line with all that may stand behind an option: the binary itself has better words for what may not.
fn command() -> Command {
    let rules = || PossibleValuesParser::new(RULES.iter().map(|rule| rule.code));
    let language = |command: Command| {
        command
            .mut_arg("language", |arg| arg.value_parser(PossibleValuesParser::new(["plaintext", "markdown", "html"])))
    };
    Arguments::command()
        .mut_subcommand("check", |check| language(check).mut_arg("enable", |arg| arg.value_parser(rules())))
        .mut_subcommand("quotes", language)
        .mut_subcommand("explain", |explain| explain.mut_arg("code", |arg| arg.value_parser(rules())))
}
