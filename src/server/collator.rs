//! What the drafts of the workspace share, told to those that are open.
//!
//! A draft is compared with the others as soon as it is read, before its findings are sent. The others are told of it by a
//! thread of its own, once nobody has typed for a while: then each open draft is compared again, and those of which there is
//! something else to say are published anew.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tower_lsp::gen_lsp_types::Uri;

use super::documents::Edition;
use super::places;
use super::publisher::Publisher;
use crate::desk::{Filed, Passages, Shelf, Sketch};
use crate::ide::Snapshot;
use crate::rules::{self, Finding};

/// How long nothing may change before the drafts are compared again.
const QUIET: Duration = Duration::from_millis(200);

/// Publishes what is found in open drafts, with what they share with others.
#[derive(Debug)]
pub struct Collator {
    board: Mutex<Board>,
    changed: Condvar,
    publisher: Arc<Publisher>,
}

#[derive(Debug, Default)]
struct Board {
    passages: Passages,
    /// The open drafts, by their keys.
    open: BTreeMap<String, Open>,
    /// The keys of the drafts that lie in archives.
    archived: BTreeSet<String>,
    /// The folders that the client has opened.
    workspace: Vec<PathBuf>,
    /// Whether something has changed since the drafts were compared.
    stale: bool,
    /// Whether nobody wants to know any more.
    over: bool,
}

/// A draft that is open, as it was read last.
#[derive(Debug)]
struct Open {
    edition: Arc<Edition>,
    snapshot: Arc<Snapshot>,
    /// What the client was told that it shares with others.
    told: Vec<Finding>,
    /// Whether the others are compared with this edition.
    filed: bool,
}

impl Collator {
    /// Starts the thread. What it finds is said by `publisher`.
    ///
    /// # Errors
    ///
    /// If the system gives no thread.
    pub fn start(publisher: Arc<Publisher>) -> io::Result<Arc<Self>> {
        let collator = Arc::new(Collator { board: Mutex::default(), changed: Condvar::new(), publisher });
        let work = collator.clone();
        thread::Builder::new().name("collator".to_owned()).spawn(move || {
            while work.wait() {
                // The panic was told on standard error; the thread goes on.
                let _ = catch_unwind(AssertUnwindSafe(|| work.compare()));
            }
        })?;
        Ok(collator)
    }

    /// Publishes what `snapshot`, that of `edition`, and the other drafts of the workspace say of it.
    pub fn publish(&self, edition: &Arc<Edition>, snapshot: &Arc<Snapshot>) {
        let key = places::key(&edition.uri);
        if edition.basis.settings.source {
            self.close(&edition.uri);
            self.publisher.publish(edition, snapshot, &[]);
            return;
        }
        let alone = self.board().passages.is_alone(&key);
        let sketch = (!alone).then(|| sketch(snapshot));
        let mut board = self.board();
        let told = sketch.map(|sketch| board.find(&key, &sketch, snapshot, edition)).unwrap_or_default();
        self.publisher.publish(edition, snapshot, &told);
        if !edition.is_superseded() {
            board.open.insert(key, Open { edition: edition.clone(), snapshot: snapshot.clone(), told, filed: false });
            self.change(board);
        }
    }

    /// The draft `uri` is open no more. Until the file is read again nothing is known of it.
    pub fn close(&self, uri: &Uri) {
        let key = places::key(uri);
        let mut board = self.board();
        if board.open.remove(&key).is_some() {
            board.passages.remove(&key);
            self.change(board);
        }
    }

    /// The client has opened the folders `workspace`.
    pub fn set_workspace(&self, workspace: &[PathBuf]) {
        self.board().workspace = workspace.to_owned();
    }

