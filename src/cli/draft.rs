//! `demarche draft`: what a draft resolution or report would meet, paragraph by paragraph.

use super::Ended;
use super::desk::{Desk, DeskArgs, text_of_nobody};
use super::edits;
use super::inputs::InputArgs;
use super::known::{self, Beside, KnownArgs};
use super::layout::{anchor, counted, quotes};
use crate::desk::{Book, Checked, Reception, Record, Scope, check, is_of_one_text, proposed, reception, reuses};
use crate::error::Result;
use crate::export::desk::{Block, Cell, Column, Medium, Page, Row, Table, Tone};
use crate::model::{Claim, Document, SentenceKind, Side, Stance};
use crate::segment;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a draft would meet: for each paragraph who is on record for and against it, on which condition, and who has not spoken
///
/// The draft is a file of any format that `demarche formats` lists. A paragraph is read for the propositions of the codebook that it takes up;
/// what denies a proposition is met the other way round. `names` means that the words name the matter without a side.
/// --known adds what the public record has on it, also of States that made none of the statements; see `demarche matrix --help`.
/// Every format but CSV also shows which of its words stand in the statements already, word for word, with their place.
///
/// Examples:
///   demarche draft draft0.docx statements/
///   demarche draft draft1.md statements/ --against draft0.md --format md
///   demarche draft draft0.md replies/ --on-paragraphs   counts "we support paragraph 9" and textual proposals too
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// The draft
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    #[command(flatten)]
    desk: DeskArgs,
    /// An earlier version: which propositions the draft takes up anew, drops or turns, and for whom that is good
    #[arg(long, value_name = "OLD", help_heading = "What is looked at")]
    against: Option<PathBuf>,
    /// The statements are on this draft: what they say of paragraphs by number is said of its paragraphs
    #[arg(long, help_heading = "What is looked at")]
    on_paragraphs: bool,
    #[command(flatten)]
    known: KnownArgs,
}

/// A paragraph of a draft.
struct Paragraph {
    label: String,
    span: Span,
    words: String,
    /// The propositions it takes up, and which way.
    takes: BTreeMap<String, Side>,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.desk.out.medium(Medium::Csv)?;
    let desk = args.desk.read()?;
    let paragraphs = read(&desk, &args.desk.inputs, &args.draft)?;
    let old = args.against.as_ref().map(|old| read(&desk, &args.desk.inputs, old)).transpose()?;
    // Paragraphs of a text are looked at only where they are known to be this text's.
    let scope = Scope { topics: Vec::new(), ..desk.scope.clone() };
    let book = Book::new(&desk.comparison, &scope);
    let record = args.known.record(&args.desk.inputs.codebook_in_use()?, &desk)?;
    let in_columns = record.is_some() && known::in_columns(medium);
    let mut on_record: BTreeMap<&str, Vec<Checked<'_>>> = BTreeMap::new();
    let mut rows = Vec::new();
    let mut wanted = BTreeSet::new();
    for paragraph in &paragraphs {
        let by_number = args.on_paragraphs.then(|| (format!("para.{}", key(&paragraph.label)), Side::Neither));
        let by_number = by_number.filter(|(id, _)| book.entry(id).is_some());
        let takes = paragraph.takes.iter().map(|(id, way)| (id.clone(), *way)).chain(by_number);
        let mut is_taken = false;
        for met in takes.filter_map(|(id, way)| reception(&book, &id, way)) {
            is_taken = true;
            let spoke = met.conditional.iter().chain(&met.against).chain(&met.of_groups).map(|(actor, _)| *actor);
            wanted.extend(
                spoke.chain(met.with.iter().copied()).chain(met.undecided.iter().copied()).map(|actor| (actor, met.entry.id.as_str())),
            );
            if let Some(record) = &record {
                on_record.entry(&met.entry.id).or_insert_with(|| known_of(&book, record, &met.entry.id));
            }
            let checked = on_record.get(met.entry.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            rows.push(row(paragraph, Some(&met), in_columns.then_some(checked)));
        }
        if !is_taken {
            rows.push(row(paragraph, None, in_columns.then_some(&[])));
        }
    }
    let caption = format!("{}, met by {}", counted(paragraphs.len(), "paragraph"), counted(book.actors().len(), "actor"));
    let mut blocks =
        vec![Block::Table(Table { name: "draft".into(), caption, columns: columns(in_columns), rows, keys: 3, is_grid: false })];
    if let Some(old) = &old {
        blocks.push(Block::Heading("What the change of wording shifts".into()));
        blocks.push(Block::Table(shifts(&book, old, &paragraphs)));
    }
    if record.is_some() && !in_columns {
        // By codebook order, as everywhere.
        let all: Vec<Checked<'_>> =
            book.asked().into_iter().filter_map(|entry| on_record.get(entry.id.as_str())).flatten().cloned().collect();
        blocks.extend(known::blocks(&book, &all, Beside::Quotes));
    }
    if args.on_paragraphs {
        blocks.push(Block::Heading("Proposals for the text".into()));
        blocks.push(Block::Table(edits::table(&proposed(&desk.comparison, &edits::remarks(&desk)))));
    }
    if medium != Medium::Csv {
        blocks.push(Block::Heading("Words that were used before".into()));
        blocks.push(Block::Table(wording(&desk.worded(&args.desk.inputs)?, &paragraphs)));
    }
    if !matches!(medium, Medium::Terminal | Medium::Csv) {
        blocks.push(Block::Heading("Quotes".into()));
        blocks.push(Block::Table(quotes(&book, wanted)));
    }
    args.desk.out.write(&Page { title: format!("What {} would meet", args.draft.display()), blocks }, medium)?;
    Ok(desk.ended())
}

/// What the record has on a proposition: of those that made a statement, and of those that made none.
fn known_of<'a>(book: &Book<'a>, record: &'a Record, proposition: &'a str) -> Vec<Checked<'a>> {
    let all: BTreeSet<&str> = book.actors().into_iter().chain(record.actors().filter(|actor| book.has_actor(actor))).collect();
    all.into_iter().filter_map(|actor| check(book, record, actor, proposition)).collect()
}

