//! The only door for writing files: a file is written whole beside its place and then moved there, so that a full disk or a
//! broken run never leaves half a file, nor loses the one that was there.

use crate::error::{Error, Result};
use std::io::{BufWriter, Write};
use std::path::Path;

/// Makes a folder and those above it.
///
/// # Errors
/// If the folder cannot be made, or a file stands in its place.
pub(super) fn folder(path: &Path) -> Result<()> {
    if path.is_file() {
        return Err(Error::new("is a file, a folder is needed").in_file(path).hint("give another folder with -o"));
    }
    std::fs::create_dir_all(path).map_err(|cause| Error::new("the folder could not be made").in_file(path).caused_by(cause))
}

/// Whether this program can write Parquet.
///
/// # Errors
/// If it was built without; the error says how to build it.
pub(super) fn can_write_parquet() -> Result<()> {
    if cfg!(feature = "parquet") { Ok(()) } else { Err(crate::read::without_parquet()) }
}

/// Writes a file by `write`.
///
/// # Errors
/// If the file cannot be written; what stood there before is then untouched.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub(super) fn file(path: &Path, write: &dyn Fn(&mut dyn Write) -> Result<()>) -> Result<()> {
    let failed = |cause: std::io::Error| {
        let hint = match cause.kind() {
            std::io::ErrorKind::StorageFull => {
                "the disk is full: free some space or give another folder with -o; the file that was there is untouched"
            }
            std::io::ErrorKind::PermissionDenied => "check the permissions of the folder, or give another with -o",
            _ => "check the folder, or give another with -o; the file that was there is untouched",
        };
        Error::new("could not be written").in_file(path).caused_by(cause).hint(hint)
    };
    // A device such as /dev/stdout or /dev/full is written to as it is.
    let in_place = path.exists() && !path.is_file();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let part = if in_place { path.to_path_buf() } else { path.with_file_name(format!(".{name}.{}.part", std::process::id())) };
    let open = if in_place { std::fs::OpenOptions::new().write(true).open(&part) } else { std::fs::File::create(&part) };
    let mut out = BufWriter::new(open.map_err(failed)?);
    let written = write(&mut out).and_then(|()| out.flush().map_err(failed));
    if in_place {
        return written.map_err(|error| named(error, path));
    }
    let moved = written.and_then(|()| std::fs::rename(&part, path).map_err(failed));
    if moved.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    moved.map_err(|error| named(error, path))
}

/// Adds the file to an error that does not name a place yet.
fn named(error: Error, path: &Path) -> Error {
    if error.place().is_some() {
        error
    } else {
        error.in_file(path).hint("free some space, or give another folder with -o; the file that was there is untouched")
    }
}

/// Writes to standard output by `write`.
///
/// # Errors
/// If it cannot be written to; a closed pipe is such an error, and can be told from others.
pub(super) fn standard(write: &dyn Fn(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    write(&mut out)?;
    out.flush().map_err(|cause| Error::new("could not write to standard output").caused_by(cause))
}

/// Writes to the file if there is one, else to standard output.
///
/// # Errors
/// See [`file`] and [`standard`].
pub(super) fn to(path: Option<&Path>, write: &dyn Fn(&mut dyn Write) -> Result<()>) -> Result<()> {
    match path {
        Some(path) => file(path, write),
        None => standard(write),
    }
}

/// Writes a text to the file if there is one, else to standard output.
///
/// # Errors
/// See [`file`] and [`standard`].
pub(super) fn text(path: Option<&Path>, text: &str) -> Result<()> {
    to(path, &|out| out.write_all(text.as_bytes()).map_err(|cause| Error::new("could not write the text").caused_by(cause)))
}
