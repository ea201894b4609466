//! Statements found behind ties and contradictions come in, tables with both quotes and their places go out.

use crate::error::{Error, Result};
use crate::model::{Coding, Network, Value};
use crate::network::{self, Choice, Mode, Selection};
use crate::structure::{Clash, Contradiction, Table};
use crate::text::near::did_you_mean;

/// More pairs than this are refused (some 500 MB).
const MOST_PAIRS: usize = 500_000;

/// `evidence.csv`: `source,target,through,kind,distance`, and of both statements `id,doc,date,start,end,quote`, as `…_a` and `…_b`. In
/// a two-mode network a tie rests on one statement each, and there is no `kind`, `distance` or `…_b`.
///
/// # Errors
/// If a node in `between` is not in the network, or there are more than 500,000 pairs.
pub(super) fn evidence(selection: &Selection<'_>, choice: &Choice, network: &Network, between: &[String]) -> Result<Table> {
    for name in between {
        if !network.rows.contains(name) && !network.columns.contains(name) {
            let names = network.rows.iter().map(String::as_str);
            return Err(Error::new(format!("there is no node `{name}` (named by --between)")).hint(did_you_mean(name, names)));
        }
    }
    let named = |name: &String| between.contains(name);
    let wanted = |row: usize, other: usize| {
        let (a, b) = (named(&network.rows[row]), named(&network.columns[other]));
        network.weight(row, other) != 0.0 && (if between.len() > 1 { a && b } else { a || b || between.is_empty() })
    };
    let one_mode = choice.mode == Mode::One;
    let mut header = vec!["source", "target"];
    if one_mode {
        header.extend(["through", "kind", "distance"]);
        header.extend(["id_a", "doc_a", "date_a", "start_a", "end_a", "quote_a", "id_b", "doc_b", "date_b", "start_b", "end_b", "quote_b"]);
    } else {
        header.extend(["id", "doc", "date", "start", "end", "quote"]);
    }
    let row = |pairing: network::Pairing| {
        let mut row = vec![text(&network.rows[pairing.row]), text(&network.columns[pairing.other])];
        if one_mode {
            // Levels that are nearer to each other than to the ends of the scale agree more than they conflict.
            let kind = if pairing.distance <= 0.5 { "agree" } else { "conflict" };
            row.extend([text(selection.columns[pairing.through]), text(kind), Value::Number(pairing.distance)]);
        }
        row.extend(cells(selection.coding, pairing.a));
        if one_mode {
            row.extend(cells(selection.coding, pairing.b));
        }
        row
    };
    let found = network::evidence(selection, choice, &wanted);
    if found.len() > MOST_PAIRS {
        return Err(Error::new(format!("{} pairs of statements are behind these ties", found.len()))
            .hint("ask for the ties of one node, or of two, with --between; or for fewer statements with --only"));
    }
    let rows = found.into_iter().map(row).collect();
    Ok(Table { name: "evidence", header, rows })
}

/// `contradictions.csv`: `actor,proposition,n_for,n_against,course,distance,confidence`, and of the statement for it and of that against
/// it `id,doc,date,start,end,quote`, as `…_for` and `…_against`.
pub(super) fn contradictions(selection: &Selection<'_>, found: &[Contradiction]) -> Table {
    let mut header = vec!["actor", "proposition", "n_for", "n_against", "course", "distance", "confidence"];
    header.extend(["id_for", "doc_for", "date_for", "start_for", "end_for", "quote_for"]);
    header.extend(["id_against", "doc_against", "date_against", "start_against", "end_against", "quote_against"]);
    let row = |one: &Contradiction| {
        let mut row = vec![
            text(selection.rows[one.actor]),
            text(selection.columns[one.proposition]),
            Value::Count(one.n_for as u64),
            Value::Count(one.n_against as u64),
            text(one.course.name()),
            Value::Number(one.distance),
            Value::Number(one.confidence),
        ];
        row.extend(cells(selection.coding, one.pro));
        row.extend(cells(selection.coding, one.contra));
        row
    };
    Table { name: "contradictions", header, rows: found.iter().map(row).collect() }
}

/// `contradictions_related.csv`: `actor,proposition_a,relation,proposition_b,n_a,n_b,course,distance,confidence`, and of the statement on
/// either `id,doc,date,start,end,quote`, as `…_a` and `…_b`.
pub(super) fn clashes(selection: &Selection<'_>, found: &[Clash]) -> Table {
    let mut header = vec!["actor", "proposition_a", "relation", "proposition_b", "n_a", "n_b", "course", "distance", "confidence"];
    header.extend(["id_a", "doc_a", "date_a", "start_a", "end_a", "quote_a"]);
    header.extend(["id_b", "doc_b", "date_b", "start_b", "end_b", "quote_b"]);
    let row = |one: &Clash| {
        let mut row = vec![
            text(selection.rows[one.actor]),
            text(selection.columns[one.first]),
            text(one.relation.name()),
            text(selection.columns[one.second]),
            Value::Count(one.n_first as u64),
            Value::Count(one.n_second as u64),
            text(one.course.name()),
            Value::Number(one.distance),
            Value::Number(one.confidence),
        ];
        row.extend(cells(selection.coding, one.one));
        row.extend(cells(selection.coding, one.other));
        row
    };
    Table { name: "contradictions_related", header, rows: found.iter().map(row).collect() }
}

fn cells(coding: &Coding, statement: u32) -> [Value; 6] {
    let words = network::words(coding, statement);
    [text(&words.id), text(words.document), text(&words.date), text(words.start), text(words.end), text(words.quote)]
}

fn text(word: &str) -> Value {
    Value::Text(word.to_owned())
}
