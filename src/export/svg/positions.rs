//! Actors and propositions, and the positions between them; propositions of a topic are a group.

use super::actors::actor;
use super::scene::{AGREES, Box, CONFLICTS, DIFFERS, Frame, Key, Line, Look, Scene, width};
use crate::export::View;
use crate::export::dot::{words, wrapped};
use crate::model::{Position, Stance};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One line an own position, the strongest.
pub(super) fn scene(view: &View<'_>) -> Scene {
    let mut positions: Vec<&Position> = view.own_positions().collect();
    let all = positions.len();
    positions.sort_by_key(|position| Reverse(position.strength));
    positions.truncate(view.limit);
    let actors: BTreeSet<&str> = positions.iter().map(|position| position.actor.as_str()).collect();
    let taken: BTreeMap<(&str, &str), &str> = positions
        .iter()
        .map(|position| ((position.topic.as_str(), position.proposition_id.as_str()), position.proposition.as_str()))
        .collect();
    let topics: BTreeSet<&str> = taken.keys().map(|(topic, _)| *topic).collect();
    let group: BTreeMap<&str, usize> = topics.iter().enumerate().map(|(at, topic)| (*topic, at)).collect();

    let mut scene = Scene { groups: group.len(), ..Scene::default() };
    scene.title = format!("Who stands where: {} of {all} positions, the strongest", positions.len());
    scene.boxes = actors.iter().map(|id| actor(view, id, None)).collect();
    let place_of_actor: BTreeMap<&str, usize> = actors.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    for ((topic, id), wording) in &taken {
        place.insert(id, scene.boxes.len());
        scene.boxes.push(Box {
            lines: wrapped(wording, 26, 3).lines().map(str::to_owned).collect(),
            tooltip: format!("{id}: {wording}"),
            frame: Frame::Sharp,
            group: group.get(topic).copied(),
            color: None,
        });
    }
    titles(&mut scene, topics.iter().copied());
    let claims = view.claims();
    positions.reverse();
    let most = positions.iter().map(|position| position.n_claims).max().unwrap_or(0);
    for position in positions {
        let said = claims.get(position.claim_id.as_str()).map(|claim| words(claim)).unwrap_or_default();
        scene.lines.push(Line {
            from: place_of_actor[position.actor.as_str()],
            to: place[position.proposition_id.as_str()],
            look: look(position.stance),
            width: width(position.n_claims, most),
            arrow: false,
            class: position.stance.name(),
            tooltip: format!("{} {}. {said}", position.stance, position.strength),
        });
    }
    let stances = Stance::ALL.into_iter().filter(|stance| scene.lines.iter().any(|line| line.class == stance.name()));
    scene.keys = stances.map(|stance| Key::Line(look(stance), false, stance.name())).collect();
    scene
}

/// The look of a stance.
pub(super) fn look(stance: Stance) -> Look {
    match stance {
        Stance::Support => AGREES,
        Stance::Qualified => Look { color: "#56B4E9", dashes: "" },
        Stance::Practice => Look { color: "#56B4E9", dashes: "1.5 3" },
        Stance::Undecided => DIFFERS,
        Stance::Reservation => Look { color: "#E69F00", dashes: "7 4" },
        Stance::Oppose => CONFLICTS,
    }
}

/// Puts a title into each group, near all of its members.
pub(super) fn titles<'t>(scene: &mut Scene, names: impl Iterator<Item = &'t str>) {
    for (group, name) in names.enumerate() {
        let at = scene.boxes.len();
        for (member, _) in scene.boxes.iter().enumerate().filter(|(_, known)| known.group == Some(group)) {
            scene.distances.insert((member, at), (1.0, 1.0));
        }
        let members: Vec<usize> = (0..at).filter(|member| scene.boxes[*member].group == Some(group)).collect();
        for (place, a) in members.iter().enumerate() {
            for b in &members[place + 1..] {
                scene.distances.entry((*a, *b)).or_insert((1.6, 1.0));
            }
        }
        scene.boxes.push(Box {
            lines: wrapped(name, 30, 3).lines().map(str::to_owned).collect(),
            tooltip: name.to_owned(),
            frame: Frame::Title,
            group: Some(group),
            color: None,
        });
    }
}
