//! Word documents → their text: paragraphs, headings, list numbers as printed, tables cell by cell, footnotes apart at the end.
//! Tracked deletions, hidden text, tables of contents, headers and footers are left out.

use super::numbering::{Counters, Figures, Level};
use super::package::{Package, is_package};
use super::xml::{Element, Step, walk, walk_outside};
use super::{Budget, Options, Part, Parts, Reader, Said};
use crate::error::{Error, Result};
use crate::text::line::ends_sentence;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Word documents.
pub(super) struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "Word"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm"]
    }

    fn summary(&self) -> &'static str {
        "Word documents: headings, lists with their numbers, tables, footnotes; without tracked deletions, headers and footers"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        is_package(head)
    }

    fn read(&self, bytes: &[u8], _: &Options, budget: &mut Budget) -> Result<Parts> {
        let mut package = Package::open(bytes, budget)?;
        let body = package.text("word/document.xml", budget)?.ok_or_else(|| {
            Error::new("is no Word document: it has no `word/document.xml`").hint("open it in a word processor and save it anew as .docx")
        })?;
        let mut styles = Styles::default();
        if let Some(xml) = package.text("word/numbering.xml", budget)? {
            styles.lists = lists(&xml, budget)?;
        }
        if let Some(xml) = package.text("word/styles.xml", budget)? {
            styles.read(&xml, budget)?;
        }
        let mut notes = Notes::default();
        for (name, kind) in [("word/footnotes.xml", Note::Foot), ("word/endnotes.xml", Note::End)] {
            if let Some(xml) = package.text(name, budget)? {
                notes.read(&xml, kind, &styles, budget)?;
            }
        }
        let mut writer = Writer::new(&styles);
        writer.read(&body, budget)?;
        let mut text = writer.out;
        for (number, note) in writer.referred.iter().enumerate() {
            if let Some(words) = notes.words.get(note) {
                let _ = writeln!(text, "\n[{}] {words}", number + 1);
            }
        }
        let weak = match package.text("docProps/core.xml", budget)? {
            Some(xml) => properties(&xml, budget)?,
            None => Said::default(),
        };
        let running_head = heads(&mut package, &styles, budget)?;
        Ok(Parts { parts: vec![Part { text, weak: Said { running_head, ..weak }, ..Part::default() }], ..Parts::default() })
    }
}

