//! Any bytes as the content of a `.xlsx` file: read or refused, never a panic.
#![no_main]

use demarche::read::{Limits, Options, parts_of};
use std::path::Path;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { expansion: 16 << 20, seconds: 5, ..Limits::default() };
    let _ = parts_of(Some(Path::new("x.xlsx")), bytes, &Options { limits, ..Options::default() });
});
