//! Actors, and on what they agree, conflict and differ; with whom they align themselves, and whom they criticise.

use super::{Cell, Direction, Edge, Graph, Node, Spell, places, telling};
use crate::export::View;
use crate::export::tables::pairs::strongest;
use crate::model::{ActorKind, Claim, Date, LinkKind, Pair, Position};
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [&str; 5] = ["score", "n_shared", "propositions", "quote_a", "quote_b"];

/// The own positions by actor and proposition.
type Own<'a> = BTreeMap<(&'a str, &'a str), &'a Position>;

/// Agreements, conflicts and differences of a pair are three edges, weighed by their numbers of propositions; the quotes are those of
/// the strongest of them.
pub(super) fn graph<'a>(view: &View<'a>) -> Graph<'a> {
    let comparison = view.comparison;
    let in_pairs = comparison.pairs.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]);
    let aligned = comparison.alignments.iter().flat_map(|alignment| [alignment.actor.as_str(), alignment.with.as_str()]);
    let criticised = comparison.criticisms.iter().flat_map(|one| [one.from.as_str(), one.to.as_str()]);
    let own = view.own_positions().map(|position| position.actor.as_str());
    let actors = in_pairs.chain(aligned).chain(criticised).chain(own).collect();
    let (node_columns, nodes) = nodes(view, &actors, &BTreeMap::new());
    let places = places(&nodes);
    let place = |actor: &str| places[format!("actor:{actor}").as_str()];

    let (own, claims) = (view.own_by_place(), view.claims());
    let mut edges = Vec::new();
    for pair in &comparison.pairs {
        for (kind, ids) in [(LinkKind::Agrees, &pair.agree), (LinkKind::Conflicts, &pair.conflict), (LinkKind::Differs, &pair.differ)] {
            if !ids.is_empty() {
                edges.push(tie(pair, kind, ids, [place(&pair.a), place(&pair.b)], &own, &claims));
            }
        }
    }
    let arrows = [
        ("aligns", comparison.alignments.iter().map(|one| (one.actor.as_str(), one.with.as_str(), one.quote.as_str(), one.date)).collect()),
        (
            "criticises",
            comparison.criticisms.iter().map(|one| (one.from.as_str(), one.to.as_str(), one.quote.as_str(), one.date)).collect(),
        ),
    ];
    for (kind, all) in arrows {
        edges.extend(counted(all).into_iter().map(|((from, to), said)| arrow(kind, [from, to], [place(from), place(to)], &said)));
    }
    Graph { node_columns, nodes, edge_columns: COLUMNS.to_vec(), edges, ..Graph::default() }
}

/// The nodes of actors and of the propositions they took up, with the attributes that tell something about any of them.
pub(super) fn nodes<'a>(
    view: &View<'a>,
    actors: &BTreeSet<&'a str>,
    propositions: &BTreeMap<&'a str, &'a Position>,
) -> (Vec<&'a str>, Vec<Node<'a>>) {
    let attributes = telling(view, |id| actors.contains(id) || propositions.contains_key(id));
    let measured = |id: &str| attributes.iter().map(|attribute| Cell::from(attribute.values.get(id))).collect::<Vec<Cell<'a>>>();
    let wordings: &[&str] = if propositions.is_empty() { &[] } else { &["topic", "proposition"] };
    let fixed = ["node_kind", "iso3"].iter().chain(wordings).copied();
    let columns = fixed.chain(attributes.iter().map(|attribute| attribute.name.as_str())).collect();

    let mut spoken: BTreeMap<&str, Vec<Spell>> = BTreeMap::new();
    for claim in view.comparison.claims.iter().filter(|claim| actors.contains(claim.holder.as_str())) {
        spoken.entry(claim.holder.as_str()).or_default().extend(claim.date.map(|date| Spell::new(date, date)));
    }
    let actor = |id: &&'a str| {
        let known = view.comparison.actors.get(*id);
        let (kind, iso3) = match known.map(|actor| actor.kind) {
            Some(ActorKind::State) => ("state", *id),
            Some(ActorKind::Observer) => ("observer", *id),
            Some(ActorKind::Group) => ("group", ""),
            None => ("", ""),
        };
        let no_wording = wordings.iter().map(|_| Cell::EMPTY);
        Node {
            id: format!("actor:{id}"),
            label: known.map_or(*id, |actor| actor.name.as_str()).to_owned(),
            cells: [Cell::from(kind), Cell::from(iso3)].into_iter().chain(no_wording).chain(measured(id)).collect(),
            spells: Spell::joined(spoken.remove(*id).unwrap_or_default()),
        }
    };
    let mut nodes: Vec<Node<'a>> = actors.iter().map(actor).collect();
    nodes.extend(propositions.iter().map(|(id, position)| {
        Node {
            id: format!("proposition:{id}"),
            label: (*id).to_owned(),
            cells: ["proposition".into(), Cell::EMPTY, Cell::from(&position.topic), Cell::from(&position.proposition)]
                .into_iter()
                .chain(measured(id))
                .collect(),
            spells: Vec::new(),
        }
    }));
    (columns, nodes)
}

/// What two actors agree, conflict or differ on. It begins when the second of them spoke, and ends when the last of them did.
fn tie<'a>(
    pair: &'a Pair,
    kind: LinkKind,
    ids: &'a [String],
    [from, to]: [usize; 2],
    own: &Own<'a>,
    claims: &BTreeMap<&'a str, &'a Claim>,
) -> Edge<'a> {
    let sides = strongest(pair, own, ids);
    let quote = |side: usize| {
        sides.and_then(|sides| claims.get(sides[side].claim_id.as_str())).map_or(Cell::EMPTY, |claim| Cell::from(&claim.quote))
    };
    let spell = |entry: &String| {
        let [a, b] = strongest(pair, own, std::slice::from_ref(entry))?;
        Some(Spell::new(a.first_date?.max(b.first_date?), a.last_date?.max(b.last_date?)))
    };
    Edge {
        id: format!("{} {} {}", pair.a, kind.name(), pair.b),
        from,
        to,
        direction: Direction::Undirected,
        kind: kind.name(),
        weight: ids.len() as f64,
        cells: vec![pair.score.into(), pair.n_shared.into(), ids.join(" ").into(), quote(0), quote(1)],
        spells: Spell::joined(ids.iter().filter_map(spell).collect()),
        course: Vec::new(),
    }
}

/// A quote and its date.
type Said<'a> = (&'a str, Option<Date>);

/// What one actor says of another, by the two.
fn counted<'a>(all: Vec<(&'a str, &'a str, &'a str, Option<Date>)>) -> BTreeMap<(&'a str, &'a str), Vec<Said<'a>>> {
    let mut found: BTreeMap<(&str, &str), Vec<Said<'a>>> = BTreeMap::new();
    for (from, to, quote, date) in all {
        found.entry((from, to)).or_default().push((quote, date));
    }
    found
}

fn arrow<'a>(kind: &'a str, [a, b]: [&str; 2], [from, to]: [usize; 2], said: &[Said<'a>]) -> Edge<'a> {
    let quote = said.first().map_or(Cell::EMPTY, |(quote, _)| Cell::from(*quote));
    Edge {
        id: format!("{a} {kind} {b}"),
        from,
        to,
        direction: Direction::Directed,
        kind,
        weight: said.len() as f64,
        cells: vec![Cell::EMPTY, Cell::EMPTY, Cell::EMPTY, quote, Cell::EMPTY],
        spells: Spell::joined(said.iter().filter_map(|(_, date)| date.map(|date| Spell::new(date, date))).collect()),
        course: Vec::new(),
    }
}
