//! What was read from unchanged files, kept in the output folder: a file in, what an earlier run found in it out.
//!
//! A file counts as unchanged if its bytes are, and the program, the codebook, the actors and what is said about the inputs are
//! too: all of them are hashed. A damaged or foreign cache is ignored, with a word on it, and written anew.

use super::{output, say};
use crate::error::{Error, Result};
use crate::files;
use crate::model::{Document, Notice};
use crate::near::Print;
use crate::pipeline::Coded;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the cache in an output folder.
const NAME: &str = ".demarche-cache";

/// The first words of the file; the number changes with its form.
const MAGIC: &str = "demarche cache 2";

/// The files of earlier runs, by their source.
pub(super) struct Cache {
    path: PathBuf,
    fingerprint: blake3::Hash,
    known: BTreeMap<String, Entry>,
}

/// What a file held.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The hash of its bytes.
    hash: String,
    /// Its statements without their words, what each says, and what tells whether another is of the same words.
    pub(super) statements: Vec<(Document, Coded, Print)>,
    /// What was doubtful.
    pub(super) notices: Vec<Notice>,
}

impl Entry {
    /// What a file with this hash holds.
    pub(super) fn new(hash: &str, statements: Vec<(Document, Coded, Print)>, notices: Vec<Notice>) -> Self {
        Self { hash: hash.to_owned(), statements, notices }
    }
}

impl Cache {
    /// Opens the cache of an output folder. One that was made otherwise is empty; one that is damaged too, and that is said.
    pub(super) fn open(folder: &Path, fingerprint: blake3::Hash) -> Self {
        let path = folder.join(NAME);
        let known = if path.is_file() { read(&path, fingerprint) } else { Ok(BTreeMap::new()) };
        let known = known.unwrap_or_else(|error| {
            say(&format!("note: {error}; all files are read anew"));
            BTreeMap::new()
        });
        Self { path, fingerprint, known }
    }

    /// What an earlier run found in the source, if its bytes still have this hash.
    pub(super) fn get(&self, source: &str, hash: &str) -> Option<&Entry> {
        self.known.get(source).filter(|entry| entry.hash == hash)
    }

    /// Keeps these entries, and no others.
    ///
    /// # Errors
    /// If the cache cannot be written.
    pub(super) fn save(&mut self, entries: BTreeMap<String, Entry>) -> Result<()> {
        self.known = entries;
        let failed = |cause: serde_json::Error| Error::new("the cache could not be made").in_file(&self.path).caused_by(cause);
        let payload = serde_json::to_vec(&self.known).map_err(failed)?;
        let head = format!("{MAGIC} {} {}\n", self.fingerprint.to_hex(), blake3::hash(&payload).to_hex());
        output::file(&self.path, &|out| {
            let written = out.write_all(head.as_bytes()).and_then(|()| out.write_all(&payload));
            written.map_err(|cause| Error::new("could not be written").in_file(&self.path).caused_by(cause))
        })
    }
}

fn read(path: &Path, fingerprint: blake3::Hash) -> Result<BTreeMap<String, Entry>> {
    let damaged = || Error::new("the cache is damaged").in_file(path);
    let bytes = files::bytes(path)?;
    let end = bytes.iter().position(|byte| *byte == b'\n').ok_or_else(damaged)?;
    let (head, payload) = (&bytes[..end], &bytes[end + 1..]);
    let head = std::str::from_utf8(head).ok().and_then(|head| head.strip_prefix(MAGIC)).ok_or_else(damaged)?;
    let mut words = head.split_whitespace();
    let (made_by, checked) = (words.next().ok_or_else(damaged)?, words.next().ok_or_else(damaged)?);
    if checked != blake3::hash(payload).to_hex().as_str() {
        return Err(damaged());
    }
    // Another program or codebook made it: no damage, and of no use.
    if made_by != fingerprint.to_hex().as_str() {
        return Ok(BTreeMap::new());
    }
    serde_json::from_slice(payload).map_err(|_| damaged())
}

/// The hash of a file's bytes; none if it cannot be read.
pub(super) fn hash(path: &Path) -> Option<String> {
    files::bytes(path).ok().map(|bytes| blake3::hash(&bytes).to_hex().to_string())
}

/// The hash of all that decides what is found in a file besides the file: the program itself, the files named, and the
/// arguments as `written`. None if one cannot be read: then nothing is cached.
pub(super) fn fingerprint(named: &[PathBuf], written: &str) -> Option<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    let program = std::env::current_exe().ok()?;
    let mut paths = vec![program];
    for path in named {
        if path.is_dir() {
            paths.extend(files::below(path, &["toml", "onnx", "json", "txt"]).ok()?);
        } else if path.is_file() {
            paths.push(path.clone());
        }
    }
    for path in paths {
        let bytes = files::bytes(&path).ok()?;
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    hasher.update(written.as_bytes());
    Some(hasher.finalize())
}
