//! The house stays a house: a file uses its own room and lower floors only.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Each room's floor. Rooms on one floor never import each other, but `text` may use `error`.
const FLOORS: &[(&str, u8)] = &[
    ("error", 0),
    ("files", 1),
    ("text", 1),
    ("learn", 1),
    // Texts compared: above `text` and `learn`, below all politics.
    ("meaning", 2),
    ("model", 2),
    ("codebook", 3),
    ("read", 4),
    ("segment", 4),
    ("extract", 4),
    ("stance", 4),
    ("position", 4),
    ("link", 4),
    ("analyse", 4),
    ("assertion", 4),
    ("criticism", 4),
    ("discover", 4),
    ("near", 4),
    ("network", 4),
    ("structure", 4),
    ("desk", 4),
    ("export", 4),
    ("review", 4),
    ("store", 4),
    ("pipeline", 5),
    ("evaluate", 5),
    ("project", 6),
    ("serve", 7),
    ("cli", 8),
];

#[test]
fn imports_point_down() {
    let floors: BTreeMap<&str, u8> = FLOORS.iter().copied().collect();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![source.clone()];
    let mut wrong = Vec::new();
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(&source).unwrap();
            let room = inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
            if matches!(room, "lib" | "main" | "bin") {
                continue;
            }
            let floor = *floors.get(room).unwrap_or_else(|| panic!("the room `{room}` is on no floor: add it to the table"));
            seen += 1;
            // Tests may look at anything.
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for part in code.split("crate::").skip(1) {
                let used: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(below) = floors.get(used.as_str()) else { continue };
                if used != room && *below >= floor {
                    wrong.push(format!("{} imports {used}", inside.display()));
                }
            }
        }
    }
    assert!(seen > 40, "only {seen} files were read");
    assert!(wrong.is_empty(), "imports that do not point down:\n{}", wrong.join("\n"));
}
