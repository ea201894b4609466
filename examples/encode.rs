//! Texts, one a line on standard input → their vectors, one a line; on standard error how fast that was.
//!
//! `cargo run --release --features encoder --example encode -- DIR [CORES] < texts.txt > vectors.txt`

#![allow(clippy::print_stderr, clippy::print_stdout, reason = "an example talks to its user")]

use demarche::error::{Error, Result};
use demarche::meaning::Encoder;
use std::path::Path;
use std::time::Instant;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or_else(|| Error::new("give the folder of an encoder"))?;
    let cores = arguments.next().and_then(|cores| cores.parse().ok()).unwrap_or(1);
    let encoder = Encoder::open(Path::new(&folder))?;
    let input = demarche::files::standard_input()?;
    let texts: Vec<&str> = input.lines().collect();
    let start = Instant::now();
    let vectors = encoder.encode_on(&texts, cores)?;
    let seconds = start.elapsed().as_secs_f64();
    eprintln!("{} texts in {seconds:.2} s on {cores} cores: {:.0} a second", texts.len(), texts.len() as f64 / seconds);
    for vector in vectors {
        let numbers: Vec<String> = vector.iter().map(|number| format!("{number:.6}")).collect();
        println!("{}", numbers.join(" "));
    }
    Ok(())
}
