//! Chance that repeats.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same drafts every time, so that a change answers for what it breaks; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` ask for
/// others.
pub fn repeatable() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    match config.rng_seed {
        RngSeed::Random => ProptestConfig { rng_seed: RngSeed::Fixed(1), ..config },
        RngSeed::Fixed(_) => config,
    }
}
