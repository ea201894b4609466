//! Claims come in, the links between claims of different holders go out: counted all, listed as many as are asked for.

use super::rules::{SAME, related, same_proposition};
use crate::codebook::Relations;
use crate::model::{Claim, Link, LinkKind, Stance, Via};
use std::collections::BTreeMap;

/// The links between claims of different holders: at most `limit` of them, and how many there are.
///
/// The list begins with the strongest claims (by the sum of the two strengths). Among equals it takes one link from each
/// proposition, rule and stances in turn (conflicts, agreements, differences), and one of every two holders before a second, so
/// that a short list shows many. Reported claims and alignments link with nothing, as they make no position. Two claims are
/// linked twice only if two rules link them.
///
/// The count takes one pass over the claims and one over holders by proposition; the listing takes one step a link.
#[must_use]
pub fn claim_links(claims: &[Claim], relations: &Relations, limit: usize) -> (Vec<Link>, u64) {
    let shelves = Shelf::fill(claims);
    let meetings = meetings(&shelves, relations);
    let total = meetings.iter().map(Meeting::count).sum();
    let strengths = |shelf: &Shelf| shelf.by_strength.keys().next_back().copied().unwrap_or(0);
    let strongest = meetings.iter().map(|meeting| u16::from(strengths(meeting.a)) + u16::from(strengths(meeting.b))).max();
    let mut links = Vec::new();
    for sum in (0..=strongest.unwrap_or(0)).rev() {
        let mut open: Vec<_> = meetings.iter().map(|meeting| (meeting, meeting.pairs(sum))).collect();
        while !open.is_empty() {
            open.retain_mut(|(meeting, pairs)| {
                let pair = if links.len() < limit { pairs.next() } else { None };
                links.extend(pair.map(|(a, b)| Link { a: a.min(b), b: a.max(b), kind: meeting.kind, rule: meeting.rule.clone() }));
                pair.is_some()
            });
        }
    }
    (links, total)
}

/// The claims of one proposition and stance.
#[derive(Debug, Default)]
struct Shelf<'a> {
    by_strength: BTreeMap<u8, BTreeMap<&'a str, Vec<usize>>>,
    per_holder: BTreeMap<&'a str, u64>,
    n_claims: u64,
}

type Shelves<'a> = BTreeMap<&'a str, BTreeMap<Stance, Shelf<'a>>>;

impl<'a> Shelf<'a> {
    fn fill(claims: &'a [Claim]) -> Shelves<'a> {
        let mut shelves: Shelves<'a> = BTreeMap::new();
        // Paragraph 12 of one draft is not paragraph 12 of another.
        let compares = |claim: &Claim| !claim.proposition_id.starts_with("para.");
        let own = |claim: &Claim| matches!(claim.via, Via::National | Via::Group) && !claim.holder.is_empty() && compares(claim);
        for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| own(claim)) {
            let shelf = shelves.entry(&claim.proposition_id).or_default().entry(claim.stance).or_default();
            shelf.by_strength.entry(claim.strength).or_default().entry(&claim.holder).or_default().push(at);
            *shelf.per_holder.entry(&claim.holder).or_default() += 1;
            shelf.n_claims += 1;
        }
        shelves
    }
}

/// Two shelves between which a rule links every claim with every claim of another holder.
struct Meeting<'a> {
    a: &'a Shelf<'a>,
    b: &'a Shelf<'a>,
    same_shelf: bool,
    kind: LinkKind,
    rule: String,
}

/// All meetings of the rules: conflicts, then agreements, then differences.
fn meetings<'a>(shelves: &'a Shelves<'a>, relations: &Relations) -> Vec<Meeting<'a>> {
    let mut found = Vec::new();
    for stances in shelves.values() {
        for (stance_a, a) in stances {
            for (stance_b, b) in stances.range(stance_a..) {
                if let Some(kind) = same_proposition(*stance_a, *stance_b) {
                    found.push(Meeting { a, b, same_shelf: stance_a == stance_b, kind, rule: SAME.to_owned() });
                }
            }
        }
    }
    for (id_a, id_b, relation) in relations.iter().filter(|(id_a, id_b, _)| id_a != id_b) {
        let (Some(stances_a), Some(stances_b)) = (shelves.get(id_a), shelves.get(id_b)) else { continue };
        for (stance_a, a) in stances_a {
            for (stance_b, b) in stances_b {
                if let Some(kind) = related(relation, *stance_a, *stance_b) {
                    let rule = format!("{id_a} {} {id_b}", relation.name());
                    found.push(Meeting { a, b, same_shelf: false, kind, rule });
                }
            }
        }
    }
    let gravity = |kind: LinkKind| [LinkKind::Conflicts, LinkKind::Agrees, LinkKind::Differs].iter().position(|known| *known == kind);
    found.sort_by_key(|meeting| gravity(meeting.kind));
    found
}

