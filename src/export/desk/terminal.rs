//! A page → text for a terminal, no wider than it is.

use super::page::{Block, Column, Kind, Page, Seen, Table};
use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Width, presets};
use std::fmt::Write as _;

/// The width where there is no terminal to ask.
const WIDTH: u16 = 100;

/// The narrowest width that is still heeded.
const NARROWEST: u16 = 40;

/// The text of a page.
pub(super) fn text(page: &Page, width: Option<u16>) -> String {
    let width = width.or_else(|| comfy_table::Table::new().width()).unwrap_or(WIDTH).max(NARROWEST);
    let mut out = format!("{}\n", page.title);
    for block in &page.blocks {
        out.push('\n');
        match block {
            Block::Heading(text) => {
                let _ = writeln!(out, "{text}\n{}", "─".repeat(text.chars().count().min(width.into())));
            }
            Block::Text(text) => out.push_str(&wrapped(text, width.into(), "")),
            Block::Quote(quote) => {
                out.push_str(&wrapped(&quote.lead, width.into(), ""));
                out.push_str(&wrapped(&format!("“{}”", one_line(&quote.words)), width.into(), "  "));
                out.push_str(&wrapped(&quote.source, width.into(), "  "));
            }
            Block::Table(table) if table.rows.is_empty() => {
                let _ = writeln!(out, "{}: none", table.caption);
            }
            Block::Table(table) => draw(table, width, &mut out),
            Block::Bars(_) => {
                out.pop();
            }
        }
    }
    out
}

fn draw(table: &Table, width: u16, out: &mut String) {
    if !table.caption.is_empty() {
        out.push_str(&wrapped(&table.caption, width.into(), ""));
    }
    let shown: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].seen != Seen::Data).collect();
    if !table.is_grid {
        let least: usize = shown.iter().map(|at| least(table, *at) + PADDING).sum();
        if least <= usize::from(width) {
            let _ = writeln!(out, "{}", part(table, &shown, width));
        } else {
            table.rows.iter().for_each(|row| card(table, &shown, row, width.into(), out));
        }
        return;
    }
    // As many columns of marks as fit stand beside the keys; the others follow below.
    let (keys, marks): (Vec<usize>, Vec<usize>) = shown.into_iter().partition(|at| *at < table.keys);
    let keyed: usize = keys.iter().map(|at| longest(table, *at) + PADDING).sum();
    let room = usize::from(width).saturating_sub(keyed).max(usize::from(width) / 3);
    let mark = |at: usize| mark_width(table, at) + PADDING;
    let mut marks = marks.into_iter().peekable();
    while let Some(first) = marks.next() {
        let (mut columns, mut used) = (keys.clone(), mark(first));
        columns.push(first);
        while let Some(next) = marks.next_if(|at| used + mark(*at) <= room) {
            used += mark(next);
            columns.push(next);
        }
        let _ = write!(out, "{}\n\n", part(table, &columns, width));
    }
    out.pop();
}

/// A row that is too wide for a line: what names it, and below it the rest, each with its heading.
fn card(table: &Table, columns: &[usize], row: &super::page::Row, width: usize, out: &mut String) {
    let (keys, rest): (Vec<usize>, Vec<usize>) = columns.iter().partition(|at| **at < table.keys);
    let head: Vec<String> = keys.iter().map(|at| one_line(&row.cells[*at].text)).filter(|text| !text.is_empty()).collect();
    out.push_str(&wrapped(&format!("■ {}", head.join(" · ")), width, ""));
    let label = rest.iter().map(|at| table.columns[*at].label.chars().count()).max().unwrap_or(0).min(16);
    for at in rest {
        let text = one_line(&row.cells[at].text);
        if text.is_empty() || text == "0" {
            continue;
        }
        let lines = wrapped(&text, width, &" ".repeat(label + 4));
        let lines = lines.trim_start();
        let name = &table.columns[at].label;
        if name.chars().count() > label {
            let _ = write!(out, "  {name}\n{}{lines}", " ".repeat(label + 4));
        } else {
            let _ = write!(out, "  {name:<label$}  {lines}");
        }
        if !out.ends_with('\n') {
            out.push('\n');
        }
    }
    out.push('\n');
}

