//! Who is near an actor and who is far, on which propositions, and on how much evidence.

use super::book::Book;
use crate::model::Pair;

/// Another actor, as one sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ally<'a> {
    /// Its id.
    pub actor: &'a str,
    /// Propositions of which both spoke.
    pub n_shared: usize,
    /// Propositions on which they agree; `x/y` for two related ones, first the one that the actor asked about spoke of.
    pub agree: Vec<String>,
    /// Those on which they conflict.
    pub conflict: Vec<String>,
    /// Those on which they differ softly.
    pub differ: Vec<String>,
    /// (agree − conflict) / (agree + conflict + differ + 2), between −1 and 1. The two in the denominator keep an actor with one
    /// agreement from standing nearer than one with ten and a difference.
    pub closeness: f64,
}

impl Ally<'_> {
    /// On how many propositions, or pairs of related ones, it rests.
    #[must_use]
    pub fn evidence(&self) -> usize {
        self.agree.len() + self.conflict.len() + self.differ.len()
    }
}

/// What is added to the denominator of closeness.
const PRIOR: f64 = 2.0;

/// All others with which the actor agrees, conflicts or differs on what is looked at: nearest first, those alike by id.
#[must_use]
pub fn allies<'a>(book: &Book<'a>, actor: &str) -> Vec<Ally<'a>> {
    let inside = book.actors();
    let mut found: Vec<Ally<'a>> = book
        .comparison
        .pairs
        .iter()
        .filter_map(|pair| seen_from(book, pair, actor))
        .filter(|ally| ally.evidence() > 0 && inside.binary_search(&ally.actor).is_ok())
        .collect();
    found.sort_by(|a, b| {
        b.closeness.total_cmp(&a.closeness).then_with(|| b.evidence().cmp(&a.evidence())).then_with(|| a.actor.cmp(b.actor))
    });
    found
}

fn seen_from<'a>(book: &Book<'a>, pair: &'a Pair, actor: &str) -> Option<Ally<'a>> {
    let (other, turned) = match (pair.a == actor, pair.b == actor) {
        (true, _) => (pair.b.as_str(), false),
        (_, true) => (pair.a.as_str(), true),
        _ => return None,
    };
    let asked = |entry: &&String| entry.split('/').any(|id| book.is_asked(id));
    let turn = |entry: &String| match entry.split_once('/') {
        Some((first, second)) if turned => format!("{second}/{first}"),
        _ => entry.clone(),
    };
    let list = |entries: &[String]| entries.iter().filter(asked).map(turn).collect::<Vec<_>>();
    let (agree, conflict, differ) = (list(&pair.agree), list(&pair.conflict), list(&pair.differ));
    let all = (agree.len() + conflict.len() + differ.len()) as f64;
    let closeness = (agree.len() as f64 - conflict.len() as f64) / (all + PRIOR);
    Some(Ally { actor: other, n_shared: pair.n_shared, agree, conflict, differ, closeness })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Scope;
    use crate::model::{Comparison, PropositionEntry};

    #[test]
    fn much_evidence_stands_nearer_than_little_and_related_ones_are_turned() {
        let pair = |a: &str, b: &str, agree: &[&str], conflict: &[&str]| {
            let list = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
            Pair { a: a.into(), b: b.into(), n_shared: 1, agree: list(agree), conflict: list(conflict), differ: Vec::new(), score: 1.0 }
        };
        let entry = |id: &str| PropositionEntry { id: id.into(), topic: "T".into(), wording: "W.".into() };
        let comparison = Comparison {
            propositions: ["p", "q", "r", "s"].map(entry).into(),
            speakers: ["A", "B", "C", "D"].map(|id| (id.to_owned(), Vec::new())).into(),
            pairs: vec![pair("A", "C", &["p"], &[]), pair("B", "C", &["p", "q", "r"], &["s"]), pair("C", "D", &[], &["p/q"])],
            ..Comparison::default()
        };
        let scope = Scope::default();
        let found = allies(&Book::new(&comparison, &scope), "C");
        let shown: Vec<String> = found.iter().map(|ally| format!("{} {:.3}", ally.actor, ally.closeness)).collect();
        // Of the same closeness, more evidence first.
        assert_eq!(shown, ["B 0.333", "A 0.333", "D -0.333"]);
        let turned = Comparison { pairs: vec![pair("A", "C", &["p/q"], &[])], ..comparison.clone() };
        assert_eq!(allies(&Book::new(&turned, &scope), "C")[0].agree, ["q/p"]);
    }
}
