//! Actors, near each other the more they agree; lines for the clearest ties.

use super::scene::{AGREES, ALIGNS, Box, CONFLICTS, CRITICISES, DIFFERS, Frame, Key, Line, Look, Scene, width};
use crate::export::View;
use crate::export::dot::{words, wrapped};
use crate::export::tables::pairs::{gravest, strongest};
use crate::model::{ActorKind, Pair, Value};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One line a pair, by the balance of agreements and conflicts; alignments and criticism are arrows.
pub(super) fn scene(view: &View<'_>) -> Scene {
    let comparison = view.comparison;
    let tied: Vec<&Pair> = comparison.pairs.iter().filter(|pair| total(pair) > 0).collect();
    let in_pairs = tied.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]);
    let aligned = comparison.alignments.iter().flat_map(|one| [one.actor.as_str(), one.with.as_str()]);
    let criticised = comparison.criticisms.iter().flat_map(|one| [one.from.as_str(), one.to.as_str()]);
    let ids: BTreeSet<&str> = in_pairs.chain(aligned).chain(criticised).collect();
    let place: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();

    let mut shown = clearest(&tied, view.limit);
    let groups = groups(view, &ids, &shown);
    let count = groups.values().max().map_or(0, |last| last + 1);
    let mut scene = Scene { groups: count, ..Scene::default() };
    scene.title = format!("Who agrees with whom: {} of {} pairs of actors, the clearest", shown.len(), tied.len());
    scene.boxes = ids.iter().map(|id| actor(view, id, groups.get(id).copied())).collect();
    // Two actors that share nothing are neither near nor far, and that hardly matters.
    for a in 0..ids.len() {
        scene.distances.extend((a + 1..ids.len()).map(|b| ((a, b), (2.4, 0.2))));
    }
    for pair in &tied {
        let (all, share) = (total(pair) as f64, net(pair) as f64 / (total(pair) + 1) as f64);
        scene.distances.insert((place[pair.a.as_str()], place[pair.b.as_str()]), (2.2 - share, all / (all + 2.0)));
    }
    lines(view, &place, &mut shown, &mut scene);
    scene.keys = keys(&scene);
    let names: Vec<Key> = (0..count).map(|group| Key::Group(group, named(view, &ids, &groups, group))).collect();
    scene.keys.extend(names);
    scene
}

/// So many pairs, those that stand clearest together or against each other. Up to half of them are conflicts, so that much agreement
/// does not hide them.
fn clearest<'p>(tied: &[&'p Pair], limit: usize) -> Vec<&'p Pair> {
    let mut sorted = tied.to_vec();
    sorted.sort_by_key(|pair| Reverse((clearness(pair), total(pair))));
    let (against, other): (Vec<&Pair>, Vec<&Pair>) = sorted.iter().partition(|pair| net(pair) < 0);
    let of_conflict = against.len().min((limit / 2).max(limit.saturating_sub(other.len())));
    let kept: BTreeSet<(&str, &str)> = against
        .iter()
        .take(of_conflict)
        .chain(other.iter().take(limit - of_conflict))
        .map(|pair| (pair.a.as_str(), pair.b.as_str()))
        .collect();
    sorted.retain(|pair| kept.contains(&(pair.a.as_str(), pair.b.as_str())));
    sorted
}

fn lines(view: &View<'_>, place: &BTreeMap<&str, usize>, shown: &mut [&Pair], scene: &mut Scene) {
    let (own, claims) = (view.own_by_place(), view.claims());
    let most = shown.iter().map(|pair| clearness(pair)).max().unwrap_or(0);
    // The clearest are drawn last, on top.
    shown.reverse();
    for pair in shown.iter() {
        let (look, class): (Look, _) = match net(pair) {
            1.. => (AGREES, "agrees"),
            0 => (DIFFERS, "differs"),
            _ => (CONFLICTS, "conflicts"),
        };
        let said = strongest(pair, &own, gravest(pair)).map(|sides| sides.map(|side| claims.get(side.claim_id.as_str()).copied()));
        let quotes = said.into_iter().flatten().flatten().map(words).collect::<Vec<_>>().join("\n");
        let told = [("agree", &pair.agree), ("conflict", &pair.conflict), ("differ", &pair.differ)]
            .map(|(what, ids)| if ids.is_empty() { String::new() } else { format!("; {what} on {} ({})", ids.len(), ids.join(", ")) });
        let tooltip = format!("{} – {}{}\n{quotes}", view.actor_name(&pair.a), view.actor_name(&pair.b), told.concat());
        let (from, to) = (place[pair.a.as_str()], place[pair.b.as_str()]);
        scene.lines.push(Line { from, to, look, width: width(clearness(pair), most), arrow: false, class, tooltip });
    }
    let mut arrows: BTreeMap<(&str, &str, &str), Vec<&str>> = BTreeMap::new();
    for one in &view.comparison.alignments {
        arrows.entry(("aligns", &one.actor, &one.with)).or_default().push(&one.quote);
    }
    for one in &view.comparison.criticisms {
        arrows.entry(("criticises", &one.from, &one.to)).or_default().push(&one.quote);
    }
    for ((kind, from, to), quotes) in arrows {
        let (look, class, verb) =
            if kind == "aligns" { (ALIGNS, "aligns", "aligns itself with") } else { (CRITICISES, "criticises", "criticises") };
        let quote = quotes.first().copied().unwrap_or_default();
        let tooltip = format!("{} {verb} {} ({}): “{quote}”", view.actor_name(from), view.actor_name(to), quotes.len());
        let width = width(quotes.len(), 8).min(2.5);
        scene.lines.push(Line { from: place[from], to: place[to], look, width, arrow: true, class, tooltip });
    }
}

