//! Two stances come in, on the same proposition or on two related ones; how they stand to each other goes out, or nothing.
//!
//! A rule says nothing where it knows nothing: silence, and a stance that takes no side, link with no one.

use crate::codebook::RelationKind;
use crate::model::LinkKind::{self, Agrees, Conflicts, Differs};
use crate::model::Side::{Against, For, Neither};
use crate::model::Stance;

/// The text of the rule for two stances on one proposition.
pub(super) const SAME: &str = "same proposition";

/// Two stances on one proposition: one side agrees with itself, support conflicts with opposition, and caution merely differs
/// from support. A limit does not change the side, and practice counts as qualified support.
#[must_use]
pub fn same_proposition(a: Stance, b: Stance) -> Option<LinkKind> {
    match (a.side(), b.side()) {
        (Neither, _) | (_, Neither) => None,
        (For, For) | (Against, Against) => Some(Agrees),
        // Whoever has concerns has not refused: "premature" can still be talked over.
        (For, Against) | (Against, For) if a == Stance::Reservation || b == Stance::Reservation => Some(Differs),
        (For, Against) | (Against, For) => Some(Conflicts),
    }
}

/// Two propositions that cannot both be held, or are normally opposed: who is for the one conflicts with who is for the other.
/// Being against the one is not being for the other, so nothing else follows.
#[must_use]
pub fn opposition(a: Stance, b: Stance) -> Option<LinkKind> {
    (a.side() == For && b.side() == For).then_some(Conflicts)
}

/// Two propositions that differ in priority: both may be held, so who is for the one differs softly from who is for the other.
#[must_use]
pub fn differing(a: Stance, b: Stance) -> Option<LinkKind> {
    (a.side() == For && b.side() == For).then_some(Differs)
}

/// A proposition that commits to another: who is for the first stands to the other's holders as if for the second.
/// Who is against the first has said nothing of the second.
#[must_use]
pub fn entailment(a: Stance, b: Stance) -> Option<LinkKind> {
    if a.side() == For { same_proposition(a, b) } else { None }
}

/// A stance on the first proposition of a relation and one on the second.
#[must_use]
pub fn related(relation: RelationKind, a: Stance, b: Stance) -> Option<LinkKind> {
    match relation {
        RelationKind::Contradicts | RelationKind::Conflicts => opposition(a, b),
        RelationKind::Differs => differing(a, b),
        RelationKind::Entails => entailment(a, b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::{Oppose, Practice, Qualified, Reservation, Support, Undecided};

    #[test]
    fn one_side_agrees_support_and_opposition_conflict_caution_differs() {
        let cases = [
            (Support, Support, Some(Agrees)),
            (Support, Qualified, Some(Agrees)),
            (Qualified, Qualified, Some(Agrees)),
            (Practice, Support, Some(Agrees)),
            (Oppose, Oppose, Some(Agrees)),
            (Oppose, Reservation, Some(Agrees)),
            (Support, Oppose, Some(Conflicts)),
            (Qualified, Oppose, Some(Conflicts)),
            (Practice, Oppose, Some(Conflicts)),
            (Support, Reservation, Some(Differs)),
            (Qualified, Reservation, Some(Differs)),
            (Practice, Reservation, Some(Differs)),
            (Undecided, Support, None),
            (Undecided, Oppose, None),
            (Undecided, Undecided, None),
        ];
        for (a, b, kind) in cases {
            assert_eq!(same_proposition(a, b), kind, "{a} {b}");
            assert_eq!(same_proposition(b, a), kind, "{b} {a}");
        }
    }

    #[test]
    fn related_propositions_link_only_what_the_relation_says() {
        use RelationKind::{Contradicts, Differs as Priority, Entails};
        let cases = [
            (Contradicts, Support, Qualified, Some(Conflicts)),
            (RelationKind::Conflicts, Support, Support, Some(Conflicts)),
            // Against the rival is not for one's own.
            (Contradicts, Support, Oppose, None),
            (Contradicts, Oppose, Oppose, None),
            (Contradicts, Undecided, Support, None),
            (Priority, Support, Support, Some(Differs)),
            (Priority, Support, Oppose, None),
            (Entails, Support, Support, Some(Agrees)),
            (Entails, Support, Oppose, Some(Conflicts)),
            (Entails, Support, Reservation, Some(Differs)),
            // Entailment is one-way.
            (Entails, Oppose, Support, None),
            (Entails, Oppose, Oppose, None),
            (Entails, Support, Undecided, None),
        ];
        for (relation, a, b, kind) in cases {
            assert_eq!(related(relation, a, b), kind, "{a} {} {b}", relation.name());
        }
    }
}
