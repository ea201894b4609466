//! `demarche brief`: one State on one page.

use super::desk::{DeskArgs, actor, actors};
use super::drift;
use super::ground::spoken;
use super::known::{self, Beside, KnownArgs};
use super::layout::{counted, mark, source};
use super::{Ended, allies};
use crate::desk::{Ally, Book, Brief, Checked, Held, Line, Moved, Period, brief, check, checked, versus};
use crate::error::{Error, Result};
use crate::export::desk::{Block, Cell, Column, Medium, Page, Quote, Row, Table};
use crate::model::Date;

/// One State on one page: what it holds and how firmly, where it can move, who is with it, what it changed, of what it is silent
///
/// Red lines are positions of strength 5; flexible is what it is for with a limit, or of strength 1 or 2, or undecided. Each line has its
/// quote, its source and its date. --known says of each line how it stands to the public record, and lists its sources; see
/// `demarche matrix --help`. For Word or PDF: -o brief.docx, and from there LibreOffice or Word.
///
/// Examples:
///   demarche brief JPN statements/ --format md
///   demarche brief JPN statements/ --with CHN,EUE --topic law -o brief.docx
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// The State or group that the brief is on
    #[arg(value_name = "ACTOR")]
    who: String,
    #[command(flatten)]
    desk: DeskArgs,
    /// For a meeting with these: on what they agree and conflict
    #[arg(long, value_name = "ACTORS", value_delimiter = ',', help_heading = "What is looked at")]
    with: Vec<String>,
    /// The first day of the period in which changes are looked for [default: the last year in which anybody spoke]
    #[arg(long, value_name = "DATE", help_heading = "What is looked at")]
    at: Option<Date>,
    /// At most so many lines in each part
    #[arg(long, value_name = "N", default_value_t = 5, help_heading = "What is looked at")]
    lines: usize,
    #[command(flatten)]
    known: KnownArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let medium = args.desk.out.medium(Medium::Markdown)?;
    if medium == Medium::Csv {
        return Err(Error::new("a brief is no table").hint("give --format terminal, md, html, docx or xlsx"));
    }
    let desk = args.desk.read()?;
    let who = actor(&desk.coder.actors, &args.who)?;
    let with = actors(&desk.coder.actors, &args.with)?;
    let book = Book::new(&desk.comparison, &desk.scope);
    if !desk.comparison.positions.iter().any(|position| position.actor == who) {
        return Err(
            Error::new(format!("neither `{who}` nor a group of its own says anything that the codebook knows")).hint(allies::spoke(&book))
        );
    }
    let found = brief(&book, &who, args.lines);
    let record = args.known.record(&args.desk.inputs.codebook_in_use()?, &desk)?;
    let against = |id: &str| {
        let entry = book.entry(id)?;
        record.as_ref().and_then(|record| check(&book, record, &who, &entry.id))
    };
    let mut blocks = vec![Block::Text(first_line(&desk.comparison.speakers, &who, &desk.comparison))];
    let at = args.at.or_else(|| drift::usual(&desk));
    let periods = at.map(|at| drift::periods(&desk, at));
    let moved = periods
        .as_ref()
        .map(|(old, new)| crate::desk::drift(old, new, &desk.comparison.claims, &desk.comparison.propositions, &desk.scope));
    let mine = |moved: &&Moved<'_>| moved.actor == who && moved.change.is_of_stance();
    let moved: Vec<&Moved<'_>> = moved.iter().flat_map(|drift| &drift.moved).filter(mine).collect();
    positions(&mut blocks, &found, at, &moved, &against);
    for other in &with {
        meeting(&mut blocks, &book, &who, other);
    }
    if let Some(record) = &record {
        blocks.extend(known::blocks(&book, &checked(&book, record, &[&who]), Beside::Nothing));
    }
    friends(&mut blocks, &book, &found);
    if let (Some(at), Some(periods)) = (at, &periods) {
        changes(&mut blocks, at, periods, &who, &moved, medium);
    }
    if !found.silences.is_empty() {
        blocks.push(Block::Heading("Has not spoken of".into()));
        let row = |(entry, spoke): &(&crate::model::PropositionEntry, usize)| {
            Row::from(vec![entry.id.clone().into(), entry.wording.clone().into(), Cell::count(*spoke)])
        };
        let columns = vec![
            Column::text("proposition_id", "on"),
            Column::words("proposition", "proposition"),
            Column::number("n_spoke", "others that did"),
        ];
        let caption = format!("{} of {} that others took up", found.silences.len(), counted(found.n_silences, "proposition"));
        let rows = found.silences.iter().map(row).collect();
        blocks.push(Block::Table(Table { name: "silences".into(), caption, columns, rows, keys: 1, is_grid: false }));
    }
    let title = match with.as_slice() {
        [] => book.name(&who).to_owned(),
        with => format!("{}, for a meeting with {}", book.name(&who), with.iter().map(|one| book.name(one)).collect::<Vec<_>>().join(", ")),
    };
    args.desk.out.write(&Page { title, blocks }, medium)?;
    Ok(desk.ended())
}

fn first_line(speakers: &std::collections::BTreeMap<String, Vec<Date>>, who: &str, comparison: &crate::model::Comparison) -> String {
    let dates = speakers.get(who).map(Vec::as_slice).unwrap_or_default();
    let when = match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first != last => format!("Spoke from {first} to {last}."),
        (Some(date), _) => format!("Spoke on {date}."),
        _ if speakers.contains_key(who) => "Spoke at dates that are not known.".to_owned(),
        _ => "Did not speak itself.".to_owned(),
    };
    format!("{when} Read from {}.", spoken(comparison))
}

