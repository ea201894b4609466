//! How marks, quotes and places are laid out, the same by every command for the desk.

use crate::desk::{Book, Held};
use crate::error::{Error, Result};
use crate::export::desk::{Cell, Column, Kind, Row, Table, Tone};
use crate::export::{TABLES, View};
use crate::model::{Claim, Comparison, Position, Stance};

/// The word for an actor for which nobody spoke.
pub(super) const SILENT: &str = "silent";

/// What the letters of marks mean.
pub(super) const LEGEND: &str = "S support, Q qualified, P practice, U undecided, R reservation, O oppose, with the strength 1 to 5; \
in brackets what only a group of the State's said; – silent. Silence is no opposition.";

/// The mark of what is held: "support 4 ×3" for a position of strength 4 from three claims, "(support 4 EUE)" for a group's.
pub(super) fn mark(held: &Held<'_>) -> Cell {
    let of = |position: &Position| format!("{} {}", position.stance, position.strength);
    let letter = |position: &Position| format!("{}{}", initial(position.stance), position.strength);
    match held {
        Held::Own(position) => {
            let text = format!("{} ×{}", of(position), position.n_claims);
            Cell { text, short: letter(position), tone: Tone::Stance(position.stance), ..Cell::default() }
        }
        Held::OfGroups(positions) => {
            let all: Vec<String> =
                positions.iter().map(|position| format!("{} {}", of(position), position.group.as_deref().unwrap_or_default())).collect();
            let short = positions.first().map(|position| format!("({})", letter(position))).unwrap_or_default();
            let tone = positions.first().map_or(Tone::Plain, |position| Tone::Stance(position.stance));
            Cell { text: format!("({})", all.join("; ")), short, tone, ..Cell::default() }
        }
        Held::Silent => Cell { text: SILENT.into(), short: "–".into(), tone: Tone::Silent, ..Cell::default() },
    }
}

fn initial(stance: Stance) -> char {
    match stance {
        Stance::Support => 'S',
        Stance::Qualified => 'Q',
        Stance::Practice => 'P',
        Stance::Undecided => 'U',
        Stance::Reservation => 'R',
        Stance::Oppose => 'O',
    }
}

/// The name of the row that quotes an actor on a proposition.
pub(super) fn anchor(actor: &str, proposition: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '-' };
    format!("q-{actor}-{proposition}").chars().map(plain).collect()
}

/// Where a claim's words stand: `statement, ¶ 7, bytes 10–52, 2024, OEWG`.
pub(super) fn source(claim: &Claim) -> String {
    let mut parts = vec![claim.doc_id.clone()];
    parts.extend(claim.page.map(|page| format!("p. {page}")));
    parts.push(format!("¶ {}", claim.paragraph));
    parts.push(format!("bytes {}–{}", claim.span.start, claim.span.end));
    parts.extend(claim.date.map(|date| date.to_string()));
    parts.extend(claim.forum.clone());
    parts.join(", ")
}

/// The columns that say where words stand, as [`place`] fills them; for programs.
pub(super) fn place_columns() -> [Column; 4] {
    [
        Column::text("doc_id", "document").for_data(),
        Column::text("paragraph", "paragraph").for_data(),
        Column::number("start", "start").for_data(),
        Column::number("end", "end").for_data(),
    ]
}

/// See [`place_columns`].
pub(super) fn place(claim: Option<&Claim>) -> [Cell; 4] {
    claim.map_or_else(Default::default, |claim| {
        [claim.doc_id.clone().into(), claim.paragraph.clone().into(), Cell::count(claim.span.start), Cell::count(claim.span.end)]
    })
}

/// The table of quotes: for each actor and proposition the claims that speak for it; the first row of each can be linked to.
pub(super) fn quotes<'a>(book: &Book<'a>, wanted: impl IntoIterator<Item = (&'a str, &'a str)>) -> Table {
    let mut rows = Vec::new();
    for (actor, proposition) in wanted {
        for (at, claim) in book.claims(actor, proposition).into_iter().enumerate() {
            let anchor = if at == 0 { anchor(actor, proposition) } else { String::new() };
            let said_by = if claim.holder == actor { String::new() } else { claim.holder.clone() };
            let mut cells: Vec<Cell> = vec![
                actor.into(),
                claim.proposition_id.clone().into(),
                claim.proposition.clone().into(),
                Cell::from(format!("{} {}", claim.stance, claim.strength)).in_tone(Tone::Stance(claim.stance)),
                said_by.into(),
                claim.quote.clone().into(),
                source(claim).into(),
            ];
            cells.extend(place(Some(claim)));
            cells.extend([claim.date.map(|date| date.to_string()).unwrap_or_default().into(), claim.source.clone().into()]);
            rows.push(Row { anchor, cells });
        }
    }
    let mut columns = vec![
        Column::text("state_iso3", "who"),
        Column::text("proposition_id", "on"),
        Column::words("proposition", "proposition").for_data(),
        Column::mark("stance", "stance"),
        Column::text("said_by", "through"),
        Column::words("quote", "in whose words"),
        Column::words("place", "where").for_reading(),
    ];
    columns.extend(place_columns());
    columns.extend([Column::text("date", "date").for_data(), Column::text("source", "source").for_data()]);
    Table {
        name: "quotes".into(),
        caption: "The words behind each mark, the strongest first".into(),
        columns,
        rows,
        keys: 2,
        is_grid: false,
    }
}

/// The tables that `demarche compare` writes, for a workbook.
pub(super) fn whole(comparison: &Comparison, names: &[&str]) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for table in TABLES.iter().filter(|table| names.contains(&table.name())) {
        let mut bytes = Vec::new();
        table.write(&View::new(comparison), &mut bytes)?;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let unread = |cause: csv::Error| Error::new(format!("the table `{}` could not be laid out", table.name())).caused_by(cause);
        let header = reader.headers().map_err(unread)?.clone();
        let columns = header.iter().map(|name| {
            let kind = match name {
                "quote" | "proposition" | "quote_a" | "quote_b" | "condition" => Kind::Words,
                "strength" | "score" | "consistency" | "start" | "end" | "confidence" | "controversy" | "page" => Kind::Number,
                name if name.starts_with("n_") || name.starts_with("coverage") => Kind::Number,
                "stance" => Kind::Mark,
                _ => Kind::Text,
            };
            Column { name: name.to_owned().into(), kind, ..Column::text("", "") }
        });
        let columns: Vec<Column> = columns.map(|column| Column { label: column.name.clone(), ..column }).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(unread)?;
            let cell = |(at, text): (usize, &str)| {
                let stance = if columns[at].kind == Kind::Mark { Stance::named(text) } else { None };
                Cell::from(text).in_tone(stance.map_or(Tone::Plain, Tone::Stance))
            };
            rows.push(Row::from(record.iter().enumerate().map(cell).collect::<Vec<_>>()));
        }
        let caption = table.summary().trim_end_matches('.').to_owned();
        tables.push(Table { name: table.name().into(), caption, columns, rows, keys: 1, is_grid: false });
    }
    tables.sort_by_key(|table| names.iter().position(|name| *name == table.name));
    Ok(tables)
}

/// "1 statement", "12 statements".
pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_fit_for_a_link() {
        assert_eq!(anchor("straits-group", "para.7(b)"), "q-straits-group-para.7-b-");
    }
}
