//! A yes or a no for each word of a draft, in a bit.

use std::ops::Range;

/// So many stand in one number.
const EACH: usize = u64::BITS as usize;

/// A row of bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    numbers: Box<[u64]>,
}

impl Bits {
    /// So many of them, none set.
    pub fn new(count: usize) -> Self {
        Bits { numbers: vec![0; count.div_ceil(EACH)].into() }
    }

    /// Whether the bit `at` is set.
    pub fn is_set(&self, at: usize) -> bool {
        self.numbers[at / EACH] >> (at % EACH) & 1 == 1
    }

    /// Sets the bit `at`.
    pub fn set(&mut self, at: usize) {
        self.numbers[at / EACH] |= 1 << (at % EACH);
    }

    /// How many are set.
    pub fn count(&self) -> usize {
        self.numbers.iter().map(|number| number.count_ones() as usize).sum()
    }

    /// Those that are set, in order.
    pub fn set_ones(&self) -> impl Iterator<Item = usize> {
        self.numbers.iter().enumerate().flat_map(|(index, number)| {
            let mut rest = *number;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(index * EACH + bit)
            })
        })
    }

    /// Sets the bits from `at` on, of which none is set, as those of `others` in `range` are.
    pub fn copy(&mut self, mut at: usize, others: &Bits, mut range: Range<usize>) {
        while !range.is_empty() {
            let (to, from) = (at % EACH, range.start % EACH);
            let count = (EACH - to).min(EACH - from).min(range.len());
            let bits = others.numbers[range.start / EACH] >> from & (u64::MAX >> (EACH - count));
            self.numbers[at / EACH] |= bits << to;
            (at, range.start) = (at + count, range.start + count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn bits_are_copied_to_any_place() {
        let mut bits = Bits::new(300);
        (0..300).filter(|at| at % 7 == 0 || at % 11 == 0).for_each(|at| bits.set(at));
        for (at, start, end) in [(0, 0, 300), (3, 0, 290), (64, 63, 65), (1, 127, 256), (130, 2, 2), (9, 64, 128)] {
            let mut copy = Bits::new(300);
            copy.copy(at, &bits, start..end);
            let expected: Vec<usize> =
                (start..end).filter(|&from| bits.is_set(from)).map(|from| from - start + at).collect();
            assert_eq!(copy.set_ones().collect::<Vec<_>>(), expected, "{at} {start}..{end}");
            assert_eq!(copy.count(), expected.len());
        }
    }
}
