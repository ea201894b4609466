//! A view comes in, what is left of it goes out: the heavier edges, the surroundings of one actor, the most connected nodes.
//!
//! The comparison itself is narrowed, so that every format shows the same.

use super::{View, ViewKind};
use crate::model::{Claim, Comparison, Link, LinkKind};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be left of a view. The default leaves all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Edges of a lower weight go: of actors, agreements, conflicts and differences on fewer propositions (each is an edge of its own);
    /// of positions, those of less strength. All links between claims weigh 1.
    pub min_weight: usize,
    /// The id of an actor: only it, its neighbours, and what is between them stay; of claims, its own and those linked to them.
    pub ego: Option<String>,
    /// So many nodes stay: those whose edges weigh most together, the first by id of equals; of positions, so many actors.
    pub top: Option<usize>,
    /// The edges that may stay at all; none if all may. Alignments and criticism are not edges of this kind, and stay.
    pub standing: Option<BTreeSet<Standing>>,
}

/// An edge that may stay: the two actors of a pair and the name of its kind, or an actor, `holds`, and a proposition.
pub type Standing = (String, &'static str, String);

/// What is left of a comparison and of the links between its claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Narrowed {
    /// Everything that was found, less what was filtered out. Coverage, notices and common ground are those of the whole run.
    pub comparison: Comparison,
    /// The links that stay.
    pub links: Vec<Link>,
}

/// An edge between two nodes: its weight, and where it comes from.
struct Edge<'a> {
    ends: [&'a str; 2],
    weight: usize,
}

impl Filter {
    /// Whether all stays.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Narrows a view: first to the edges that may stay, then by weight, then to the surroundings of the actor, then to the most connected nodes. Nodes without an
    /// edge go, whichever filter is set.
    #[must_use]
    pub fn narrow(&self, view: &View<'_>) -> Narrowed {
        if let Some(standing) = &self.standing {
            let sparse = sparse(view, standing);
            return self.narrowed(&View { comparison: &sparse, ..*view });
        }
        if self.is_none() {
            return Narrowed { comparison: view.comparison.clone(), links: view.links.to_vec() };
        }
        self.narrowed(view)
    }

    fn narrowed(&self, view: &View<'_>) -> Narrowed {
        let mut narrowed = Narrowed { comparison: view.comparison.clone(), links: view.links.to_vec() };
        match view.kind {
            ViewKind::Claims => self.claims(view, &mut narrowed),
            ViewKind::Positions => self.positions(view, &mut narrowed),
            ViewKind::Actors => self.actors(view, &mut narrowed),
            // A network is narrowed before it is written.
            ViewKind::Network => {}
        }
        narrowed
    }

    /// Keeps these claims, and counts the links anew.
    fn keep_claims(narrowed: &mut Narrowed, stays: impl Fn(&Claim) -> bool) {
        let all = std::mem::take(&mut narrowed.comparison.claims);
        let mut place: Vec<Option<usize>> = Vec::with_capacity(all.len());
        for claim in all {
            let kept = stays(&claim);
            place.push(kept.then_some(narrowed.comparison.claims.len()));
            if kept {
                narrowed.comparison.claims.push(claim);
            }
        }
        narrowed.links.retain_mut(|link| {
            let at = |old: usize| place.get(old).copied().flatten();
            let ends = at(link.a).zip(at(link.b));
            if let Some((a, b)) = ends {
                (link.a, link.b) = (a, b);
            }
            ends.is_some()
        });
    }

    fn claims(&self, view: &View<'_>, narrowed: &mut Narrowed) {
        let claims = &view.comparison.claims;
        let known = |link: &&Link| link.a < claims.len() && link.b < claims.len();
        let id = |at: usize| claims[at].claim_id.as_str();
        let edges = view.links.iter().filter(known).map(|link| Edge { ends: [id(link.a), id(link.b)], weight: 1 }).collect();
        let holders: BTreeMap<&str, &str> = claims.iter().map(|claim| (claim.claim_id.as_str(), claim.holder.as_str())).collect();
        let kept = self.kept(edges, |claim| holders.get(claim).copied(), |_| true);
        let heavy = self.min_weight <= 1;
        Self::keep_claims(narrowed, |claim| heavy && kept.contains(claim.claim_id.as_str()));
    }

