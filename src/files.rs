//! The only door for reading files: a path comes in, bytes or text come out, or an error that names the place.

use crate::error::{Error, Result};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads all bytes of a file.
///
/// # Errors
/// If the file does not exist or cannot be read.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|cause| unreadable(path, cause))
}

/// Reads all bytes of a file of at most `most` bytes, without reading more than those.
///
/// # Errors
/// If the file does not exist, cannot be read, or is larger.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn bytes_up_to(path: &Path, most: u64) -> Result<Vec<u8>> {
    let file = std::fs::File::open(path).map_err(|cause| unreadable(path, cause))?;
    let known = file.metadata().map_err(|cause| unreadable(path, cause))?.len();
    if known > most {
        return Err(too_large(known, most).in_file(path));
    }
    up_to(file, most).map_err(|cause| unreadable(path, cause))?.ok_or_else(|| too_large(most + 1, most).in_file(path))
}

/// Reads all bytes of standard input, at most `most`.
///
/// # Errors
/// If standard input cannot be read or holds more.
pub fn standard_input_bytes(most: u64) -> Result<Vec<u8>> {
    let read = up_to(std::io::stdin(), most).map_err(|cause| Error::new("could not read standard input").caused_by(cause))?;
    read.ok_or_else(|| too_large(most + 1, most).at("standard input"))
}

/// What `from` holds, or none if that is more than `most` bytes.
fn up_to(from: impl Read, most: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

fn too_large(bytes: u64, most: u64) -> Error {
    let megabytes = |bytes: u64| bytes.div_ceil(1 << 20);
    Error::new(format!("is larger than {} MB ({} MB): not read", megabytes(most), megabytes(bytes)))
        .hint("if it is one statement, allow more with `--max-file-size MB`")
}

/// Opens a file, to read it piece by piece.
///
/// # Errors
/// If the file does not exist or may not be read.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub fn open(path: &Path) -> Result<std::fs::File> {
    std::fs::File::open(path).map_err(|cause| unreadable(path, cause))
}

/// Reads a file as UTF-8 text.
///
/// # Errors
/// If the file cannot be read or is not UTF-8; the error names the first offending byte.
pub fn text(path: &Path) -> Result<String> {
    decode(bytes(path)?).map_err(|error| error.in_file(path))
}

/// Whether there is a file to read, for readers that open it themselves.
///
/// # Errors
/// If the file does not exist or may not be read.
pub fn exists(path: &Path) -> Result<()> {
    path.metadata().map(|_| ()).map_err(|cause| unreadable(path, cause))
}

/// Lists the files below a folder whose names end in one of `extensions`, in the order of their paths. Hidden files are passed over.
///
/// # Errors
/// If a folder cannot be listed.
pub fn below(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    // A link to a folder above, or two links to one folder, would have it read again and again.
    let mut seen = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        if !seen.insert(folder.canonicalize().unwrap_or_else(|_| folder.clone())) {
            continue;
        }
        let entries = std::fs::read_dir(&folder).map_err(|cause| unreadable(&folder, cause))?;
        let mut paths = Vec::new();
        for entry in entries {
            paths.push(entry.map_err(|cause| unreadable(&folder, cause))?.path());
        }
        paths.sort();
        // The first folder is the next to be read, so that of two ways to one folder always the same is taken.
        for path in paths.into_iter().rev() {
            let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
            if hidden {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if has_extension(&path, extensions) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether the path's extension, in any case, is one of `extensions`.
#[must_use]
pub fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|extension| extensions.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

fn unreadable(path: &Path, cause: std::io::Error) -> Error {
    let error = match cause.kind() {
        std::io::ErrorKind::NotFound => {
            Error::new("no such file or folder").hint("check the path; globs are expanded by the shell, not here")
        }
        std::io::ErrorKind::PermissionDenied => Error::new("may not be read").hint("check the permissions of the file and its folder"),
        _ => Error::new("could not be read").caused_by(cause),
    };
    error.in_file(path)
}

fn decode(bytes: Vec<u8>) -> Result<String> {
    // A NUL byte never stands in a text; UTF-16 and binary formats are full of them.
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Error::new(format!("is not a text file: NUL byte at offset {at}"))
            .hint("give a .txt or .md file in UTF-8; convert other formats first, or save UTF-16 as UTF-8"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        let line = error.as_bytes()[..at].split(|byte| *byte == b'\n').count();
        Error::new(format!("is not valid UTF-8: byte 0x{byte:02X} at offset {at}, line {line}"))
            .hint("save the file as UTF-8, e.g. `iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_byte_is_named_with_its_offset_and_line() {
        let error = decode(b"one\ntwo \xE9t\xE9".to_vec()).unwrap_err();
        assert!(error.to_string().contains("byte 0xE9 at offset 8, line 2"), "{error}");
    }

    #[test]
    fn a_nul_byte_means_the_file_is_no_text() {
        assert!(decode(b"PK\x03\x04\0\0".to_vec()).unwrap_err().to_string().contains("NUL byte at offset 4"));
    }
}
