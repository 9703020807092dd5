//! How long threads have worked, which a busy machine does not lengthen; `None` where the system does not say.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// How long this thread has.
#[allow(dead_code, reason = "who asks a process does not ask this thread")]
pub fn thread() -> Option<Duration> {
    // What it did since it last rested is not counted yet.
    sleep(Duration::from_nanos(1));
    told(Path::new("/proc/thread-self"))
}

/// How long the threads of the process `id` have that are still there.
#[allow(dead_code, reason = "who asks this thread does not ask a process")]
pub fn process(id: u32) -> Option<Duration> {
    let threads = fs::read_dir(format!("/proc/{id}/task")).ok()?;
    Some(threads.flatten().filter_map(|thread| told(&thread.path())).sum())
}

fn told(thread: &Path) -> Option<Duration> {
    let line = fs::read_to_string(thread.join("schedstat")).ok()?;
    line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
