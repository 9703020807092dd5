//! Keeps the walls of the house that the documentation of `src/lib.rs` draws.
//!
//! The files have an order: `lib.rs` and each `mod.rs` list their modules from the ground up, and a module with children
//! stands above them all. A file uses only files that stand before it. That is all there is to layers: no floor is used
//! from below, no child imports its own `mod.rs`, and there can be no circle.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The longest that a file may grow, in lines.
const LONGEST: usize = 600;

/// Where files and processes may be known.
const EDGE: [&str; 3] = ["server", "cli", "main"];

/// What knows files, processes, the network and time-sharing.
const OUTSIDE: [&str; 6] = ["std::fs", "std::process", "std::env", "std::net", "tokio", "ignore"];

/// What speaks the protocol.
const PROTOCOL: [&str; 5] = ["tower_lsp", "tower_service", "lsp_types", "ls_types", "lsp_server"];

#[test]
fn the_walls_stand() {
    let mut sources = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut sources);
    assert!(sources.len() > 30, "only {} files found", sources.len());
    let faults = faults(&sources);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn read(folder: &Path, prefix: &str, sources: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            read(&path, &format!("{name}/"), sources);
        } else if name.ends_with(".rs") {
            sources.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// What is wrong with a house, given its files by their paths under `src/`.
fn faults(sources: &BTreeMap<String, String>) -> Vec<String> {
    let files: BTreeMap<String, File> =
        sources.iter().map(|(path, text)| (module_of(path), File::new(path, text))).collect();
    let mut order = Vec::new();
    list("", &files, &mut order);
    order.push("main".to_owned());
    let mut faults = Vec::new();
    for (module, file) in &files {
        file.check(module, &order, &mut faults);
    }
    faults
}

/// Adds the modules at and below `module` to `order`, each behind all that it may use.
fn list(module: &str, files: &BTreeMap<String, File>, order: &mut Vec<String>) {
    for child in files.get(module).iter().flat_map(|file| &file.children) {
        let child = join(module, child);
        list(&child, files, order);
    }
    order.push(module.to_owned());
}

/// The module in the file at `path`: `rules::finding`; the empty path for `lib.rs`.
fn module_of(path: &str) -> String {
    let path = path.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { String::new() } else { path.replace('/', "::") }
}

fn join(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// A file as far as the walls go.
#[derive(Default)]
struct File {
    path: String,
    lines: usize,
    documented: bool,
    /// The modules it declares, in order.
    children: Vec<String>,
    /// The paths it uses and their lines; those into the house begin with `crate::`.
    uses: Vec<(String, usize)>,
    /// The functions that return a `Result`, and their lines.
    fallible: Vec<(String, usize)>,
}

impl File {
    fn new(path: &str, text: &str) -> File {
        let mut file = File {
            path: format!("src/{path}"),
            lines: text.lines().count(),
            documented: text.starts_with("//!"),
            ..File::default()
        };
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("src/{path}: {error}"));
        file.scan(tokens, &module_of(path));
        file
    }

    /// Reads `tokens`, which stand in `module`: that of the file, or one written out inside it.
    fn scan(&mut self, tokens: TokenStream, module: &str) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(word) if word == "use" => {
                    let end = at + tokens[at..].iter().position(|token| is(token, ';')).unwrap_or(tokens.len() - at);
                    self.scan_use(&tokens[at + 1..end], "", module);
                    at = end;
                }
                TokenTree::Ident(word) if word == "mod" => {
                    let name = tokens.get(at + 1).map(ToString::to_string).unwrap_or_default();
                    if tokens.get(at + 2).is_some_and(|token| is(token, ';')) {
                        self.children.push(name);
                    } else if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                        self.scan(body.stream(), &join(module, &name));
                        at += 2;
                    }
                }
                TokenTree::Ident(word) if word == "fn" => {
                    // Its body, or the end of a signature without one.
                    let ends = |token: &TokenTree| is(token, ';') || braces(token);
                    let end = at + tokens[at..].iter().position(ends).unwrap_or(tokens.len() - at);
                    self.scan_signature(&tokens[at + 1..end]);
                }
                TokenTree::Ident(_) if !ends_path(&tokens[..at]) => {
                    let (path, end) = path(&tokens, at);
                    self.add(&path, tokens[at].span().start().line, module);
                    at = end - 1;
                }
                TokenTree::Group(group) => self.scan(group.stream(), module),
                _ => {}
            }
            at += 1;
        }
    }

    /// Reads what stands between `use` and `;`, or a part of it that stands behind `prefix` in braces.
    fn scan_use(&mut self, tokens: &[TokenTree], prefix: &str, module: &str) {
        for tree in tokens.split(|token| is(token, ',')) {
            let Some(start) = tree.iter().position(|token| !is(token, ':')) else { continue };
            let line = tree[start].span().start().line;
            let (mut head, end) = path(tree, start);
            if !prefix.is_empty() {
                head = format!("{prefix}::{head}");
            }
            match tree.get(end + 2) {
                Some(TokenTree::Group(parts)) => {
                    let parts: Vec<TokenTree> = parts.stream().into_iter().collect();
                    self.scan_use(&parts, &head, module);
                }
                Some(star) if is(star, '*') => self.add(&format!("{head}::*"), line, module),
                _ => self.add(&head, line, module),
            }
        }
    }

    /// Reads the signature of a function from its name on.
    fn scan_signature(&mut self, tokens: &[TokenTree]) {
        let Some(TokenTree::Ident(name)) = tokens.first() else { return };
        let Some(arrow) = tokens.windows(2).position(|pair| is(&pair[0], '-') && is(&pair[1], '>')) else { return };
        let returned = tokens[arrow + 2..].iter().cloned().collect::<TokenStream>().to_string().replace(' ', "");
        // What `Display` and `Debug` ask for says nothing of the text.
        let returned = returned.replace("fmt::Result", "");
        if returned.split(|c: char| !c.is_alphanumeric()).any(|word| word == "Result") {
            self.fallible.push((name.to_string(), name.span().start().line));
        }
    }

    /// Notes that `path` is used in `module`.
    fn add(&mut self, path: &str, line: usize, module: &str) {
        let Some((head, rest)) = path.split_once("::") else { return };
        let path = match head {
            "copydesk" => join("crate", rest),
            "self" => join("crate", &join(module, rest)),
            "super" => {
                let parent = module.rsplit_once("::").map_or("", |(parent, _)| parent);
                let rest = if rest.starts_with("super::") { rest } else { &join("self", rest) };
                return self.add(rest, line, parent);
            }
            _ => path.to_owned(),
        };
        self.uses.push((path, line));
    }

    /// Adds what is wrong with it, the file of `module`, to `faults`.
    fn check(&self, module: &str, order: &[String], faults: &mut Vec<String>) {
        let path = &self.path;
        let floor = module.split("::").next().unwrap_or_default();
        let Some(own) = order.iter().position(|other| other == module) else {
            faults.push(format!("{path}: no `mod` declares it"));
            return;
        };
        if !self.documented {
            faults.push(format!("{path}: does not begin with its documentation, `//!`"));
        }
        if self.lines > LONGEST {
            faults.push(format!("{path}: {} lines are more than {LONGEST}", self.lines));
        }
        for (used, line) in &self.uses {
            let begins = |start: &&str| used == *start || used.starts_with(&format!("{start}::"));
            if !EDGE.contains(&floor) && OUTSIDE.iter().any(begins) {
                faults.push(format!("{path}:{line}: `{used}` belongs to {}", EDGE.join(", ")));
            }
            if floor != "server" && PROTOCOL.iter().any(begins) {
                faults.push(format!("{path}:{line}: `{used}` belongs to server"));
            }
            let Some(target) = used.strip_prefix("crate::").map(|used| file_of(used, order)) else { continue };
            if target <= own {
                continue;
            }
            let target = &order[target];
            faults.push(if target.is_empty() || module.starts_with(&format!("{target}::")) {
                format!("{path}:{line}: `{used}` is in a `mod.rs` above it; import it from the file that holds it")
            } else {
                format!("{path}:{line}: `{used}` stands above it in the house")
            });
        }
        let ide = order.iter().position(|module| module == "ide");
        if ide.is_some_and(|ide| own < ide) && floor != "ide" {
            for (name, line) in &self.fallible {
                faults.push(format!("{path}:{line}: `{name}` returns a `Result` below `ide`"));
            }
        }
    }
}