/// The number of a paragraph as ids of propositions write it.
fn key(label: &str) -> String {
    label.chars().filter(|c| !c.is_whitespace() && *c != '.').collect()
}

/// The paragraphs of a text, with what they take up of what is looked at.
fn read(desk: &Desk, inputs: &InputArgs, path: &Path) -> Result<Vec<Paragraph>> {
    let (speaker, documents) = text_of_nobody(&inputs.about, path, &desk.coder.actors)?;
    let mut found: Vec<Paragraph> = Vec::new();
    for document in documents {
        let mut last = None;
        for sentence in segment::segment(&document).list {
            if matches!(sentence.kind, SentenceKind::Boilerplate | SentenceKind::Heading) {
                continue;
            }
            if last != Some(sentence.block) {
                last = Some(sentence.block);
                found.push(Paragraph {
                    label: sentence.paragraph.clone(),
                    span: sentence.span,
                    words: String::new(),
                    takes: BTreeMap::new(),
                });
            }
            let Some(paragraph) = found.last_mut() else { continue };
            paragraph.span = paragraph.span.join(sentence.span);
            paragraph.span.of(&document.text).clone_into(&mut paragraph.words);
            for (id, way) in taken(desk, sentence.span.of(&document.text), &speaker) {
                // A side weighs more than a bare naming.
                let now = paragraph.takes.entry(id).or_insert(way);
                if *now == Side::Neither {
                    *now = way;
                }
            }
        }
    }
    Ok(found)
}

/// The propositions that a sentence takes up, and which way.
fn taken(desk: &Desk, words: &str, speaker: &str) -> Vec<(String, Side)> {
    let (_, sentences) = desk.coder.explain_sentence(words, speaker);
    let derivations = sentences.into_iter().flat_map(|sentence| sentence.derivations);
    let all = derivations.filter(|one| {
        let id = &one.mention.proposition;
        let topic = desk.comparison.propositions.iter().find(|entry| entry.id == *id).map_or("", |entry| entry.topic.as_str());
        !is_of_one_text(id) && desk.scope.has(id, topic)
    });
    all.map(|one| {
        let way = match (one.stance, one.mention.wording.asserts(), one.mention.wording.is_opposite()) {
            (Some(stance), ..) => stance.side(),
            (None, true, false) => Side::For,
            (None, true, true) => Side::Against,
            (None, false, _) => Side::Neither,
        };
        (one.mention.proposition, way)
    })
    .collect()
}

