//! How a sentence of a draft would be met: who is on record for what it says, against it, on which condition, and who has not spoken.

use super::book::{Book, Held};
use crate::model::{Claim, PropositionEntry, Side, Stance};

/// How a proposition in a draft is met.
#[derive(Debug, Clone, PartialEq)]
pub struct Reception<'a> {
    /// The proposition.
    pub entry: &'a PropositionEntry,
    /// Which way the draft takes it: for, against, or neither if it merely names it; then it is read as for.
    pub way: Side,
    /// Those on record for what the draft says, without a limit.
    pub with: Vec<&'a str>,
    /// Those for it with a limit or a condition, and the claim that says so.
    pub conditional: Vec<(&'a str, &'a Claim)>,
    /// Those that spoke of it and took no side.
    pub undecided: Vec<&'a str>,
    /// Those on record against what the draft says, reservations included, and the claim that says so.
    pub against: Vec<(&'a str, &'a Claim)>,
    /// Those that said nothing themselves while a group of theirs did, and the claim of the group.
    pub of_groups: Vec<(&'a str, &'a Claim)>,
    /// Those for whom nobody spoke.
    pub silent: Vec<&'a str>,
}

/// How what a draft says of a proposition is met; none if the run does not know it. A draft that denies the proposition is met the other way
/// round: who supports it, is against the draft.
#[must_use]
pub fn reception<'a>(book: &Book<'a>, proposition: &str, way: Side) -> Option<Reception<'a>> {
    let entry = book.entry(proposition)?;
    let (with, conditional, undecided, against, of_groups, silent) = Default::default();
    let mut found = Reception { entry, way, with, conditional, undecided, against, of_groups, silent };
    for actor in book.actors() {
        let claim = book.claims(actor, proposition).first().copied();
        match (book.held(actor, proposition), claim) {
            (Held::Own(position), Some(claim)) => match (position.stance, position.stance.side()) {
                (_, Side::Neither) => found.undecided.push(actor),
                (Stance::Qualified, _) if way != Side::Against => found.conditional.push((actor, claim)),
                // Who has reservations about what the draft denies leans towards the draft.
                (Stance::Reservation, _) if way == Side::Against => found.conditional.push((actor, claim)),
                (_, side) if (side == Side::For) == (way != Side::Against) => found.with.push(actor),
                _ => found.against.push((actor, claim)),
            },
            (Held::OfGroups(_), Some(claim)) => found.of_groups.push((actor, claim)),
            (Held::Silent, _) => found.silent.push(actor),
            (_, None) => {}
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Scope;
    use crate::model::Comparison;
    use crate::model::Stance::{Oppose, Qualified, Reservation, Support, Undecided};
    use crate::model::made_up::{claim, position};

    #[test]
    fn a_draft_that_denies_a_proposition_is_met_the_other_way_round() {
        let stances = [("A", Support), ("B", Qualified), ("C", Undecided), ("D", Reservation), ("E", Oppose)];
        let comparison = Comparison {
            propositions: vec![PropositionEntry { id: "p".into(), topic: "T".into(), wording: "W.".into() }],
            claims: stances.map(|(actor, stance)| claim(actor, "p", stance)).into(),
            positions: stances.map(|(actor, stance)| position(actor, "p", stance)).into(),
            speakers: ["A", "B", "C", "D", "E", "F"].map(|id| (id.to_owned(), Vec::new())).into(),
            ..Comparison::default()
        };
        let scope = Scope::default();
        let book = Book::new(&comparison, &scope);
        let shown = |way| {
            let found = reception(&book, "p", way).unwrap();
            let names = |list: &[(&str, &Claim)]| list.iter().map(|(actor, _)| *actor).collect::<String>();
            format!(
                "{}|{}|{}|{}|{}",
                found.with.concat(),
                names(&found.conditional),
                found.undecided.concat(),
                names(&found.against),
                found.silent.concat()
            )
        };
        assert_eq!(shown(Side::For), "A|B|C|DE|F");
        assert_eq!(shown(Side::Against), "E|D|C|AB|F");
        assert_eq!(reception(&book, "q", Side::For), None);
    }
}
