//! `demarche drift`: what each State changed between two periods.

use super::Ended;
use super::desk::{Desk, DeskArgs};
use super::layout::{SILENT, place, source};
use crate::desk::{Change, Drift, Moved, Period, drift};
use crate::error::{Error, Result};
use crate::export::desk::{Block, Cell, Column, Medium, Page, Row, Table, Tone};
use crate::model::{Claim, Date, Position};
use crate::position;

/// What each State changed: old and new stance, both quotes and dates
///
/// The statements are cut in two at a date: what was said before it, and what was said on it or later. Without --at they are cut at the
/// first day of the last year in which anybody spoke. Statements without a date are left out, and counted.
///
/// turned       to the other side
/// moved        to another stance, short of turning
/// firmer       the same stance with more strength; softer: with less (both only with --strength)
/// new voice    spoke in both periods, of this only in the new one: no change, it may always have thought so
/// fell silent  spoke in both periods, of this only in the old one: no change either
///
/// Who spoke in one period only is named below the table. Only what States and groups said themselves counts.
///
/// Examples:
///   demarche drift statements/ --at 2024-01-01
///   demarche drift statements/ --topic rid. --only-changes --format md
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    desk: DeskArgs,
    /// The first day of the new period: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", help_heading = "What is looked at")]
    at: Option<Date>,
    /// List also who says the same with more or less strength
    #[arg(long, help_heading = "What is looked at")]
    strength: bool,
    /// Leave out new voices and those that fell silent
    #[arg(long, help_heading = "What is looked at")]
    only_changes: bool,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.desk.out.medium(Medium::Csv)?;
    let desk = args.desk.read()?;
    let at = match args.at {
        Some(at) => at,
        None => usual(&desk).ok_or_else(|| Error::new("no statement has a date").hint("give dates with --manifest or --date"))?,
    };
    let (old, new) = periods(&desk, at);
    for (period, which) in [(&old, "before"), (&new, "on or after")] {
        if period.speakers.is_empty() {
            return Err(Error::new(format!("no statement was made {which} {at}")).hint("give another date with --at"));
        }
    }
    let found = drift(&old, &new, &desk.comparison.claims, &desk.comparison.propositions, &desk.scope);
    let wanted = |moved: &&Moved<'_>| match moved.change {
        Change::Firmer | Change::Softer => args.strength,
        Change::NewVoice | Change::FellSilent => !args.only_changes,
        Change::Turned | Change::Moved => true,
    };
    let moved: Vec<&Moved<'_>> = found.moved.iter().filter(wanted).collect();
    let title = format!("What changed from {} to {}", bounds(&old), bounds(&new));
    let mut blocks = vec![Block::Table(table(&moved, &sums(&found), medium))];
    blocks.push(Block::Text(apart(&found)));
    let undated = desk.loaded.documents.iter().filter(|document| document.meta.date.is_none()).count();
    if undated > 0 {
        blocks.push(Block::Text(format!("Statements left out as they have no date: {undated}.")));
    }
    args.desk.out.write(&Page { title, blocks }, medium)?;
    Ok(desk.ended())
}

/// The first day of the last year in which anybody spoke.
pub(super) fn usual(desk: &Desk) -> Option<Date> {
    desk.comparison.speakers.values().flatten().max().map(|date| Date::year(date.year))
}

/// What was held before a date, and from then on.
pub(super) fn periods(desk: &Desk, at: Date) -> (Period, Period) {
    let order: Vec<String> = desk.comparison.propositions.iter().map(|entry| entry.id.clone()).collect();
    let members = |group: &str, date: Option<Date>| desk.coder.actors.members(group, date).into_iter().map(str::to_owned).collect();
    let period = |is_in: &dyn Fn(Date) -> bool| {
        let said = |claim: &&Claim| claim.date.is_some_and(is_in);
        let claims: Vec<Claim> = desk.comparison.claims.iter().filter(said).cloned().collect();
        let spoke = desk.comparison.speakers.iter().filter(|(_, dates)| dates.iter().any(|date| is_in(*date)));
        let dates = || desk.comparison.speakers.values().flatten().copied().filter(|date| is_in(*date));
        Period {
            bounds: dates().min().zip(dates().max()),
            positions: position::positions(&claims, &members, &order),
            speakers: spoke.map(|(actor, _)| actor.clone()).collect(),
        }
    };
    (period(&|date| date < at), period(&|date| date >= at))
}