fn columns(with_record: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::text("paragraph", "paragraph"),
        Column::text("proposition_id", "takes up"),
        Column::mark("way", "as"),
        Column::words("proposition", "proposition").for_data(),
        Column::words("with", "on record for it"),
        Column::words("conditional", "with a limit"),
        Column::words("undecided", "no side"),
        Column::words("against_it", "against it"),
        Column::words("through_groups", "through groups"),
        Column::words("not_spoken", "not spoken"),
        Column::words("words", "the draft's words"),
        Column::number("start", "start").for_data(),
        Column::number("end", "end").for_data(),
    ];
    if with_record {
        let names = ["known_with", "known_conditional", "known_undecided", "known_against", "known_sources"];
        columns.extend(names.map(|name| Column::words(name, name).for_data()));
    }
    columns
}

/// Who is on which side of what the draft says by the record, each with the sign of how its statements stand to that; and the sources.
fn known_cells(met: Option<&Reception<'_>>, checked: &[Checked<'_>]) -> [Cell; 5] {
    let mut lists: [Vec<String>; 4] = Default::default();
    let mut sources = Vec::new();
    for one in checked.iter().filter(|one| !one.sources.is_empty()) {
        let Some((known, _)) = one.sources.first() else { continue };
        let denies = met.is_some_and(|met| met.way == Side::Against);
        let list = match (known.stance, known.stance.side()) {
            (_, Side::Neither) => 2,
            (Stance::Qualified, _) if !denies => 1,
            (Stance::Reservation, _) if denies => 1,
            (_, side) if (side == Side::For) != denies => 0,
            _ => 3,
        };
        lists[list].push(format!("{}{}", one.actor, known::sign(one.against)));
        sources.push(format!("{} {}", one.actor, known::all_cited(one)));
    }
    let [with, conditional, undecided, against] = lists.map(|list| Cell::from(list.join(" ")));
    [with, conditional, undecided, against, sources.join("; ").into()]
}

fn row(paragraph: &Paragraph, met: Option<&Reception<'_>>, checked: Option<&[Checked<'_>]>) -> Row {
    let names = |list: &[(&str, &Claim)]| list.iter().map(|(actor, _)| *actor).collect::<Vec<_>>().join(" ");
    let limits = |list: &[(&str, &Claim)]| {
        let said = list.iter().map(|(actor, claim)| match &claim.condition {
            Some(condition) => format!("{actor} (“{condition}”)"),
            None => (*actor).to_owned(),
        });
        said.collect::<Vec<_>>().join(" ")
    };
    let mut cells: Vec<Cell> = vec![paragraph.label.clone().into()];
    match met {
        Some(met) => {
            let toned = |text: String, tone: Tone| if text.is_empty() { Cell::from(text) } else { Cell::from(text).in_tone(tone) };
            let way = match met.way {
                Side::For => "states",
                Side::Against => "denies",
                Side::Neither => "names",
            };
            let first = met.against.first().or(met.conditional.first()).map(|(actor, _)| *actor).or(met.with.first().copied());
            let link = first.map(|actor| anchor(actor, &met.entry.id)).unwrap_or_default();
            cells.extend([
                Cell::from(met.entry.id.clone()).linked(link),
                way.into(),
                met.entry.wording.clone().into(),
                toned(met.with.join(" "), Tone::Agree),
                toned(limits(&met.conditional), Tone::Differ),
                met.undecided.join(" ").into(),
                toned(names(&met.against), Tone::Conflict),
                names(&met.of_groups).into(),
                met.silent.join(" ").into(),
            ]);
        }
        None => cells.resize(10, Cell::default()),
    }
    cells.extend([paragraph.words.clone().into(), Cell::count(paragraph.span.start), Cell::count(paragraph.span.end)]);
    cells.extend(checked.into_iter().flat_map(|checked| known_cells(met, checked)));
    cells.into()
}

