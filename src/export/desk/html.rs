//! A page → one HTML file that needs no other file and no network: light and dark, on a phone, on paper, without scripts too.

use super::page::{Bars, Block, Cell, Column, Kind, Page, Seen, Table, Tone};
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Tables with fewer rows need no search.
const FEW: usize = 6;

/// The text of a page.
pub(super) fn text(page: &Page) -> String {
    let title = escaped(&page.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        colours()
    );
    contents(page, &mut out);
    let is_long = page.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.rows.len() >= FEW));
    if is_long {
        out.push_str("<p class=\"search\"><label>Search all tables <input type=\"search\" id=\"search\"></label> <span id=\"found\" role=\"status\"></span></p>\n");
    }
    let mut section = 0;
    for block in &page.blocks {
        match block {
            Block::Heading(text) => {
                section += 1;
                let _ = writeln!(out, "<h2 id=\"section-{section}\">{}</h2>", escaped(text));
            }
            Block::Text(text) => {
                let _ = writeln!(out, "<p>{}</p>", escaped(text));
            }
            Block::Quote(quote) => {
                let _ = writeln!(
                    out,
                    "<figure><figcaption>{}</figcaption><blockquote>“{}”<cite>{}</cite></blockquote></figure>",
                    escaped(&quote.lead),
                    escaped(&quote.words),
                    escaped(&quote.source)
                );
            }
            Block::Table(table) => draw(table, &mut out),
            Block::Bars(bars) => draw_bars(bars, &mut out),
        }
    }
    out.push_str("</main>\n");
    if is_long {
        let _ = writeln!(out, "<script>\n{SCRIPT}</script>");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn contents(page: &Page, out: &mut String) {
    let headings: Vec<&str> =
        page.blocks.iter().filter_map(|block| if let Block::Heading(text) = block { Some(text.as_str()) } else { None }).collect();
    if headings.len() < 3 {
        return;
    }
    out.push_str("<nav aria-label=\"Contents\"><ul>\n");
    for (at, heading) in headings.iter().enumerate() {
        let _ = writeln!(out, "<li><a href=\"#section-{}\">{}</a></li>", at + 1, escaped(heading));
    }
    out.push_str("</ul></nav>\n");
}

fn draw(table: &Table, out: &mut String) {
    let caption = escaped(&table.caption);
    if table.rows.is_empty() {
        let _ = writeln!(out, "<p>{caption}: none</p>");
        return;
    }
    let columns: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].seen != Seen::Data).collect();
    let class = if table.is_grid { "grid" } else { "list" };
    // Whatever scrolls must be in reach of the keyboard.
    let _ = write!(
        out,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table class=\"{class}\" id=\"{}\">\n<caption>{caption}</caption>\n<thead><tr>",
        escaped(&table.name)
    );
    for at in &columns {
        let column = &table.columns[*at];
        let _ = write!(out, "<th scope=\"col\" class=\"{}\">{}</th>", kind(column), escaped(&column.label));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        let id = if row.anchor.is_empty() { String::new() } else { format!(" id=\"{}\"", escaped(&row.anchor)) };
        let _ = write!(out, "<tr{id}>");
        for at in &columns {
            let tag = if *at < table.keys { "th scope=\"row\"" } else { "td" };
            let end = if *at < table.keys { "th" } else { "td" };
            let is_mark = table.is_grid && *at >= table.keys;
            let _ = write!(out, "<{tag}{}>{}</{end}>", attributes(&table.columns[*at], &row.cells[*at]), inner(&row.cells[*at], is_mark));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn kind(column: &Column) -> &'static str {
    match column.kind {
        Kind::Text => "t",
        Kind::Words => "w",
        Kind::Number => "n",
        Kind::Mark => "m",
    }
}

fn attributes(column: &Column, cell: &Cell) -> String {
    let tone = if cell.tone == Tone::Plain { String::new() } else { format!(" {}", cell.tone.name()) };
    let note = if cell.note.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(&cell.note)) };
    format!(" class=\"{}{tone}\"{note}", kind(column))
}

fn inner(cell: &Cell, is_mark: bool) -> String {
    let text = escaped(&cell.text);
    // The letters are seen, the whole is read out.
    let shown = if is_mark && !cell.short.is_empty() && cell.short != cell.text {
        format!("<abbr title=\"{text}\" aria-label=\"{text}\">{}</abbr>", escaped(&cell.short))
    } else {
        text
    };
    if cell.link.is_empty() { shown } else { format!("<a href=\"#{}\">{shown}</a>", escaped(&cell.link)) }
}

fn draw_bars(bars: &Bars, out: &mut String) {
    let longest = bars.rows.iter().map(|bar| bar.parts.iter().map(|(_, count)| count).sum::<usize>()).max().unwrap_or(0);
    if longest == 0 {
        return;
    }
    let _ = writeln!(out, "<figure class=\"bars\"><figcaption>{}</figcaption>", escaped(&bars.caption));
    for bar in &bars.rows {
        let _ = write!(out, "<div class=\"bar\"><span class=\"label\">{}</span><span class=\"track\">", escaped(&bar.label));
        for (tone, count) in bar.parts.iter().filter(|(_, count)| *count > 0) {
            let share = 100.0 * *count as f64 / longest as f64;
            let _ = write!(out, "<span class=\"part {0}\" style=\"width:{share:.2}%\" title=\"{0}: {count}\">{count}</span>", tone.name());
        }
        out.push_str("</span></div>\n");
    }
    out.push_str("</figure>\n");
}

/// The colours of the tones, once for light and once for dark screens; paper is light.
fn colours() -> String {
    let rules = |ground: fn(Tone) -> Option<&'static str>| {
        let rule = |tone: Tone| ground(tone).map(|ground| format!(".{}{{background:#{ground}}}", tone.name()));
        Tone::ALL.into_iter().filter_map(rule).collect::<String>()
    };
    format!("{}\n@media screen and (prefers-color-scheme:dark){{{}}}\n", rules(Tone::light), rules(Tone::dark))
}

/// Text as HTML takes it, also within attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
