//! A table of what is known of positions from the public record comes in; what statements confirm, go beyond or depart from goes out.
//!
//! The record is a layer beside what was extracted: nothing here changes a claim, a position or a count.

use super::book::{Book, Held, is_of_one_text};
use crate::codebook::Actors;
use crate::error::{Error, Result};
use crate::model::{Date, Side, Stance};
use crate::text::near::did_you_mean;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of a table of known positions, in this order as it ships.
pub const COLUMNS: [&str; 8] = ["state", "proposition", "stance", "source_title", "source_url", "date", "machine_made", "note"];

/// Columns that may be left out.
const OPTIONAL: [&str; 3] = ["date", "machine_made", "note"];

/// A position that a public source tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Whose it is: the actor's id. What a group holds is the group's, and not its members'.
    pub actor: String,
    /// The proposition's id.
    pub proposition: String,
    /// The stance that the source tells of.
    pub stance: Stance,
    /// The title of the source.
    pub title: String,
    /// Where it can be read: an address on the web.
    pub address: String,
    /// Its date, if it is known.
    pub date: Option<Date>,
    /// Whether a machine wrote the source, as some reports of meetings.
    pub is_machine_made: bool,
    /// What is to be known of it: "by alignment with EUE".
    pub note: String,
}

/// What is known of positions from the public record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    by_actor: BTreeMap<String, BTreeMap<String, Vec<Known>>>,
}

impl Record {
    /// Reads a CSV table with the [`COLUMNS`], of which date, `machine_made` and note may be left out. `propositions` are the ids of the
    /// codebook in use. The order of rows and columns makes no difference, and a row that stands there twice counts once.
    ///
    /// # Errors
    /// If a column is unknown or missing, a State, proposition or stance is unknown, a row has no source, an address does not begin with
    /// `http`, a date is none, or `machine_made` is neither empty nor `yes`; the error names the line.
    pub fn parse(name: &str, text: &str, actors: &Actors, propositions: &[&str]) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let broken = |cause: csv::Error| {
            let line = cause.position().map_or_else(|| name.to_owned(), |position| format!("{name}:{}", position.line()));
            Error::new("is no CSV table").at(line).caused_by(cause).hint(format!("the columns are {}", COLUMNS.join(",")))
        };
        let header = reader.headers().map_err(broken)?.clone();
        for column in &header {
            if !COLUMNS.contains(&column) {
                return Err(Error::new(format!("unknown column `{column}`")).at(format!("{name}:1")).hint(did_you_mean(column, COLUMNS)));
            }
        }
        if let Some(column) = COLUMNS.iter().find(|column| !OPTIONAL.contains(column) && !header.iter().any(|one| one == **column)) {
            let hint = format!("the columns are {}", COLUMNS.join(","));
            return Err(Error::new(format!("lacks the column `{column}`")).at(format!("{name}:1")).hint(hint));
        }
        let mut record = Self::default();
        for row in reader.records() {
            let row = row.map_err(broken)?;
            let line = row.position().map_or(0, csv::Position::line);
            let cell = |column: &str| header.iter().position(|one| one == column).and_then(|at| row.get(at)).unwrap_or_default();
            let known = known(&cell, actors, propositions).map_err(|error| error.at(format!("{name}:{line}")))?;
            let of_actor = record.by_actor.entry(known.actor.clone()).or_default();
            of_actor.entry(known.proposition.clone()).or_default().push(known);
        }
        for list in record.by_actor.values_mut().flat_map(BTreeMap::values_mut) {
            list.sort_by(|a, b| rank(a).cmp(&rank(b)));
            list.dedup();
        }
        Ok(record)
    }

    /// What is known of an actor on a proposition: what people wrote before what machines wrote, the latest first, what has no date last.
    #[must_use]
    pub fn of(&self, actor: &str, proposition: &str) -> &[Known] {
        self.by_actor.get(actor).and_then(|all| all.get(proposition)).map_or(&[], Vec::as_slice)
    }

    /// The actors of which anything is known, by id.
    pub fn actors(&self) -> impl Iterator<Item = &str> {
        self.by_actor.keys().map(String::as_str)
    }

    /// The propositions of which anything is known of an actor, by id.
    pub fn propositions(&self, actor: &str) -> impl Iterator<Item = &str> {
        self.by_actor.get(actor).into_iter().flat_map(BTreeMap::keys).map(String::as_str)
    }

    /// Whether anything is known of an actor.
    #[must_use]
    pub fn has(&self, actor: &str) -> bool {
        self.by_actor.contains_key(actor)
    }

    /// All that is known, by actor and proposition.
    pub fn iter(&self) -> impl Iterator<Item = &Known> {
        self.by_actor.values().flat_map(BTreeMap::values).flatten()
    }
}

/// By what the sources of one position are sorted.
fn rank(known: &Known) -> (bool, Reverse<Option<Date>>, Stance, &str, &str, &str) {
    (known.is_machine_made, Reverse(known.date), known.stance, &known.title, &known.address, &known.note)
}

