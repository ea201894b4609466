//! What was found → the report for a browser: the overview, a page for each proposition, and whose words can be asked for.

use super::{changes, narrowed, pairs, title};
use crate::cli::desk::Desk;
use crate::cli::ground;
use crate::cli::layout::{anchor, counted, mark, source};
use crate::desk::{Book, Ground, Held, Thresholds, matrix};
use crate::error::Result;
use crate::export::desk::{Cell, Choice, Column, Entry, Heat, Medium, Part, Picture, Report, Row, Said, Section, Sides, Table, Tone};
use crate::export::{View, ViewKind, named};
use crate::model::{ActorKind, Attribute, Claim, Comparison, PropositionEntry, Stance, Value};
use crate::pipeline;
use std::collections::{BTreeMap, BTreeSet};

/// At most so many changes are shown, the turns first.
const MOST_CHANGES: usize = 500;

/// The report on what is looked at.
///
/// # Errors
/// If the picture cannot be drawn.
pub(super) fn report(desk: &Desk, book: &Book<'_>, thresholds: &Thresholds) -> Result<Report> {
    let found = crate::desk::ground(book);
    let actors = book.actors();
    let entries: Vec<Entry> = found.iter().map(|ground| entry(book, &actors, ground)).collect();
    let ground = vec![Part::Sides(sides(&found)), Part::Table(linked(ground::table(&found, thresholds, Medium::Html), &actors, &found))];
    let mut sections = vec![section("who-stands-where", "Who stands where", vec![Part::Heat(heat(book, &entries))])];
    let inside = narrowed(book);
    if !inside.pairs.is_empty() {
        sections.push(section("coalitions", "Coalitions", coalition(&inside)?));
    }
    sections.push(section("common-ground", "Common ground", ground));
    if !inside.pairs.is_empty() {
        sections.push(section("who-is-near-whom", "Who is near whom", vec![Part::Table(linked(pairs(&inside.pairs), &actors, &found))]));
    }
    if let Some((title, table)) = changes(desk, Medium::Html, MOST_CHANGES) {
        sections.push(section("what-changed", &title, vec![Part::Table(linked(table, &actors, &found))]));
    }
    sections.push(section("who-spoke", "Who spoke", vec![Part::Table(speakers(book, &actors))]));
    Ok(Report { title: title(&desk.comparison), sections, entries, choices: choices(desk, book, &actors) })
}

fn section(anchor: &str, title: &str, parts: Vec<Part>) -> Section {
    Section { anchor: anchor.into(), title: title.into(), parts }
}

/// The name by which links lead to the page of a proposition (`p`) or an actor (`s`).
fn spot(kind: char, id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
    format!("{kind}-{}", id.chars().map(plain).collect::<String>())
}

/// A proposition as charts and tables name it.
fn label(entry: &PropositionEntry) -> Cell {
    Cell { text: entry.id.clone(), note: entry.wording.clone(), link: spot('p', &entry.id), ..Cell::default() }
}

/// An actor as a table names it.
fn actor(book: &Book<'_>, id: &str) -> Cell {
    let name = book.comparison.actors.get(id).map_or(id, |actor| actor.name.as_str());
    Cell { text: id.to_owned(), note: name.to_owned(), link: spot('s', id), ..Cell::default() }
}