/// The place in `order` of the file that holds `path`, which is relative to the crate.
fn file_of(path: &str, order: &[String]) -> usize {
    let mut module = path;
    loop {
        if let Some(found) = order.iter().position(|other| other == module) {
            return found;
        }
        module = &module[..module.rfind("::").unwrap_or(0)];
    }
}

/// The path that starts at `tokens[at]`, as far as it is names, and the token behind it.
fn path(tokens: &[TokenTree], at: usize) -> (String, usize) {
    let mut path = tokens[at].to_string();
    let mut end = at + 1;
    while let [first, second, TokenTree::Ident(name), ..] = &tokens[end..] {
        if !is(first, ':') || !is(second, ':') {
            break;
        }
        path = format!("{path}::{name}");
        end += 3;
    }
    (path, end)
}

/// Whether `tokens` end in `name::`, so that what follows is no path of its own.
fn ends_path(tokens: &[TokenTree]) -> bool {
    let [.., name, first, second] = tokens else { return false };
    is(first, ':') && is(second, ':') && (is(name, '>') || matches!(name, TokenTree::Ident(_)))
}

fn is(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

fn braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// The checker itself, on houses that are made up to break one wall each.
mod checker {
    use super::*;

    /// A small house that stands.
    const SOUND: [(&str, &str); 9] = [
        ("lib.rs", "//! The house.\npub mod text;\npub mod rules;\npub mod ide;\npub mod server;\npub mod cli;"),
        ("text.rs", "//! Text.\npub struct Span;"),
        ("rules/mod.rs", "//! Rules.\npub mod finding;\npub mod table;\npub use finding::Finding;"),
        ("rules/finding.rs", "//! A finding.\nuse crate::text::Span;\npub struct Finding(Span);"),
        (
            "rules/table.rs",
            "//! The table.\nuse super::finding::{self, Finding};\npub fn all() -> Vec<Finding> { vec![] }",
        ),
        (
            "ide.rs",
            "//! What an editor asks.\nuse crate::rules::Finding;\npub fn ask() -> Result<Finding, ()> { Err(()) }",
        ),
        ("server.rs", "//! The server.\nuse crate::ide;\nuse tower_lsp::ls_types::Hover;"),
        ("cli.rs", "//! The command line.\nuse std::{env, fs};\npub fn read() -> std::io::Result<()> { Ok(()) }"),
        ("main.rs", "//! The binary.\nuse copydesk::{cli, server};\nfn main() { std::process::exit(0) }"),
    ];

    /// What is wrong with the small house once `line` is added to the file at `path`.
    fn faults_with(path: &str, line: &str) -> Vec<String> {
        let mut sources: BTreeMap<String, String> =
            SOUND.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        let text = sources.entry(path.to_owned()).or_insert_with(|| "//! A new file.".to_owned());
        *text = format!("{text}\n{line}");
        faults(&sources)
    }

    #[track_caller]
    fn breaks(path: &str, line: &str, fault: &str) {
        assert_eq!(faults_with(path, line), [fault]);
    }

    #[track_caller]
    fn stands(path: &str, line: &str) {
        assert_eq!(faults_with(path, line), [""; 0]);
    }

    #[test]
    fn a_lower_floor_uses_no_higher_one() {
        breaks(
            "text.rs",
            "use crate::rules::Finding;",
            "src/text.rs:3: `crate::rules::Finding` stands above it in the house",
        );
        breaks("text.rs", "use super::ide;", "src/text.rs:3: `crate::ide` stands above it in the house");
        breaks(
            "rules/finding.rs",
            "use super::super::{text, server::{self}};",
            "src/rules/finding.rs:4: `crate::server::self` stands above it in the house",
        );
        breaks(
            "rules/mod.rs",
            "fn f() { let x = [vec![crate::ide::ask()]]; }",
            "src/rules/mod.rs:5: `crate::ide::ask` stands above it in the house",
        );
        stands("cli.rs", "use crate::{ide, server, text::Span};");
        stands("text.rs", "//! See [`crate::ide`].\nconst S: &str = \"crate::ide\"; // crate::ide");
    }

    #[test]
    fn siblings_are_used_in_order() {
        let fault = "src/rules/finding.rs:4: `crate::rules::table::all` stands above it in the house";
        breaks("rules/finding.rs", "use super::table::all;", fault);
        breaks("rules/finding.rs", "fn f() { crate::rules::table::all(); }", fault);
    }

    #[test]
    fn no_child_imports_its_parent() {
        let says = "is in a `mod.rs` above it; import it from the file that holds it";
        breaks(
            "rules/table.rs",
            "use super::Finding as F;",
            &format!("src/rules/table.rs:4: `crate::rules::Finding` {says}"),
        );
        breaks("rules/table.rs", "use super::*;", &format!("src/rules/table.rs:4: `crate::rules::*` {says}"));
        breaks("rules/table.rs", "use crate::Copydesk;", &format!("src/rules/table.rs:4: `crate::Copydesk` {says}"));
        stands("rules/table.rs", "mod tests { use super::*; fn f() { super::all(); self::f() } }");
        stands("rules/table.rs", "pub(super) struct Table; pub(crate) fn f(self) {}");
        breaks(
            "rules/table.rs",
            "mod tests { use super::super::Finding; }",
            &format!("src/rules/table.rs:4: `crate::rules::Finding` {says}"),
        );
    }

    #[test]
    fn the_protocol_stays_in_the_server() {
        breaks("cli.rs", "use tower_lsp::Server;", "src/cli.rs:4: `tower_lsp::Server` belongs to server");
        breaks("ide.rs", "type R = ::lsp_types::Range;", "src/ide.rs:4: `lsp_types::Range` belongs to server");
    }

    #[test]
    fn files_and_processes_stay_at_the_edge() {
        let belongs = "belongs to server, cli, main";
        breaks("ide.rs", "use std::{fmt, fs::File};", &format!("src/ide.rs:4: `std::fs::File` {belongs}"));
        breaks(
            "text.rs",
            "fn f() { ::std::env::var(\"HOME\"); }",
            &format!("src/text.rs:3: `std::env::var` {belongs}"),
        );
        breaks("text.rs", "use ignore::Walk;", &format!("src/text.rs:3: `ignore::Walk` {belongs}"));
        breaks("text.rs", "#[tokio::main] fn f() {}", &format!("src/text.rs:3: `tokio::main` {belongs}"));
        stands("text.rs", "use std::fmt; fn f(ignore: bool) -> bool { ignore }");
    }

    #[test]
    fn nothing_below_ide_fails() {
        let returns = "returns a `Result` below `ide`";
        breaks("text.rs", "pub fn f() -> Result<(), ()> { Ok(()) }", &format!("src/text.rs:3: `f` {returns}"));
        breaks(
            "rules/table.rs",
            "trait T { fn f(&self) -> Option<io::Result<u8>>; }",
            &format!("src/rules/table.rs:4: `f` {returns}"),
        );
        stands("text.rs", "impl Display for Span { fn fmt(&self, f: &mut Formatter) -> std::fmt::Result { Ok(()) } }");
        stands("text.rs", "fn f() -> Results { Results }");
    }

    #[test]
    fn every_file_is_declared_documented_and_short() {
        breaks("lost.rs", "", "src/lost.rs: no `mod` declares it");
        let long = format!("src/text.rs: {} lines are more than {LONGEST}", LONGEST + 2);
        breaks("text.rs", &"\n".repeat(LONGEST), &long);
        let mut sources: BTreeMap<String, String> = SOUND.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        sources.insert("text.rs".to_owned(), "// Text.\npub struct Span;".to_owned());
        assert_eq!(faults(&sources), ["src/text.rs: does not begin with its documentation, `//!`"]);
    }
}
