//! A font → what each code of a string stands for, and how wide it is.
//!
//! Fonts with two-byte codes tell their letters in a table of their own (`ToUnicode`). What fonts with one-byte codes mean is known
//! to the crate `pdf-extract`: it is shown each of the 256 codes once, apart from the page, so that a font it cannot read (it panics
//! on some) costs its own letters at most.

use super::filters::decoded;
use super::lopdf::{self, Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Stream, Transform};
use super::syntax::{Lexer, Token, number};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A font, ready to read strings with.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Whether a code is two bytes long.
    pub(super) is_wide: bool,
    letters: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f64>,
    usual_width: f64,
}

impl Font {
    /// What a code stands for; empty if the font does not tell.
    pub(super) fn letters(&self, code: u16) -> &str {
        self.letters.get(&code).map_or("", String::as_str)
    }

    /// How wide it is, in parts of the font's size.
    pub(super) fn width(&self, code: u16) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.usual_width)
    }

    /// Reads a font's dictionary.
    pub(super) fn read(document: &Document, font: &Dictionary) -> Self {
        let told = to_unicode(document, font);
        let is_wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        if is_wide {
            return wide(document, font, told);
        }
        let widths = simple_widths(document, font);
        let is_told = widths.iter().all(|(code, width)| *width == 0.0 || told.contains_key(code));
        if is_told && widths.len() > 1 {
            return Self { is_wide, letters: told, widths, usual_width: 0.5 };
        }
        let mut read = shown(document, font);
        if read.letters.is_empty() {
            // Without its program and tables a font is at least known by the name of its encoding.
            let mut plain = Dictionary::new();
            for key in [&b"FirstChar"[..], b"LastChar", b"Widths"] {
                if let Ok(value) = font.get(key) {
                    plain.set(key.to_vec(), value.clone());
                }
            }
            plain.set("Type", Object::Name(b"Font".to_vec()));
            plain.set("Subtype", Object::Name(b"Type1".to_vec()));
            plain.set("BaseFont", Object::Name(b"Helvetica".to_vec()));
            plain.set("Encoding", Object::Name(b"WinAnsiEncoding".to_vec()));
            read = shown(document, &plain);
            read.widths.extend(widths);
        }
        read.letters.extend(told);
        read.usual_width = 0.5;
        read
    }
}

/// A font with two-byte codes.
fn wide(document: &Document, font: &Dictionary, told: BTreeMap<u16, String>) -> Font {
    let below = get(document, font, b"DescendantFonts").and_then(|all| all.as_array().ok()?.first().cloned());
    let below = below.as_ref().and_then(|below| deref(document, below)).and_then(|below| below.as_dict().ok());
    let mut read = Font { is_wide: true, letters: told, widths: BTreeMap::new(), usual_width: 1.0 };
    if let Some(usual) = below.and_then(|below| number(get(document, below, b"DW")?)) {
        read.usual_width = usual / 1000.0;
    }
    if let Some(widths) = below.and_then(|below| get(document, below, b"W")?.as_array().ok()) {
        let mut at = 0;
        let code = |at: usize| {
            widths
                .get(at)
                .and_then(|one| number(deref(document, one)?))
                .filter(|code| (0.0..65_536.0).contains(code))
                .map(|code| code as u16)
        };
        while let Some(first) = code(at) {
            if let Some(Object::Array(each)) = widths.get(at + 1).and_then(|next| deref(document, next)) {
                for (offset, width) in each.iter().enumerate().take(65_536) {
                    if let (Ok(offset), Some(width)) = (u16::try_from(offset), deref(document, width).and_then(number)) {
                        read.widths.insert(first.saturating_add(offset), width / 1000.0);
                    }
                }
                at += 2;
            } else {
                let (Some(last), Some(width)) = (code(at + 1), widths.get(at + 2).and_then(|one| number(deref(document, one)?))) else {
                    break;
                };
                for code in first..=last {
                    read.widths.insert(code, width / 1000.0);
                }
                at += 3;
            }
        }
    }
    let encoding = get(document, font, b"Encoding").and_then(|name| name.as_name().ok()).unwrap_or_default();
    if read.letters.is_empty() && encoding.starts_with(b"Uni") {
        let known = (32..=u16::MAX).filter_map(|code| Some((code, char::from_u32(u32::from(code))?.to_string())));
        read.letters = known.collect();
    }
    read
}

