//! Cells, tables and pictures as a report draws them.

use super::Picture;
use crate::export::desk::html::escaped;
use crate::export::desk::page::{Cell, Column, Kind, Seen, Table, Tone};
use std::fmt::Write;

/// What a cell says, as a link if it leads somewhere; in short if it is so asked and has a short form, with the whole as its title.
pub(super) fn link(cell: &Cell, short: bool) -> String {
    let shown = escaped(if short && !cell.short.is_empty() { &cell.short } else { &cell.text });
    if cell.link.is_empty() {
        return shown;
    }
    let title = if short && !cell.short.is_empty() { format!(" title=\"{}\"", escaped(&cell.text)) } else { String::new() };
    format!("<a href=\"#{}\"{title}>{shown}</a>", escaped(&cell.link))
}

/// The class attribute of a cell: its tone, and what else.
pub(super) fn tone(cell: &Cell, more: &str) -> String {
    let name = if cell.tone == Tone::Plain { "" } else { cell.tone.name() };
    match (name, more) {
        ("", "") => String::new(),
        (one, "") | ("", one) => format!(" class={one}"),
        (one, other) => format!(" class=\"{one} {other}\""),
    }
}

/// Draws a table.
pub(super) fn table(table: &Table, out: &mut String) {
    let caption = escaped(&table.caption);
    if table.rows.is_empty() {
        let _ = writeln!(out, "<p>{caption}: none</p>");
        return;
    }
    let shown: Vec<(usize, &Column)> = table.columns.iter().enumerate().filter(|(_, column)| column.seen != Seen::Data).collect();
    // Whatever scrolls must be in reach of the keyboard.
    let _ = write!(
        out,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table id=\"{}\">\n<caption>{caption}</caption>\n<thead><tr>",
        escaped(&table.name)
    );
    for (_, column) in &shown {
        let class = kind(column);
        let class = if class.is_empty() { String::new() } else { format!(" class={class}") };
        let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escaped(&column.label));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        let id = if row.anchor.is_empty() { String::new() } else { format!(" id=\"{}\"", escaped(&row.anchor)) };
        let _ = write!(out, "<tr{id}>");
        for (at, column) in &shown {
            let cell = &row.cells[*at];
            let (open, close) = if *at < table.keys { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let title = if cell.note.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(&cell.note)) };
            let _ = write!(out, "<{open}{}{title}>{}</{close}>", tone(cell, kind(column)), link(cell, false));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// Draws a picture.
pub(super) fn picture(picture: &Picture, out: &mut String) {
    let caption = escaped(&picture.caption);
    // The drawing is known as one image; what it shows stands in the tables beside it.
    let svg = picture.svg.replacen("<svg", &format!("<svg role=\"img\" aria-label=\"{caption}\""), 1);
    let svg = svg.replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1);
    let _ = writeln!(
        out,
        "<figure><figcaption>{caption}</figcaption><div class=\"scroll picture\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">{svg}</div></figure>"
    );
}

fn kind(column: &Column) -> &'static str {
    match column.kind {
        Kind::Text | Kind::Mark => "",
        Kind::Words => "w",
        Kind::Number => "n",
    }
}
