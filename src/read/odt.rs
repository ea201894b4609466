//! Open documents (of LibreOffice) → their text: paragraphs, headings, list numbers as printed, tables cell by cell, footnotes apart
//! at the end. Tracked deletions, comments, tables of contents, headers and footers are left out.

use super::docx::{properties, write_paragraph};
use super::numbering::{Counters, Figures, Level};
use super::package::{Package, is_package};
use super::xml::{Element, Step, walk, walk_outside};
use super::{Budget, Options, Part, Parts, Reader, Said};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Open documents.
pub(super) struct Odt;

impl Reader for Odt {
    fn name(&self) -> &'static str {
        "OpenDocument"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott", "fodt"]
    }

    fn summary(&self) -> &'static str {
        "documents of LibreOffice and others: headings, lists with their numbers, tables, footnotes; without tracked deletions"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        is_package(head) || head.trim_ascii_start().starts_with(b"<") || head.starts_with(&[0xef, 0xbb, 0xbf])
    }

    fn read(&self, bytes: &[u8], _: &Options, budget: &mut Budget) -> Result<Parts> {
        if !is_package(bytes) {
            // One file of XML holds text, styles and properties.
            let xml = String::from_utf8_lossy(bytes);
            return written(&xml, &[&xml], properties(&xml, budget)?, budget);
        }
        let mut package = Package::open(bytes, budget)?;
        let content = package.text("content.xml", budget)?.ok_or_else(|| {
            Error::new("is no OpenDocument text: it has no `content.xml`").hint("open it in a word processor and save it anew as .odt")
        })?;
        let styles = package.text("styles.xml", budget)?.unwrap_or_default();
        let weak = match package.text("meta.xml", budget)? {
            Some(xml) => properties(&xml, budget)?,
            None => Said::default(),
        };
        written(&content, &[&styles, &content], weak, budget)
    }
}

fn written(content: &str, styles: &[&str], weak: Said, budget: &Budget) -> Result<Parts> {
    let mut lists = BTreeMap::new();
    for xml in styles {
        read_lists(xml, &mut lists, budget)?;
    }
    let mut writer = Writer::new(&lists);
    walk_outside(content, SKIPPED, budget, &mut |step| {
        writer.step(step);
        Ok(())
    })?;
    let mut text = writer.out;
    for (number, note) in writer.notes.iter().enumerate() {
        let _ = writeln!(text, "\n[{}] {note}", number + 1);
    }
    Ok(Parts { parts: vec![Part { text, weak, ..Part::default() }], ..Parts::default() })
}

/// The levels of each list style by its name.
fn read_lists(xml: &str, lists: &mut BTreeMap<String, Vec<Level>>, budget: &Budget) -> Result<()> {
    let mut open: Option<String> = None;
    walk(xml, budget, &mut |step| {
        match step {
            Step::Open(element) if element.name == "list-style" => {
                open = element.attribute("name");
                lists.entry(open.clone().unwrap_or_default()).or_default().clear();
            }
            Step::Close("list-style") => open = None,
            Step::Open(element) if element.name.starts_with("list-level-style-") => {
                if let Some(levels) = open.as_ref().and_then(|name| lists.get_mut(name))
                    && levels.len() < 10
                {
                    let own = levels.len() + 1;
                    let part = |name: &str| element.attribute(name).unwrap_or_default();
                    let figures = if element.name.ends_with("number") { figures(&part("num-format")) } else { Figures::Bullet };
                    let shown: usize = part("display-levels").parse().unwrap_or(1);
                    let numbers: Vec<String> =
                        (own.saturating_sub(shown.clamp(1, own)) + 1..=own).map(|level| format!("%{level}")).collect();
                    let template = format!("{}{}{}", part("num-prefix"), numbers.join("."), part("num-suffix"));
                    levels.push(Level { start: part("start-value").parse().unwrap_or(1), figures, template });
                }
            }
            _ => {}
        }
        Ok(())
    })
}

