//! Work for several threads, its results in order.

use std::iter;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// How many results may wait for the one before them, for each thread: a long draft is not to leave the others idle.
const AHEAD: usize = 8;

/// How many items are worked on in a row at most, where they come in groups: what a draft takes is often less than what
/// it takes to hand it over.
const GROUP: usize = 16;

/// How many threads a command has work for.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Threads {
    /// How many threads read drafts at a time; what is printed is the same with any number [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

impl Threads {
    /// One: the next piece of work is begun when the one before is done.
    pub const ONE: Threads = Threads { threads: NonZero::new(1) };

    /// Has `work` done on each of `items`, and hands the results to `take` in the order of the items. With one thread,
    /// everything is done here.
    ///
    /// # Errors
    ///
    /// The first error of `take`, after which it is not called again, as with [`Threads::in_order`].
    pub fn in_groups<T, R, E>(
        self,
        items: Vec<T>,
        work: impl Fn(T) -> R + Send + Sync + 'static,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let size = (items.len() / 100).clamp(1, GROUP);
        let mut items = items.into_iter();
        let groups =
            iter::from_fn(move || Some(items.by_ref().take(size).collect()).filter(|group: &Vec<T>| !group.is_empty()));
        let work = move |group: Vec<T>| group.into_iter().map(&work).collect::<Vec<R>>();
        self.in_order(groups, work, |results| results.into_iter().flatten().try_for_each(&mut take))
    }

    /// Has `work` done on each of `items`, and hands the results to `take` in the order of the items. The items are drawn by a
    /// thread of their own, which may wait for them: when all results are handed over that there are so far, `take` gets
    /// `None`.
    ///
    /// With one thread, everything is done here. With several, only so many items are drawn before their turn.
    ///
    /// # Errors
    ///
    /// The first error of `take`, after which it is not called again. Threads may then still be at work, or wait for an item;
    /// the end of the process ends them.
    pub fn in_order<T, R, E>(
        self,
        items: impl Iterator<Item = T> + Send + 'static,
        work: impl Fn(T) -> R + Send + Sync + 'static,
        mut take: impl FnMut(Option<R>) -> Result<(), E>,
    ) -> Result<(), E>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let threads = self.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
        if threads == 1 {
            for item in items {
                take(Some(work(item)))?;
                take(None)?;
            }
            return Ok(());
        }
        let (reader, results) = start(threads, items, work);
        loop {
            let result = match results.try_recv() {
                Err(TryRecvError::Empty) => {
                    take(None)?;
                    results.recv().ok()
                }
                result => result.ok(),
            };
            // Whoever panics has told standard error why.
            match result.map(|result| result.recv()) {
                Some(Ok(Ok(result))) => take(Some(result))?,
                Some(Ok(Err(panic))) => resume_unwind(panic),
                Some(Err(_)) => unreachable!("a worker answers, or hands on its panic"),
                None => {
                    reader.join().unwrap_or_else(|panic| resume_unwind(panic));
                    return take(None);
                }
            }
        }
    }
}

/// The results to come, in order.
type Results<R> = Receiver<Receiver<thread::Result<R>>>;

/// Starts the thread that draws the items, and those that work on them.
fn start<T: Send + 'static, R: Send + 'static>(
    threads: usize,
    items: impl Iterator<Item = T> + Send + 'static,
    work: impl Fn(T) -> R + Send + Sync + 'static,
) -> (JoinHandle<()>, Results<R>) {
    let (places, results) = mpsc::sync_channel(threads * AHEAD);
    let (jobs, queue) = mpsc::channel::<(T, SyncSender<thread::Result<R>>)>();
    let (queue, work) = (Arc::new(Mutex::new(queue)), Arc::new(work));
    for _ in 0..threads {
        let (queue, work) = (queue.clone(), work.clone());
        thread::spawn(move || {
            loop {
                let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((item, answer)) = next else { return };
                let _ = answer.send(catch_unwind(AssertUnwindSafe(|| work(item))));
            }
        });
    }
    let reader = thread::spawn(move || {
        for item in items {
            let (answer, result) = mpsc::sync_channel(1);
            // Nobody listens where `take` has failed.
            if places.send(result).is_err() || jobs.send((item, answer)).is_err() {
                return;
            }
        }
    });
    (reader, results)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn threads(count: usize) -> Threads {
        Threads { threads: NonZero::new(count) }
    }

    #[test]
    fn results_are_in_order() {
        for count in 1..5 {
            let mut taken = Vec::new();
            // The first of every few takes the longest.
            let work = |item: u64| {
                thread::sleep(Duration::from_micros(item % 7 * 300));
                item
            };
            let done: Result<(), Infallible> = threads(count).in_order((0..200).rev(), work, |result| {
                taken.extend(result);
                Ok(())
            });
            let expected: Vec<u64> = (0..200).rev().collect();
            assert_eq!((done, &taken), (Ok(()), &expected), "{count} threads");
            taken.clear();
            let done: Result<(), Infallible> = threads(count).in_groups(expected.clone(), work, |result| {
                taken.push(result);
                Ok(())
            });
            assert_eq!((done, taken), (Ok(()), expected), "{count} threads");
        }
    }

    #[test]
    fn what_is_there_is_handed_over_before_more_is_asked_for() {
        for count in [1, 3] {
            let (send, receive) = mpsc::sync_channel(0);
            let mut sent = 1..4;
            let mut taken = Vec::new();
            thread::scope(|scope| {
                let (told, tell) = mpsc::channel();
                scope.spawn(move || {
                    for item in &mut sent {
                        send.send(item).unwrap();
                        // It is answered before there is a next one.
                        assert_eq!(tell.recv(), Ok(item));
                    }
                });
                let mut last = None;
                let done: Result<(), Infallible> = threads(count).in_order(
                    receive.into_iter(),
                    |item| item,
                    |result| {
                        match result {
                            Some(item) => last = Some(item),
                            None => last.take().into_iter().for_each(|item: i32| {
                                taken.push(item);
                                told.send(item).unwrap();
                            }),
                        }
                        Ok(())
                    },
                );
                assert_eq!(done, Ok(()));
            });
            assert_eq!(taken, [1, 2, 3], "{count} threads");
        }
    }

    #[test]
    fn only_so_much_is_begun_before_its_turn() {
        let drawn = Arc::new(AtomicUsize::new(0));
        let count = drawn.clone();
        let items = std::iter::repeat_with(move || count.fetch_add(1, Ordering::SeqCst));
        let done = threads(2).in_order(
            items,
            |item| item,
            |result| match result {
                Some(10) => Err("enough"),
                _ => Ok(()),
            },
        );
        assert_eq!(done, Err("enough"));
        thread::sleep(Duration::from_millis(20));
        assert!(drawn.load(Ordering::SeqCst) <= 11 + 2 * AHEAD + 2, "{drawn:?}");
    }

    #[test]
    fn a_panic_is_no_answer() {
        for count in [1, 2] {
            let ended = catch_unwind(|| {
                let items = 0..100;
                threads(count).in_order(items, |item| assert!(item < 50, "item {item}"), |_| Ok::<(), Infallible>(()))
            });
            assert!(ended.is_err(), "{count} threads");
        }
    }
}
