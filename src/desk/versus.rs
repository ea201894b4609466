//! Two or more actors side by side, proposition by proposition.

use super::book::{Book, Held};
use crate::model::{Claim, LinkKind, Pair, PropositionEntry};
use std::collections::BTreeMap;

/// What one of the actors holds, and the words that speak for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Side<'a> {
    /// The actor's id.
    pub actor: &'a str,
    /// What it holds.
    pub held: Held<'a>,
    /// The claim that speaks for it.
    pub claim: Option<&'a Claim>,
}

/// How they meet on a proposition.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting<'a> {
    /// The proposition.
    pub entry: &'a PropositionEntry,
    /// The actors in the order in which they were named.
    pub sides: Vec<Side<'a>>,
    /// How each two of them stand, by their places in `sides`; none if one of them did not speak itself, or took no side.
    pub pairs: Vec<((usize, usize), Option<LinkKind>)>,
}

impl Meeting<'_> {
    /// The names of the actors that spoke of it themselves.
    #[must_use]
    pub fn spoke(&self) -> Vec<&str> {
        self.sides.iter().filter(|side| matches!(side.held, Held::Own(_))).map(|side| side.actor).collect()
    }

    /// The verdict: `conflict` if any two conflict, else `differs`, else `agreement`; `only X spoke` if nobody else did itself; `no side
    /// taken` if those that spoke cannot be compared; `through groups` if none spoke itself.
    #[must_use]
    pub fn verdict(&self) -> String {
        let has = |kind| self.pairs.iter().any(|(_, found)| *found == Some(kind));
        let spoke = self.spoke();
        match spoke.as_slice() {
            [] => "through groups only".to_owned(),
            [one] => format!("only {one} spoke"),
            _ if has(LinkKind::Conflicts) => "conflict".to_owned(),
            _ if has(LinkKind::Differs) => "differs".to_owned(),
            _ if has(LinkKind::Agrees) => "agreement".to_owned(),
            _ => "no side taken".to_owned(),
        }
    }
}

/// How actors meet on what at least one of them took up: conflicts first, then differences, agreement, and what only some spoke of; each
/// in codebook order.
#[must_use]
pub fn versus<'a>(book: &Book<'a>, actors: &[&'a str]) -> Vec<Meeting<'a>> {
    let pairs: BTreeMap<(&str, &str), &Pair> =
        book.comparison.pairs.iter().map(|pair| ((pair.a.as_str(), pair.b.as_str()), pair)).collect();
    let mut found: Vec<Meeting<'a>> = book.propositions(actors).into_iter().map(|entry| meeting(book, &pairs, entry, actors)).collect();
    let rank = |meeting: &Meeting<'_>| match meeting.verdict().as_str() {
        "conflict" => 0,
        "differs" => 1,
        "agreement" => 2,
        "no side taken" => 3,
        "through groups only" => 5,
        _ => 4,
    };
    found.sort_by_key(rank);
    found
}

fn meeting<'a>(book: &Book<'a>, pairs: &BTreeMap<(&str, &str), &Pair>, entry: &'a PropositionEntry, actors: &[&'a str]) -> Meeting<'a> {
    let side = |actor: &&'a str| Side { actor, held: book.held(actor, &entry.id), claim: book.claims(actor, &entry.id).first().copied() };
    let sides: Vec<Side<'a>> = actors.iter().map(side).collect();
    let mut between = Vec::new();
    for (at, one) in sides.iter().enumerate() {
        for (after, other) in sides[at + 1..].iter().enumerate() {
            let key = if one.actor <= other.actor { (one.actor, other.actor) } else { (other.actor, one.actor) };
            let listed = |ids: &[String]| ids.contains(&entry.id);
            let kind = pairs.get(&key).and_then(|pair| match () {
                () if listed(&pair.conflict) => Some(LinkKind::Conflicts),
                () if listed(&pair.differ) => Some(LinkKind::Differs),
                () if listed(&pair.agree) => Some(LinkKind::Agrees),
                () => None,
            });
            between.push(((at, at + 1 + after), kind));
        }
    }
    Meeting { entry, sides, pairs: between }
}
