//! What the drafts of the workspace share, told to those that are open.
//!
//! A draft is compared with the others as soon as it is read, before its findings are sent. The others are told of it by a
//! thread of its own, once nobody has typed for a while: then each open draft is compared again, and those of which there is
//! something else to say are published anew.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::thread;
use std::time::Duration;

use tower_lsp::gen_lsp_types::Uri;

use super::documents::Edition;
use super::places;
use super::publisher::Publisher;
use crate::desk::{Answers, Filed, Passages, Shelf, Sketch};
use crate::ide::Snapshot;
use crate::rules::{self, Finding};

/// How long nothing may change before the drafts are compared again.
const QUIET: Duration = Duration::from_millis(200);

/// Publishes what is found in open drafts, with what they share with others.
///
/// Nobody who types waits for more than one draft being filed: whatever takes longer is done without a lock, or with one that
/// readers share.
#[derive(Debug)]
pub struct Collator {
    /// To be locked before the board.
    passages: RwLock<Passages>,
    board: Mutex<Board>,
    changed: Condvar,
    publisher: Arc<Publisher>,
}

#[derive(Debug, Default)]
struct Board {
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
#[derive(Clone, Debug)]
struct Open {
    edition: Arc<Edition>,
    snapshot: Arc<Snapshot>,
    /// Its words; `None` as long as there is nothing to compare them with.
    sketch: Option<Arc<Sketch>>,
    /// What was answered about this edition or an earlier one.
    answers: Arc<Mutex<Answers>>,
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
        let (passages, board) = (RwLock::default(), Mutex::default());
        let collator = Arc::new(Collator { passages, board, changed: Condvar::new(), publisher });
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
        let alone = self.passages().is_alone(&key);
        let last =
            self.board().open.get(&key).map(|last| (last.snapshot.clone(), last.sketch.clone(), last.answers.clone()));
        let sketch = (!alone).then(|| match &last {
            Some((before, Some(sketch), _)) => sketch.next(&before.article, &snapshot.article).into(),
            _ => Arc::new(Sketch::of(&snapshot.article)),
        });
        let answers = last.map(|(_, _, answers)| answers).unwrap_or_default();
        let (edition, snapshot) = (edition.clone(), snapshot.clone());
        let mut open = Open { edition, snapshot, sketch, answers, told: Vec::new(), filed: false };
        open.told = self.find(&key, &open);
        self.publisher.publish(&open.edition, &open.snapshot, &open.told);
        let mut board = self.board();
        if !open.edition.is_superseded() {
            board.open.insert(key, open);
            self.change(board);
        }
    }

    /// The draft `uri` is open no more. Until the file is read again nothing is known of it.
    pub fn close(&self, uri: &Uri) {
        let key = places::key(uri);
        let mut passages = self.passages_to_change();
        let closed = self.board().open.remove(&key).is_some();
        if closed {
            passages.remove(&key);
            self.change(self.board());
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
        let mut passages = self.passages_to_change();
        let mut board = self.board();
        let moved = if archived { board.archived.insert(key.clone()) } else { board.archived.remove(&key) };
        if let Some(open) = board.open.get_mut(&key) {
            open.filed &= !moved;
            return self.change(board);
        }
        let filed = sketch.map(|sketch| board.filed(&key, uri, sketch.into()));
        drop(board);
        match filed {
            Some(filed) => passages.put(&key, filed),
            None => passages.remove(&key),
        }
        drop(passages);
        self.change(self.board());
    }

    /// Lets the thread end.
    pub fn end(&self) {
        self.board().over = true;
        self.changed.notify_all();
    }

    fn passages(&self) -> RwLockReadGuard<'_, Passages> {
        self.passages.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn passages_to_change(&self) -> RwLockWriteGuard<'_, Passages> {
        self.passages.write().unwrap_or_else(PoisonError::into_inner)
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
        let drafts: Vec<String> = self.board().open.keys().cloned().collect();
        // What is alone is compared with nothing: its words need not be known before another draft comes.
        for key in drafts.iter().filter(|key| drafts.len() > 1 || !self.passages().is_alone(key)) {
            self.file(key);
        }
        for key in &drafts {
            let Some(open) = self.board().open.get(key).cloned() else { continue };
            let found = self.find(key, &open);
            if found != open.told && self.board().tell(key, &open.edition, &found) {
                self.publisher.publish(&open.edition, &open.snapshot, &found);
            }
        }
    }

    /// Has the others compared with the open draft `key` as it is now.
    fn file(&self, key: &str) {
        let Some(open) = self.board().open.get(key).filter(|open| !open.filed).cloned() else { return };
        // Nobody is to wait for this one.
        let sketch = open.sketch.unwrap_or_else(|| Sketch::of(&open.snapshot.article).into());
        let mut passages = self.passages_to_change();
        let mut board = self.board();
        let filed = board.filed(key, &open.edition.uri, sketch.clone());
        let Some(newest) = board.newest(key, &open.edition) else { return };
        (newest.sketch, newest.filed) = (Some(sketch), true);
        drop(board);
        passages.put(key, filed);
    }

    /// What the open draft `key` shares with others. Those that are open are named as the client does.
    fn find(&self, key: &str, open: &Open) -> Vec<Finding> {
        let Some(sketch) = &open.sketch else { return Vec::new() };
        // Who comes at the same time starts afresh.
        let mut answers = mem::take(&mut *lock(&open.answers));
        let mut shared = self.passages().shared(key, sketch, &mut answers);
        *lock(&open.answers) = answers;
        let board = self.board();
        for shared in &mut shared {
            if let Some(other) = board.open.get(&*shared.draft) {
                shared.draft = other.edition.uri.to_string().into();
            }
        }
        drop(board);
        let mut broken = Vec::new();
        let found = rules::across(&open.snapshot.article, &shared, &open.edition.basis.settings, &mut broken);
        self.publisher.report(&places::name(&open.edition.uri, &[]), &broken);
        found
    }
}

impl Board {
    /// The draft `key`, which the client calls `uri`, with the words of `sketch`.
    fn filed(&self, key: &str, uri: &Uri, sketch: Arc<Sketch>) -> Filed {
        let shelf = if self.archived.contains(key) { Shelf::Archive } else { Shelf::Drafts };
        Filed { name: places::name(uri, &self.workspace).into(), shelf, sketch }
    }

    /// What is known of the open draft `key` if `edition` is the last of it that was read.
    fn newest(&mut self, key: &str, edition: &Arc<Edition>) -> Option<&mut Open> {
        self.open.get_mut(key).filter(|open| Arc::ptr_eq(&open.edition, edition))
    }

    /// Keeps in mind that the client is told of `found` in the open draft `key`; `false` if `edition` is not its last.
    fn tell(&mut self, key: &str, edition: &Arc<Edition>, found: &[Finding]) -> bool {
        self.newest(key, edition).map(|open| open.told = found.to_vec()).is_some()
    }
}

fn lock(answers: &Mutex<Answers>) -> MutexGuard<'_, Answers> {
    answers.lock().unwrap_or_else(PoisonError::into_inner)
}
