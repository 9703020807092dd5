//! The thread that reads the drafts of the workspace from disk, one after the other, beside all else.
//!
//! The desk that it fills holds what stands on disk, whatever is open; what is open is laid over it when somebody
//! [asks](super::across).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{io, thread};

use tower_lsp::gen_lsp_types::{MessageType, ProgressToken, Range, Uri};

use super::analyst::Read;
use super::client::Client;
use super::collator::Collator;
use super::configurations::Configurations;
use super::outbox::Outbox;
use super::places::Places;
use super::progress::Progress;
use super::publisher::Publisher;
use super::scan::{Changes, Extent, Scan, Written};
use crate::desk::{self, Desk, Person, Sketch};
use crate::ide::Snapshot;
use crate::rules::breakdown::caught;
use crate::text::Buffer;

/// Sends the thread to look after the drafts on disk.
#[derive(Debug)]
pub struct Clerk {
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    errands: Mutex<Errands>,
    arrived: Condvar,
    /// Whether the errand at hand is to be broken off.
    stopped: AtomicBool,
    desk: Mutex<Arc<Desk<Range>>>,
    stock: Mutex<Stock>,
}

/// What was read so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// How many drafts.
    pub drafts: usize,
    /// What was left out, and why, when all folders were looked through last.
    pub left_out: Vec<String>,
}

#[derive(Debug, Default)]
struct Errands {
    /// Where to look next, and by which files.
    next: Option<(Extent, Configurations)>,
    /// Whether none is at hand, and one was.
    idle: bool,
    /// What the client calls the errand at hand.
    token: Option<ProgressToken>,
    /// Whether there are no more.
    over: bool,
}

impl Clerk {
    /// Starts the thread, which has the drafts that `scan` finds read by `read` and tells `client` of it.
    ///
    /// # Errors
    ///
    /// If the system gives no thread.
    pub fn start(
        scan: Scan,
        read: Read,
        client: Client,
        outbox: Arc<Outbox>,
        collator: Arc<Collator>,
        publisher: Arc<Publisher>,
    ) -> io::Result<Self> {
        let state = Arc::<State>::default();
        let mut work = Work { scan, read, client, outbox, collator, publisher, state: state.clone(), begun: 0 };
        thread::Builder::new().name("clerk".to_owned()).spawn(move || {
            while let Some((extent, configurations)) = work.state.next() {
                // The panic was told on standard error; the thread goes on.
                let _ = catch_unwind(AssertUnwindSafe(|| work.run(&extent, configurations)));
                work.state.errands().idle = true;
            }
        })?;
        Ok(Clerk { state })
    }

    /// Has the drafts in `extent` looked at, in the folders and by the settings of `configurations`.
    pub fn look(&self, extent: Extent, configurations: Configurations) {
        let mut errands = self.state.errands();
        let extent = match errands.next.take() {
            Some((waiting, _)) => waiting.join(extent),
            None => extent,
        };
        errands.next = Some((extent, configurations));
        self.state.arrived.notify_all();
    }

    /// Breaks off the errand that the client calls `token`. What was read so far counts.
    pub fn cancel(&self, token: &ProgressToken) {
        if self.state.errands().token.as_ref() == Some(token) {
            self.state.stopped.store(true, Ordering::SeqCst);
        }
    }

    /// Lets the thread end.
    pub fn end(&self) {
        self.state.errands().over = true;
        self.state.stopped.store(true, Ordering::SeqCst);
        self.state.arrived.notify_all();
    }

    /// What was read so far, and whether there is more to be read, as there is before the first errand.
    pub fn stock(&self) -> (Stock, bool) {
        let errands = self.state.errands();
        let reading = !errands.idle || errands.next.is_some();
        (self.state.stock().clone(), reading)
    }

    /// The desk as far as it is read.
    pub fn desk(&self) -> Arc<Desk<Range>> {
        self.state.desk().clone()
    }
}

