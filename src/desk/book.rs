//! A comparison → who holds what of which proposition, and in which words; within what was asked for.

use crate::model::{ActorKind, Claim, Comparison, Position, PropositionEntry, Stance, Via};
use std::collections::{BTreeMap, BTreeSet};

/// What was asked for. An empty list asks for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Topics by name or a part of it, propositions by id or its beginning ("il."); case makes no difference.
    pub topics: Vec<String>,
    /// The ids of the actors that are looked at.
    pub actors: Option<BTreeSet<String>>,
}

impl Scope {
    /// Whether a proposition was asked for. Paragraphs of a text are asked for by their topic only: those of one draft are not those
    /// of another.
    #[must_use]
    pub fn has(&self, id: &str, topic: &str) -> bool {
        let (id, topic) = (id.to_lowercase(), topic.to_lowercase());
        let names = |wanted: &String| {
            let wanted = wanted.trim().to_lowercase();
            !wanted.is_empty() && (topic.contains(&wanted) || id.starts_with(&wanted))
        };
        if self.topics.is_empty() { !is_of_one_text(&id) } else { self.topics.iter().any(names) }
    }

    /// Whether an actor is looked at.
    #[must_use]
    pub fn has_actor(&self, id: &str) -> bool {
        self.actors.as_ref().is_none_or(|actors| actors.contains(id))
    }
}

/// Whether a proposition is a paragraph of the text then under discussion, so that equal ids need not mean the same.
#[must_use]
pub fn is_of_one_text(id: &str) -> bool {
    id.starts_with("para.")
}

/// What an actor holds of a proposition.
#[derive(Debug, Clone, PartialEq)]
pub enum Held<'a> {
    /// It said so itself; a group, if it speaks as one.
    Own(&'a Position),
    /// It said nothing itself; groups that it belongs to did.
    OfGroups(Vec<&'a Position>),
    /// Neither it nor a group of its own said anything.
    Silent,
}

impl Held<'_> {
    /// The stance that it took itself.
    #[must_use]
    pub fn stance(&self) -> Option<Stance> {
        if let Held::Own(position) = self { Some(position.stance) } else { None }
    }
}

/// A comparison, ready to be asked.
#[derive(Debug)]
pub struct Book<'a> {
    /// Everything the run found.
    pub comparison: &'a Comparison,
    scope: &'a Scope,
    by_id: BTreeMap<&'a str, &'a Claim>,
    by_holder: BTreeMap<(&'a str, &'a str), Vec<&'a Claim>>,
    own: BTreeMap<(&'a str, &'a str), &'a Position>,
    derived: BTreeMap<(&'a str, &'a str), Vec<&'a Position>>,
}

impl<'a> Book<'a> {
    /// Indexes a comparison.
    #[must_use]
    pub fn new(comparison: &'a Comparison, scope: &'a Scope) -> Self {
        let mut book = Self {
            comparison,
            scope,
            by_id: comparison.claims.iter().map(|claim| (claim.claim_id.as_str(), claim)).collect(),
            by_holder: BTreeMap::new(),
            own: BTreeMap::new(),
            derived: BTreeMap::new(),
        };
        for claim in comparison.claims.iter().filter(|claim| matches!(claim.via, Via::National | Via::Group) && !claim.holder.is_empty()) {
            book.by_holder.entry((&claim.holder, &claim.proposition_id)).or_default().push(claim);
        }
        for position in &comparison.positions {
            let key = (position.actor.as_str(), position.proposition_id.as_str());
            if position.is_own() {
                let own = book.own.entry(key).or_insert(position);
                if position.via < own.via {
                    *own = position;
                }
            } else {
                book.derived.entry(key).or_default().push(position);
            }
        }
        book
    }