fn simple_widths(document: &Document, font: &Dictionary) -> BTreeMap<u16, f64> {
    let first = get(document, font, b"FirstChar").and_then(number).unwrap_or(0.0) as u16;
    let widths = get(document, font, b"Widths").and_then(|widths| widths.as_array().ok());
    let each = widths.into_iter().flatten().take(256).enumerate();
    each.filter_map(|(at, width)| Some((first.saturating_add(u16::try_from(at).ok()?), number(deref(document, width)?)? / 1000.0)))
        .collect()
}

/// The object behind references, if there is one.
pub(super) fn deref<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    let mut object = object;
    for _ in 0..8 {
        let Object::Reference(id) = object else { return Some(object) };
        object = document.objects.get(id)?;
    }
    None
}

/// A value of a dictionary, behind references.
pub(super) fn get<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    deref(document, dictionary.get(key).ok()?)
}

/// No table of letters is longer, in bytes and in entries.
const TABLE: usize = 4 << 20;
const ENTRIES: usize = 70_000;

/// The letters that a font's own table tells.
fn to_unicode(document: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let mut letters = BTreeMap::new();
    let Some(Object::Stream(stream)) = get(document, font, b"ToUnicode") else { return letters };
    let Ok(bytes) = decoded(stream, TABLE) else { return letters };
    let mut lexer = Lexer::new(&bytes, 0, 1 << 20);
    let mut held: Vec<Object> = Vec::new();
    while let Some(token) = lexer.token() {
        match token {
            Token::Object(object) => held.push(object),
            Token::Word(word) => {
                match word.as_slice() {
                    b"endbfchar" => {
                        for pair in held.chunks_exact(2) {
                            if let (Some(code), Some(text)) = (code(&pair[0]), utf16(&pair[1])) {
                                letters.insert(code, text);
                            }
                        }
                    }
                    b"endbfrange" => {
                        for triple in held.chunks_exact(3) {
                            let (Some(first), Some(last)) = (code(&triple[0]), code(&triple[1])) else { continue };
                            range(&mut letters, first, last, &triple[2]);
                        }
                    }
                    _ => {}
                }
                held.clear();
                if letters.len() > ENTRIES {
                    break;
                }
            }
            Token::Stray => {}
        }
        // What is no table is not held.
        if held.len() > ENTRIES {
            break;
        }
    }
    letters
}

fn range(letters: &mut BTreeMap<u16, String>, first: u16, last: u16, to: &Object) {
    if let Object::Array(each) = to {
        for (code, text) in (first..=last).zip(each) {
            letters.extend(utf16(text).map(|text| (code, text)));
        }
    } else {
        let Some(start) = utf16(to) else { return };
        let mut before: Vec<char> = start.chars().collect();
        let Some(end) = before.pop() else { return };
        let before: String = before.into_iter().collect();
        for code in first..=last {
            if let Some(c) = char::from_u32(end as u32 + u32::from(code - first)) {
                letters.insert(code, format!("{before}{c}"));
            }
        }
    }
}

fn code(object: &Object) -> Option<u16> {
    let bytes = object.as_str().ok().filter(|bytes| (1..=2).contains(&bytes.len()))?;
    Some(bytes.iter().fold(0, |code, byte| code << 8 | u16::from(*byte)))
}

fn utf16(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok().filter(|bytes| (1..=32).contains(&bytes.len()))?;
    let units: Vec<u16> = if bytes.len() == 1 {
        vec![u16::from(bytes[0])]
    } else {
        bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
    };
    Some(String::from_utf16_lossy(&units).replace(['\u{fffd}', '\0'], ""))
}

/// Notes what it is shown.
#[derive(Default)]
struct Notes {
    /// The code that is shown next.
    next: u16,
    letters: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f64>,
}

impl OutputDev for Notes {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }
    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
    fn output_character(&mut self, _: &Transform, width: f64, _: f64, _: f64, letters: &str) -> Result<(), OutputError> {
        let letters = letters.replace(['\u{fffd}', '\0'], "");
        if !letters.is_empty() && self.next > 0 {
            self.letters.insert(self.next - 1, letters);
        }
        if self.next > 0 {
            self.widths.insert(self.next - 1, width);
        }
        Ok(())
    }
    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.next += 1;
        Ok(())
    }
    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// After so many codes that it cannot read, a font is left alone.
const TRIES: usize = 12;

