//! The claims that links join, each in the box of its proposition: who is for it on the left, who is against on the right.

use super::drawing::{Drawing, Key};
use super::style::{AGREES, CONFLICTS, DIFFERS, of_link, of_stance};
use super::text::wrapped;
use crate::export::View;
use crate::model::{Claim, Link, LinkKind, Side};
use std::collections::{BTreeMap, BTreeSet};

/// One edge a link; tooltips quote the claims.
pub(super) fn draw(view: &View<'_>) -> Drawing {
    let claims = &view.comparison.claims;
    let known = |link: &&Link| link.a < claims.len() && link.b < claims.len();
    let links: Vec<&Link> = view.links.iter().filter(known).take(view.limit).collect();
    let mut boxes: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    for at in links.iter().flat_map(|link| [link.a, link.b]) {
        boxes.entry((&claims[at].topic, &claims[at].proposition_id)).or_default().insert(at);
    }

    let caption = format!("\nWhose words agree and conflict: {} of {} links between claims, the strongest", links.len(), view.n_links);
    let mut drawing = Drawing::new(
        &[
            ("layout", "dot"),
            ("rankdir", "LR"),
            ("label", &caption),
            ("nodesep", "0.15"),
            ("ranksep", "0.9"),
            ("pack", "16"),
            ("packmode", "clust"),
            ("splines", "true"),
        ],
        &[("shape", "box"), ("style", "filled,rounded"), ("fontsize", "10"), ("margin", "0.1,0.05")],
        &[],
    );
    for ((_, proposition), members) in &boxes {
        let wording = members.first().map_or("", |at| claims[*at].proposition.as_str());
        drawing.open(&format!("proposition:{proposition}"), &format!("{proposition}\n{}", wrapped(wording, 44, 3)));
        for at in members {
            let claim = &claims[*at];
            let look = of_stance(claim.stance);
            let label =
                format!("{}: {} {}\n{}", view.actor_name(&claim.holder), claim.stance, claim.strength, wrapped(&claim.quote, 32, 3));
            drawing.node(
                &node(claim),
                &[
                    ("label", &label),
                    ("tooltip", &super::words(claim)),
                    ("color", look.color),
                    ("fillcolor", look.fill),
                    ("class", claim.stance.name()),
                ],
            );
        }
        // One edge that is not seen holds the two sides apart, so that the links need not push claims around.
        let first = |side: Side| members.iter().find(|at| claims[**at].stance.side() == side);
        for at in members.iter().filter(|at| claims[**at].stance.side() == Side::Against) {
            if let Some(with) = first(Side::For) {
                drawing.edge(&node(&claims[*with]), &node(&claims[*at]), &[("style", "invis"), ("weight", "1")]);
            }
        }
        drawing.close();
    }
    for link in links {
        let (a, b) = (&claims[link.a], &claims[link.b]);
        let look = of_link(link.kind);
        let tooltip = format!("{} ({})\n{}\n{}", link.kind.name(), link.rule, super::words(a), super::words(b));
        drawing.edge(
            &node(a),
            &node(b),
            &[
                ("color", look.color),
                ("style", look.line),
                ("dir", "none"),
                ("penwidth", "1.3"),
                ("constraint", "false"),
                ("weight", "1"),
                ("edgetooltip", &tooltip),
                ("class", link.kind.name()),
            ],
        );
    }
    drawing.legend(
        None,
        &[
            Key { look: AGREES, means: LinkKind::Agrees.name() },
            Key { look: CONFLICTS, means: LinkKind::Conflicts.name() },
            Key { look: DIFFERS, means: "differs softly" },
        ],
    );
    drawing
}

fn node(claim: &Claim) -> String {
    format!("claim:{}", claim.claim_id)
}
