//! Telling the client how far something has come that takes its time.

use std::time::{Duration, Instant};

use serde::Serialize;
use tower_lsp::gen_lsp_types::{
    ProgressNotification, ProgressParams, ProgressToken, WorkDoneProgressBegin, WorkDoneProgressCreateParams,
    WorkDoneProgressCreateRequest, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::outbox::Outbox;

/// How often the client is told.
const EVERY: Duration = Duration::from_millis(100);

/// Work that the client shows.
#[derive(Debug)]
pub struct Progress<'o> {
    outbox: &'o Outbox,
    token: ProgressToken,
    told: Instant,
}

impl<'o> Progress<'o> {
    /// Work called `title` begins, which the client knows by `token`. Work `in_steps` it may break off between two of them, and
    /// is told how far it has come. It is not waited for whether the client agrees: who does not know the token passes over
    /// what is said of it.
    pub fn begin(outbox: &'o Outbox, token: ProgressToken, title: &str, in_steps: bool) -> Self {
        outbox.ask::<WorkDoneProgressCreateRequest>(WorkDoneProgressCreateParams { token: token.clone() });
        let progress = Progress { outbox, token, told: Instant::now() };
        progress.say(WorkDoneProgressBegin {
            title: title.to_owned(),
            cancellable: Some(in_steps),
            percentage: in_steps.then_some(0),
            ..WorkDoneProgressBegin::default()
        });
        progress
    }

    /// `done` of `all` is done. Told if the last time is a while ago.
    pub fn report(&mut self, done: usize, all: usize) {
        if self.told.elapsed() < EVERY {
            return;
        }
        self.told = Instant::now();
        self.say(WorkDoneProgressReport {
            message: Some(format!("{done} of {all}")),
            percentage: u32::try_from(100 * done / all.max(1)).ok(),
            ..WorkDoneProgressReport::default()
        });
    }

    /// It ends, with `message` if there is one.
    pub fn end(self, message: Option<String>) {
        self.say(WorkDoneProgressEnd { message });
    }

    fn say(&self, value: impl Serialize) {
        if let Ok(value) = serde_json::to_value(value) {
            self.outbox.notify::<ProgressNotification>(ProgressParams { token: self.token.clone(), value });
        }
    }
}
