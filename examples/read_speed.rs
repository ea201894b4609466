//! How fast files are read: megabytes of text taken out a second, by format, and what the PDF crate alone needs.
//!
//! `cargo run --release --example read_speed -- FILES`

#![allow(clippy::print_stdout, reason = "an example prints")]

use demarche::error::Result;
use demarche::files;
use demarche::read::{Options, parts_of};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn main() -> Result<()> {
    let mut by_format: BTreeMap<String, (usize, usize, Duration, Duration)> = BTreeMap::new();
    for path in std::env::args_os().skip(1).map(PathBuf::from) {
        let bytes = files::bytes(&path)?;
        let start = Instant::now();
        let parts = parts_of(Some(&path), &bytes, &Options::default())?;
        let ours = start.elapsed();
        let start = Instant::now();
        if path.extension().is_some_and(|extension| extension == "pdf") {
            let _ = std::panic::catch_unwind(|| pdf_extract::extract_text_from_mem(&bytes));
        }
        let alone = start.elapsed();
        let name = path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
        let row = by_format.entry(name).or_default();
        row.0 += 1;
        row.1 += parts.parts.iter().map(|part| part.text.len()).sum::<usize>();
        row.2 += ours;
        row.3 += alone;
    }
    for (name, (count, text, ours, alone)) in by_format {
        let speed = text as f64 / 1e6 / ours.as_secs_f64();
        print!("{name:<6} {count:>5} files {text:>10} bytes of text {speed:>8.1} MB/s");
        if name == "pdf" {
            print!("   pdf-extract alone {:>6.1} MB/s", text as f64 / 1e6 / alone.as_secs_f64());
        }
        println!();
    }
    Ok(())
}