/// A font of one-byte codes as `pdf-extract` reads it.
fn shown(document: &Document, font: &Dictionary) -> Font {
    let mut paper = alone(document, font);
    let mut notes = Notes::default();
    for _ in 0..TRIES {
        if notes.next > 255 {
            break;
        }
        let before = notes.next;
        paper.1(&mut paper.0, before);
        let outcome = catch_unwind(AssertUnwindSafe(|| lopdf::output_doc(&paper.0, &mut notes)));
        if matches!(outcome, Ok(Ok(()))) || notes.next == before {
            break;
        }
    }
    Font { is_wide: false, letters: notes.letters, widths: notes.widths, usual_width: 0.5 }
}

/// A document of one page that shows the codes from one on in a font.
fn alone(document: &Document, font: &Dictionary) -> (Document, fn(&mut Document, u16)) {
    let mut paper = Document::new();
    copy(document, &Object::Dictionary(font.clone()), &mut paper, &mut BTreeSet::new(), 0);
    let dictionary = |entries: Vec<(&str, Object)>| {
        let mut dictionary = Dictionary::new();
        for (key, value) in entries {
            dictionary.set(key, value);
        }
        Object::Dictionary(dictionary)
    };
    let name = |name: &str| Object::Name(name.as_bytes().to_vec());
    let resources = dictionary(vec![("Font", dictionary(vec![("F", plain(font))]))]);
    let sides = Object::Array([0, 0, 100, 100].map(Object::Integer).to_vec());
    paper.objects.insert(CATALOG, dictionary(vec![("Type", name("Catalog")), ("Pages", Object::Reference(PAGES))]));
    let kids = Object::Array(vec![Object::Reference(PAGE)]);
    paper.objects.insert(PAGES, dictionary(vec![("Type", name("Pages")), ("Kids", kids), ("Count", Object::Integer(1))]));
    let page = vec![("Type", name("Page")), ("MediaBox", sides), ("Resources", resources), ("Contents", Object::Reference(CONTENT))];
    paper.objects.insert(PAGE, dictionary(page));
    paper.trailer.set("Root", Object::Reference(CATALOG));
    (paper, |paper, first| {
        let mut content = String::from("BT /F 1 Tf\n");
        for code in first..256 {
            let _ = writeln!(content, "<{code:02X}> Tj");
        }
        let content = (content + "ET").into_bytes();
        paper
            .objects
            .insert(CONTENT, Object::Stream(Stream { dict: Dictionary::new(), content, allows_compression: false, start_position: None }));
    })
}

const CATALOG: ObjectId = (u32::MAX, 0);
const PAGES: ObjectId = (u32::MAX - 1, 0);
const PAGE: ObjectId = (u32::MAX - 2, 0);
const CONTENT: ObjectId = (u32::MAX - 3, 0);

/// The font without its own table of letters, which is read apart.
fn plain(font: &Dictionary) -> Object {
    let mut plain = font.clone();
    plain.remove(b"ToUnicode");
    plain.remove(b"CharProcs");
    plain.remove(b"Resources");
    Object::Dictionary(plain)
}

/// No font's program is larger, unpacked; no font consists of more objects.
const PROGRAM: usize = 8 << 20;
const OBJECTS: usize = 600;

/// Copies what an object refers to, streams unpacked.
fn copy(from: &Document, object: &Object, to: &mut Document, seen: &mut BTreeSet<ObjectId>, depth: usize) {
    if depth > 12 || seen.len() > OBJECTS {
        return;
    }
    let mut inside = |dictionary: &Dictionary, seen: &mut BTreeSet<ObjectId>| {
        for (key, value) in dictionary {
            if !matches!(key.as_slice(), b"Parent" | b"ToUnicode" | b"CharProcs" | b"Resources") {
                copy(from, value, to, seen, depth + 1);
            }
        }
    };
    match object {
        Object::Reference(id) => {
            if !seen.insert(*id) {
                return;
            }
            let Some(found) = from.objects.get(id) else {
                to.objects.insert(*id, Object::Null);
                return;
            };
            let kept = match found {
                Object::Stream(stream) => {
                    let mut dict = stream.dict.clone();
                    dict.remove(b"Filter");
                    dict.remove(b"DecodeParms");
                    let content = decoded(stream, PROGRAM).unwrap_or_default();
                    Object::Stream(Stream { dict, content, allows_compression: false, start_position: None })
                }
                other => other.clone(),
            };
            copy(from, found, to, seen, depth + 1);
            to.objects.insert(*id, kept);
        }
        Object::Array(items) => items.iter().take(4096).for_each(|item| copy(from, item, to, seen, depth + 1)),
        Object::Dictionary(dictionary) => inside(dictionary, seen),
        Object::Stream(stream) => inside(&stream.dict, seen),
        _ => {}
    }
}
