//! The claims that links join; claims on a proposition are a group.

use super::positions::{look, titles};
use super::scene::{AGREES, Box, CONFLICTS, DIFFERS, Frame, Key, Line, Scene};
use crate::export::View;
use crate::export::dot::{words, wrapped};
use crate::model::{Link, LinkKind, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// One line a link; the frame of a claim has the colour of its stance.
pub(super) fn scene(view: &View<'_>) -> Scene {
    let claims = &view.comparison.claims;
    let known = |link: &&Link| link.a < claims.len() && link.b < claims.len();
    let links: Vec<&Link> = view.links.iter().filter(known).take(view.limit).collect();
    let shown: BTreeSet<usize> = links.iter().flat_map(|link| [link.a, link.b]).collect();
    let place: BTreeMap<usize, usize> = shown.iter().enumerate().map(|(place, claim)| (*claim, place)).collect();
    let propositions: BTreeSet<&str> = shown.iter().map(|at| claims[*at].proposition_id.as_str()).collect();
    let group: BTreeMap<&str, usize> = propositions.iter().enumerate().map(|(at, id)| (*id, at)).collect();

    let mut scene = Scene { groups: group.len(), ..Scene::default() };
    scene.title = format!("Whose words agree and conflict: {} of {} links between claims, the strongest", links.len(), view.n_links);
    for at in &shown {
        let claim = &claims[*at];
        let label = format!("{}: {}", view.actor_name(&claim.holder), claim.stance);
        scene.boxes.push(Box {
            lines: wrapped(&label, 18, 3).lines().map(str::to_owned).collect(),
            tooltip: format!("{}\n{}", claim.proposition, words(claim)),
            frame: Frame::Round,
            group: group.get(claim.proposition_id.as_str()).copied(),
            color: Some(look(claim.stance).color),
        });
    }
    let wordings: BTreeMap<&str, &str> =
        shown.iter().map(|at| (claims[*at].proposition_id.as_str(), claims[*at].proposition.as_str())).collect();
    titles(&mut scene, propositions.iter().map(|id| wordings[id]));
    for link in &links {
        let (look, class) = match link.kind {
            LinkKind::Agrees => (AGREES, "agrees"),
            LinkKind::Conflicts => (CONFLICTS, "conflicts"),
            LinkKind::Differs => (DIFFERS, "differs"),
        };
        let tooltip = format!("{class} ({})\n{}\n{}", link.rule, words(&claims[link.a]), words(&claims[link.b]));
        scene.lines.push(Line { from: place[&link.a], to: place[&link.b], look, width: 1.2, arrow: false, class, tooltip });
    }
    let kinds = [("agrees", AGREES, "agrees"), ("conflicts", CONFLICTS, "conflicts"), ("differs", DIFFERS, "differs softly")];
    let used = kinds.into_iter().filter(|(class, _, _)| scene.lines.iter().any(|line| line.class == *class));
    scene.keys = used.map(|(_, look, means)| Key::Line(look, false, means)).collect();
    let stances = Stance::ALL.into_iter().filter(|stance| shown.iter().any(|at| claims[*at].stance == *stance));
    scene.keys.extend(stances.map(|stance| Key::Frame(look(stance).color, stance.name())));
    scene
}