/// Who is for and who against, the propositions with the most takers first.
fn sides(found: &[Ground<'_>]) -> Sides {
    let taken = |ground: &Ground<'_>| ground.by_stance.values().map(Vec::len).sum::<usize>();
    let mut sorted: Vec<&Ground<'_>> = found.iter().collect();
    sorted.sort_by_key(|ground| std::cmp::Reverse(taken(ground)));
    let parts = |ground: &Ground<'_>| Stance::ALL.map(|stance| (Tone::Stance(stance), ground.of(stance).len())).to_vec();
    let rows = sorted.into_iter().filter(|ground| taken(ground) > 0).map(|ground| (label(ground.entry), parts(ground))).collect();
    Sides { caption: "How many took which stance themselves".into(), rows }
}

/// The matrix; a mark leads to the words of the actor, or of the group that spoke for it.
fn heat(book: &Book<'_>, entries: &[Entry]) -> Heat {
    let anchors: BTreeSet<&str> = entries.iter().flat_map(|entry| &entry.said).map(|said| said.anchor.as_str()).collect();
    let found = matrix(book);
    let cell = |id: &str, of: &str, held: &Held<'_>| {
        let spokesman = match held {
            Held::Own(_) => Some(of),
            Held::OfGroups(positions) => positions.first().and_then(|position| position.group.as_deref()),
            Held::Silent => None,
        };
        let link = spokesman.map(|holder| anchor(holder, id)).filter(|link| anchors.contains(link.as_str()));
        mark(held).linked(link.unwrap_or_default())
    };
    let rows = found.rows.iter().map(|(entry, held)| {
        let cells = found.actors.iter().zip(held).map(|(actor, held)| cell(&entry.id, actor, held)).collect();
        (label(entry), cells)
    });
    let rows: Vec<_> = rows.collect();
    let caption = format!("{} by {}", counted(rows.len(), "proposition"), counted(found.actors.len(), "actor"));
    Heat { caption, heads: found.actors.iter().map(|id| actor(book, id)).collect(), rows }
}

/// The page of a proposition. What a group said stands there once, not once for each of its members.
fn entry(book: &Book<'_>, actors: &[&str], ground: &Ground<'_>) -> Entry {
    let id = ground.entry.id.as_str();
    let mut by_holder: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for actor in actors {
        match book.held(actor, id) {
            Held::Own(position) => {
                by_holder.insert(&position.actor, book.claims(actor, id));
            }
            Held::OfGroups(positions) => {
                for position in positions {
                    let Some(group) = position.group.as_deref() else { continue };
                    by_holder.entry(group).or_insert_with(|| match book.held(group, id) {
                        Held::Own(_) => book.claims(group, id),
                        _ => book.claim(&position.claim_id).into_iter().collect(),
                    });
                }
            }
            Held::Silent => {}
        }
    }
    let mut holders: Vec<(&str, Vec<&Claim>)> = by_holder.into_iter().filter(|(_, claims)| !claims.is_empty()).collect();
    holders.sort_by_key(|(holder, claims)| (Stance::ALL.iter().position(|stance| *stance == claims[0].stance), *holder));
    let mut said = Vec::new();
    for (holder, claims) in holders {
        let who = if actors.binary_search(&holder).is_ok() { actor(book, holder) } else { Cell::from(holder) };
        for (at, claim) in claims.into_iter().enumerate() {
            said.push(Said {
                anchor: if at == 0 { anchor(holder, id) } else { String::new() },
                who: who.clone(),
                stance: Cell::from(format!("{} {}", claim.stance, claim.strength)).in_tone(Tone::Stance(claim.stance)),
                words: claim.quote.clone(),
                place: source(claim),
            });
        }
    }
    let PropositionEntry { id, topic, wording } = ground.entry.clone();
    Entry { anchor: spot('p', &id), id, wording, topic, counts: ground::counts(ground), said }
}

/// The picture of who agrees with whom, and the same as a table.
fn coalition(inside: &Comparison) -> Result<Vec<Part>> {
    let attribute = pipeline::coalitions(inside)?;
    let attributes: Vec<Attribute> = attribute.into_iter().collect();
    let view = View { kind: ViewKind::Actors, attributes: &attributes, ..View::new(inside) };
    let mut bytes = Vec::new();
    named("svg")?.write(&view, &mut bytes)?;
    let drawing = String::from_utf8_lossy(&bytes);
    let svg = drawing.find("<svg").map_or_else(String::new, |at| drawing[at..].trim_end().to_owned());
    let mut members: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for (actor, value) in attributes.iter().flat_map(|attribute| &attribute.values) {
        if let Value::Count(number) = value {
            members.entry(*number).or_default().push(actor);
        }
    }
    let row = |(number, actors): (&u64, &Vec<&str>)| {
        Row::from(vec![number.to_string().into(), Cell::count(actors.len()), actors.join(" ").into()])
    };
    let columns = vec![Column::number("coalition", "coalition"), Column::number("n_actors", "actors"), Column::words("actors", "who")];
    let rows: Vec<Row> = members.iter().map(row).collect();
    let table = Table {
        name: "members".into(),
        caption: "Who stands together, by agreement less conflict in their own claims".into(),
        columns,
        rows,
        keys: 1,
        is_grid: false,
    };
    Ok(vec![Part::Picture(Picture { caption: "Who agrees and who conflicts with whom".into(), svg }), Part::Table(table)])
}