    fn positions(&self, view: &View<'_>, narrowed: &mut Narrowed) {
        let nodes: Vec<[String; 2]> = view
            .own_positions()
            .map(|position| [format!("actor:{}", position.actor), format!("proposition:{}", position.proposition_id)])
            .collect();
        let edges = view.own_positions().zip(&nodes);
        let edges = edges.map(|(position, [a, b])| Edge { ends: [a, b], weight: usize::from(position.strength.max(1)) }).collect();
        let kept = self.kept(edges, |node| node.strip_prefix("actor:"), |node| node.starts_with("actor:"));
        let both = |actor: &str, proposition: &str| {
            kept.contains(format!("actor:{actor}").as_str()) && kept.contains(format!("proposition:{proposition}").as_str())
        };
        narrowed
            .comparison
            .positions
            .retain(|position| usize::from(position.strength.max(1)) >= self.min_weight && both(&position.actor, &position.proposition_id));
        narrowed.comparison.pairs.retain(|pair| [&pair.a, &pair.b].iter().all(|actor| kept.contains(format!("actor:{actor}").as_str())));
        Self::keep_claims(narrowed, |claim| both(&claim.holder, &claim.proposition_id));
    }

    fn actors(&self, view: &View<'_>, narrowed: &mut Narrowed) {
        let comparison = view.comparison;
        let mut edges: Vec<Edge<'_>> = Vec::new();
        for pair in &comparison.pairs {
            let ends = [pair.a.as_str(), pair.b.as_str()];
            edges.extend([&pair.agree, &pair.conflict, &pair.differ].map(|ids| Edge { ends, weight: ids.len() }));
        }
        let arrows = arrows(comparison);
        edges.extend(arrows.iter().map(|((_, from, to), weight)| Edge { ends: [from, to], weight: *weight }));
        let kept = self.kept(edges, Some, |_| true);

        let heavy = |kind, from: &str, to: &str| {
            arrows.get(&(kind, from, to)).is_some_and(|weight| *weight >= self.min_weight) && kept.contains(from) && kept.contains(to)
        };
        let left = &mut narrowed.comparison;
        for pair in &mut left.pairs {
            for ids in [&mut pair.agree, &mut pair.conflict, &mut pair.differ] {
                if ids.len() < self.min_weight {
                    ids.clear();
                }
            }
        }
        left.pairs.retain(|pair| {
            let some = [&pair.agree, &pair.conflict, &pair.differ].iter().any(|ids| !ids.is_empty());
            some && kept.contains(pair.a.as_str()) && kept.contains(pair.b.as_str())
        });
        left.alignments.retain(|one| heavy("aligns", &one.actor, &one.with));
        left.criticisms.retain(|one| heavy("criticises", &one.from, &one.to));
        left.positions.retain(|position| kept.contains(position.actor.as_str()));
        Self::keep_claims(narrowed, |claim| kept.contains(claim.holder.as_str()));
    }

    /// The nodes that stay. `actor` tells whose a node is, `counts` which nodes are counted for the top.
    fn kept<'a>(
        &self,
        mut edges: Vec<Edge<'a>>,
        actor: impl Fn(&'a str) -> Option<&'a str>,
        counts: impl Fn(&str) -> bool,
    ) -> BTreeSet<&'a str> {
        edges.retain(|edge| edge.weight >= self.min_weight.max(1));
        let mut nodes: BTreeSet<&str> = edges.iter().flat_map(|edge| edge.ends).collect();
        if let Some(ego) = &self.ego {
            let own = |node: &&'a str| actor(node) == Some(ego.as_str());
            let near = edges.iter().filter(|edge| edge.ends.iter().any(own)).flat_map(|edge| edge.ends);
            let near: BTreeSet<&str> = near.chain(nodes.iter().copied().filter(own)).collect();
            nodes = near;
            edges.retain(|edge| edge.ends.iter().all(|end| nodes.contains(end)));
        }
        if let Some(top) = self.top {
            let mut weight: BTreeMap<&str, usize> = nodes.iter().filter(|node| counts(node)).map(|node| (*node, 0)).collect();
            for edge in &edges {
                for end in edge.ends {
                    if let Some(sum) = weight.get_mut(end) {
                        *sum += edge.weight;
                    }
                }
            }
            let mut order: Vec<(&str, usize)> = weight.into_iter().collect();
            order.sort_by_key(|(id, sum)| (Reverse(actor(id) == self.ego.as_deref() && self.ego.is_some()), Reverse(*sum), *id));
            let first: BTreeSet<&str> = order.into_iter().take(top).map(|(id, _)| id).collect();
            edges.retain(|edge| edge.ends.iter().all(|end| first.contains(end) || !counts(end)));
            nodes = edges.iter().flat_map(|edge| edge.ends).chain(first).collect();
        }
        nodes
    }
}