/// The properties of an office document.
pub(super) fn properties(xml: &str, budget: &Budget) -> Result<Said> {
    let mut found: BTreeMap<&'static str, String> = BTreeMap::new();
    let mut open = None;
    walk(xml, budget, &mut |step| {
        match step {
            Step::Open(element) => {
                let known = ["title", "creator", "initial-creator", "created", "modified", "creation-date", "date"];
                open = known.into_iter().find(|name| *name == element.name);
            }
            Step::Close(_) => open = None,
            Step::Text(text) => {
                if let Some(name) = open {
                    found.entry(name).or_default().push_str(text);
                }
            }
        }
        Ok(())
    })?;
    let mut take = |names: &[&'static str]| {
        names.iter().find_map(|name| found.remove(name)).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    // The day of the last change is nearer to the speech than that of the first draft.
    let date = take(&["modified", "date", "created", "creation-date"]).map(|date| date.chars().take(10).collect());
    Ok(Said { title: take(&["title"]), speaker: take(&["creator", "initial-creator"]), date, ..Said::default() })
}

/// The words of the headers, each line once.
fn heads(package: &mut Package<'_>, styles: &Styles, budget: &mut Budget) -> Result<Option<String>> {
    let mut lines: Vec<String> = Vec::new();
    let names: Vec<String> = package.names().into_iter().map(|(name, _)| name).filter(|name| name.starts_with("word/header")).collect();
    for name in names {
        if let Some(xml) = package.text(&name, budget)? {
            let mut writer = Writer::new(styles);
            writer.read(&xml, budget)?;
            for line in writer.out.lines().map(str::trim).filter(|line| !line.is_empty()) {
                if !lines.iter().any(|known| known == line) {
                    lines.push(line.to_owned());
                }
            }
        }
    }
    Ok((!lines.is_empty()).then(|| lines.join("\n")))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Note {
    Foot,
    End,
}

#[derive(Debug, Default)]
struct Notes {
    words: BTreeMap<(Note, String), String>,
}

impl Notes {
    fn read(&mut self, xml: &str, kind: Note, styles: &Styles, budget: &Budget) -> Result<()> {
        let mut writer = Writer::new(styles);
        let mut id = None;
        walk_outside(xml, SKIPPED, budget, &mut |step| {
            match &step {
                Step::Open(element) if matches!(element.name, "footnote" | "endnote") => {
                    writer = Writer::new(styles);
                    // Separators between text and notes have a type.
                    id = element.attribute("id").filter(|_| element.attribute("type").is_none_or(|kind| kind == "normal"));
                }
                Step::Close("footnote" | "endnote") => {
                    let words = writer.out.split_whitespace().collect::<Vec<_>>().join(" ");
                    if let Some(id) = id.take() {
                        self.words.insert((kind, id), words);
                    }
                }
                _ => {}
            }
            writer.step(step);
            Ok(())
        })
    }
}

/// What a style or a paragraph says of its place in lists and of its being a heading.
#[derive(Debug, Clone, Default)]
struct Format {
    list: Option<String>,
    level: Option<usize>,
    heading: Option<usize>,
    is_contents: bool,
    based_on: Option<String>,
}

#[derive(Debug, Default)]
struct Styles {
    lists: BTreeMap<String, Vec<Level>>,
    styles: BTreeMap<String, Format>,
}

impl Styles {
    fn read(&mut self, xml: &str, budget: &Budget) -> Result<()> {
        let mut open: Option<(String, Format)> = None;
        walk(xml, budget, &mut |step| {
            match step {
                Step::Open(element) if element.name == "style" => {
                    open = element.attribute("styleId").map(|id| (id, Format::default()));
                }
                Step::Open(element) => {
                    if let Some((_, format)) = &mut open {
                        match element.name {
                            "name" => {
                                let name = element.val().unwrap_or_default().to_lowercase();
                                format.heading = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
                                format.is_contents = name.starts_with("toc ");
                            }
                            "basedOn" => format.based_on = element.val(),
                            _ => layout(&element, format),
                        }
                    }
                }
                Step::Close("style") => {
                    if let Some((id, format)) = open.take() {
                        self.styles.insert(id, format);
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    /// A paragraph's format with what its style and those below say.
    fn of(&self, style: Option<&str>, own: &Format) -> Format {
        let mut all = own.clone();
        let mut next = style.map(str::to_owned);
        // A style that is based on itself ends here.
        for _ in 0..16 {
            let Some(style) = next.as_ref().and_then(|id| self.styles.get(id)) else { break };
            all.list = all.list.or_else(|| style.list.clone());
            all.level = all.level.or(style.level);
            all.heading = all.heading.or(style.heading);
            all.is_contents |= style.is_contents;
            next.clone_from(&style.based_on);
        }
        all
    }
}

/// Takes what an element of a paragraph's or style's properties says.
fn layout(element: &Element<'_>, format: &mut Format) {
    match element.name {
        "numId" => format.list = element.val(),
        "ilvl" => format.level = element.val().and_then(|level| level.parse().ok()),
        "outlineLvl" => {
            format.heading =
                format.heading.or_else(|| element.val()?.parse::<usize>().ok().filter(|level| *level < 9).map(|level| level + 1));
        }
        _ => {}
    }
}

/// The levels of each list by its number.
fn lists(xml: &str, budget: &Budget) -> Result<BTreeMap<String, Vec<Level>>> {
    let mut plans: BTreeMap<String, Vec<Level>> = BTreeMap::new();
    let mut lists: BTreeMap<String, Vec<Level>> = BTreeMap::new();
    let (mut plan, mut list): (Option<String>, Option<String>) = (None, None);
    let mut at = 0;
    walk(xml, budget, &mut |step| {
        match step {
            Step::Open(element) => match element.name {
                "abstractNum" => {
                    plan = element.attribute("abstractNumId");
                    plans.entry(plan.clone().unwrap_or_default()).or_default();
                }
                "num" => list = element.attribute("numId"),
                "abstractNumId" => {
                    if let (Some(list), Some(plan)) = (&list, element.val()) {
                        lists.insert(list.clone(), plans.get(&plan).cloned().unwrap_or_default());
                    }
                }
                "lvl" | "lvlOverride" => at = element.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0),
                name => {
                    let levels = match (&plan, &list) {
                        (_, Some(list)) => lists.get_mut(list),
                        (Some(plan), None) => plans.get_mut(plan),
                        _ => None,
                    };
                    if let (Some(levels), Some(value)) = (levels, element.val())
                        && at < 9
                    {
                        while levels.len() <= at {
                            levels.push(Level { start: 1, figures: Figures::Decimal, template: format!("%{}.", levels.len() + 1) });
                        }
                        match name {
                            "start" | "startOverride" => levels[at].start = value.parse().unwrap_or(1),
                            "numFmt" => levels[at].figures = figures(&value),
                            "lvlText" => levels[at].template = value,
                            _ => {}
                        }
                    }
                }
            },
            Step::Close("abstractNum") => plan = None,
            Step::Close("num") => list = None,
            _ => {}
        }
        Ok(())
    })?;
    Ok(lists)
}

fn figures(name: &str) -> Figures {
    match name {
        "lowerLetter" => Figures::LowerLetter,
        "upperLetter" => Figures::UpperLetter,
        "lowerRoman" => Figures::LowerRoman,
        "upperRoman" => Figures::UpperRoman,
        "bullet" => Figures::Bullet,
        "none" => Figures::None,
        _ => Figures::Decimal,
    }
}

/// Elements whose words are no part of the text.
const SKIPPED: &[&str] =
    &["del", "moveFrom", "Fallback", "instrText", "delText", "pPrChange", "rPrChange", "sectPrChange", "numberingChange", "tblPrChange"];

/// A paragraph that is being read; text boxes stand inside others.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    format: Format,
}

struct Writer<'a> {
    styles: &'a Styles,
    out: String,
    open: Vec<Paragraph>,
    in_words: bool,
    in_properties: bool,
    is_hidden: bool,
    counters: Counters,
    /// The notes in the order in which the text refers to them.
    referred: Vec<(Note, String)>,
}

impl<'a> Writer<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            out: String::new(),
            open: Vec::new(),
            in_words: false,
            in_properties: false,
            is_hidden: false,
            counters: Counters::default(),
            referred: Vec::new(),
        }
    }

    fn read(&mut self, xml: &str, budget: &Budget) -> Result<()> {
        walk_outside(xml, SKIPPED, budget, &mut |step| {
            self.step(step);
            Ok(())
        })
    }

    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Open(element) => self.begin(&element),
            Step::Close(name) => self.end(name),
            Step::Text(text) => {
                if self.in_words && !self.is_hidden {
                    self.push(text);
                }
            }
        }
    }

    fn begin(&mut self, element: &Element<'_>) {
        match element.name {
            "p" => self.open.push(Paragraph::default()),
            "pPr" => self.in_properties = true,
            "r" => self.is_hidden = false,
            "vanish" => self.is_hidden = element.val().is_none_or(|value| !matches!(value.as_str(), "0" | "false")),
            "t" => self.in_words = true,
            "tab" if !self.in_properties => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "footnoteReference" | "endnoteReference" => {
                let kind = if element.name.starts_with("foot") { Note::Foot } else { Note::End };
                if let Some(id) = element.attribute("id") {
                    self.referred.push((kind, id));
                    self.push(&format!("[{}]", self.referred.len()));
                }
            }
            "pStyle" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.style = element.val();
                }
            }
            _ if self.in_properties => {
                if let Some(paragraph) = self.open.last_mut() {
                    layout(element, &mut paragraph.format);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.close(),
            "pPr" => {
                self.in_properties = false;
                // The mark at the end of a paragraph may be hidden, its words are not.
                self.is_hidden = false;
            }
            "r" => self.is_hidden = false,
            "t" => self.in_words = false,
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
        let format = self.styles.of(paragraph.style.as_deref(), &paragraph.format);
        let words = paragraph.text.trim();
        if words.is_empty() || format.is_contents {
            return;
        }
        let levels =
            format.list.as_ref().filter(|list| *list != "0").and_then(|list| self.styles.lists.get(list).map(|levels| (list, levels)));
        let label = levels.map(|(list, levels)| self.counters.next(list, format.level.unwrap_or(0), levels)).unwrap_or_default();
        write_paragraph(&mut self.out, words, &label, format.heading);
    }
}

/// Appends a paragraph, with heading signs if it is a heading, and with its number.
pub(super) fn write_paragraph(out: &mut String, words: &str, label: &str, heading: Option<usize>) {
    if !out.is_empty() {
        out.push('\n');
    }
    // A whole sentence in the style of a heading is still a sentence.
    if let Some(level) = heading.filter(|_| words.len() <= 200 && !words.contains('\n') && !ends_sentence(words)) {
        out.push_str(&"#".repeat(level.clamp(1, 6)));
        out.push(' ');
    }
    if !label.is_empty() {
        out.push_str(label);
        out.push(' ');
    }
    out.push_str(words);
    out.push('\n');
}