/// The blanks after a column.
const PADDING: usize = 2;

/// The width of the longest mark of a column, or of its head.
fn mark_width(table: &Table, at: usize) -> usize {
    let cells = table.rows.iter().map(|row| brief(&row.cells[at]).chars().count());
    cells.chain([table.columns[at].label.chars().count()]).max().unwrap_or(0)
}

/// The width of the longest cell of a column.
fn longest(table: &Table, at: usize) -> usize {
    let cells = table.rows.iter().map(|row| row.cells[at].text.chars().count());
    cells.chain([table.columns[at].label.chars().count()]).max().unwrap_or(0)
}

/// The width below which a column would cut words.
fn least(table: &Table, at: usize) -> usize {
    let word = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let cells = table.rows.iter().map(|row| word(&row.cells[at].text)).max().unwrap_or(0);
    let wanted = if table.columns[at].kind == Kind::Words { 22 } else { 1 };
    cells.max(word(&table.columns[at].label)).min(34).max(wanted)
}

/// Some columns of a table.
fn part(table: &Table, columns: &[usize], width: u16) -> comfy_table::Table {
    let mut drawn = comfy_table::Table::new();
    drawn.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    drawn.set_header(columns.iter().map(|at| head(&table.columns[*at])));
    for row in &table.rows {
        drawn.add_row(columns.iter().map(|at| {
            let cell = &row.cells[*at];
            let is_mark = table.is_grid && *at >= table.keys;
            let drawn = Cell::new(if is_mark { brief(cell).to_owned() } else { one_line(&cell.text) });
            let drawn = if table.columns[*at].kind == Kind::Number { drawn.set_alignment(CellAlignment::Right) } else { drawn };
            colour(cell.tone.name()).map_or(drawn.clone(), |colour| drawn.fg(colour))
        }));
    }
    for (place, at) in columns.iter().enumerate() {
        let least = match (table.is_grid, *at >= table.keys) {
            // What names a row and what marks it stay on one line.
            (true, true) => mark_width(table, *at),
            (true, false) => longest(table, *at).min(usize::from(width) * 2 / 3),
            (false, _) => least(table, *at),
        };
        if let Some(drawn) = drawn.column_mut(place) {
            let least = u16::try_from(least + PADDING).unwrap_or(width);
            drawn.set_padding((0, 2)).set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
    }
    drawn
}

fn head(column: &Column) -> Cell {
    let head = Cell::new(&column.label).add_attribute(Attribute::Bold);
    if column.kind == Kind::Number { head.set_alignment(CellAlignment::Right) } else { head }
}

fn brief(cell: &super::page::Cell) -> &str {
    if cell.short.is_empty() { &cell.text } else { &cell.short }
}

/// Colours help where there are any; the letters say the same.
fn colour(tone: &str) -> Option<Color> {
    match tone {
        "support" | "agree" => Some(Color::Green),
        "qualified" | "practice" => Some(Color::Cyan),
        "reservation" | "differ" => Some(Color::Yellow),
        "oppose" | "conflict" => Some(Color::Red),
        "silent" | "undecided" => Some(Color::DarkGrey),
        _ => None,
    }
}

fn one_line(text: &str) -> String {
    // A control sign could move the cursor.
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut out = String::new();
    let mut line = String::from(indent);
    for word in one_line(text).split(' ').filter(|word| !word.is_empty()) {
        let length = line.chars().count() + 1 + word.chars().count();
        if length > width && line.trim() != "" {
            out.push_str(line.trim_end());
            out.push('\n');
            indent.clone_into(&mut line);
        }
        if line.trim() != "" {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.trim() != "" {
        out.push_str(&line);
        out.push('\n');
    }
    out
}