    /// On disk the draft `uri` has the words of `sketch` now; `None` if it is no more. One that is open is what the editor
    /// has.
    pub fn put(&self, uri: &Uri, sketch: Option<Sketch>, archived: bool) {
        let key = places::key(uri);
        let mut board = self.board();
        if archived {
            board.archived.insert(key.clone());
        } else {
            board.archived.remove(&key);
        }
        if !board.open.contains_key(&key) {
            match sketch {
                Some(sketch) => board.file(&key, uri, sketch),
                None => board.passages.remove(&key),
            }
            self.change(board);
        }
    }

    /// Lets the thread end.
    pub fn end(&self) {
        self.board().over = true;
        self.changed.notify_all();
    }

    fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, mut board: MutexGuard<'_, Board>) {
        board.stale = true;
        self.changed.notify_all();
    }

    /// Waits until something has changed and then nothing for a while; `false` if nobody wants to know any more.
    fn wait(&self) -> bool {
        let idle = |board: &mut Board| !board.stale && !board.over;
        let mut board = self.changed.wait_while(self.board(), idle).unwrap_or_else(PoisonError::into_inner);
        while !board.over && board.stale {
            board.stale = false;
            let still = |board: &mut Board| !board.stale && !board.over;
            let waited = self.changed.wait_timeout_while(board, QUIET, still);
            board = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        !board.over
    }

    /// Compares the open drafts with each other and with the rest, and publishes those of which there is something else to
    /// say.
    fn compare(&self) {
        let mut board = self.board();
        let new: Vec<_> = board.open.iter().filter(|(_, open)| !open.filed).collect();
        let new: Vec<_> = new.into_iter().map(|(key, open)| (key.clone(), open.edition.clone())).collect();
        for (key, edition) in new {
            // Nobody is to wait for this one.
            let Some(snapshot) = board.newest(&key, &edition) else { continue };
            drop(board);
            let sketch = sketch(&snapshot);
            board = self.board();
            if board.newest(&key, &edition).is_some() {
                board.file(&key, &edition.uri, sketch);
                board.open.entry(key).and_modify(|open| open.filed = true);
            }
        }
        let keys: Vec<String> = board.open.keys().cloned().collect();
        for key in keys {
            let Some(Open { edition, snapshot, told, .. }) = board.open.get(&key) else { continue };
            let Some(filed) = board.passages.get(&key) else { continue };
            let found = board.find(&key, &filed.sketch, snapshot, edition);
            if found != *told {
                self.publisher.publish(edition, snapshot, &found);
                board.open.entry(key).and_modify(|open| open.told = found);
            }
            // Whoever types comes first.
            drop(board);
            board = self.board();
        }
    }
}

impl Board {
    /// The draft `key`, which the client calls `uri`, has the words of `sketch` now.
    fn file(&mut self, key: &str, uri: &Uri, sketch: Sketch) {
        let shelf = if self.archived.contains(key) { Shelf::Archive } else { Shelf::Drafts };
        let name = places::name(uri, &self.workspace).into();
        self.passages.put(key, Filed { name, shelf, sketch });
    }

    /// What is known of the open draft `key` if `edition` is the last of it that was read.
    fn newest(&self, key: &str, edition: &Arc<Edition>) -> Option<Arc<Snapshot>> {
        let open = self.open.get(key).filter(|open| Arc::ptr_eq(&open.edition, edition))?;
        Some(open.snapshot.clone())
    }

    /// What the draft `key`, which has the words of `sketch`, shares with others. Those that are open are named as the client
    /// does.
    fn find(&self, key: &str, sketch: &Sketch, snapshot: &Snapshot, edition: &Edition) -> Vec<Finding> {
        let mut shared = self.passages.shared(key, sketch);
        for shared in &mut shared {
            if let Some(other) = self.open.get(&*shared.draft) {
                shared.draft = other.edition.uri.to_string().into();
            }
        }
        rules::across(&snapshot.article, &shared, &edition.basis.settings)
    }
}

fn sketch(snapshot: &Snapshot) -> Sketch {
    Sketch::new(&snapshot.article.draft, &snapshot.article.quotes)
}
