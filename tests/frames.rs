//! The frames of `data/frames`: they can be read, and their examples hold.

use std::fs;

use newsgraph::facts::frames::Frames;

fn files() -> Vec<(String, String)> {
    let mut paths: Vec<_> = fs::read_dir("data/frames")
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("readable");
            (path.display().to_string(), text)
        })
        .collect()
}

#[test]
fn all_frames_can_be_read() {
    let frames = Frames::read(&files()).unwrap_or_else(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    });
    assert!(!frames.frames.is_empty());
}