/// The comparison with the edges that may stay.
fn sparse(view: &View<'_>, standing: &BTreeSet<Standing>) -> Comparison {
    let stands = |from: &str, kind: &'static str, to: &str| standing.contains(&(from.to_owned(), kind, to.to_owned()));
    let mut left = view.comparison.clone();
    match view.kind {
        ViewKind::Actors => {
            for pair in &mut left.pairs {
                let lists =
                    [(LinkKind::Agrees, &mut pair.agree), (LinkKind::Conflicts, &mut pair.conflict), (LinkKind::Differs, &mut pair.differ)];
                for (kind, ids) in lists {
                    if !stands(&pair.a, kind.name(), &pair.b) {
                        ids.clear();
                    }
                }
            }
        }
        ViewKind::Positions => left.positions.retain(|one| !one.is_own() || stands(&one.actor, "holds", &one.proposition_id)),
        ViewKind::Claims | ViewKind::Network => {}
    }
    left
}

/// How often an actor aligns itself with another, or criticises it.
fn arrows(comparison: &Comparison) -> BTreeMap<(&'static str, &str, &str), usize> {
    let mut found = BTreeMap::new();
    for one in &comparison.alignments {
        *found.entry(("aligns", one.actor.as_str(), one.with.as_str())).or_default() += 1;
    }
    for one in &comparison.criticisms {
        *found.entry(("criticises", one.from.as_str(), one.to.as_str())).or_default() += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::made_up::position;
    use crate::model::{Pair, Stance};

    fn pair(a: &str, b: &str, agree: usize, conflict: usize) -> Pair {
        let ids = |prefix: &str, n: usize| (0..n).map(|at| format!("{prefix}{at}")).collect();
        Pair {
            a: a.to_owned(),
            b: b.to_owned(),
            n_shared: 9,
            agree: ids("a", agree),
            conflict: ids("c", conflict),
            differ: Vec::new(),
            score: 0.0,
        }
    }

    fn left(filter: &Filter) -> Vec<String> {
        let pairs = vec![pair("A", "B", 3, 1), pair("A", "C", 1, 0), pair("B", "C", 0, 2), pair("C", "D", 5, 0)];
        let positions = ["A", "B", "C", "D", "E"].map(|actor| position(actor, "p", Stance::Support)).to_vec();
        let comparison = Comparison { positions, pairs, ..Comparison::default() };
        let left = filter.narrow(&View { kind: ViewKind::Actors, ..View::new(&comparison) }).comparison;
        left.pairs.iter().map(|pair| format!("{}{} {} {}", pair.a, pair.b, pair.agree.len(), pair.conflict.len())).collect()
    }

    #[test]
    fn light_edges_go_and_heavy_ones_of_the_same_pair_stay() {
        assert_eq!(left(&Filter { min_weight: 2, ..Filter::default() }), ["AB 3 0", "BC 0 2", "CD 5 0"]);
        assert_eq!(left(&Filter::default()).len(), 4);
    }

    #[test]
    fn an_ego_has_its_neighbours_and_what_is_between_them() {
        let ego = |id: &str| Filter { ego: Some(id.to_owned()), ..Filter::default() };
        assert_eq!(left(&ego("A")), ["AB 3 1", "AC 1 0", "BC 0 2"]);
        assert_eq!(left(&ego("D")), ["CD 5 0"]);
        assert!(left(&ego("X")).is_empty());
    }

    #[test]
    fn the_most_connected_stay() {
        assert_eq!(left(&Filter { top: Some(2), ..Filter::default() }), ["BC 0 2"]);
        let both = Filter { top: Some(2), ego: Some("D".to_owned()), ..Filter::default() };
        assert_eq!(left(&both), ["CD 5 0"]);
    }

    #[test]
    fn only_what_stands_out_stays() {
        let standing = [("A".to_owned(), "conflicts", "B".to_owned()), ("C".to_owned(), "agrees", "D".to_owned())].into();
        assert_eq!(left(&Filter { standing: Some(standing), ..Filter::default() }), ["AB 0 1", "CD 5 0"]);
    }

    #[test]
    fn of_positions_the_weaker_go() {
        let mut strong = position("A", "p", Stance::Oppose);
        strong.strength = 5;
        let comparison = Comparison { positions: vec![strong, position("B", "q", Stance::Support)], ..Comparison::default() };
        let narrow = |filter: Filter| filter.narrow(&View::new(&comparison)).comparison.positions.len();
        assert_eq!(narrow(Filter { min_weight: 4, ..Filter::default() }), 1);
        assert_eq!(narrow(Filter { top: Some(1), ..Filter::default() }), 1);
        assert_eq!(narrow(Filter { top: Some(2), ..Filter::default() }), 2);
    }
}