/// Who spoke, with what is known of each.
fn speakers(book: &Book<'_>, actors: &[&str]) -> Table {
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    for position in book.comparison.positions.iter().filter(|position| position.is_own() && book.is_asked(&position.proposition_id)) {
        *taken.entry(&position.actor).or_default() += 1;
    }
    let row = |id: &&str| {
        let known = book.comparison.actors.get(*id);
        let dates = book.comparison.speakers.get(*id);
        let date = |date: Option<&crate::model::Date>| date.map(ToString::to_string).unwrap_or_default();
        let cells: Vec<Cell> = vec![
            actor(book, id).linked(spot('s', id)),
            known.map_or(*id, |actor| actor.name.as_str()).into(),
            known.map_or("", |actor| kind(actor.kind)).into(),
            Cell::count(taken.get(id).copied().unwrap_or_default()),
            date(dates.and_then(|dates| dates.iter().min())).into(),
            date(dates.and_then(|dates| dates.iter().max())).into(),
        ];
        Row { anchor: spot('s', id), cells }
    };
    let columns = vec![
        Column::text("id", "who"),
        Column::text("name", "name"),
        Column::text("kind", "kind"),
        Column::number("n_propositions", "propositions"),
        Column::text("first_date", "first"),
        Column::text("last_date", "last"),
    ];
    let caption = format!("{} and on how many propositions each took a stance itself", counted(actors.len(), "actor"));
    Table { name: "actors".into(), caption, columns, rows: actors.iter().map(row).collect(), keys: 1, is_grid: false }
}

fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State => "State",
        ActorKind::Observer => "observer",
        ActorKind::Group => "group",
    }
}

/// The same table with its propositions and actors leading to their pages.
fn linked(mut table: Table, actors: &[&str], found: &[Ground<'_>]) -> Table {
    for (at, column) in table.columns.iter().enumerate() {
        let kind = match column.name.as_ref() {
            "proposition_id" => 'p',
            "state_iso3" | "state_a" | "state_b" => 's',
            _ => continue,
        };
        for row in &mut table.rows {
            let cell = &mut row.cells[at];
            let has_page = match kind {
                'p' => found.iter().any(|ground| ground.entry.id == cell.text),
                _ => actors.binary_search(&cell.text.as_str()).is_ok(),
            };
            if has_page && cell.link.is_empty() {
                cell.link = spot(kind, &cell.text);
            }
        }
    }
    table
}

/// Whose words can be asked for: groups with members among those that spoke, then each actor.
fn choices(desk: &Desk, book: &Book<'_>, actors: &[&str]) -> Vec<Choice> {
    let mut found = Vec::new();
    for id in actors.iter().filter(|id| book.is_group(id)) {
        let members = desk.coder.actors.members(id, None);
        let inside: BTreeSet<&str> = members.into_iter().chain([*id]).filter(|member| actors.binary_search(member).is_ok()).collect();
        if inside.len() > 1 {
            let anchors = inside.into_iter().map(|member| spot('s', member)).collect();
            found.push(Choice { label: book.name(id).to_owned(), anchors, is_group: true });
        }
    }
    found.extend(actors.iter().map(|id| {
        let name = book.name(id);
        let label = if name == *id { name.to_owned() } else { format!("{id} {name}") };
        Choice { label, anchors: vec![spot('s', id)], is_group: false }
    }));
    found
}