fn known<'a>(cell: &dyn Fn(&str) -> &'a str, actors: &Actors, propositions: &[&str]) -> Result<Known> {
    let filled = |column: &str| match cell(column) {
        "" => {
            Err(Error::new(format!("the row has no `{column}`")).hint("a known position has a State, a proposition, a stance and a source"))
        }
        text => Ok(text),
    };
    let state = filled("state")?;
    let actor = actors.resolve(state).ok_or_else(|| {
        Error::new(format!("`{state}` is no known State or group"))
            .hint(format!("{}; add others with --actors FILE", actors.suggest(state)))
    })?;
    let proposition = filled("proposition")?;
    if !propositions.contains(&proposition) {
        let hint = did_you_mean(proposition, propositions.iter().copied());
        return Err(Error::new(format!("`{proposition}` is no proposition of the codebook in use")).hint(hint));
    }
    let stance = filled("stance")?;
    let stance = Stance::named(stance).ok_or_else(|| {
        let names = Stance::ALL.map(Stance::name).join(", ");
        Error::new(format!("`{stance}` is no stance")).hint(format!("stances are {names}"))
    })?;
    let (title, address) = (filled("source_title")?, filled("source_url")?);
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return Err(Error::new(format!("`{address}` is no address")).hint("give the source's address on the web: https://…"));
    }
    let date = match cell("date") {
        "" => None,
        date => Some(date.parse().map_err(Error::new)?),
    };
    let is_machine_made = match cell("machine_made") {
        "" => false,
        "yes" => true,
        other => return Err(Error::new(format!("`{other}` says nothing in `machine_made`")).hint("write yes, or leave it empty")),
    };
    Ok(Known {
        actor: actor.to_owned(),
        proposition: proposition.to_owned(),
        stance,
        title: title.to_owned(),
        address: address.to_owned(),
        date,
        is_machine_made,
        note: cell("note").to_owned(),
    })
}

/// How what was said stands to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// The same stance.
    Confirms,
    /// The same side with more firmness than the record, a side where the record takes none, or words where the record is silent.
    GoesBeyond,
    /// The same side with less firmness, or no side where the record takes one.
    FallsShort,
    /// The other side.
    Departs,
    /// The record has it; the actor itself said nothing.
    NotRepeated,
}

impl Against {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Confirms, Self::GoesBeyond, Self::FallsShort, Self::Departs, Self::NotRepeated];

    /// The name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirms => "confirms",
            Self::GoesBeyond => "goes beyond",
            Self::FallsShort => "falls short",
            Self::Departs => "departs",
            Self::NotRepeated => "not repeated",
        }
    }

    /// How a stance that was taken stands to the one of the record. Firmness is 3 for support and opposition, 2 for a qualified stance or
    /// a reservation, 1 for practice, 0 for none: the same stance confirms; sides that oppose each other depart; else more firmness goes
    /// beyond, and less falls short.
    #[must_use]
    pub fn of(said: Stance, record: Stance) -> Self {
        match (said.side(), record.side()) {
            _ if said == record => Self::Confirms,
            (Side::For, Side::Against) | (Side::Against, Side::For) => Self::Departs,
            _ if firmness(said) > firmness(record) => Self::GoesBeyond,
            _ => Self::FallsShort,
        }
    }
}

fn firmness(stance: Stance) -> u8 {
    match stance {
        Stance::Support | Stance::Oppose => 3,
        Stance::Qualified | Stance::Reservation => 2,
        Stance::Practice => 1,
        Stance::Undecided => 0,
    }
}

/// What an actor said of a proposition, held against the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked<'a> {
    /// Whose it is.
    pub actor: &'a str,
    /// The proposition's id.
    pub proposition: &'a str,
    /// What the actor holds by the statements.
    pub held: Held<'a>,
    /// How it stands to the first of the sources.
    pub against: Against,
    /// How it stands to each source, as [`Record::of`] sorts them; empty where the record is silent.
    pub sources: Vec<(&'a Known, Against)>,
}

/// Holds what an actor said of a proposition against the record. None if neither has anything, if nothing at all is known of the actor,
/// or if the proposition is a paragraph of a text.
#[must_use]
pub fn check<'a>(book: &Book<'a>, record: &'a Record, actor: &'a str, proposition: &'a str) -> Option<Checked<'a>> {
    if !record.has(actor) || is_of_one_text(proposition) {
        return None;
    }
    let held = book.held(actor, proposition);
    let said = held.stance();
    let against = |known: &Known| said.map_or(Against::NotRepeated, |said| Against::of(said, known.stance));
    let sources: Vec<(&Known, Against)> = record.of(actor, proposition).iter().map(|known| (known, against(known))).collect();
    let first = match (sources.first(), said) {
        (Some((_, against)), _) => *against,
        (None, Some(_)) => Against::GoesBeyond,
        (None, None) => return None,
    };
    Some(Checked { actor, proposition, held, against: first, sources })
}

