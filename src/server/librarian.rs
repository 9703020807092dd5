//! The thread that reads what drafts are written from, beside all else.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{io, thread};

use tower_lsp::gen_lsp_types::MessageType;

use super::configurations::Place;
use super::outbox::Outbox;
use super::source_files::SourceFiles;
use crate::desk::Sources;

/// Sends the thread to look after the sources.
#[derive(Debug)]
pub struct Librarian {
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    orders: Mutex<Orders>,
    arrived: Condvar,
    read: Mutex<BTreeMap<Place, Shelf>>,
}

/// The sources at one place.
#[derive(Clone, Debug, Default)]
struct Shelf {
    sources: Arc<Sources>,
    /// What was left out, and why.
    left_out: Vec<String>,
}

#[derive(Debug, Default)]
struct Orders {
    /// Where to look next.
    next: Option<BTreeSet<Place>>,
    /// Whether there is nowhere to look any more.
    over: bool,
}

impl Librarian {
    /// Starts the thread, which calls `changed` whenever sources have become others.
    ///
    /// # Errors
    ///
    /// If the system gives no thread.
    pub fn start(outbox: Arc<Outbox>, changed: impl Fn() + Send + 'static) -> io::Result<Self> {
        let state = Arc::<State>::default();
        let librarian = Librarian { state: state.clone() };
        thread::Builder::new().name("librarian".to_owned()).spawn(move || {
            let mut read = BTreeMap::new();
            while let Some(places) = state.next() {
                // The panic was told on standard error; the thread goes on.
                let _ = catch_unwind(AssertUnwindSafe(|| {
                    if state.look(&mut read, places, &outbox) {
                        changed();
                    }
                }));
            }
        })?;
        Ok(librarian)
    }

    /// Has the sources at `places` looked at, and forgets those elsewhere.
    pub fn look(&self, places: BTreeSet<Place>) {
        self.state.orders().next = Some(places);
        self.state.arrived.notify_all();
    }

    /// The sources at `place`, as far as they are read.
    pub fn sources(&self, place: &Place) -> Arc<Sources> {
        self.state.read().get(place).map(|shelf| shelf.sources.clone()).unwrap_or_default()
    }

    /// What was left out of the sources at `place`, and why.
    pub fn left_out(&self, place: &Place) -> Vec<String> {
        self.state.read().get(place).map(|shelf| shelf.left_out.clone()).unwrap_or_default()
    }

    /// Lets the thread end.
    pub fn end(&self) {
        self.state.orders().over = true;
        self.state.arrived.notify_all();
    }
}

impl State {
    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self) -> MutexGuard<'_, BTreeMap<Place, Shelf>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where to look next, once there is somewhere; `None` if there is nowhere any more.
    fn next(&self) -> Option<BTreeSet<Place>> {
        let idle = |orders: &mut Orders| orders.next.is_none() && !orders.over;
        let mut orders = self.arrived.wait_while(self.orders(), idle).unwrap_or_else(PoisonError::into_inner);
        if orders.over { None } else { orders.next.take() }
    }

    /// Looks at the sources at `places`; whether some have become others.
    fn look(&self, read: &mut BTreeMap<Place, SourceFiles>, places: BTreeSet<Place>, out: &Outbox) -> bool {
        read.retain(|place, _| places.contains(place));
        self.read().retain(|place, _| places.contains(place));
        let mut changed = false;
        for place in places {
            let (root, folders) = &place;
            let files = read.entry(place.clone()).or_default();
            let before = files.sources().clone();
            let left_out = files.look(root, folders);
            changed |= !Arc::ptr_eq(&before, files.sources());
            let shelf = Shelf { sources: files.sources().clone(), left_out: left_out.clone() };
            let told = self.read().insert(place, shelf).unwrap_or_default().left_out;
            for message in left_out.iter().filter(|message| !told.contains(message)) {
                out.log(MessageType::Warning, message);
            }
        }
        changed
    }
}
