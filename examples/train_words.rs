//! Trains the word vectors that ship with the program: folders or files with statements in, `data/models/words.bin` out.
//!
//! `cargo run --release --example train_words -- SPEECHES > data/models/words.bin`

#![allow(clippy::print_stderr, clippy::print_stdout, reason = "an example talks to its user")]

use demarche::error::{Error, Result};
use demarche::files;
use demarche::meaning::words::{Options, train};
use std::io::Write;
use std::path::Path;

fn main() -> Result<()> {
    let mut sentences = Vec::new();
    for argument in std::env::args().skip(1) {
        let path = Path::new(&argument);
        let paths = if path.is_dir() { files::below(path, &["txt"])? } else { vec![path.to_path_buf()] };
        for path in paths {
            for line in files::text(&path)?.lines() {
                sentences.extend(line.split(['.', '?', '!', ';']).filter(|part| part.len() > 10).map(str::to_owned));
            }
        }
    }
    if sentences.is_empty() {
        return Err(Error::new("no sentences").hint("name a folder with .txt files"));
    }
    let table = train(&sentences, &Options::default());
    eprintln!("{} sentences, {} stems with {} numbers each", sentences.len(), table.stems().len(), table.size());
    std::io::stdout().write_all(&table.to_bytes()).map_err(|cause| Error::new("could not write").caused_by(cause))
}
