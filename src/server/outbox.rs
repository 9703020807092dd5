//! What waits to be sent to the client, in order.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;
use tower_lsp::gen_lsp_types::{
    LogMessageNotification, LogMessageParams, MessageType, Notification, Request, ShowMessageNotification,
    ShowMessageParams,
};
use tower_lsp::jsonrpc::Response;

use super::documents::Edition;
use super::wire;

/// How many bytes may wait for a client that does not read before its messages are not read either.
const ROOM: usize = 32 << 20;

/// What waits to be sent. Anyone may put a letter in; one thread takes them out and writes them.
#[derive(Debug, Default)]
pub struct Outbox {
    state: Mutex<State>,
    changed: Condvar,
    /// How often the client was asked.
    asked: AtomicU32,
}

#[derive(Debug, Default)]
struct State {
    letters: VecDeque<Letter>,
    bytes: usize,
    writing: bool,
    closed: bool,
}

#[derive(Debug)]
struct Letter {
    json: Vec<u8>,
    /// The edition that it speaks of, if it is worth nothing once that is superseded.
    about: Option<Arc<Edition>>,
}

impl Outbox {
    /// Answers a request.
    pub fn respond(&self, response: &Response) {
        self.put(response, None);
    }

    /// Sends a notification.
    pub fn notify<N: Notification>(&self, params: N::Params) {
        self.put(&message(N::METHOD.as_str(), params), None);
    }

    /// Sends a notification about `edition`, unless a newer one is open when its turn comes.
    pub fn notify_about<N: Notification>(&self, edition: &Arc<Edition>, params: N::Params) {
        self.put(&message(N::METHOD.as_str(), params), Some(edition.clone()));
    }

    /// Asks the client for what it is not waited for to answer; the id of the question.
    pub fn ask<R: Request>(&self, params: R::Params) -> u32 {
        let id = self.asked.fetch_add(1, Ordering::Relaxed);
        self.put(&Question { id, message: message(R::METHOD.as_str(), params) }, None);
        id
    }

    /// Writes a line into the client's log.
    pub fn log(&self, kind: MessageType, message: impl Into<String>) {
        let message = message.into();
        // A log of ours has it too. On standard error, which clients keep beside it, it would stand twice.
        tracing::info!("{kind:?}: {message}");
        self.notify::<LogMessageNotification>(LogMessageParams { kind, message });
    }

    /// Shows the writer a message. VS Code makes links of what looks like Markdown's, commands of its own included; words of a
    /// draft are not to be one.
    pub fn show(&self, kind: MessageType, message: impl Into<String>) {
        let message = message.into().replace("](", "] (");
        self.notify::<ShowMessageNotification>(ShowMessageParams { kind, message });
    }

    /// Writes letters to `out` as they come, until the box is closed and empty.
    ///
    /// # Errors
    ///
    /// If `out` takes no more; then the box is closed.
    pub fn deliver(&self, mut out: impl Write) -> io::Result<()> {
        while let Some(json) = self.take() {
            if let Err(error) = out.write_all(&wire::frame(&json)).and_then(|()| out.flush()) {
                *self.lock() = State { closed: true, ..State::default() };
                self.changed.notify_all();
                return Err(error);
            }
        }
        Ok(())
    }

    /// Waits until the client has read enough for more to be put in.
    pub fn room(&self) {
        let full = |state: &mut State| state.bytes > ROOM && !state.closed;
        drop(self.changed.wait_while(self.lock(), full));
    }

    /// Takes no more letters. Waits until those within are written, but not longer than `patience`.
    pub fn finish(&self, patience: Duration) {
        self.lock().closed = true;
        self.changed.notify_all();
        let busy = |state: &mut State| state.writing || !state.letters.is_empty();
        drop(self.changed.wait_timeout_while(self.lock(), patience, busy));
    }

    fn put(&self, message: &impl Serialize, about: Option<Arc<Edition>>) {
        let Ok(json) = serde_json::to_vec(message) else {
            return tracing::error!("a message could not be written as JSON");
        };
        let mut state = self.lock();
        if !state.closed {
            state.bytes += json.len();
            state.letters.push_back(Letter { json, about });
            self.changed.notify_all();
        }
    }

    /// The next letter that is still worth sending; `None` once the box is closed and empty.
    fn take(&self) -> Option<Vec<u8>> {
        let mut state = self.lock();
        state.writing = false;
        loop {
            while let Some(letter) = state.letters.pop_front() {
                state.bytes -= letter.json.len();
                if !letter.about.is_some_and(|edition| edition.is_superseded()) {
                    state.writing = true;
                    return Some(letter.json);
                }
            }
            self.changed.notify_all();
            if state.closed {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A notification as it stands on the wire.
#[derive(Serialize)]
struct Message<P> {
    jsonrpc: &'static str,
    method: &'static str,
    #[serde(skip_serializing_if = "is_nothing")]
    params: P,
}

/// Whether a method has no parameters. The protocol has no `null` for that.
fn is_nothing<P>(_: &P) -> bool {
    size_of::<P>() == 0
}

fn message<P>(method: &'static str, params: P) -> Message<P> {
    Message { jsonrpc: "2.0", method, params }
}

/// A request as it stands on the wire.
#[derive(Serialize)]
struct Question<P> {
    id: u32,
    #[serde(flatten)]
    message: Message<P>,
}
