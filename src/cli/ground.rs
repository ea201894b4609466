//! `demarche ground`: what is common ground, and which word a report may use for those behind it.

use super::Ended;
use super::audit;
use super::desk::DeskArgs;
use super::inputs::probability;
use super::layout::{counted, quotes};
use crate::desk::{Book, Ground, Thresholds, ground};
use crate::error::Result;
use crate::export::desk::{Bar, Bars, Block, Cell, Column, Kind, Medium, Page, Row, Seen, Table, Tone};
use crate::model::{Comparison, Side, Stance};
use std::path::PathBuf;

/// What is common ground: who supports, opposes, is silent, and what an honest report may say
///
/// Only what States and groups said themselves counts, a group as one actor; `through groups` are those that said nothing while a group of
/// theirs did. Controversy = 2 × the smaller share among those that took a side: 0 one-sided, 1 evenly split.
///
/// The word for those in favour, and for those against:
///   States        at least --states-at-least say so, nobody says otherwise, and they are --states-share of those that spoke
///   many States   at least --many-at-least who are --many-share of those that spoke, or --many-anyway however many spoke
///   some States   at least --some-at-least
///   a State       one
/// Who merely acts so (practice) is not counted for the word.
///
/// Examples:
///   demarche ground statements/ --topic law
///   demarche ground statements/ --from 2024 --many-share 0.5 -o ground.xlsx
///   demarche ground statements/ --audit report.md
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    desk: DeskArgs,
    #[command(flatten)]
    thresholds: ThresholdArgs,
    /// Instead, check this report: is "many States emphasised …" borne out? Ends with exit code 1 if anything is overstated
    #[arg(long, value_name = "REPORT", help_heading = "What is looked at")]
    audit: Option<PathBuf>,
}

/// From how many on a report may say what.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "From how many on a report may say what")]
pub(super) struct ThresholdArgs {
    /// "States" needs so many
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().states)]
    states_at_least: usize,
    /// "States" needs this share of those that spoke (0–1)
    #[arg(long, value_name = "SHARE", default_value_t = Thresholds::default().states_share, value_parser = probability)]
    states_share: f64,
    /// "many States" needs so many
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().many)]
    many_at_least: usize,
    /// "many States" needs this share of those that spoke (0–1) [default: a third]
    #[arg(long, value_name = "SHARE", value_parser = probability)]
    many_share: Option<f64>,
    /// So many are "many States", however many spoke
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().many_anyway)]
    many_anyway: usize,
    /// "some States" needs so many
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().some)]
    some_at_least: usize,
}

