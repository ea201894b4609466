//! A zip archive in memory → its parts, each unpacked within the budget.

use super::Budget;
use crate::error::{Error, Result};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An archive: a folder of statements, or a document that is one inside.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// The first bytes of an archive.
pub(super) fn is_package(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

impl<'a> Package<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// If it is broken, or lists more parts than the budget allows.
    pub(super) fn open(bytes: &'a [u8], budget: &Budget) -> Result<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|cause| Error::new("is a broken archive").caused_by(cause).hint("save or download the file anew"))?;
        let most = budget.limits.parts;
        if archive.len() > most {
            return Err(Error::new(format!("lists {} parts, more than {most}: not read", archive.len()))
                .hint("if the file is sound, allow more with `--max-parts N`"));
        }
        Ok(Self { archive })
    }

    /// The names of the parts, with their places, sorted.
    pub(super) fn names(&self) -> Vec<(String, usize)> {
        let name = |index| self.archive.name_for_index(index)?.ok().map(|name| (name.into_owned(), index));
        let mut names: Vec<(String, usize)> = (0..self.archive.len()).filter_map(name).collect();
        names.sort();
        names
    }

    /// Unpacks the part at a place.
    ///
    /// # Errors
    /// If it is encrypted or broken, or unpacks to more than the budget holds.
    pub(super) fn unpack(&mut self, index: usize, budget: &mut Budget) -> Result<Vec<u8>> {
        budget.check_time()?;
        let broken = |cause| Error::new("could not be unpacked").caused_by(cause);
        let part = self.archive.by_index(index).map_err(|cause| Error::new("could not be unpacked").caused_by(cause))?;
        let mut bytes = Vec::new();
        part.take(budget.left().saturating_add(1)).read_to_end(&mut bytes).map_err(broken)?;
        budget.take(bytes.len())?;
        Ok(bytes)
    }

    /// Unpacks the part of that name as text, if there is one.
    ///
    /// # Errors
    /// As [`Self::unpack`].
    pub(super) fn text(&mut self, name: &str, budget: &mut Budget) -> Result<Option<String>> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let bytes = self.unpack(index, budget)?;
        // XML says its encoding; offices write UTF-8, and UTF-16 has its mark.
        let (text, _) = encoding_rs::Encoding::for_bom(&bytes).map_or_else(
            || encoding_rs::UTF_8.decode_without_bom_handling(&bytes),
            |(encoding, mark)| encoding.decode_without_bom_handling(&bytes[mark..]),
        );
        Ok(Some(text.into_owned()))
    }
}
