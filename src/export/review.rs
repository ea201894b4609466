//! The tables of a review: claims to decide on, what was decided, what does not fit, what another codebook changes.

mod workbook;

use super::Cells;
use super::sheet::{Cell, Sheet};
use crate::error::Result;
use crate::model::{Claim, ClaimReading, Decision};
use std::io;

pub use workbook::workbook;

/// The columns of a table of claims to decide on. A person fills in those from `decide` on; see [`claims`].
pub const CLAIM_COLUMNS: [&str; 18] = [
    "claim_id",
    "doc_id",
    "quote",
    "holder",
    "proposition_id",
    "proposition",
    "stance",
    "strength",
    "confidence",
    "reviewed",
    "decide",
    "new_holder",
    "new_proposition",
    "new_stance",
    "new_strength",
    "new_quote",
    "by",
    "why",
];

/// The claims, one a row, with empty columns for what is decided: `decide` is accept, reject or note, or empty where nothing is or a
/// `new_` column says what is otherwise; `by` and `why` may stay empty.
///
/// # Errors
/// If `out` cannot be written to.
pub fn claims<'a>(out: &mut dyn io::Write, claims: impl Iterator<Item = &'a Claim>, cells: Cells) -> Result<()> {
    let mut sheet = Sheet::new(out, cells, CLAIM_COLUMNS)?;
    for claim in claims {
        sheet.row([
            (&claim.claim_id).into(),
            (&claim.doc_id).into(),
            (&claim.quote).into(),
            (&claim.holder).into(),
            (&claim.proposition_id).into(),
            (&claim.proposition).into(),
            claim.stance.name().into(),
            claim.strength.into(),
            claim.confidence.into(),
            claim.reviewed.name().into(),
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
        ])?;
    }
    sheet.finish()
}

/// Every decision, in the order in which they were made: `decision,at,by,act,undone,doc_id,quote,holder,proposition_id,stance,strength,what,why`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn decisions<'a>(out: &mut dyn io::Write, decisions: impl Iterator<Item = (&'a Decision, bool)>) -> Result<()> {
    let header = [
        "decision",
        "at",
        "by",
        "settles",
        "act",
        "undone",
        "doc_id",
        "quote",
        "holder",
        "proposition_id",
        "stance",
        "strength",
        "what",
        "why",
    ];
    let mut sheet = Sheet::new(out, Cells::Verbatim, header)?;
    for (one, undone) in decisions {
        let on = one.act.anchor();
        let read = on.map(|on| &on.read);
        let what = what(one);
        sheet.row([
            (&one.id).into(),
            (&one.at).into(),
            (&one.by).into(),
            if one.settles { "yes" } else { "" }.into(),
            one.act.name().into(),
            if undone { "yes" } else { "" }.into(),
            on.map_or(Cell::EMPTY, |on| (&on.doc_id).into()),
            on.map_or(Cell::EMPTY, |on| (&on.quote).into()),
            read.map_or(Cell::EMPTY, |read| (&read.holder).into()),
            read.map_or(Cell::EMPTY, |read| (&read.proposition).into()),
            read.map_or(Cell::EMPTY, |read| read.stance.name().into()),
            read.map_or(Cell::EMPTY, |read| read.strength.into()),
            what.as_str().into(),
            (&one.why).into(),
        ])?;
    }
    sheet.finish()
}

/// What a decision changes, in words: `stance=oppose strength=4`.
#[must_use]
pub fn what(decision: &Decision) -> String {
    use crate::model::Act;
    match &decision.act {
        Act::Correct { to, .. } => {
            let parts = [
                to.holder.as_ref().map(|holder| format!("holder={holder}")),
                to.proposition.as_ref().map(|id| format!("proposition={id}")),
                to.stance.map(|stance| format!("stance={stance}")),
                to.strength.map(|strength| format!("strength={strength}")),
                to.quote.as_ref().map(|quote| format!("quote={quote}")),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Act::Merge { from, into } => format!("{from} into {into}"),
        Act::Split { from, made, wording } => format!("{made} from {from}: {wording}"),
        Act::Undo { of } | Act::Redo { of } => of.clone(),
        Act::Accept { .. } | Act::Reject { .. } | Act::Add { .. } | Act::Note { .. } => String::new(),
    }
}

/// What does not fit.
#[derive(Debug, Clone)]
pub struct ConflictRow<'a> {
    /// How.
    pub kind: &'a str,
    /// The decision.
    pub decision: &'a str,
    /// Who decided.
    pub by: String,
    /// The document.
    pub doc_id: &'a str,
    /// The words.
    pub quote: &'a str,
    /// What was read when it was decided on.
    pub was: &'a ClaimReading,
    /// What is read now.
    pub now: Option<&'a ClaimReading>,
}

/// What does not fit: `kind,decision,by,doc_id,quote,was_holder,was_proposition,was_stance,now_holder,now_proposition,now_stance`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn conflicts<'a>(out: &mut dyn io::Write, rows: impl Iterator<Item = ConflictRow<'a>>) -> Result<()> {
    let header = [
        "kind",
        "decision",
        "by",
        "doc_id",
        "quote",
        "was_holder",
        "was_proposition",
        "was_stance",
        "now_holder",
        "now_proposition",
        "now_stance",
    ];
    let mut sheet = Sheet::new(out, Cells::Verbatim, header)?;
    for row in rows {
        sheet.row([
            row.kind.into(),
            row.decision.into(),
            row.by.as_str().into(),
            row.doc_id.into(),
            row.quote.into(),
            (&row.was.holder).into(),
            (&row.was.proposition).into(),
            row.was.stance.name().into(),
            row.now.map_or(Cell::EMPTY, |now| (&now.holder).into()),
            row.now.map_or(Cell::EMPTY, |now| (&now.proposition).into()),
            row.now.map_or(Cell::EMPTY, |now| now.stance.name().into()),
        ])?;
    }
    sheet.finish()
}