/// What the new version takes up anew, drops or turns, and where the actors stand on it.
fn shifts(book: &Book<'_>, old: &[Paragraph], new: &[Paragraph]) -> Table {
    let ways = |paragraphs: &[Paragraph]| {
        let mut found: BTreeMap<String, (Side, Vec<String>)> = BTreeMap::new();
        for paragraph in paragraphs {
            for (id, way) in &paragraph.takes {
                let (now, labels) = found.entry(id.clone()).or_insert((*way, Vec::new()));
                if *now == Side::Neither {
                    *now = *way;
                }
                labels.push(paragraph.label.clone());
            }
        }
        found
    };
    let (before, after) = (ways(old), ways(new));
    let mut rows = Vec::new();
    for id in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let (was, is) = (before.get(id), after.get(id));
        let kind = match (was, is) {
            (None, Some(_)) => "taken up",
            (Some(_), None) => "dropped",
            (Some((was, _)), Some((is, _))) if was != is => "turned",
            _ => continue,
        };
        let Some(met) = reception(book, id, Side::For) else { continue };
        let with: Vec<&str> = met.with.iter().copied().chain(met.conditional.iter().map(|(actor, _)| *actor)).collect();
        let against: Vec<&str> = met.against.iter().map(|(actor, _)| *actor).collect();
        let way = |one: Option<&(Side, Vec<String>)>| match one {
            None => String::new(),
            Some((Side::For, labels)) => format!("states, ¶ {}", labels.join(", ")),
            Some((Side::Against, labels)) => format!("denies, ¶ {}", labels.join(", ")),
            Some((Side::Neither, labels)) => format!("names, ¶ {}", labels.join(", ")),
        };
        rows.push(Row::from(vec![
            kind.into(),
            id.clone().into(),
            met.entry.wording.clone().into(),
            way(was).into(),
            way(is).into(),
            Cell::from(with.join(" ")),
            Cell::from(against.join(" ")),
        ]));
    }
    let columns = vec![
        Column::mark("shift", "shift"),
        Column::text("proposition_id", "on"),
        Column::words("proposition", "proposition"),
        Column::text("was", "was"),
        Column::text("is", "is"),
        Column::words("for", "for the proposition"),
        Column::words("against", "against the proposition"),
    ];
    Table { name: "shifts".into(), caption: "Propositions taken up anew, dropped or turned".into(), columns, rows, keys: 2, is_grid: false }
}

/// At most so many earlier uses of a paragraph's words are shown.
const MOST: usize = 3;

/// Which words of the draft stand in the statements already.
fn wording(documents: &[Document], paragraphs: &[Paragraph]) -> Table {
    let passages: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.words.as_str()).collect();
    let sources: Vec<crate::desk::Source<'_>> =
        documents.iter().map(|document| crate::desk::Source { doc_id: &document.id, text: &document.text }).collect();
    let speaker: BTreeMap<&str, &str> = documents
        .iter()
        .map(|document| (document.id.as_str(), document.meta.group.as_deref().unwrap_or(document.actor.as_str())))
        .collect();
    let found = reuses(&passages, &sources, MOST);
    let rows = paragraphs.iter().zip(found).flat_map(|(paragraph, list)| {
        list.into_iter().map(|reuse| {
            Row::from(vec![
                paragraph.label.clone().into(),
                speaker.get(reuse.doc_id.as_str()).copied().unwrap_or_default().into(),
                Cell::count(reuse.words),
                format!("{:.0} %", 100.0 * reuse.share).into(),
                reuse.quote.into(),
                reuse.doc_id.into(),
                Cell::count(reuse.span.start),
                Cell::count(reuse.span.end),
            ])
        })
    });
    let columns = vec![
        Column::text("paragraph", "paragraph"),
        Column::text("state_iso3", "said by"),
        Column::number("words", "words"),
        Column::text("share", "of the paragraph"),
        Column::words("quote", "as it was said"),
        Column::text("doc_id", "document"),
        Column::number("start", "from byte"),
        Column::number("end", "to byte"),
    ];
    let rows: Vec<Row> = rows.collect();
    Table {
        name: "wording".into(),
        caption: "Words of the draft that statements used before".into(),
        columns,
        rows,
        keys: 2,
        is_grid: false,
    }
}