impl State {
    fn errands(&self) -> MutexGuard<'_, Errands> {
        self.errands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn desk(&self) -> MutexGuard<'_, Arc<Desk<Range>>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stock(&self) -> MutexGuard<'_, Stock> {
        self.stock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next errand, once there is one; `None` if there are no more.
    fn next(&self) -> Option<(Extent, Configurations)> {
        let idle = |errands: &mut Errands| errands.next.is_none() && !errands.over;
        let mut errands = self.arrived.wait_while(self.errands(), idle).unwrap_or_else(PoisonError::into_inner);
        if errands.over {
            return None;
        }
        errands.token = None;
        errands.idle = false;
        self.stopped.store(false, Ordering::SeqCst);
        errands.next.take()
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}

/// What is kept of a draft; nothing of one that is no more.
#[derive(Default)]
struct Facts {
    people: Vec<Person<Range>>,
    sketch: Option<Sketch>,
}

/// What the thread works with.
struct Work {
    scan: Scan,
    read: Read,
    client: Client,
    outbox: Arc<Outbox>,
    collator: Arc<Collator>,
    publisher: Arc<Publisher>,
    state: Arc<State>,
    /// How often the client was told that work begins.
    begun: usize,
}

impl Work {
    fn run(&mut self, extent: &Extent, mut configurations: Configurations) {
        let (state, outbox) = (self.state.clone(), self.outbox.clone());
        let folders = configurations.workspace().to_owned();
        let settings =
            |path: &Path| Uri::from_file_path(path).map_or_else(|()| Arc::default(), |uri| configurations.of(&uri));
        let Changes { written, gone, left_out } = self.scan.look(&folders, extent, settings, &|| state.is_stopped());
        for message in &left_out {
            outbox.log(MessageType::Warning, message);
        }
        if extent.everywhere {
            state.stock().left_out = left_out;
        }
        self.collator.set_workspace(&folders);
        for path in gone {
            self.scan.forget(&path);
            self.put(&path, Facts::default(), false);
        }
        state.stock().drafts = self.scan.len();
        let all = written.len();
        // One draft is read before anyone sees that it takes time.
        let mut progress = (self.client.progress && all > 1).then(|| {
            self.begun += 1;
            let token = ProgressToken::from(format!("copydesk/drafts/{}", self.begun));
            state.errands().token = Some(token.clone());
            Progress::begin(&outbox, token, "Reading the drafts", true)
        });
        let mut done = 0;
        for draft in written {
            if let Some(progress) = &mut progress {
                progress.report(done, all);
            }
            let facts = self.facts(&draft);
            if state.is_stopped() {
                break;
            }
            let archived = Uri::from_file_path(&draft.path).is_ok_and(|uri| configurations.is_archived(&uri));
            self.put(&draft.path, facts, archived);
            self.scan.keep(draft);
            state.stock().drafts = self.scan.len();
            done += 1;
        }
        if let Some(progress) = progress {
            progress.end(Some(if done < all { format!("{done} of {all} drafts") } else { format!("{all} drafts") }));
        }
    }

    /// What is kept of `draft`. That it cannot be read is logged.
    fn facts(&self, draft: &Written) -> Facts {
        let path = draft.path.display();
        let text = match draft.text() {
            Ok(text) => text,
            Err(error) => {
                self.outbox.log(MessageType::Warning, format!("not read: {path}; {error}"));
                return Facts::default();
            }
        };
        let stopped = || self.state.is_stopped();
        let mut broken = Vec::new();
        let facts = caught(None, &mut broken, || {
            let read = (self.read)(None, text.clone(), draft.format, draft.settings(), &Arc::default(), &stopped);
            read.map(|snapshot| {
                let places = Places { buffer: &Buffer::new(&text), encoding: self.client.encoding };
                let sketch = Sketch::of(&snapshot.article);
                (Facts { people: people(&snapshot, places), sketch: Some(sketch) }, snapshot.broken)
            })
        });
        let (facts, others) = facts.flatten().unwrap_or_default();
        broken.extend(others);
        self.publisher.report(&path.to_string(), &broken);
        facts
    }

    fn put(&self, path: &Path, Facts { people, sketch }: Facts, archived: bool) {
        if let Ok(uri) = Uri::from_file_path(path) {
            Arc::make_mut(&mut *self.state.desk()).put(uri.as_str(), people);
            self.collator.put(&uri, sketch, archived);
        }
    }
}

/// The people of a draft that was read, as they stand on the desk.
pub fn people(snapshot: &Snapshot, places: Places) -> Vec<Person<Range>> {
    desk::people(&snapshot.article, |span| places.range(span))
}
