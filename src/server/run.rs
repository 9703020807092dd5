//! The server as a process.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::runtime;

use super::analyst::Read;
use super::handlers::{Handlers, service};
use super::outbox::Outbox;
use super::{inbox, wire};
use crate::ide::Snapshot;

/// How long the client may take to read what is left when it ends the session.
const PATIENCE: Duration = Duration::from_secs(1);

/// Serves one client on standard input and output until it says `exit` or closes the input. The code is 0 if it had
/// asked for `shutdown` before, else 1, as the protocol has it.
///
/// Threads may still be at work when it returns; the end of the process ends them.
///
/// # Errors
///
/// If the system gives no thread.
pub fn run() -> io::Result<ExitCode> {
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_max_level(tracing::Level::WARN);
    // Whoever started us may keep a log of its own.
    let _ = log.try_init();
    serve(io::stdin().lock(), io::stdout(), Snapshot::unless)
}

/// [`run`] on any `input` and `output`, with drafts read by `read`.
///
/// # Errors
///
/// If the system gives no thread.
pub fn serve(input: impl BufRead, output: impl Write + Send + 'static, read: Read) -> io::Result<ExitCode> {
    let outbox = Arc::new(Outbox::default());
    let writer = outbox.clone();
    thread::Builder::new().name("writer".to_owned()).spawn(move || writer.deliver(output))?;
    let runtime = runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build()?;
    let mut service = service(Handlers::new(outbox.clone(), read));
    inbox::serve(wire::messages(input), &mut service, &outbox, runtime.handle());
    outbox.finish(PATIENCE);
    runtime.shutdown_background();
    Ok(if service.inner().is_shut_down() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
