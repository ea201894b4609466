//! A page → a workbook: one sheet a table, frozen and with filters, marks coloured and linked to their quotes.

use super::page::{Block, Cell, Kind, Page, Seen, Table, Tone};
use crate::error::{Error, Result};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// A cell holds at most so many characters.
const LONGEST: usize = 32_767;

/// A sheet holds at most so many links.
const LINKS: usize = 65_530;

/// The workbook's bytes: no clock is in them.
pub(super) fn bytes(page: &Page) -> Result<Vec<u8>> {
    build(page).map_err(|cause| Error::new("the workbook could not be made").caused_by(cause))
}

fn build(page: &Page) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(cut(&page.title, 255)).set_creation_datetime(&made));
    let tables: Vec<&Table> =
        page.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect();
    let names = names(&tables);
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    for (table, name) in tables.iter().zip(&names) {
        for (at, row) in table.rows.iter().enumerate().filter(|(_, row)| !row.anchor.is_empty()) {
            places.entry(&row.anchor).or_insert_with(|| format!("internal:'{name}'!A{}", at + 2));
        }
    }
    let formats = Formats::new();
    for (table, name) in tables.iter().zip(&names) {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        fill(sheet, table, &places, &formats)?;
    }
    let sheet = book.add_worksheet();
    sheet.set_name(unused(&names, "about"))?;
    about(sheet, page, &formats)?;
    book.save_to_buffer()
}

/// The names of the sheets: each at most 31 characters, and no two alike.
fn names(tables: &[&Table]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let plain: String = table.name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')).take(28).collect();
        let name = unused(&names, if plain.is_empty() { "table" } else { &plain });
        names.push(name);
    }
    names
}

