//! What is said of the command line beside the binary is so; `.ci/packaging` uses it.

use copydesk::draft::Format;

#[test]
fn the_hooks_take_the_files_that_hold_drafts() {
    let hooks = include_str!("../../.pre-commit-hooks.yaml");
    let extensions = Format::EXTENSIONS.map(|(extension, _)| extension).join("|");
    let files: Vec<&str> = hooks.lines().filter_map(|line| line.trim_start().strip_prefix("files: ")).collect();
    let expected = format!("(?i)\\.({extensions})$");
    assert_eq!(files, [&expected, &expected]);
}

/// A release has an archive and an extension for each platform, and the action knows where to find the one it needs.
#[test]
fn every_platform_is_released_and_fetched() {
    let release = include_str!("../../.github/workflows/release.yml");
    let fetch = include_str!("../../packaging/fetch");
    let released = release.lines().filter_map(|line| line.trim_start().strip_prefix("- { target: ")?.split(',').next());
    let fetched = fetch.lines().filter_map(|line| line.split_once(") target=")?.1.split(' ').next());
    let [mut released, mut fetched]: [Vec<&str>; 2] = [released.collect(), fetched.collect()];
    released.sort_unstable();
    fetched.sort_unstable();
    assert_eq!(released.len(), 5);
    assert_eq!(released, fetched);
}
