//! The bytes of a PDF file → its objects. The file is read from beginning to end, as its table of contents may lie; what comes
//! later replaces what came before, as programs append their changes.

use super::filters::{Closed, decoded};
use super::lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use super::syntax::{Lexer, is_regular, is_space};
use crate::error::{Error, Result};
use crate::read::Budget;
use std::collections::BTreeMap;

/// An object in memory costs about so many bytes.
const COST: u64 = 64;

/// The objects of a file.
///
/// # Errors
/// If it is protected by a password, passes a limit, or has no objects.
pub(super) fn load(bytes: &[u8], budget: &mut Budget) -> Result<Document> {
    let mut objects_left = usize::try_from(budget.left() / COST).unwrap_or(usize::MAX);
    let mut file = File { bytes, document: Document::new(), defined: BTreeMap::new(), no_end_after: bytes.len() };
    file.scan(&mut objects_left, budget)?;
    file.decrypt()?;
    file.unfold(&mut objects_left, budget)?;
    if objects_left == 0 {
        return Err(budget.too_big());
    }
    let mut document = file.document;
    if document.objects.is_empty() {
        return Err(Error::new("is a broken PDF: it holds no objects").hint("download or export the file anew"));
    }
    if !matches!(document.trailer.get(b"Root"), Ok(Object::Reference(_))) {
        let is_catalog = |object: &Object| object.as_dict().is_ok_and(|dict| dict.has_type(b"Catalog"));
        let root = document.objects.iter().rev().find(|(_, object)| is_catalog(object)).map(|(id, _)| *id);
        if let Some(root) = root {
            document.trailer.set("Root", Object::Reference(root));
        }
    }
    Ok(document)
}

struct File<'a> {
    bytes: &'a [u8],
    document: Document,
    /// Where each object is defined.
    defined: BTreeMap<ObjectId, usize>,
    /// From here on no stream ends.
    no_end_after: usize,
}