fn unused(names: &[String], wanted: &str) -> String {
    let taken = |name: &String| names.iter().any(|other| other.eq_ignore_ascii_case(name));
    let numbered = (2..100).map(|number| format!("{wanted}{number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_else(|| wanted.to_owned())
}

fn fill(sheet: &mut Worksheet, table: &Table, places: &BTreeMap<&str, String>, formats: &Formats) -> std::result::Result<(), XlsxError> {
    // What people read is there as CSV columns too, so that places can be followed by a program.
    let columns: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].seen != Seen::Reading || !table.has_data()).collect();
    let widths: Vec<u16> = columns.iter().map(|at| width(table, *at)).collect();
    for ((x, at), wide) in columns.iter().enumerate().zip(&widths) {
        let (x, column) = (index(x), &table.columns[*at]);
        let is_mark = table.is_grid && *at >= table.keys;
        let name = if is_mark { &column.label } else { &column.name };
        sheet.write_string_with_format(0, x, cut(name, LONGEST), if is_mark { &formats.centred } else { &formats.head })?;
        sheet.set_column_width(x, f64::from(*wide))?;
    }
    let mut links = 0;
    for (y, row) in (1u32..).zip(&table.rows) {
        let cells = columns.iter().zip(&widths).filter(|(at, _)| wraps(table, **at));
        let lines = cells.map(|(at, wide)| lines(&row.cells[*at].text, *wide)).max().unwrap_or(1);
        sheet.set_row_height(y, (LINE * lines as f64 + 2.0).min(TALLEST))?;
        for (x, at) in columns.iter().enumerate() {
            let (x, cell) = (index(x), &row.cells[*at]);
            let format = formats.of(cell.tone, wraps(table, *at));
            match (places.get(cell.link.as_str()), cell.text.parse::<f64>()) {
                (Some(place), _) if !cell.text.is_empty() && links < LINKS => {
                    links += 1;
                    sheet.write_url_with_format(
                        y,
                        x,
                        Url::new(place).set_text(cut(&cell.text, 255)).set_tip(cut(&tip(cell), 250)),
                        format,
                    )?;
                }
                (_, Ok(number)) if table.columns[*at].kind == Kind::Number => {
                    sheet.write_number_with_format(y, x, number, format)?;
                }
                // Whatever the text begins with, it is written as text.
                _ => {
                    sheet.write_string_with_format(y, x, cut(&cell.text, LONGEST), format)?;
                }
            }
        }
    }
    let keys = columns.iter().filter(|at| **at < table.keys).count();
    sheet.set_freeze_panes(1, index(keys))?;
    if !columns.is_empty() {
        sheet.autofilter(0, 0, u32::try_from(table.rows.len()).unwrap_or(u32::MAX), index(columns.len() - 1))?;
    }
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

impl Table {
    fn has_data(&self) -> bool {
        self.columns.iter().any(|column| column.seen == Seen::Data)
    }
}

/// The title, and what the page says besides its tables.
fn about(sheet: &mut Worksheet, page: &Page, formats: &Formats) -> std::result::Result<(), XlsxError> {
    sheet.set_column_width(0, 110)?;
    sheet.write_string_with_format(0, 0, cut(&page.title, LONGEST), &formats.title)?;
    let mut y = 2;
    for block in &page.blocks {
        let (text, format) = match block {
            Block::Heading(text) => (text.clone(), &formats.head),
            Block::Text(text) => (text.clone(), &formats.words),
            Block::Quote(quote) => (format!("{} “{}” {}", quote.lead, quote.words, quote.source), &formats.words),
            Block::Table(table) => (format!("{}: {}", table.name, table.caption), &formats.words),
            Block::Bars(_) => continue,
        };
        sheet.write_string_with_format(y, 0, cut(&text, LONGEST), format)?;
        y += 1;
    }
    Ok(())
}

/// The formats of cells, made once.
struct Formats {
    head: Format,
    centred: Format,
    title: Format,
    words: Format,
    tones: BTreeMap<(Tone, bool), Format>,
}

impl Formats {
    fn new() -> Self {
        let line = Color::RGB(0x00CF_D3D8);
        let base = || Format::new().set_font_size(10).set_border(FormatBorder::Thin).set_border_color(line).set_align(FormatAlign::Top);
        let head = base().set_bold().set_background_color(Color::RGB(0x00F0_F1F3)).set_text_wrap();
        let tone = |tone: Tone, is_wide: bool| {
            let ground = tone.light().and_then(|hex| u32::from_str_radix(hex, 16).ok());
            let mut format = ground.map_or_else(base, |ground| base().set_background_color(Color::RGB(ground)));
            if is_wide {
                format = format.set_text_wrap();
            }
            let ink = if tone == Tone::Silent { 0x0076_7B82 } else { 0x001B_1F24 };
            ((tone, is_wide), format.set_font_color(Color::RGB(ink)))
        };
        Self {
            centred: head.clone().set_align(FormatAlign::Center),
            head,
            title: Format::new().set_bold().set_font_size(14),
            words: Format::new().set_font_size(10).set_text_wrap(),
            tones: Tone::ALL.into_iter().flat_map(|one| [tone(one, false), tone(one, true)]).collect(),
        }
    }

    fn of(&self, tone: Tone, is_wide: bool) -> &Format {
        self.tones.get(&(tone, is_wide)).unwrap_or(&self.words)
    }
}

/// The height of a line in points.
const LINE: f64 = 13.0;

/// No row is taller than that.
const TALLEST: f64 = 409.0;

/// The number of the paper A4.
const A4: u8 = 9;

/// Whether the cells of a column have more than one line.
fn wraps(table: &Table, at: usize) -> bool {
    table.columns[at].kind == Kind::Words || (table.is_grid && at >= table.keys)
}

/// How many lines a text takes in a column. Few letters are as wide as the digits that widths are counted in, and words are not broken.
fn lines(text: &str, width: u16) -> usize {
    let room = usize::from(width).saturating_sub(1).max(1);
    let (mut lines, mut used) = (1, 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = 0;
        }
        lines += (length.max(1) - 1) / room;
        used += length + usize::from(used > 0);
    }
    lines
}

/// The width of a column, in digits.
fn width(table: &Table, at: usize) -> u16 {
    let column = &table.columns[at];
    let named = column.name.chars().count() * 11 / 10 + 4;
    let longest = table.rows.iter().map(|row| row.cells[at].text.chars().count()).max().unwrap_or(0);
    let width = match column.kind {
        // Some programs do not wrap what is a link.
        _ if table.is_grid && at >= table.keys => (longest + 1).clamp(13, 30),
        Kind::Words => 60,
        Kind::Text => named.max(longest + 2).clamp(9, 34),
        Kind::Number => named.clamp(8, 14),
        Kind::Mark => named.max(longest + 2).clamp(13, 26),
    };
    u16::try_from(width).unwrap_or(u16::MAX)
}

fn tip(cell: &Cell) -> String {
    if cell.note.is_empty() { "to the quotes".to_owned() } else { cell.note.clone() }
}

/// No sheet has more columns than fit.
fn index(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// At most so many characters, the last of them an ellipsis if something is left out.
fn cut(text: &str, most: usize) -> String {
    // A workbook counts in units of UTF-16.
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < most
    });
    format!("{}…", kept.collect::<String>())
}
