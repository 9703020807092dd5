//! The process that the client runs in. A server whose client is gone has nobody to serve, though something else may keep its
//! input open.

use std::thread;
use std::time::Duration;
use std::{fs, io};

/// How often it is looked for.
const EVERY: Duration = Duration::from_secs(1);

/// Calls `ended` once the process `id` has ended. One that is not there as this begins, as where the client runs in a
/// container of its own, is none to wait for.
///
/// # Errors
///
/// If the system gives no thread.
pub fn watch(id: i32, ended: impl FnOnce() + Send + 'static) -> io::Result<()> {
    if !runs(id) {
        return Ok(());
    }
    let watch = move || {
        while runs(id) {
            thread::sleep(EVERY);
        }
        ended();
    };
    thread::Builder::new().name("client".to_owned()).spawn(watch).map(|_| ())
}

/// Whether the process `id` is there and at work: one that only waits for its parent to hear of its end is not.
#[cfg(unix)]
fn runs(id: i32) -> bool {
    let process = Some(id).filter(|id| *id > 0).and_then(rustix::process::Pid::from_raw);
    let Some(process) = process else { return false };
    let there = rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH);
    // Linux tells in what state it is, behind its name in brackets.
    let state = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let state = state.rsplit_once(") ").and_then(|(_, rest)| rest.chars().next());
    there && !matches!(state, Some('Z' | 'X'))
}

/// Elsewhere the input ends with the client.
#[cfg(not(unix))]
fn runs(_: i32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_process_runs_until_it_ends() {
        assert!(runs(i32::try_from(std::process::id()).expect("a process")));
        assert!(!runs(0) && !runs(-1) && !runs(i32::MAX));
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("a process");
        let id = i32::try_from(child.id()).expect("a process");
        assert!(runs(id));
        child.kill().expect("it runs");
        // Nobody has heard of its end yet.
        while runs(id) {
            thread::sleep(Duration::from_millis(1));
        }
        child.wait().expect("it has ended");
        assert!(!runs(id));
    }
}