impl Meeting<'_> {
    /// How many links: all pairs of claims without those of one holder.
    fn count(&self) -> u64 {
        let of_one_holder = |(holder, n): (&&str, &u64)| n * self.b.per_holder.get(holder).copied().unwrap_or(0);
        let pairs = self.a.n_claims * self.b.n_claims - self.a.per_holder.iter().map(of_one_holder).sum::<u64>();
        if self.same_shelf { pairs / 2 } else { pairs }
    }

    /// The pairs of claims whose strengths add up to `sum`: first one of every two holders, then the others.
    fn pairs(&self, sum: u16) -> impl Iterator<Item = (usize, usize)> + '_ {
        let shelves = self.a.by_strength.iter().rev().filter_map(move |(strength_a, holders_a)| {
            let strength_b = sum.checked_sub(u16::from(*strength_a)).and_then(|rest| u8::try_from(rest).ok())?;
            Some((holders_a, self.b.by_strength.get(&strength_b)?))
        });
        // Within one shelf, every two holders come by twice; the first in alphabetical order lists them.
        let counts = |a: &str, b: &str| a < b || (a > b && !self.same_shelf);
        let holders = shelves.flat_map(move |(holders_a, holders_b)| {
            holders_a.iter().flat_map(move |(holder_a, claims_a)| {
                holders_b.iter().filter(move |(holder_b, _)| counts(holder_a, holder_b)).map(move |(_, claims_b)| (claims_a, claims_b))
            })
        });
        let first = holders.clone().map(|(claims_a, claims_b)| (claims_a[0], claims_b[0]));
        let others =
            holders.flat_map(|(claims_a, claims_b)| claims_a.iter().flat_map(move |a| claims_b.iter().map(move |b| (*a, *b))).skip(1));
        first.chain(others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::RelationKind;
    use crate::model::made_up::claim;

    /// Every stance of five holders on three propositions, some twice, with all strengths.
    fn many() -> Vec<Claim> {
        let mut claims = Vec::new();
        for (at, stance) in Stance::ALL.iter().cycle().take(60).enumerate() {
            let (holder, proposition) = (["A", "B", "C", "D", ""][at * 7 % 5], ["p", "q", "r"][at % 4 % 3]);
            let via = if at % 11 == 0 { Via::Reported } else { Via::National };
            claims.push(Claim { strength: u8::try_from(at % 5).unwrap() + 1, via, ..claim(holder, proposition, *stance) });
        }
        claims
    }

    fn relations() -> Relations {
        let mut relations = Relations::default();
        relations.add("p", "q", RelationKind::Contradicts);
        relations.add("q", "r", RelationKind::Entails);
        relations.add("p", "r", RelationKind::Differs);
        relations
    }

    /// The plain twin: every claim against every claim.
    fn plain(claims: &[Claim], relations: &Relations) -> Vec<Link> {
        let own = |claim: &Claim| claim.via != Via::Reported && !claim.holder.is_empty();
        let mut links = Vec::new();
        for (a, first) in claims.iter().enumerate().filter(|(_, claim)| own(claim)) {
            for (b, second) in claims.iter().enumerate().skip(a + 1).filter(|(_, second)| own(second) && second.holder != first.holder) {
                if first.proposition_id == second.proposition_id {
                    links.extend(same_proposition(first.stance, second.stance).map(|kind| Link { a, b, kind, rule: SAME.to_owned() }));
                }
                for (id_a, id_b, relation) in relations.iter() {
                    for (one, other) in [(first, second), (second, first)] {
                        if one.proposition_id == id_a && other.proposition_id == id_b {
                            let rule = format!("{id_a} {} {id_b}", relation.name());
                            links.extend(related(relation, one.stance, other.stance).map(|kind| Link { a, b, kind, rule }));
                        }
                    }
                }
            }
        }
        links.sort();
        links
    }

    #[test]
    fn the_links_are_those_of_the_plain_twin() {
        let (claims, relations) = (many(), relations());
        let (mut links, total) = claim_links(&claims, &relations, usize::MAX);
        assert_eq!(total, links.len() as u64);
        links.sort();
        assert_eq!(links, plain(&claims, &relations));
        assert!(links.len() > 100, "{}", links.len());
    }

    #[test]
    fn a_limit_keeps_the_head_of_the_list_and_the_count() {
        let (claims, relations) = (many(), relations());
        let (all, total) = claim_links(&claims, &relations, usize::MAX);
        for limit in [0, 1, 7, 100] {
            assert_eq!(claim_links(&claims, &relations, limit), (all[..limit].to_vec(), total));
        }
    }

    #[test]
    fn the_strongest_come_first_and_every_rule_in_turn_conflicts_before_agreements() {
        let (claims, relations) = (many(), relations());
        let (links, _) = claim_links(&claims, &relations, usize::MAX);
        let sum = |link: &Link| claims[link.a].strength + claims[link.b].strength;
        assert!(links.windows(2).all(|two| sum(&two[0]) >= sum(&two[1])));
        let claims = [claim("A", "p", Stance::Support), claim("B", "p", Stance::Support), claim("C", "p", Stance::Oppose)];
        let (links, _) = claim_links(&claims, &relations, 9);
        let kinds: Vec<LinkKind> = links.iter().map(|link| link.kind).collect();
        assert_eq!(kinds, [LinkKind::Conflicts, LinkKind::Agrees, LinkKind::Conflicts]);
    }

    #[test]
    fn a_million_links_are_counted_without_being_listed() {
        let claims: Vec<Claim> = (0..2000).map(|at| claim(&format!("H{at}"), "p", Stance::Support)).collect();
        let (links, total) = claim_links(&claims, &Relations::default(), 3);
        assert_eq!((links.len(), total), (3, 2000 * 1999 / 2));
    }
}