    /// The actors that are looked at: those that spoke, by id.
    #[must_use]
    pub fn actors(&self) -> Vec<&'a str> {
        let speakers = self.comparison.speakers.keys().map(String::as_str);
        let all: BTreeSet<&str> = speakers.chain(self.own.keys().map(|(actor, _)| *actor)).collect();
        all.into_iter().filter(|actor| self.scope.has_actor(actor)).collect()
    }

    /// Whether an actor is looked at, if it spoke or not.
    #[must_use]
    pub fn has_actor(&self, actor: &str) -> bool {
        self.scope.has_actor(actor)
    }

    /// The propositions that are looked at and that one of `actors`, or a group of theirs, took up; in codebook order.
    #[must_use]
    pub fn propositions(&self, actors: &[&str]) -> Vec<&'a PropositionEntry> {
        let asked = self.comparison.propositions.iter().filter(|entry| self.scope.has(&entry.id, &entry.topic));
        asked.filter(|entry| actors.iter().any(|actor| self.held(actor, &entry.id) != Held::Silent)).collect()
    }

    /// The propositions that are looked at, taken up or not, without those made of words of the claims.
    #[must_use]
    pub fn asked(&self) -> Vec<&'a PropositionEntry> {
        self.comparison.propositions.iter().filter(|entry| self.scope.has(&entry.id, &entry.topic)).collect()
    }

    /// Whether a proposition is looked at.
    #[must_use]
    pub fn is_asked(&self, id: &str) -> bool {
        self.comparison.propositions.iter().any(|entry| entry.id == id && self.scope.has(id, &entry.topic))
    }

    /// What an actor holds of a proposition.
    #[must_use]
    pub fn held(&self, actor: &str, proposition: &str) -> Held<'a> {
        match (self.own.get(&(actor, proposition)), self.derived.get(&(actor, proposition))) {
            (Some(position), _) => Held::Own(position),
            (None, Some(positions)) => Held::OfGroups(positions.clone()),
            (None, None) => Held::Silent,
        }
    }

    /// The claim of that id.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.by_id.get(id).copied()
    }

    /// The claims that speak for an actor on a proposition, its own before those of its groups; the strongest of the position's
    /// stance first.
    #[must_use]
    pub fn claims(&self, actor: &str, proposition: &str) -> Vec<&'a Claim> {
        let of = |holder: &str| self.by_holder.get(&(holder, proposition)).cloned().unwrap_or_default();
        match self.held(actor, proposition) {
            Held::Own(position) => {
                let mut claims = of(actor);
                claims.sort_by(|a, b| {
                    let rank =
                        |claim: &Claim| (claim.claim_id == position.claim_id, claim.stance == position.stance, claim.strength, claim.date);
                    rank(b).cmp(&rank(a)).then_with(|| a.claim_id.cmp(&b.claim_id))
                });
                claims
            }
            Held::OfGroups(positions) => positions.iter().filter_map(|position| self.claim(&position.claim_id)).collect(),
            Held::Silent => Vec::new(),
        }
    }

    /// The name of an actor, or its id if the run does not know it.
    #[must_use]
    pub fn name(&self, actor: &'a str) -> &'a str {
        self.comparison.actors.get(actor).map_or(actor, |actor| actor.name.as_str())
    }

    /// Whether an actor is a group of States.
    #[must_use]
    pub fn is_group(&self, actor: &str) -> bool {
        self.comparison.actors.get(actor).is_some_and(|actor| actor.kind == ActorKind::Group)
    }

    /// The entry of a proposition.
    #[must_use]
    pub fn entry(&self, proposition: &str) -> Option<&'a PropositionEntry> {
        self.comparison.propositions.iter().find(|entry| entry.id == proposition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::{Oppose, Support};
    use crate::model::made_up::{claim, group_claim, group_position, position};

    #[test]
    fn a_topic_is_named_by_a_part_and_a_proposition_by_its_beginning() {
        let scope = |topic: &str| Scope { topics: vec![topic.to_owned()], ..Scope::default() };
        assert!(scope("LAW").has("il.applies", "International law"));
        assert!(scope("il.").has("il.applies", "x"));
        assert!(!scope("il.").has("nrm.new", "Norms"));
        assert!(
            Scope::default().has("nrm.new", "Norms") && !Scope::default().has("para.7", "Texts") && scope("texts").has("para.7", "Texts")
        );
    }

    #[test]
    fn own_words_come_before_those_of_groups_and_silence_is_silence() {
        let entry = PropositionEntry { id: "p".into(), topic: "Topic".into(), wording: "Wording.".into() };
        let comparison = Comparison {
            propositions: vec![entry],
            claims: vec![claim("FRA", "p", Oppose), group_claim("EUE", "p", Support)],
            positions: vec![
                position("FRA", "p", Oppose),
                group_position("FRA", "EUE", "p", Support),
                group_position("DEU", "EUE", "p", Support),
            ],
            speakers: ["FRA", "USA"].map(|id| (id.to_owned(), Vec::new())).into(),
            ..Comparison::default()
        };
        let scope = Scope::default();
        let book = Book::new(&comparison, &scope);
        assert_eq!(book.held("FRA", "p").stance(), Some(Oppose));
        assert!(matches!(book.held("DEU", "p"), Held::OfGroups(_)));
        assert_eq!(book.held("USA", "p"), Held::Silent);
        assert_eq!(book.claims("DEU", "p")[0].holder, "EUE");
        assert_eq!(book.actors(), ["FRA", "USA"]);
        assert_eq!((book.propositions(&["USA"]).len(), book.propositions(&["DEU"]).len()), (0, 1));
    }
}