/// Holds what actors said against the record, on all propositions that are looked at: by codebook order, then in the order of `actors`.
#[must_use]
pub fn checked<'a>(book: &Book<'a>, record: &'a Record, actors: &[&'a str]) -> Vec<Checked<'a>> {
    let known: BTreeSet<&str> = actors.iter().copied().filter(|actor| record.has(actor)).collect();
    let on = book.asked().into_iter();
    on.flat_map(|entry| actors.iter().filter(|actor| known.contains(*actor)).filter_map(|actor| check(book, record, actor, &entry.id)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Scope;
    use crate::model::Stance::{Oppose, Practice, Qualified, Reservation, Support, Undecided};
    use crate::model::made_up::position;
    use crate::model::{Comparison, PropositionEntry};

    fn parsed(rows: &str) -> Result<Record> {
        let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
        Record::parse("k.csv", &format!("{}\n{rows}", COLUMNS.join(",")), &actors, &["p", "q", "r"])
    }

    #[test]
    fn a_stance_confirms_departs_or_is_firmer_or_softer() {
        use Against::{Confirms, Departs, FallsShort, GoesBeyond};
        for (said, record, expected) in [
            (Support, Support, Confirms),
            (Reservation, Reservation, Confirms),
            (Undecided, Undecided, Confirms),
            (Support, Qualified, GoesBeyond),
            (Support, Undecided, GoesBeyond),
            (Qualified, Practice, GoesBeyond),
            (Oppose, Reservation, GoesBeyond),
            (Qualified, Support, FallsShort),
            (Practice, Support, FallsShort),
            (Undecided, Oppose, FallsShort),
            (Reservation, Oppose, FallsShort),
            (Support, Oppose, Departs),
            (Reservation, Qualified, Departs),
            (Oppose, Practice, Departs),
        ] {
            assert_eq!(Against::of(said, record), expected, "{said} against {record}");
        }
    }

    #[test]
    fn people_come_before_machines_and_late_sources_before_early_ones() {
        let rows = "JPN,p,support,A,https://a,2020,yes,\nJapan,p,oppose,B,https://b,2019,,\nJPN,p,support,C,https://c,2021-02,,\n\
                    JPN,p,support,D,https://d,,,\nJPN,p,support,D,https://d,,,\n";
        let record = parsed(rows).unwrap();
        let order: String = record.of("JPN", "p").iter().map(|known| known.title.as_str()).collect();
        assert_eq!(order, "CBDA");
        let turned = rows.lines().rev().collect::<Vec<_>>().join("\n");
        assert_eq!(parsed(&turned).unwrap(), record);
    }

    #[test]
    fn silence_is_held_against_nobody_of_whom_nothing_is_known() {
        let record = parsed("JPN,p,support,A,https://a,,,\nJPN,r,oppose,A,https://a,,,\n").unwrap();
        let entry = |id: &str| PropositionEntry { id: id.into(), topic: "T".into(), wording: "W.".into() };
        let comparison = Comparison {
            propositions: ["p", "q", "r"].map(entry).into(),
            positions: vec![position("JPN", "p", Support), position("JPN", "q", Support), position("FRA", "p", Oppose)],
            speakers: ["FRA", "JPN"].map(|id| (id.to_owned(), Vec::new())).into(),
            ..Comparison::default()
        };
        let scope = Scope::default();
        let book = Book::new(&comparison, &scope);
        let found = checked(&book, &record, &["FRA", "JPN"]);
        let shown: Vec<String> =
            found.iter().map(|one| format!("{} {} {} {}", one.actor, one.proposition, one.against.name(), one.sources.len())).collect();
        assert_eq!(shown, ["JPN p confirms 1", "JPN q goes beyond 0", "JPN r not repeated 1"]);
    }

    #[test]
    fn a_bad_row_is_refused_with_its_line_and_what_was_expected() {
        for (row, expected) in [
            ("Japn,p,support,A,https://a,,,", "k.csv:2: `Japn` is no known State or group\n  help: did you mean `Japan`?"),
            ("JPN,x,support,A,https://a,,,", "k.csv:2: `x` is no proposition of the codebook in use"),
            ("JPN,p,for,A,https://a,,,", "k.csv:2: `for` is no stance\n  help: stances are support, qualified"),
            ("JPN,p,support,,https://a,,,", "k.csv:2: the row has no `source_title`"),
            ("JPN,p,support,A,seed,,,", "k.csv:2: `seed` is no address\n  help: give the source's address"),
            ("JPN,p,support,A,https://a,soon,,", "k.csv:2: `soon` is no date: expected YYYY"),
            ("JPN,p,support,A,https://a,,maybe,", "k.csv:2: `maybe` says nothing in `machine_made`\n  help: write yes"),
            ("JPN,p", "k.csv:2: is no CSV table"),
        ] {
            let error = parsed(row).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