impl File<'_> {
    fn scan(&mut self, objects_left: &mut usize, budget: &Budget) -> Result<()> {
        let mut at = 0;
        let mut count = 0_usize;
        while let Some((next, is_object)) = keyword(self.bytes, at) {
            count += 1;
            if count.is_multiple_of(256) {
                budget.check_time()?;
            }
            if !is_object {
                let mut lexer = Lexer::new(self.bytes, next + b"trailer".len(), *objects_left);
                lexer.skip_space();
                if let Some(trailer) = lexer.dictionary(0) {
                    self.trailer(&trailer);
                }
                *objects_left = lexer.objects_left;
                at = lexer.at.max(next + 1);
                continue;
            }
            at = match name_before(self.bytes, next) {
                Some(id) => self.object(id, next + 3, objects_left),
                None => next + 3,
            };
            if *objects_left == 0 {
                return Err(budget.too_big());
            }
        }
        Ok(())
    }

    /// Reads an object; gives the byte behind it.
    fn object(&mut self, id: ObjectId, at: usize, objects_left: &mut usize) -> usize {
        let mut lexer = Lexer::new(self.bytes, at, *objects_left);
        let found = lexer.object(0);
        *objects_left = lexer.objects_left;
        lexer.skip_space();
        let mut end = lexer.at.max(at);
        let Some(mut object) = found else { return end };
        if let Object::Dictionary(dictionary) = &object
            && self.bytes[end..].starts_with(b"stream")
        {
            let (stream, after) = self.stream(dictionary, end + b"stream".len());
            end = after;
            if stream.dict.has_type(b"XRef") {
                self.trailer(&stream.dict);
                return end;
            }
            object = Object::Stream(stream);
        }
        self.document.objects.insert(id, object);
        self.defined.insert(id, at);
        end
    }

    fn stream(&mut self, dictionary: &Dictionary, at: usize) -> (Stream, usize) {
        let start = match &self.bytes[at..] {
            [b'\r', b'\n', ..] => at + 2,
            [b'\n' | b'\r', ..] => at + 1,
            _ => at,
        };
        let said = dictionary.get(b"Length").and_then(Object::as_i64).ok().and_then(|length| usize::try_from(length).ok());
        let ends = |length: &usize| {
            let end = start.checked_add(*length)?;
            let rest = self.bytes.get(end..)?;
            let spaces = rest.iter().take(4).take_while(|byte| is_space(**byte)).count();
            rest[spaces..].starts_with(b"endstream").then_some(end)
        };
        let end = said.as_ref().and_then(ends).or_else(|| {
            if start >= self.no_end_after {
                return None;
            }
            let found = find(&self.bytes[start..], b"endstream").map(|length| start + length);
            if found.is_none() {
                self.no_end_after = start;
            }
            found.map(|end| {
                end - usize::from(end > start && self.bytes[end - 1] == b'\n')
                    - usize::from(end > start + 1 && self.bytes[end - 2..end] == *b"\r\n")
            })
        });
        let end = end.unwrap_or(self.bytes.len());
        let mut dict = dictionary.clone();
        dict.remove(b"Length");
        // Pictures hold no words.
        let is_picture = dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
        let content = if is_picture { Vec::new() } else { self.bytes[start.min(end)..end].to_vec() };
        (Stream { dict, content, allows_compression: false, start_position: None }, end)
    }

    fn trailer(&mut self, found: &Dictionary) {
        for key in [&b"Root"[..], b"Info", b"Encrypt", b"ID"] {
            if let Ok(value) = found.get(key) {
                self.document.trailer.set(key.to_vec(), value.clone());
            }
        }
    }

    /// Files that only forbid changes are open to all; those with a password are not.
    fn decrypt(&mut self) -> Result<()> {
        let Ok(encryption) = self.document.trailer.get(b"Encrypt").cloned() else { return Ok(()) };
        if let Object::Dictionary(_) = encryption {
            let id = self.document.add_object(encryption);
            self.document.trailer.set("Encrypt", Object::Reference(id));
        }
        // Object streams are unfolded by us, within bounds.
        let rename = |document: &mut Document, from: &[u8], to: &str| {
            for object in document.objects.values_mut() {
                if let Object::Stream(stream) = object
                    && stream.dict.has_type(from)
                {
                    stream.dict.set("Type", Object::Name(to.as_bytes().to_vec()));
                }
            }
        };
        rename(&mut self.document, b"ObjStm", "Folded");
        self.document.decrypt("").map_err(|cause| {
            Error::new("is protected by a password").caused_by(cause).hint("open it in a PDF program and print it to a new PDF file")
        })?;
        rename(&mut self.document, b"Folded", "ObjStm");
        Ok(())
    }

    /// Takes the objects out of object streams.
    fn unfold(&mut self, objects_left: &mut usize, budget: &mut Budget) -> Result<()> {
        let is_folded = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"ObjStm"));
        let mut folded: Vec<(usize, ObjectId)> = self
            .document
            .objects
            .iter()
            .filter(|(_, object)| is_folded(object))
            .map(|(id, _)| (self.defined.get(id).copied().unwrap_or(0), *id))
            .collect();
        folded.sort_unstable();
        for (place, id) in folded {
            budget.check_time()?;
            let Some(Object::Stream(stream)) = self.document.objects.remove(&id) else { continue };
            let most = usize::try_from(budget.left()).unwrap_or(usize::MAX);
            let content = match decoded(&stream, most) {
                Ok(content) => content,
                Err(Closed::TooBig) => return Err(budget.too_big()),
                Err(Closed::Unread) => continue,
            };
            budget.take(content.len())?;
            let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok()).unwrap_or(0);
            let head = content.get(..first).unwrap_or_default();
            let numbers: Vec<usize> = head
                .split(|byte| is_space(*byte))
                .filter(|part| !part.is_empty())
                .map_while(|part| std::str::from_utf8(part).ok()?.parse().ok())
                .collect();
            for pair in numbers.chunks_exact(2) {
                let (Ok(number), Some(at)) = (u32::try_from(pair[0]), first.checked_add(pair[1]).filter(|at| *at < content.len())) else {
                    continue;
                };
                let id = (number, 0);
                // What was written later in the file holds.
                if self.defined.get(&id).is_some_and(|known| *known > place) {
                    continue;
                }
                let mut lexer = Lexer::new(&content, at, *objects_left);
                let object = lexer.object(0);
                *objects_left = lexer.objects_left;
                if let Some(object) = object {
                    self.document.objects.insert(id, object);
                    self.defined.insert(id, place);
                }
                if *objects_left == 0 {
                    return Err(budget.too_big());
                }
            }
        }
        Ok(())
    }
}

/// The next `obj` or `trailer` from `at` on, and whether it is `obj`.
fn keyword(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let mut at = at;
    loop {
        let found = at + bytes.get(at..)?.iter().position(|byte| matches!(byte, b'o' | b't'))?;
        let rest = &bytes[found..];
        let parted = found == 0 || !is_regular(bytes[found - 1]) || bytes[found - 1].is_ascii_digit();
        if parted && rest.starts_with(b"obj") && !rest.get(3).copied().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            return Some((found, true));
        }
        if parted && rest.starts_with(b"trailer") {
            return Some((found, false));
        }
        at = found + 1;
    }
}

/// The number and generation that stand before `obj`.
fn name_before(bytes: &[u8], at: usize) -> Option<ObjectId> {
    let back = |end: usize, of: fn(&u8) -> bool| end - bytes[end.saturating_sub(12)..end].iter().rev().take_while(|byte| of(byte)).count();
    let space = |byte: &u8| is_space(*byte);
    let end = back(at, space);
    let start = back(end, u8::is_ascii_digit);
    let generation = std::str::from_utf8(&bytes[start..end]).ok()?.parse().ok()?;
    let before = back(start, space);
    let first = back(before, u8::is_ascii_digit);
    let number = std::str::from_utf8(&bytes[first..before]).ok()?.parse().ok()?;
    (before < start).then_some((number, generation))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + bytes.get(at..)?.iter().position(|byte| *byte == word[0])?;
        if bytes[found..].starts_with(word) {
            return Some(found);
        }
        at = found + 1;
    }
}
