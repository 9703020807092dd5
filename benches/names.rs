//! How long a look into the gazetteer takes: `cargo bench --bench names`.

use copydesk::lexicon::names::{Entry, Relation};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

#[divan::bench(args = ["Katherine", "Vučić", "Blorptag", "Saudi Arabia", "Anna-Karin"])]
fn entry(bencher: Bencher, word: &str) {
    bencher.bench(|| Entry::of(black_box(word)));
}

#[divan::bench(args = [("Robert", "Bob"), ("Joe", "Joel"), ("Mohammed", "Muhammad")])]
fn relation(bencher: Bencher, (a, b): (&str, &str)) {
    bencher.bench(|| Relation::between(black_box(a), black_box(b)));
}
