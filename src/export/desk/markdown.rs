//! A page → Markdown with pipe tables; a mark leads to its quote.

use super::page::{Block, Cell, Kind, Page, Seen, Table};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The text of a page.
pub(super) fn text(page: &Page) -> String {
    let mut out = format!("# {}\n", escaped(&page.title));
    let rows = page.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(&table.rows) } else { None });
    let linked: BTreeSet<&str> = rows.flatten().flat_map(|row| &row.cells).map(|cell| cell.link.as_str()).collect();
    for block in &page.blocks {
        out.push('\n');
        match block {
            Block::Heading(text) => writeln!(out, "## {}", escaped(text)),
            Block::Text(text) => writeln!(out, "{}", escaped(text)),
            Block::Quote(quote) => {
                let source = if quote.source.is_empty() { String::new() } else { format!("  \n> — {}", escaped(&quote.source)) };
                writeln!(out, "{}\n\n> “{}”{source}", escaped(&quote.lead), escaped(&quote.words))
            }
            Block::Table(table) => {
                draw(table, &linked, &mut out);
                Ok(())
            }
            Block::Bars(_) => {
                out.pop();
                Ok(())
            }
        }
        .unwrap_or_default();
    }
    out
}

fn draw(table: &Table, linked: &BTreeSet<&str>, out: &mut String) {
    if !table.caption.is_empty() {
        let _ = write!(out, "{}{}\n\n", escaped(&table.caption), if table.rows.is_empty() { ": none" } else { "" });
    }
    if table.rows.is_empty() {
        return;
    }
    let columns: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].seen != Seen::Data).collect();
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(columns.iter().map(|at| escaped(&table.columns[*at].label)).collect()));
    out.push_str(&line(columns.iter().map(|at| if table.columns[*at].kind == Kind::Number { "--:" } else { "---" }.to_owned()).collect()));
    for row in &table.rows {
        let mut cells: Vec<String> = columns.iter().map(|at| cell(&row.cells[*at])).collect();
        if linked.contains(row.anchor.as_str()) && !row.anchor.is_empty() {
            cells[0].insert_str(0, &format!("<a id=\"{}\"></a>", row.anchor));
        }
        out.push_str(&line(cells));
    }
}

fn cell(cell: &Cell) -> String {
    let text = escaped(&cell.text);
    if cell.link.is_empty() || text.is_empty() { text } else { format!("[{text}](#{})", cell.link) }
}

/// The text on one line, with nothing in it that Markdown would take for its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut before = ' ';
        for (at, c) in word.char_indices() {
            let inside = before.is_alphanumeric() && word[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
            before = c;
            match c {
                // Within a word it means nothing.
                '_' if inside => out.push(c),
                '<' => out.push_str("&lt;"),
                '&' => out.push_str("&amp;"),
                '\\' | '|' | '*' | '_' | '[' | ']' | '`' | '~' => {
                    out.push('\\');
                    out.push(c);
                }
                _ => out.push(c),
            }
        }
    }
    // What would open a heading, a list or a quotation at the start of a line.
    if out.starts_with(['#', '>', '+', '-', '=']) { format!("\\{out}") } else { out }
}