/// What another program or codebook reads otherwise: `doc_id,quote,holder,proposition_id,was,now`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn changes<'a>(out: &mut dyn io::Write, rows: impl Iterator<Item = [&'a str; 6]>) -> Result<()> {
    let mut sheet = Sheet::new(out, Cells::Verbatim, ["doc_id", "quote", "holder", "proposition_id", "was", "now"])?;
    for row in rows {
        sheet.row(row.map(Cell::from))?;
    }
    sheet.finish()
}

/// Who takes part: `coder,settles,decisions`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn coders<'a>(out: &mut dyn io::Write, rows: impl Iterator<Item = (&'a str, bool, usize)>) -> Result<()> {
    let mut sheet = Sheet::new(out, Cells::Verbatim, ["coder", "settles", "decisions"])?;
    for (name, settles, decisions) in rows {
        sheet.row([name.into(), if settles { "yes" } else { "" }.into(), decisions.into()])?;
    }
    sheet.finish()
}

/// How far coders agree on one proposition, or on all.
#[derive(Debug, Clone)]
pub struct AgreementRow<'a> {
    /// The proposition's id; `all` for all together.
    pub proposition: &'a str,
    /// `alpha` of all coders, or `kappa` of two.
    pub measure: &'a str,
    /// The coders, joined by `;`.
    pub coders: &'a str,
    /// How many claims at least two of them decided on.
    pub units: usize,
    /// On how many of these all agree.
    pub agree: usize,
    /// The figure; none where chance alone would bring full agreement.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
}

/// How far coders agree: `proposition_id,measure,coders,units,agree,value,low,high`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn agreement<'a>(out: &mut dyn io::Write, rows: impl Iterator<Item = AgreementRow<'a>>) -> Result<()> {
    let mut sheet = Sheet::new(out, Cells::Verbatim, ["proposition_id", "measure", "coders", "units", "agree", "value", "low", "high"])?;
    let number = |value: Option<f64>| value.map_or(Cell::EMPTY, Cell::from);
    for row in rows {
        sheet.row([
            row.proposition.into(),
            row.measure.into(),
            row.coders.into(),
            row.units.into(),
            row.agree.into(),
            number(row.value),
            number(row.interval.map(|(low, _)| low)),
            number(row.interval.map(|(_, high)| high)),
        ])?;
    }
    sheet.finish()
}

/// Claims on which coders differ, one row a coder: `doc_id,quote,program,coder,says`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn disagreements<'a>(out: &mut dyn io::Write, rows: impl Iterator<Item = [&'a str; 5]>) -> Result<()> {
    let mut sheet = Sheet::new(out, Cells::Verbatim, ["doc_id", "quote", "program", "coder", "says"])?;
    for row in rows {
        sheet.row(row.map(Cell::from))?;
    }
    sheet.finish()
}

/// A phrase or a cue that was learned from decisions.
#[derive(Debug, Clone)]
pub struct LessonRow<'a> {
    /// The proposition's id; empty for a cue, which is for all.
    pub proposition: &'a str,
    /// The codebook's key for it; of a cue `cue`.
    pub key: &'a str,
    /// The phrase.
    pub phrase: &'a str,
    /// The quotes that speak for it.
    pub quotes: Vec<&'a str>,
    /// How many decided quotes speak against it.
    pub against: usize,
    /// In how many sentences it stands that nobody decided on.
    pub undecided: usize,
    /// Precision and recall before, precision and recall after; of a cue those of its stance.
    pub figures: [Option<f64>; 4],
    /// Of a cue, the stance it makes.
    pub stance: &'a str,
    /// Of a cue, the cues whose words it takes over.
    pub instead_of: String,
}

/// Phrases and cues that were learned: `proposition_id,key,phrase,for,against,undecided,precision_before,recall_before,
/// precision_after,recall_after,quotes,stance,instead_of`, the quotes one a line of the cell.
///
/// # Errors
/// If `out` cannot be written to.
pub fn lessons<'a, 'b: 'a>(out: &mut dyn io::Write, rows: impl Iterator<Item = &'a LessonRow<'b>>) -> Result<()> {
    let header = [
        "proposition_id",
        "key",
        "phrase",
        "for",
        "against",
        "undecided",
        "precision_before",
        "recall_before",
        "precision_after",
        "recall_after",
        "quotes",
        "stance",
        "instead_of",
    ];
    let mut sheet = Sheet::new(out, Cells::Verbatim, header)?;
    for row in rows {
        let [a, b, c, d] = row.figures.map(|figure| figure.map_or(Cell::EMPTY, Cell::from));
        sheet.row([
            row.proposition.into(),
            row.key.into(),
            row.phrase.into(),
            row.quotes.len().into(),
            row.against.into(),
            row.undecided.into(),
            a,
            b,
            c,
            d,
            row.quotes.join("\n").into(),
            row.stance.into(),
            row.instead_of.as_str().into(),
        ])?;
    }
    sheet.finish()
}
