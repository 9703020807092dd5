//! The threads that read editions.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::{io, thread};

use super::documents::Edition;
use crate::config::Settings;
use crate::desk::Sources;
use crate::draft::Format;
use crate::ide::Snapshot;

/// Reads a draft, of which it may know what it was before; `None` as soon as nobody wants it any more. [`Snapshot::unless`],
/// but in tests.
pub type Read =
    fn(Option<&Snapshot>, Arc<str>, Format, &Settings, &Arc<Sources>, &dyn Fn() -> bool) -> Option<Snapshot>;

/// How long a draft may be, in bytes, that is read ahead of long ones: some hundred thousand words.
pub const SHORT: usize = 1 << 20;

/// Hands editions to the threads that read them.
#[derive(Debug)]
pub struct Analyst {
    queue: Arc<Queue>,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: Mutex<Vec<Arc<Edition>>>,
    arrived: Condvar,
}

impl Analyst {
    /// Starts the threads, each of which calls `read` with one edition after the other. There are two at least, and one
    /// reads short drafts only: they never wait for a long one.
    ///
    /// # Errors
    ///
    /// If the system gives no thread.
    pub fn start(read: impl Fn(&Arc<Edition>) + Send + Sync + 'static) -> io::Result<Self> {
        let (queue, read) = (Arc::<Queue>::default(), Arc::new(read));
        let threads = thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 4));
        for longest in std::iter::once(SHORT).chain(std::iter::repeat_n(usize::MAX, threads - 1)) {
            let (queue, read) = (queue.clone(), read.clone());
            let work = move || {
                loop {
                    let edition = queue.next(longest);
                    // The panic was told on standard error, and `read` speaks for itself; the thread goes on.
                    let _ = catch_unwind(AssertUnwindSafe(|| read(&edition)));
                }
            };
            thread::Builder::new().name("analyst".to_owned()).spawn(work)?;
        }
        Ok(Analyst { queue })
    }

    /// Has `edition` read, and forgets those that nobody wants any more.
    pub fn take(&self, edition: Arc<Edition>) {
        let mut waiting = self.queue.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|edition| !edition.is_unwanted());
        waiting.push(edition);
        self.queue.arrived.notify_all();
    }
}

impl Queue {
    /// The shortest edition that waits, once there is one of no more than `longest` bytes.
    fn next(&self, longest: usize) -> Arc<Edition> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            waiting.retain(|edition| !edition.is_unwanted());
            let shortest = waiting.iter().enumerate().min_by_key(|(_, edition)| edition.buffer.len());
            if let Some((index, _)) = shortest.filter(|(_, edition)| edition.buffer.len() <= longest) {
                return waiting.remove(index);
            }
            waiting = self.arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