fn bounds(period: &Period) -> String {
    match period.bounds {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}–{last}"),
        None => String::new(),
    }
}

pub(super) fn sums(found: &Drift<'_>) -> String {
    let count = |change: Change| found.moved.iter().filter(|moved| moved.change == change).count();
    let all: Vec<String> = Change::ALL.into_iter().map(|change| format!("{} {}", change.name(), count(change))).collect();
    format!("{}; steady {}", all.join(", "), found.steady)
}

fn apart(found: &Drift<'_>) -> String {
    let list = |actors: &[&str]| if actors.is_empty() { "none".to_owned() } else { actors.join(" ") };
    format!("Spoke only in the old period: {}. Only in the new one: {}.", list(&found.only_old), list(&found.only_new))
}

/// The table of moves.
pub(super) fn table(moved: &[&Moved<'_>], caption: &str, medium: Medium) -> Table {
    let mut columns = vec![
        Column::mark("change", "change"),
        Column::text("state_iso3", "who"),
        Column::text("proposition_id", "on"),
        Column::words("proposition", "proposition"),
    ];
    for (name, label) in [("old", "before"), ("new", "now")] {
        let column =
            |suffix: &str, label: String| Column { name: format!("{name}_{suffix}").into(), label: label.into(), ..Column::text("", "") };
        columns.extend([
            Column { kind: crate::export::desk::Kind::Mark, ..column("stance", label.to_owned()) },
            Column { kind: crate::export::desk::Kind::Number, ..column("strength", "strength".into()) }.for_data(),
            column("date", "date".into()).for_data(),
            Column { kind: crate::export::desk::Kind::Words, ..column("quote", format!("{label}, in its words")) },
            column("place", "where".into()).for_reading(),
            column("doc_id", String::new()).for_data(),
            column("paragraph", String::new()).for_data(),
            Column { kind: crate::export::desk::Kind::Number, ..column("start", String::new()) }.for_data(),
            Column { kind: crate::export::desk::Kind::Number, ..column("end", String::new()) }.for_data(),
        ]);
    }
    let is_data = matches!(medium, Medium::Csv | Medium::Xlsx);
    let row = |moved: &&Moved<'_>| -> Row {
        let tone = match moved.change {
            Change::Turned => Tone::Conflict,
            Change::Moved => Tone::Differ,
            Change::Firmer | Change::Softer | Change::NewVoice | Change::FellSilent => Tone::Plain,
        };
        let mut cells: Vec<Cell> = vec![
            Cell::from(moved.change.name()).in_tone(tone),
            moved.actor.into(),
            moved.entry.id.clone().into(),
            moved.entry.wording.clone().into(),
        ];
        for held in [moved.old, moved.new] {
            cells.extend(half(held, is_data));
        }
        cells.into()
    };
    Table { name: "drift".into(), caption: caption.to_owned(), columns, rows: moved.iter().map(row).collect(), keys: 4, is_grid: false }
}

/// The cells of one period. For programs the strength has a column of its own.
fn half(held: Option<(&Position, Option<&Claim>)>, is_data: bool) -> Vec<Cell> {
    let Some((position, claim)) = held else {
        let mut cells = vec![Cell::from(SILENT).in_tone(Tone::Silent)];
        cells.resize(9, Cell::default());
        return cells;
    };
    let stance = if is_data { position.stance.to_string() } else { format!("{} {}", position.stance, position.strength) };
    let mut cells = vec![
        Cell::from(stance).in_tone(Tone::Stance(position.stance)),
        Cell::count(position.strength.into()),
        claim.and_then(|claim| claim.date).map(|date| date.to_string()).unwrap_or_default().into(),
        claim.map(|claim| claim.quote.clone()).unwrap_or_default().into(),
        claim.map(source).unwrap_or_default().into(),
    ];
    cells.extend(place(claim));
    cells
}
