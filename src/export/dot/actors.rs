//! Actors on a circle, and whether two agree on more than they conflict on.

use super::circle::{place, seated};
use super::drawing::{Drawing, Key, Setting};
use super::style::{AGREES, ALIGNS, CONFLICTS, CRITICISES, DIFFERS, Look, width};
use super::text::{at, wrapped};
use crate::export::View;
use crate::export::tables::pairs::{gravest, strongest};
use crate::model::{ActorKind, Pair};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One edge a pair, coloured by the balance of agreements and conflicts; the tooltip names both. Alignments are arrows.
pub(super) fn draw(view: &View<'_>) -> Drawing {
    let mut pairs: Vec<&Pair> = view.comparison.pairs.iter().filter(|pair| Balance::of(pair).total > 0).collect();
    let all = pairs.len();
    pairs.sort_by_key(|pair| {
        let balance = Balance::of(pair);
        Reverse((balance.net.unsigned_abs(), balance.total))
    });
    pairs.truncate(view.limit);
    pairs.reverse();

    let in_pairs = pairs.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]);
    let aligned = view.comparison.alignments.iter().flat_map(|alignment| [alignment.actor.as_str(), alignment.with.as_str()]);
    let criticised = criticised(view);
    let in_criticism = criticised.keys().flat_map(|(from, to)| [*from, *to]);
    let actors: BTreeSet<&str> = in_pairs.chain(aligned).chain(in_criticism).collect();
    let net: BTreeMap<(&str, &str), i64> = pairs.iter().map(|pair| ((pair.a.as_str(), pair.b.as_str()), Balance::of(pair).net)).collect();
    let actors = seated(&actors.into_iter().collect::<Vec<_>>(), &net);

    let caption = format!("\nWho agrees with whom: {} of {all} pairs of actors, the clearest", pairs.len());
    let mut drawing = Drawing::new(
        &[("layout", "neato"), ("label", &caption), ("splines", "line"), ("outputorder", "edgesfirst")],
        &[("fontsize", "12"), ("pin", "true")],
        &[("arrowsize", "0.8")],
    );
    let radius = 1.0 + 0.16 * actors.len() as f64;
    for (seat, actor) in actors.iter().enumerate() {
        let (x, y) = place(seat, actors.len(), radius);
        node(&mut drawing, view, actor, &[("pos", &at(x * 1.25, y))]);
    }
    let own = view.own_by_place();
    let claims = view.claims();
    for pair in pairs {
        let balance = Balance::of(pair);
        let said = strongest(pair, &own, gravest(pair)).map(|sides| sides.map(|side| claims.get(side.claim_id.as_str()).copied()));
        let words = said.into_iter().flatten().flatten().map(super::words).collect::<Vec<_>>().join("\n");
        let tooltip = format!("{} – {}: {}\n{words}", view.actor_name(&pair.a), view.actor_name(&pair.b), Balance::told(pair));
        let look = balance.look();
        drawing.edge(
            &id(&pair.a),
            &id(&pair.b),
            &[
                ("color", look.color),
                ("style", look.line),
                ("dir", "none"),
                ("penwidth", &width(usize::try_from(balance.net.unsigned_abs()).unwrap_or(usize::MAX))),
                ("weight", &balance.total.to_string()),
                ("edgetooltip", &tooltip),
                ("class", balance.name()),
            ],
        );
    }
    for alignment in &view.comparison.alignments {
        let tooltip = format!("{} aligns itself with {}: “{}” ({})", alignment.actor, alignment.with, alignment.quote, alignment.source);
        drawing.edge(
            &id(&alignment.actor),
            &id(&alignment.with),
            &[
                ("color", ALIGNS.color),
                ("style", ALIGNS.line),
                ("dir", "forward"),
                ("penwidth", "2"),
                ("weight", "1"),
                ("edgetooltip", &tooltip),
                ("class", "aligns"),
            ],
        );
    }
    for ((from, to), quotes) in &criticised {
        let (count, quote) = (quotes.len(), quotes.first().copied().unwrap_or_default());
        let tooltip = format!("{} criticises {} ({count}): “{quote}”", view.actor_name(from), view.actor_name(to));
        drawing.edge(
            &id(from),
            &id(to),
            &[
                ("color", CRITICISES.color),
                ("style", CRITICISES.line),
                ("dir", "forward"),
                ("penwidth", &width(count)),
                ("weight", "1"),
                ("edgetooltip", &tooltip),
                ("class", "criticises"),
            ],
        );
    }
    let mut keys = vec![
        Key { look: AGREES, means: "agree on more than they conflict on" },
        Key { look: CONFLICTS, means: "conflict on more than they agree on" },
        Key { look: DIFFERS, means: "even, or soft differences only" },
        Key { look: ALIGNS, means: "aligns itself with (arrow)" },
    ];
    if !criticised.is_empty() {
        keys.push(Key { look: CRITICISES, means: "criticises by name (arrow)" });
    }
    drawing.legend(Some((radius * 1.25 + 1.2, radius)), &keys);
    drawing
}

/// Who criticises whom, with the quotes; the most frequent, at most as many as edges are shown.
fn criticised<'a>(view: &View<'a>) -> BTreeMap<(&'a str, &'a str), Vec<&'a str>> {
    let mut all: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for one in &view.comparison.criticisms {
        all.entry((&one.from, &one.to)).or_default().push(&one.quote);
    }
    let mut sorted: Vec<_> = all.into_iter().collect();
    sorted.sort_by_key(|(_, quotes)| Reverse(quotes.len()));
    sorted.truncate(view.limit);
    sorted.into_iter().collect()
}

/// The node of an actor: a State has round corners, a group a double frame.
pub(super) fn node(drawing: &mut Drawing, view: &View<'_>, actor: &str, more: &[Setting<'_>]) {
    let known = view.comparison.actors.get(actor);
    let (style, frames) = if known.is_some_and(|actor| actor.kind == ActorKind::Group) { ("filled", "2") } else { ("filled,rounded", "1") };
    let name = known.map_or(actor, |actor| actor.name.as_str());
    let settings: [Setting<'_>; 7] = [
        ("label", &wrapped(name, 20, 3)),
        ("tooltip", &format!("{name} ({actor})")),
        ("shape", "box"),
        ("style", style),
        ("peripheries", frames),
        ("color", "#555555"),
        ("fillcolor", "#f2f2f2"),
    ];
    drawing.node(&id(actor), &[&settings, more].concat());
}

/// The id of an actor's node.
pub(super) fn id(actor: &str) -> String {
    format!("actor:{actor}")
}

/// Agreements less conflicts.
struct Balance {
    net: i64,
    total: usize,
}

impl Balance {
    fn of(pair: &Pair) -> Self {
        let count = |ids: &[String]| i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let total = pair.agree.len() + pair.conflict.len() + pair.differ.len();
        Self { net: count(&pair.agree) - count(&pair.conflict), total }
    }

    fn look(&self) -> Look {
        match self.net {
            1.. => AGREES,
            0 => DIFFERS,
            _ => CONFLICTS,
        }
    }

    fn name(&self) -> &'static str {
        match self.net {
            1.. => "agrees",
            0 => "differs",
            _ => "conflicts",
        }
    }

    fn told(pair: &Pair) -> String {
        let part = |what: &str, ids: &[String]| format!("{what} on {} ({})", ids.len(), ids.join(", "));
        let parts = [part("agree", &pair.agree), part("conflict", &pair.conflict), part("differ", &pair.differ)];
        parts.into_iter().filter(|part| !part.ends_with("()")).collect::<Vec<_>>().join("; ")
    }
}
