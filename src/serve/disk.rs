//! The server's door for writing: uploads under names of its own making, and the project's settings, each whole or not at all.

use super::answer::{Answer, Fault};
use crate::error::{Error, Result};
use crate::{files, read};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where uploads go, as seen from the project's folder.
pub(super) const UPLOADS: &str = "uploads";

/// The letters of a file's name at most, without its extension.
const NAME_LENGTH: usize = 80;

/// Names that some systems take for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name under which an upload is kept: the last part of what the browser calls it, of letters, digits, spaces and `-_.()` alone.
///
/// # Errors
/// If it is of no format that is read.
pub(super) fn name_of(given: &str) -> Answer<String> {
    let last = given.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String = last.chars().map(|c| if c.is_alphanumeric() || " -_.()".contains(c) { c } else { '_' }).collect();
    let (stem, extension) = clean.rsplit_once('.').unwrap_or((&clean, ""));
    let extension = extension.to_ascii_lowercase();
    if !read::extensions().contains(&extension.as_str()) {
        return Err(Fault::wrong(format!("`{last}` is of no format that is read: {}", read::extensions().join(", "))));
    }
    let stem: String = stem.trim_matches([' ', '.']).chars().take(NAME_LENGTH).collect();
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_lowercase();
    let stem = if stem.is_empty() || DEVICES.contains(&bare.as_str()) { format!("statement {stem}").trim().to_owned() } else { stem };
    Ok(format!("{stem}.{extension}"))
}

/// A file that came in and has no place yet. It is gone with the value.
#[derive(Debug)]
pub(super) struct Coming {
    file: Option<std::fs::File>,
    path: PathBuf,
    hash: blake3::Hasher,
}

impl Coming {
    /// Makes room for one in the project's folder.
    ///
    /// # Errors
    /// If it cannot be written there.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub(super) fn new(folder: &Path) -> Result<Self> {
        let uploads = folder.join(UPLOADS);
        std::fs::create_dir_all(&uploads).map_err(|cause| unwritten(&uploads, cause))?;
        let path = uploads.join(format!(".{}.part", super::token::word()?));
        let file = std::fs::File::create(&path).map_err(|cause| unwritten(&path, cause))?;
        Ok(Self { file: Some(file), path, hash: blake3::Hasher::new() })
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// If the disk is full, mostly.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Result<()> {
        self.hash.update(bytes);
        let Some(file) = &mut self.file else { return Ok(()) };
        file.write_all(bytes).map_err(|cause| unwritten(&self.path, cause))
    }

    /// Gives it its place under a name; another name if that is taken by another file. The name as the project knows it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn settle(mut self, folder: &Path, name: &str) -> Result<String> {
        if let Some(file) = self.file.take() {
            file.sync_all().map_err(|cause| unwritten(&self.path, cause))?;
        }
        let hash = self.hash.finalize();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "txt"));
        let others = (2..10_000).map(|copy| format!("{stem}-{copy}.{extension}"));
        for name in std::iter::once(name.to_owned()).chain(others) {
            let place = folder.join(UPLOADS).join(&name);
            let known = format!("{UPLOADS}/{name}");
            // A link has its place where it was, and never takes another's.
            match std::fs::hard_link(&self.path, &place) {
                Ok(()) => return Ok(known),
                Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => {
                    if files::bytes(&place).is_ok_and(|bytes| blake3::hash(&bytes) == hash) {
                        return Ok(known);
                    }
                }
                // Some disks have no links.
                Err(_) if !place.exists() => {
                    std::fs::rename(&self.path, &place).map_err(|cause| unwritten(&place, cause))?;
                    return Ok(known);
                }
                Err(cause) => return Err(unwritten(&place, cause)),
            }
        }
        Err(Error::new(format!("there are too many files with the name `{name}`")))
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Writes a text in the place of a file, whole or not at all.
///
/// # Errors
/// If it cannot be written; what stood there is then untouched.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub(super) fn replace(path: &Path, text: &str) -> Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let part = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = std::fs::File::create(&part)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&part, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written.map_err(|cause| unwritten(path, cause))
}

fn unwritten(path: &Path, cause: std::io::Error) -> Error {
    Error::new("could not be written")
        .in_file(path)
        .caused_by(cause)
        .hint("free some space, and check the permissions of the project's folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let cases = [
            ("a.txt", "a.txt"),
            ("../../etc/passwd.txt", "passwd.txt"),
            ("..\\..\\boot.md", "boot.md"),
            ("/etc/cron.d/x.TXT", "x.txt"),
            ("C:evil.txt", "C_evil.txt"),
            (".hidden.txt", "hidden.txt"),
            ("..txt", "statement.txt"),
            ("<script>alert(1)</script>.md", "script_.md"),
            ("a\0b\nc.txt", "a_b_c.txt"),
            ("con.txt", "statement con.txt"),
            ("Déclaration (1).pdf", "Déclaration (1).pdf"),
        ];
        for (given, expected) in cases {
            assert_eq!(name_of(given).unwrap(), expected, "{given:?}");
        }
        for given in ["", "x", "x.exe", "x.txt/", "demarche.toml", "demarche.db", "..", "x.txt.."] {
            assert!(name_of(given).is_err(), "{given:?}");
        }
    }
}