impl ThresholdArgs {
    pub(super) fn thresholds(&self) -> Thresholds {
        Thresholds {
            states: self.states_at_least,
            states_share: self.states_share,
            many: self.many_at_least,
            many_share: self.many_share.unwrap_or(Thresholds::default().many_share),
            many_anyway: self.many_anyway,
            some: self.some_at_least,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.desk.out.medium(Medium::Csv)?;
    let desk = args.desk.read()?;
    let book = Book::new(&desk.comparison, &desk.scope);
    let found = ground(&book);
    let thresholds = args.thresholds.thresholds();
    if let Some(report) = &args.audit {
        let (page, is_overstated) = audit::page(&desk, &args.desk.inputs.about, report, &found, &thresholds, medium)?;
        args.desk.out.write(&page, medium)?;
        return Ok(if desk.ended() == Ended::Done && is_overstated { Ended::Found } else { desk.ended() });
    }
    let title = format!("Common ground, in {}", spoken(&desk.comparison));
    let mut blocks = vec![Block::Bars(bars(&found)), Block::Table(table(&found, &thresholds, medium))];
    if !matches!(medium, Medium::Terminal | Medium::Csv) {
        blocks.push(Block::Heading("Quotes".into()));
        blocks.push(Block::Table(all_quotes(&book, &found)));
    }
    args.desk.out.write(&Page { title, blocks }, medium)?;
    Ok(desk.ended())
}

/// "16 statements by 13 actors".
pub(super) fn spoken(comparison: &Comparison) -> String {
    format!("{} by {}", counted(comparison.documents, "statement"), counted(comparison.speakers.len(), "actor"))
}

/// The quotes of all that took a stance.
pub(super) fn all_quotes<'a>(book: &Book<'a>, found: &[Ground<'a>]) -> Table {
    quotes(
        book,
        found.iter().flat_map(|ground| {
            Stance::ALL.into_iter().flat_map(move |stance| ground.of(stance).iter().map(move |actor| (*actor, ground.entry.id.as_str())))
        }),
    )
}

/// A bar for each proposition, those with the most takers first.
pub(super) fn bars(found: &[Ground<'_>]) -> Bars {
    let mut rows: Vec<Bar> = found
        .iter()
        .map(|ground| {
            let parts = Stance::ALL.map(|stance| (Tone::Stance(stance), ground.of(stance).len())).to_vec();
            Bar { label: format!("{} – {}", ground.entry.id, ground.entry.wording), parts }
        })
        .collect();
    rows.sort_by_key(|bar| std::cmp::Reverse(bar.parts.iter().map(|(_, count)| count).sum::<usize>()));
    Bars { caption: "Those that took a stance themselves: support, qualified, practice, undecided, reservation, oppose".into(), rows }
}

/// The table of common ground.
pub(super) fn table(found: &[Ground<'_>], thresholds: &Thresholds, medium: Medium) -> Table {
    let mut columns = vec![
        Column::text("proposition_id", "on"),
        Column::text("topic", "topic").for_data(),
        Column::words("proposition", "proposition"),
        Column::text("quantifier_for", "may say, for"),
        Column::text("quantifier_against", "may say, against"),
    ];
    let names = ["n_support", "n_qualified", "n_practice", "n_undecided", "n_reservation", "n_oppose"];
    columns.extend(names.into_iter().zip(Stance::ALL).map(|(name, stance)| Column::number(name, stance.name())));
    columns.extend([
        Column::number("n_through_groups", "through groups"),
        Column::number("n_silent", "silent"),
        Column::number("n_speakers", "of"),
        Column::number("controversy", "controversy"),
    ]);
    // A terminal is too narrow for a column each: there they stand in one.
    if medium == Medium::Terminal {
        columns.iter_mut().filter(|column| column.kind == Kind::Number).for_each(|column| column.seen = Seen::Data);
        columns.push(Column::words("counts", "who stands where").for_reading());
    }
    let at = columns.len();
    let lists = ["support", "qualified", "practice", "undecided", "reservation", "oppose", "through_groups", "silent"];
    columns.extend(lists.into_iter().map(|name| Column::words(name, name).for_data()));
    let at = at - usize::from(medium == Medium::Terminal);
    let row = |ground: &Ground<'_>| -> Row {
        let mut cells: Vec<Cell> = vec![
            ground.entry.id.clone().into(),
            ground.entry.topic.clone().into(),
            ground.entry.wording.clone().into(),
            ground.quantifier(Side::For, thresholds).into(),
            ground.quantifier(Side::Against, thresholds).into(),
        ];
        cells.extend(Stance::ALL.map(|stance| {
            let count = ground.of(stance).len();
            let cell = Cell { note: ground.of(stance).join(" "), ..Cell::count(count) };
            if count > 0 { cell.in_tone(Tone::Stance(stance)) } else { cell }
        }));
        cells.extend([
            Cell::count(ground.of_groups.len()),
            Cell::count(ground.silent.len()),
            Cell::count(ground.speakers),
            Cell::number(ground.controversy),
        ]);
        cells.extend(Stance::ALL.map(|stance| Cell::from(ground.of(stance).join(" "))));
        cells.extend([ground.of_groups.join(" ").into(), ground.silent.join(" ").into()]);
        if medium == Medium::Terminal {
            // Before the lists, as the columns are.
            cells.insert(at, counts(ground).into());
        }
        cells.into()
    };
    let caption = format!("{} that somebody took up", counted(found.len(), "proposition"));
    Table { name: "ground".into(), caption, columns, rows: found.iter().map(row).collect(), keys: 1, is_grid: false }
}

/// "support 5, oppose 1; through groups 4, silent 3 of 13".
pub(super) fn counts(ground: &Ground<'_>) -> String {
    let some = |name: &str, count: usize| (count > 0).then(|| format!("{name} {count}"));
    let stances: Vec<String> = Stance::ALL.into_iter().filter_map(|stance| some(stance.name(), ground.of(stance).len())).collect();
    let through = some("through groups", ground.of_groups.len()).map(|text| format!("{text}, ")).unwrap_or_default();
    format!("{}; {through}silent {} of {}", stances.join(", "), ground.silent.len(), ground.speakers)
}
