//! What the binary is made of: crates under licences that we may pass on, and nothing that speaks to a network.
//!
//! `deny.toml` has the lists; `cargo deny check` asks more, and has to be installed.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// The list `key` of `deny.toml`.
fn list(key: &str) -> Vec<String> {
    let deny = include_str!("../deny.toml");
    let list = deny.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = ")).expect("a list");
    serde_json::from_str(list).expect("a list of words")
}

/// What cargo knows of the crates, those of every platform.
fn metadata() -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--manifest-path",
        concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
    ]);
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().expect("a list").iter()
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a word")
}

/// The crates that are built into the binary: their names, and the features that are on.
fn built_in(metadata: &Value) -> BTreeMap<&str, BTreeSet<&str>> {
    let names: BTreeMap<&str, &str> =
        items(&metadata["packages"]).map(|package| (word(&package["id"]), word(&package["name"]))).collect();
    let nodes: BTreeMap<&str, &Value> =
        items(&metadata["resolve"]["nodes"]).map(|node| (word(&node["id"]), node)).collect();
    let mut built: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut met = BTreeSet::new();
    let mut next = vec![word(&metadata["resolve"]["root"])];
    while let Some(id) = next.pop() {
        if !met.insert(id) {
            continue;
        }
        built.entry(names[id]).or_default().extend(items(&nodes[id]["features"]).map(word));
        // Those that tests and build scripts need have a kind.
        let normal = |dependency: &&Value| items(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null());
        next.extend(items(&nodes[id]["deps"]).filter(normal).map(|dependency| word(&dependency["pkg"])));
    }
    built
}

#[test]
fn no_crate_speaks_to_a_network() {
    let metadata = metadata();
    let crates = built_in(&metadata);
    assert!(crates.len() > 50 && crates.contains_key("serde_json"), "{crates:?}");
    let denied = list("deny");
    assert!(denied.contains(&"socket2".to_owned()));
    let speaking: Vec<&str> =
        crates.keys().copied().filter(|name| denied.iter().any(|denied| denied == name)).collect();
    assert_eq!(speaking, [""; 0]);
    assert!(!crates["tokio"].contains("net") && crates["tokio"].contains("rt"), "{:?}", crates["tokio"]);
    // It asks the system without the C library, so that what the binary asks of that does not tell.
    assert!(!crates["rustix"].contains("net") && crates["rustix"].contains("fs"), "{:?}", crates["rustix"]);
}

#[test]
fn nothing_of_ours_speaks_to_a_network_or_is_unsafe() {
    let mut files = 0;
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            files += 1;
            for word in ["std::net", "os::unix::net", "tokio::net", "rustix::net", "TcpStream", "UdpSocket"] {
                assert!(!text.contains(word), "{word} in {}", path.display());
            }
        }
    }
    assert!(files > 100, "{files} files");
    // The compiler sees to the rest, and nobody can ask it for an exception.
    assert!(include_str!("../Cargo.toml").contains("[lints.rust]\nunsafe_code = \"forbid\"\n"));
}

/// A panic that ends the process cannot be caught.
#[test]
fn a_panic_unwinds() {
    assert!(!include_str!("../Cargo.toml").contains("panic ="));
}

/// What the binary asks of the system is written in it, so that the system can link the two.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[test]
fn the_binary_cannot_open_a_connection() {
    let binary = std::fs::read(env!("CARGO_BIN_EXE_copydesk")).unwrap();
    let number = |at: usize, bytes: usize| {
        binary[at..at + bytes].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    // ELF: the sections, and of these the table of strings (3) that is loaded (2).
    let sections = (0..number(0x3c, 2)).map(|section| number(0x28, 8) + section * number(0x3a, 2));
    let names: Vec<&[u8]> = sections
        .filter(|&at| number(at + 4, 4) == 3 && number(at + 8, 8) & 2 != 0)
        .flat_map(|at| binary[number(at + 0x18, 8)..][..number(at + 0x20, 8)].split(|byte| *byte == 0))
        .collect();
    let asks = |name: &str| names.contains(&name.as_bytes());
    assert!(asks("write") && asks("read"), "{} names", names.len());
    for name in
        ["socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "recvfrom", "getaddrinfo"]
    {
        assert!(!asks(name), "{name}");
    }
}

#[test]
fn licences_are_ones_that_we_may_pass_on() {
    let allowed = list("allow");
    let metadata = metadata();
    let refused: Vec<_> = items(&metadata["packages"])
        .filter(|package| !package["license"].as_str().is_some_and(|licence| is_allowed(licence, &allowed)))
        .map(|package| (word(&package["name"]), &package["license"]))
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
}

/// Whether `licence`, an expression of SPDX, can be met by licences that are `allowed`.
fn is_allowed(licence: &str, allowed: &[String]) -> bool {
    // The old way to write OR.
    let licence = licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = licence.split_whitespace().peekable();
    any(&mut words, allowed)
}

type Words<'w> = std::iter::Peekable<std::str::SplitWhitespace<'w>>;

fn any(words: &mut Words, allowed: &[String]) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Words, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words, allowed: &[String]) -> bool {
    let word = words.next().expect("a licence");
    if word == "(" {
        let met = any(words, allowed);
        assert_eq!(words.next(), Some(")"));
        return met;
    }
    // An exception allows more, but has to be allowed itself.
    let excepted = words.next_if_eq(&"WITH").and_then(|_| words.next());
    excepted.is_none() && allowed.iter().any(|allowed| allowed == word)
}

#[test]
fn licences_are_read_as_they_are_meant() {
    let allowed = ["MIT", "Unicode-3.0"].map(str::to_owned);
    for (licence, meets) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
        ("(MIT OR GPL-3.0) AND ISC", false),
        ("GPL-3.0 AND ISC OR MIT", true),
        ("MIT WITH an-exception", false),
        ("GPL-3.0 WITH an-exception OR MIT", true),
    ] {
        assert_eq!(is_allowed(licence, &allowed), meets, "{licence}");
    }
}
