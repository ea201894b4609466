//! Actors in the middle, propositions by topic on both sides, and the positions between them.

use super::actors;
use super::drawing::{Drawing, Key, Setting};
use super::style::{of_stance, width};
use super::text::wrapped;
use crate::export::View;
use crate::model::{Position, Stance};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The height of the box of a proposition with the gap above it, in inches.
const ROW: f64 = 0.55;

/// One edge an own position, coloured by stance; the tooltip quotes the claim that speaks for it.
pub(super) fn draw(view: &View<'_>) -> Drawing {
    let mut positions: Vec<&Position> = view.own_positions().collect();
    let all = positions.len();
    positions.sort_by_key(|position| Reverse(position.strength));
    positions.truncate(view.limit);
    positions.sort_by_key(|position| (&position.actor, &position.topic, &position.proposition_id, position.via));

    let actors: BTreeSet<&str> = positions.iter().map(|position| position.actor.as_str()).collect();
    let mut topics: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for position in &positions {
        topics.entry(&position.topic).or_default().insert(&position.proposition_id, &position.proposition);
    }
    let sides = sides(&topics);
    let rows = sides.iter().map(|topics| topics.iter().map(|(_, propositions)| propositions.len() + 1).sum::<usize>()).max().unwrap_or(0);
    let height = format!("{:.2}", (rows as f64 * ROW / actors.len().max(1) as f64 - 0.15).clamp(0.4, 1.6));

    let caption = format!("\nWho stands where: {} of {all} positions, the strongest", positions.len());
    let mut drawing = Drawing::new(
        &[
            ("layout", "dot"),
            ("rankdir", "LR"),
            ("label", &caption),
            ("nodesep", "0.15"),
            ("ranksep", "3.5"),
            ("splines", "line"),
            ("outputorder", "edgesfirst"),
        ],
        &[("shape", "box"), ("style", "filled,rounded"), ("fillcolor", "white"), ("color", "#777777"), ("fontsize", "11")],
        &[],
    );
    for actor in &actors {
        actors::node(&mut drawing, view, actor, &[("height", &height), ("width", "1.8")]);
    }
    for (topic, propositions) in sides.iter().flatten() {
        drawing.open(&format!("topic:{topic}"), topic);
        for (id, wording) in *propositions {
            drawing.node(&node(id), &[("label", &wrapped(wording, 34, 3)), ("tooltip", &format!("{id}: {wording}")), ("width", "2.6")]);
        }
        drawing.close();
    }
    let left: BTreeSet<&str> = sides[0].iter().map(|(topic, _)| *topic).collect();
    let claims = view.claims();
    for position in positions {
        let look = of_stance(position.stance);
        let said = claims.get(position.claim_id.as_str()).map(|claim| super::words(claim)).unwrap_or_default();
        let settings: [Setting<'_>; 7] = [
            ("color", look.color),
            ("style", look.line),
            ("dir", "none"),
            ("penwidth", &width(position.n_claims)),
            ("weight", &position.n_claims.to_string()),
            ("edgetooltip", &format!("{} {}. {said}", position.stance, position.strength)),
            ("class", position.stance.name()),
        ];
        let (actor, proposition) = (actors::id(&position.actor), node(&position.proposition_id));
        let ports: [Setting<'_>; 2] = [("tailport", "e"), ("headport", "w")];
        if left.contains(position.topic.as_str()) {
            drawing.edge(&proposition, &actor, &[&settings[..], &ports].concat());
        } else {
            drawing.edge(&actor, &proposition, &[&settings[..], &ports].concat());
        }
    }
    let taken: BTreeSet<Stance> = view.own_positions().map(|position| position.stance).collect();
    let keys: Vec<Key<'_>> = taken.into_iter().map(|stance| Key { look: of_stance(stance), means: stance.name() }).collect();
    drawing.legend(None, &keys);
    drawing
}

type Topic<'t, 'a> = (&'a str, &'t BTreeMap<&'a str, &'a str>);

/// The topics in two columns of about the same length.
fn sides<'t, 'a>(topics: &'t BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>) -> [Vec<Topic<'t, 'a>>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    let mut lengths = [0, 0];
    let mut longest: Vec<Topic<'t, 'a>> = topics.iter().map(|(topic, propositions)| (*topic, propositions)).collect();
    longest.sort_by_key(|(_, propositions)| Reverse(propositions.len()));
    for topic in longest {
        let side = usize::from(lengths[1] < lengths[0]);
        lengths[side] += topic.1.len() + 1;
        found[side].push(topic);
    }
    found
}

fn node(proposition: &str) -> String {
    format!("proposition:{proposition}")
}
