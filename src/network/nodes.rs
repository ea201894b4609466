//! A selection comes in, what is known of its nodes goes out: how often and when they spoke, and what is coded of each of them once.

use super::Selection;
use super::select::variable;
use crate::error::Result;
use crate::model::{Attribute, Moment, Value};

/// Which nodes of a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Those of the rows.
    Rows,
    /// Those of the columns.
    Columns,
}

/// Of each node its number of statements that count (`n_statements`, above 0, or 0 of an isolate), and where the coding has dates
/// those of the first and the last (`first_date`, `last_date`).
#[must_use]
pub fn activity(selection: &Selection<'_>, side: Side) -> Vec<Attribute> {
    let names = names(selection, side);
    let mut count = vec![0_u64; names.len()];
    let mut spell: Vec<Option<(Moment, Moment)>> = vec![None; names.len()];
    for (node, statement) in placed(selection, side) {
        count[node] += 1;
        if let Some(time) = selection.coding.time(statement as usize) {
            spell[node] = Some(spell[node].map_or((time, time), |(first, last)| (first.min(time), last.max(time))));
        }
    }
    let column = |name: &str, explanation: &str, value: &dyn Fn(usize) -> Option<Value>| Attribute {
        name: name.to_owned(),
        explanation: explanation.to_owned(),
        values: names.iter().enumerate().filter_map(|(node, name)| Some(((*name).to_owned(), value(node)?))).collect(),
    };
    let mut found = vec![column("n_statements", "How many of its statements count.", &|node| Some(Value::Count(count[node])))];
    if selection.coding.times.is_some() {
        let day = |moment: Moment| Value::Text(moment.to_string());
        found.push(column("first_date", "When the first of them was made.", &|node| spell[node].map(|(first, _)| day(first))));
        found.push(column("last_date", "When the last of them was made.", &|node| spell[node].map(|(_, last)| day(last))));
    }
    found
}

/// What the coding says of each node in this column; none if it says several things of one node. The name is made such that no
/// program takes it for a name of its own.
///
/// # Errors
/// If there is no such column.
pub fn described(selection: &Selection<'_>, side: Side, column: &str) -> Result<Option<Attribute>> {
    let variable = variable(selection.coding, column, "--attribute")?;
    let names = names(selection, side);
    let mut said: Vec<Option<&str>> = vec![None; names.len()];
    for (node, statement) in placed(selection, side) {
        let value = variable.value(statement as usize);
        match said[node] {
            _ if value.is_empty() => {}
            Some(known) if known != value => return Ok(None),
            _ => said[node] = Some(value),
        }
    }
    let values = names.iter().zip(said).filter_map(|(name, value)| Some(((*name).to_owned(), Value::Text(value?.to_owned()))));
    Ok(Some(Attribute {
        name: plain(&variable.name),
        explanation: format!("What the coding says in `{}`.", variable.name),
        values: values.collect(),
    }))
}

fn names<'s>(selection: &'s Selection<'_>, side: Side) -> &'s [&'s str] {
    match side {
        Side::Rows => &selection.rows,
        Side::Columns => &selection.columns,
    }
}

/// The statements that count, each with its node.
fn placed<'s>(selection: &'s Selection<'_>, side: Side) -> impl Iterator<Item = (usize, u32)> + 's {
    selection.statements.iter().filter_map(move |statement| {
        let (row, column, _) = selection.place(*statement)?;
        Some((if side == Side::Rows { row } else { column }, *statement))
    })
}

/// Names of columns that programs take for their own, and that a network has already.
const TAKEN: [&str; 23] = [
    "id",
    "label",
    "type",
    "kind",
    "weight",
    "source",
    "target",
    "timeset",
    "key",
    "name",
    "shared_name",
    "value",
    "variable",
    "bipartite",
    "coalition",
    "n_statements",
    "first_date",
    "last_date",
    "color",
    "size",
    "directed",
    "interaction",
    "selected",
];

/// Letters, digits and `_` only, and no name that is taken: such a name gets `coded_` before it.
fn plain(name: &str) -> String {
    let fit = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let plain: String = name.chars().map(fit).collect();
    let lower = plain.to_lowercase();
    // One letter may be a colour or a place; Gephi takes names with these words for times.
    let own = TAKEN.contains(&lower.as_str()) || lower.len() < 2;
    let plain = lower.replace("interval", "intervl").replace("timestamp", "time");
    if own { format!("coded_{plain}") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coding, Variable};
    use crate::network::Choice;

    #[test]
    fn a_column_describes_nodes_only_if_it_says_one_thing_of_each() {
        let variable = |name: &str, values: [&str; 4]| Variable::new(name, values);
        let coding = Coding {
            variables: vec![
                variable("who", ["A", "B", "A", "B"]),
                variable("what", ["x", "x", "y", "y"]),
                variable("Type", ["firm", "state", "firm", ""]),
            ],
            ..Coding::default()
        };
        let selection = Selection::new(&coding, &Choice::new("who", "what", None)).unwrap();
        let of_rows = described(&selection, Side::Rows, "Type").unwrap().unwrap();
        assert_eq!(of_rows.name, "coded_type");
        assert_eq!(of_rows.values["B"], Value::Text("state".to_owned()));
        assert_eq!(described(&selection, Side::Columns, "Type").unwrap(), None);
        assert!(described(&selection, Side::Rows, "Typ").is_err());
        assert_eq!(activity(&selection, Side::Rows)[0].values["A"], Value::Count(2));
    }
}
