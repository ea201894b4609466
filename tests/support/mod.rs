//! What the tests of this folder share: running the command, scratch folders, texts that may be absent.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

pub mod browser;
pub mod build;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A run of the command.
pub struct Run {
    command: Command,
}

impl Run {
    /// The command with those arguments, in the root of the repository.
    pub fn new(args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.args(args).current_dir(root()).stdin(Stdio::null());
        Self { command }
    }

    /// The same, in another folder.
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs it.
    pub fn output(mut self) -> Ended {
        let output: Output = self.command.output().unwrap();
        Ended { code: output.status.code(), out: String::from_utf8(output.stdout).unwrap(), err: String::from_utf8(output.stderr).unwrap() }
    }
}

/// How a run ended.
pub struct Ended {
    /// The exit code.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder for one test.
pub fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("demarche-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A text by others that lies beside the repository, or a message that the test is skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = root().join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("skipped: ../shared/{path} is not here (texts by others are not part of the repository)");
    None
}

/// The arguments for the sample corpus.
pub const SAMPLE: [&str; 3] = ["data/sample", "--actors", "data/sample/actors.toml"];