fn positions<'a>(
    blocks: &mut Vec<Block>,
    found: &Brief<'_>,
    at: Option<Date>,
    moved: &[&Moved<'_>],
    against: &dyn Fn(&str) -> Option<Checked<'a>>,
) {
    let parts: [(&str, &[Line<'_>]); 4] = [
        ("Red lines", &found.red_lines),
        ("Key positions", &found.key),
        ("Flexibility", &found.flexible),
        ("Said for it by its groups", &found.of_groups),
    ];
    for (heading, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        blocks.push(Block::Heading(heading.into()));
        for line in lines {
            let through = if line.position.is_own() { String::new() } else { format!(", {}", line.claim.holder) };
            // What holds for all its words together may no longer hold.
            let now = moved.iter().find(|one| one.entry.id == line.entry.id && line.position.is_own()).and_then(|one| one.new);
            let now = now.filter(|(now, _)| now.stance != line.position.stance);
            let now = now.zip(at).map(|((now, _), at)| format!("; since {at}: {} {}", now.stance, now.strength)).unwrap_or_default();
            let held = format!("{} {}{through}{now}", line.position.stance, line.position.strength);
            let lead = format!("{held} – {} ({})", line.entry.wording, line.entry.id);
            let known =
                against(&line.entry.id).map(|found| format!(". Against the record: {}", known::all_cited(&found))).unwrap_or_default();
            let source = format!("{}{known}", source(line.claim));
            blocks.push(Block::Quote(Quote { lead, words: line.claim.quote.clone(), source }));
        }
        if heading == "Key positions" && found.n_key > lines.len() {
            blocks.push(Block::Text(format!("And {} more.", found.n_key - lines.len())));
        }
    }
}

/// On what it agrees and conflicts with one other.
fn meeting<'a>(blocks: &mut Vec<Block>, book: &Book<'a>, who: &'a str, other: &'a str) {
    let found = versus(book, &[who, other]);
    blocks.push(Block::Heading(format!("With {}", book.name(other))));
    let quote = |claim: Option<&crate::model::Claim>| claim.map(|claim| claim.quote.clone()).unwrap_or_default();
    let rows: Vec<Row> = found
        .iter()
        .filter(|meeting| meeting.sides.iter().all(|side| side.held != Held::Silent))
        .map(|meeting| {
            let [mine, theirs] = [&meeting.sides[0], &meeting.sides[1]];
            Row::from(vec![
                super::versus::verdict(meeting),
                meeting.entry.id.clone().into(),
                mark(&mine.held),
                quote(mine.claim).into(),
                mark(&theirs.held),
                quote(theirs.claim).into(),
                theirs.claim.map(source).unwrap_or_default().into(),
            ])
        })
        .collect();
    let label = |id: &str, column: Column| Column { label: id.to_owned().into(), ..column };
    let columns = vec![
        Column::mark("verdict", "verdict"),
        Column::text("proposition_id", "on"),
        label(who, Column::mark("stance_1", "")),
        label(&format!("{who} in its words"), Column::words("quote_1", "")),
        label(other, Column::mark("stance_2", "")),
        label(&format!("{other} in its words"), Column::words("quote_2", "")),
        Column::words("place_2", "where"),
    ];
    let only = |id: &str| found.iter().filter(|meeting| meeting.spoke() == [id]).count();
    let caption = format!("What both took up, or groups for them; only {who} spoke on {}, only {other} on {}", only(who), only(other));
    blocks.push(Block::Table(Table { name: format!("with-{other}"), caption, columns, rows, keys: 2, is_grid: false }));
}

fn friends(blocks: &mut Vec<Block>, book: &Book<'_>, found: &Brief<'_>) {
    if found.near.is_empty() && found.far.is_empty() {
        return;
    }
    blocks.push(Block::Heading("Allies and opponents".into()));
    let ids = |ids: &[String]| ids.iter().take(5).cloned().collect::<Vec<_>>().join(" ");
    let row = |(side, ally): (&str, &Ally<'_>)| {
        Row::from(vec![
            side.into(),
            Cell::from(book.name(ally.actor)),
            Cell::count(ally.agree.len()),
            Cell::count(ally.conflict.len()),
            ids(&ally.agree).into(),
            ids(&ally.conflict).into(),
        ])
    };
    let near = found.near.iter().map(|ally| ("near", ally));
    let rows = near.chain(found.far.iter().map(|ally| ("far", ally))).map(row).collect();
    let columns = vec![
        Column::mark("side", "side"),
        Column::text("state", "who"),
        Column::number("n_agree", "agree"),
        Column::number("n_conflict", "conflict"),
        Column::words("propositions_agree", "agree on"),
        Column::words("propositions_conflict", "conflict on"),
    ];
    let caption = "By what each said itself; at most five propositions are named".to_owned();
    blocks.push(Block::Table(Table { name: "allies".into(), caption, columns, rows, keys: 2, is_grid: false }));
}

fn changes(blocks: &mut Vec<Block>, at: Date, (old, new): &(Period, Period), who: &str, moved: &[&Moved<'_>], medium: Medium) {
    blocks.push(Block::Heading(format!("Changes since {at}")));
    if moved.is_empty() {
        let spoke = |period: &Period| period.speakers.contains(who);
        let why = if spoke(old) && spoke(new) { "No change of stance." } else { "It did not speak in both periods." };
        blocks.push(Block::Text(why.into()));
        return;
    }
    let caption = format!("{} of stance", counted(moved.len(), "change"));
    blocks.push(Block::Table(drift::table(moved, &caption, medium)));
}
