//! `demarche ground --audit`: a report's sentences on what "States" said, against what was said.

use super::desk::{Desk, text_of_nobody};
use super::ground::spoken;
use super::inputs::AboutArgs;
use super::layout::{anchor, quotes};
use crate::desk::{Audited, Book, Ground, Thresholds, Verdict, quantified};
use crate::error::Result;
use crate::export::desk::{Block, Cell, Column, Medium, Page, Row, Table, Tone};
use crate::model::{SentenceKind, Side, Via};
use crate::segment;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The page, and whether anything in the report is overstated.
pub(super) fn page(
    desk: &Desk,
    about: &AboutArgs,
    report: &Path,
    found: &[Ground<'_>],
    thresholds: &Thresholds,
    medium: Medium,
) -> Result<(Page, bool)> {
    let book = Book::new(&desk.comparison, &desk.scope);
    let by_id: BTreeMap<&str, &Ground<'_>> = found.iter().map(|ground| (ground.entry.id.as_str(), ground)).collect();
    let (speaker, documents) = text_of_nobody(about, report, &desk.coder.actors)?;
    let mut rows: Vec<(Verdict, Row)> = Vec::new();
    let mut wanted: BTreeSet<(&str, &str)> = BTreeSet::new();
    for document in documents {
        for sentence in segment::segment(&document).list {
            if matches!(sentence.kind, SentenceKind::Boilerplate | SentenceKind::Heading) {
                continue;
            }
            let words = sentence.span.of(&document.text);
            for stretch in quantified(words) {
                // Read as if the speaker itself had said so: "Many States rejected it" tells what "We rejected it" tells.
                let said = format!("We{}", &words[stretch.after..stretch.end]);
                let claims = desk.coder.code_sentence(said.trim_end_matches([' ', ',', ';']), &speaker).claims;
                let mut taken: BTreeMap<&str, Side> = BTreeMap::new();
                for claim in claims.iter().filter(|claim| claim.via == Via::National && claim.holder == speaker) {
                    let asked = desk.comparison.propositions.iter().find(|entry| entry.id == claim.proposition_id);
                    if let Some(entry) = asked.filter(|entry| desk.scope.has(&entry.id, &entry.topic)) {
                        taken.entry(&entry.id).or_insert(claim.stance.side());
                    }
                }
                let of = |proposition: Option<&str>, side: Option<Side>| {
                    let audited = Audited::new(stretch.quantifier, side, proposition.and_then(|id| by_id.get(id).copied()), thresholds);
                    let place = (sentence.span.start + stretch.start, sentence.span.start + stretch.end);
                    row(&book, &audited, &words[stretch.start..stretch.after], proposition, side, words, &sentence.paragraph, place)
                };
                if taken.is_empty() && desk.scope.topics.is_empty() {
                    rows.push((Verdict::Unknown, of(None, None)));
                }
                for (proposition, side) in taken {
                    if let Some(ground) = by_id.get(proposition) {
                        wanted.extend(
                            [Side::For, Side::Against]
                                .into_iter()
                                .flat_map(|side| ground.on(side))
                                .map(|actor| (actor, ground.entry.id.as_str())),
                        );
                    }
                    let audited = Audited::new(stretch.quantifier, Some(side), by_id.get(proposition).copied(), thresholds);
                    rows.push((audited.verdict, of(Some(proposition), Some(side))));
                }
            }
        }
    }
    let count = |verdict: Verdict| rows.iter().filter(|(one, _)| *one == verdict).count();
    let caption = [Verdict::Overstated, Verdict::Supported, Verdict::Unknown]
        .map(|verdict| format!("{} {}", verdict.name(), count(verdict)))
        .join(", ");
    let overstated = count(Verdict::Overstated) > 0;
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let table = Table { name: "audit".into(), caption, columns: columns(), rows, keys: 3, is_grid: false };
    let legend =
        "overstated: fewer said so than the report says. unknown: on nothing that the codebook knows, or nobody took a side on it.";
    let mut blocks = vec![Block::Table(table), Block::Text(legend.into())];
    if !matches!(medium, Medium::Terminal | Medium::Csv) {
        blocks.push(Block::Heading("Quotes".into()));
        blocks.push(Block::Table(quotes(&book, wanted)));
    }
    let title = format!("What {} says of States, against {}", report.display(), spoken(&desk.comparison));
    Ok((Page { title, blocks }, overstated))
}

fn columns() -> Vec<Column> {
    vec![
        Column::mark("verdict", "verdict"),
        Column::text("says", "the report says"),
        Column::text("may_say", "it may say"),
        Column::text("proposition_id", "on"),
        Column::words("proposition", "proposition"),
        Column::text("side", "for or against"),
        Column::number("n_with", "said so"),
        Column::words("with", "who said so"),
        Column::number("n_against", "said otherwise"),
        Column::words("against", "who said otherwise"),
        Column::words("sentence", "the report's sentence"),
        Column::text("paragraph", "paragraph"),
        Column::number("start", "start").for_data(),
        Column::number("end", "end").for_data(),
    ]
}

#[expect(clippy::too_many_arguments, reason = "each is a column of the row")]
fn row(
    book: &Book<'_>,
    audited: &Audited<'_>,
    says: &str,
    proposition: Option<&str>,
    side: Option<Side>,
    sentence: &str,
    paragraph: &str,
    (start, end): (usize, usize),
) -> Row {
    let entry = proposition.and_then(|id| book.entry(id));
    let tone = match audited.verdict {
        Verdict::Supported => Tone::Agree,
        Verdict::Overstated => Tone::Conflict,
        Verdict::Unknown => Tone::Differ,
    };
    let may_say = match (audited.verdict, audited.may_say) {
        (Verdict::Unknown, _) => "",
        (_, "") => "nobody said so",
        (_, word) => word,
    };
    let side = match side {
        Some(Side::For) => "for",
        Some(Side::Against) => "against",
        Some(Side::Neither) | None => "",
    };
    let link = audited.with.first().zip(proposition).map(|(actor, id)| anchor(actor, id)).unwrap_or_default();
    vec![
        Cell::from(audited.verdict.name()).in_tone(tone).linked(link),
        says.into(),
        may_say.into(),
        proposition.unwrap_or_default().into(),
        entry.map(|entry| entry.wording.clone()).unwrap_or_default().into(),
        side.into(),
        Cell::count(audited.with.len()),
        audited.with.join(" ").into(),
        Cell::count(audited.against.len()),
        audited.against.join(" ").into(),
        sentence.into(),
        paragraph.into(),
        Cell::count(start),
        Cell::count(end),
    ]
    .into()
}