fn figures(format: &str) -> Figures {
    match format {
        "" => Figures::None,
        "a" => Figures::LowerLetter,
        "A" => Figures::UpperLetter,
        "i" => Figures::LowerRoman,
        "I" => Figures::UpperRoman,
        _ => Figures::Decimal,
    }
}

/// Elements whose words are no part of the text.
const SKIPPED: &[&str] = &[
    "tracked-changes",
    "annotation",
    "table-of-content",
    "note-citation",
    "ruby-text",
    "title",
    "desc",
    "forms",
    "meta",
    "styles",
    "automatic-styles",
    "master-styles",
    "settings",
    "scripts",
    "font-face-decls",
];

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    heading: Option<usize>,
}

#[derive(Debug, Default)]
struct List {
    style: String,
    /// The number for the next paragraph, if the item has not had one.
    is_due: bool,
}

struct Writer<'a> {
    lists: &'a BTreeMap<String, Vec<Level>>,
    out: String,
    open: Vec<Paragraph>,
    stack: Vec<List>,
    /// Paragraphs that were open when the note began; its words go apart.
    in_note: Option<usize>,
    note: String,
    notes: Vec<String>,
    counters: Counters,
}

impl<'a> Writer<'a> {
    fn new(lists: &'a BTreeMap<String, Vec<Level>>) -> Self {
        Self {
            lists,
            out: String::new(),
            open: Vec::new(),
            stack: Vec::new(),
            in_note: None,
            note: String::new(),
            notes: Vec::new(),
            counters: Counters::default(),
        }
    }

    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Open(element) => self.begin(&element),
            Step::Close(name) => self.end(name),
            Step::Text(text) => self.words(text),
        }
    }

    /// White space in the XML stands for one space.
    fn words(&mut self, text: &str) {
        let Some(paragraph) = self.open.last_mut() else { return };
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                paragraph.text.push(c);
            } else if !paragraph.text.ends_with([' ', '\n']) && !paragraph.text.is_empty() {
                paragraph.text.push(' ');
            }
        }
    }

    fn begin(&mut self, element: &Element<'_>) {
        match element.name {
            "p" => self.open.push(Paragraph::default()),
            "h" => {
                let level = element.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
                self.open.push(Paragraph { heading: Some(level), ..Paragraph::default() });
            }
            "s" | "tab" => self.push(" "),
            "line-break" => self.push("\n"),
            "list" => {
                let inherited = self.stack.last().map(|list| list.style.clone());
                let goes_on = element.attribute("continue-numbering").is_some_and(|value| value == "true")
                    || element.attribute("continue-list").is_some();
                let style = element.attribute("style-name").or(inherited).unwrap_or_default();
                let depth = self.stack.len();
                if !goes_on {
                    self.counters.restart(&style, depth, None);
                }
                self.stack.push(List { style, is_due: false });
            }
            "list-item" => {
                let depth = self.stack.len().saturating_sub(1);
                if let Some(list) = self.stack.last_mut() {
                    list.is_due = true;
                    let start: Option<u32> = element.attribute("start-value").and_then(|value| value.parse().ok());
                    if let Some(start) = start {
                        self.counters.restart(&list.style, depth, Some(start.saturating_sub(1)));
                    }
                }
            }
            "note" if self.in_note.is_none() => {
                self.push(&format!("[{}]", self.notes.len() + 1));
                self.in_note = Some(self.open.len());
                self.note.clear();
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.close(),
            "list" => {
                self.stack.pop();
            }
            "note" if self.in_note.is_some_and(|depth| self.open.len() <= depth) => {
                self.in_note = None;
                self.notes.push(self.note.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn close(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let words = paragraph.text.trim();
        if self.in_note.is_some() {
            self.note.push_str(words);
            self.note.push(' ');
            return;
        }
        if words.is_empty() {
            return;
        }
        let depth = self.stack.len().saturating_sub(1);
        let label = match self.stack.last_mut() {
            Some(list) if list.is_due => {
                list.is_due = false;
                self.lists.get(&list.style).map(|levels| self.counters.next(&list.style, depth, levels)).unwrap_or_default()
            }
            _ => String::new(),
        };
        write_paragraph(&mut self.out, words, &label, paragraph.heading);
    }
}