/// The looks that occur, and what they mean.
fn keys(scene: &Scene) -> Vec<Key> {
    let all = [
        ("agrees", Key::Line(AGREES, false, "agree on more than they conflict on")),
        ("conflicts", Key::Line(CONFLICTS, false, "conflict on more than they agree on")),
        ("differs", Key::Line(DIFFERS, false, "even, or soft differences only")),
        ("aligns", Key::Line(ALIGNS, true, "aligns itself with")),
        ("criticises", Key::Line(CRITICISES, true, "criticises by name")),
    ];
    all.into_iter().filter(|(class, _)| scene.lines.iter().any(|line| line.class == *class)).map(|(_, key)| key).collect()
}

/// The box of an actor.
pub(super) fn actor(view: &View<'_>, id: &str, group: Option<usize>) -> Box {
    let known = view.comparison.actors.get(id);
    let name = known.map_or(id, |actor| actor.name.as_str());
    let frame = if known.is_some_and(|actor| actor.kind == ActorKind::Group) { Frame::Double } else { Frame::Round };
    let lines = wrapped(name, 16, 3).lines().map(str::to_owned).collect();
    Box { lines, tooltip: format!("{name} ({id})"), frame, group, color: None }
}

fn net(pair: &Pair) -> i64 {
    let count = |ids: &[String]| i64::try_from(ids.len()).unwrap_or(i64::MAX);
    count(&pair.agree) - count(&pair.conflict)
}

/// How clearly two actors stand together, or against each other.
fn clearness(pair: &Pair) -> usize {
    usize::try_from(net(pair).unsigned_abs()).unwrap_or(usize::MAX)
}

fn total(pair: &Pair) -> usize {
    pair.agree.len() + pair.conflict.len() + pair.differ.len()
}

/// The groups of actors, the largest first: coalitions that an attribute tells, else what shown agreement joins. Fewer than two groups
/// of two say nothing.
fn groups<'a>(view: &View<'_>, ids: &BTreeSet<&'a str>, shown: &[&Pair]) -> BTreeMap<&'a str, usize> {
    let told = view.attributes.iter().find(|attribute| attribute.name == "coalition");
    let name_of = |id: &str| match told.and_then(|attribute| attribute.values.get(id)) {
        Some(Value::Text(name)) => Some(name.clone()).filter(|name| !name.is_empty()),
        Some(Value::Count(number)) => Some(number.to_string()),
        Some(Value::Number(number)) => Some(number.to_string()),
        None => None,
    };
    let mut members: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    if told.is_some() {
        for id in ids {
            if let Some(name) = name_of(id) {
                members.entry(name).or_default().push(id);
            }
        }
    } else {
        let mut root: BTreeMap<&str, &str> = ids.iter().map(|id| (*id, *id)).collect();
        for pair in shown.iter().filter(|pair| net(pair) > 0) {
            let (one, other) = (root[pair.a.as_str()], root[pair.b.as_str()]);
            let (first, last) = (one.min(other), one.max(other));
            root.values_mut().filter(|known| **known == last).for_each(|known| *known = first);
        }
        for (id, root) in root {
            members.entry(root.to_owned()).or_default().push(id);
        }
    }
    let mut found: Vec<Vec<&str>> = members.into_values().filter(|members| members.len() > 1).collect();
    found.sort_by_key(|members| Reverse(members.len()));
    if found.len() < 2 {
        return BTreeMap::new();
    }
    found.into_iter().enumerate().flat_map(|(group, members)| members.into_iter().map(move |id| (id, group))).collect()
}

/// A name for a group: its best connected members and their number.
fn named(view: &View<'_>, ids: &BTreeSet<&str>, groups: &BTreeMap<&str, usize>, group: usize) -> String {
    let members: Vec<&str> = ids.iter().copied().filter(|id| groups.get(id) == Some(&group)).collect();
    let mut weight: BTreeMap<&str, usize> = members.iter().map(|id| (*id, 0)).collect();
    for pair in view.comparison.pairs.iter().filter(|pair| groups.get(pair.a.as_str()) == groups.get(pair.b.as_str())) {
        for end in [pair.a.as_str(), pair.b.as_str()] {
            if let Some(sum) = weight.get_mut(end) {
                *sum += pair.agree.len();
            }
        }
    }
    let mut order: Vec<(&str, usize)> = weight.into_iter().collect();
    order.sort_by_key(|(id, sum)| (Reverse(*sum), *id));
    let first: Vec<&str> = order.iter().take(2).map(|(id, _)| view.actor_name(id)).collect();
    match members.len() - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}
