//! How fast files are read: megabytes of text taken out a second, by format, and what the crate underneath needs alone: for PDF
//! to take the text out, for packages to unpack all and walk through all of their XML, for tables and lines to parse all cells.
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
        let beside = alone(&path, &bytes);
        let elapsed = if beside.is_some() { start.elapsed() } else { Duration::ZERO };
        let name = path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
        let row = by_format.entry(name).or_default();
        row.0 += 1;
        row.1 += parts.parts.iter().map(|part| part.text.len()).sum::<usize>();
        row.2 += ours;
        row.3 += elapsed;
    }
    for (name, (count, text, ours, alone)) in by_format {
        let speed = text as f64 / 1e6 / ours.as_secs_f64();
        print!("{name:<6} {count:>5} files {text:>10} bytes of text {speed:>8.1} MB/s");
        if !alone.is_zero() {
            let ratio = ours.as_secs_f64() / alone.as_secs_f64();
            print!("   the crate alone {:>8.1} MB/s, time of ours to its {ratio:.2}", text as f64 / 1e6 / alone.as_secs_f64());
        }
        println!();
    }
    Ok(())
}

/// What the crate underneath a reader does with the bytes, as a number that depends on all of it; none if there is no such crate.
fn alone(path: &std::path::Path, bytes: &[u8]) -> Option<usize> {
    match path.extension()?.to_str()? {
        "pdf" => std::panic::catch_unwind(|| pdf_extract::extract_text_from_mem(bytes)).ok()?.ok().map(|text| text.len()),
        "docx" | "odt" | "xlsx" => package(bytes),
        "csv" => Some(csv::Reader::from_reader(bytes).records().flatten().map(|record| record.as_slice().len()).sum()),
        "jsonl" => {
            let lines = bytes.split(|byte| *byte == b'\n');
            Some(lines.flat_map(serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>).map(|object| object.len()).sum())
        }
        _ => None,
    }
}

fn package(bytes: &[u8]) -> Option<usize> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    let mut seen = 0;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        let is_xml = file.name().ok()?.ends_with(".xml");
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut content).ok()?;
        if !is_xml {
            continue;
        }
        let mut reader = quick_xml::Reader::from_reader(content.as_slice());
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) | Err(_) => break,
                Ok(event) => seen += event.len(),
            }
        }
    }
    Some(seen)
}
