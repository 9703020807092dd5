//! A part of the analysis that broke down: it panicked, which is a fault of ours whatever the draft. The rest goes on.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt::{self, Display, Formatter};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind};

use super::wording::one_line;

/// What broke down, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// The rule that is not heard because of it; `None` if nothing is known of the draft.
    pub rule: Option<&'static str>,
    /// What went wrong, and where, on one line.
    pub cause: String,
}

thread_local! {
    /// Whether a panic on this thread is caught here.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
    /// What the last of them said, and where.
    static CAUSE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What `work` gives; `None` if it panics, which is added to `broken` as the fault of `rule`.
///
/// Nothing may be kept of what `work` was changing.
pub fn caught<T>(rule: Option<&'static str>, broken: &mut Vec<Breakdown>, work: impl FnOnce() -> T) -> Option<T> {
    let outer = CAUGHT.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(outer);
    done.inspect_err(|panic| {
        let cause = CAUSE.take().unwrap_or_else(|| said(&**panic).to_owned());
        broken.push(Breakdown { rule, cause: one_line(&cause) });
    })
    .ok()
}

/// Has panics that are [caught] noted with their places, and not printed; all others are told as they were. To be called once,
/// by the program.
pub fn note() {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |panic: &PanicHookInfo| match (CAUGHT.get(), panic.location()) {
        (true, Some(place)) => CAUSE.set(Some(format!("{}, at {place}", said(panic.payload())))),
        (true, None) => {}
        (false, _) => told(panic),
    }));
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("it says nothing")
}

/// In one sentence, with a way to report it.
impl Display for Breakdown {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let what = match self.rule {
            Some(rule) => format!("the rule {rule} broke down, and the others went on"),
            None => "the analysis broke down".to_owned(),
        };
        let report = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues");
        write!(f, "{what}: {}; this is a fault of ours, please report it at {report}", self.cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_panic_is_noted() {
        note();
        let mut broken = Vec::new();
        assert_eq!(caught(None, &mut broken, || 7), Some(7));
        let inner = caught(Some("outer"), &mut broken, || {
            let mut within = Vec::new();
            let done = caught(Some("inner"), &mut within, || vec![0; 3][within_three(3)]);
            assert_eq!((done, within[0].rule), (None, Some("inner")));
            within.remove(0).cause
        });
        let inner = inner.expect("the inner one alone broke down");
        assert!(inner.starts_with("index out of bounds: the len is 3 but the index is 3, at src/rules/breakdown.rs:"));
        assert_eq!(broken, []);
        let done: Option<()> = caught(Some("outer"), &mut broken, || panic!("of\n its own"));
        assert_eq!((done, broken.len()), (None, 1));
        assert!(broken[0].cause.starts_with("of its own, at src/rules/breakdown.rs:"), "{broken:?}");
        assert!(!CAUGHT.get());
    }

    /// What the compiler does not know.
    fn within_three(index: usize) -> usize {
        std::hint::black_box(index)
    }
}
