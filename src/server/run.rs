//! The server as a process.

use std::fs::OpenOptions;
use std::io::{self, BufRead, Write};
use std::panic;
use std::path::Path;
use std::process::{self, ExitCode};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use tokio::runtime;
use tracing::Level;

use super::analyst::Read;
use super::handlers::{Handlers, service};
use super::outbox::Outbox;
use super::{inbox, wire};
use crate::ide::Snapshot;

/// How long the client may take to read what is left when it ends the session.
const PATIENCE: Duration = Duration::from_secs(1);

/// Serves one client on standard input and output until it says `exit`, closes either or ends itself. The code is 0 if it
/// had asked for `shutdown` before, else 1, as the protocol has it. What it is told in its log is written to the end of
/// `log_file` as well, and what goes wrong where no client hears of it.
///
/// Threads may still be at work when it returns; the end of the process ends them.
///
/// # Errors
///
/// If the system gives no thread or the log cannot be written.
pub fn run(log_file: Option<&Path>) -> io::Result<ExitCode> {
    let log = tracing_subscriber::fmt().with_ansi(false);
    // Whoever started us may keep a log of its own.
    let _ = match log_file {
        None => log.with_writer(io::stderr).with_max_level(Level::WARN).try_init(),
        Some(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path);
            let file = file.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
            let told = panic::take_hook();
            panic::set_hook(Box::new(move |fault| {
                tracing::error!("{fault}");
                told(fault);
            }));
            log.with_writer(Mutex::new(file)).with_max_level(Level::INFO).try_init()
        }
    };
    let version = env!("CARGO_PKG_VERSION");
    tracing::info!("copydesk {version} begins");
    // Input that something else keeps open would keep the server, too.
    let unheard = |shut_down: bool| process::exit(i32::from(!shut_down));
    let code = serve(io::stdin().lock(), io::stdout(), Snapshot::unless, unheard)?;
    tracing::info!("copydesk {version} ends");
    Ok(code)
}

/// [`run`] on any `input` and `output`, with drafts read by `read`. Once `output` takes no more, `unheard` is called, with
/// whether the client had asked for `shutdown`.
///
/// # Errors
///
/// If the system gives no thread.
pub fn serve(
    input: impl BufRead,
    output: impl Write + Send + 'static,
    read: Read,
    unheard: impl FnOnce(bool) + Send + 'static,
) -> io::Result<ExitCode> {
    let outbox = Arc::new(Outbox::default());
    let handlers = Handlers::new(outbox.clone(), read);
    let (writer, shut_down) = (outbox.clone(), handlers.shut_down());
    let write = move || {
        if writer.deliver(output).is_err() {
            unheard(shut_down.load(Ordering::SeqCst));
        }
    };
    thread::Builder::new().name("writer".to_owned()).spawn(write)?;
    let runtime = runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build()?;
    let mut service = service(handlers);
    inbox::serve(wire::messages(input), &mut service, &outbox, runtime.handle());
    outbox.finish(PATIENCE);
    runtime.shutdown_background();
    Ok(if service.inner().is_shut_down() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
