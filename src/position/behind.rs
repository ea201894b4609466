//! Claims come in, whose row each counts in goes out.

use crate::model::{Claim, Date, Position, Via};
use std::collections::BTreeMap;

/// A row: proposition, via, group (empty if national) and actor.
pub(super) type Row<'a> = (&'a str, Via, &'a str, &'a str);

/// The members of each group that spoke, on each date on which it did.
pub(super) type Membership<'a> = BTreeMap<(&'a str, Option<Date>), Vec<String>>;

/// Asks once for the members of each group on each date.
pub(super) fn membership<'a>(claims: &'a [Claim], members: &dyn Fn(&str, Option<Date>) -> Vec<String>) -> Membership<'a> {
    let mut found = Membership::new();
    for claim in claims.iter().filter(|claim| claim.via == Via::Group && !claim.holder.is_empty()) {
        found.entry((&claim.holder, claim.date)).or_insert_with(|| members(&claim.holder, claim.date));
    }
    found
}

/// The places of the claims behind each row. A group's claim counts in the group's row, and in that of each of its members on the day;
/// what is merely reported, and an alignment, counts in none.
pub(super) fn rows<'a>(claims: &'a [Claim], membership: &'a Membership<'a>) -> BTreeMap<Row<'a>, Vec<usize>> {
    let mut found: BTreeMap<Row<'a>, Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| !claim.holder.is_empty()) {
        let (holder, proposition) = (claim.holder.as_str(), claim.proposition_id.as_str());
        match claim.via {
            Via::National => found.entry((proposition, Via::National, "", holder)).or_default().push(at),
            Via::Group => {
                found.entry((proposition, Via::Group, holder, holder)).or_default().push(at);
                let members = membership.get(&(holder, claim.date)).into_iter().flatten();
                for member in members.map(String::as_str).filter(|member| *member != holder) {
                    found.entry((proposition, Via::Group, holder, member)).or_default().push(at);
                }
            }
            Via::Alignment | Via::Reported => {}
        }
    }
    found
}

/// The places of the claims from which each position is folded, in the order of the positions; nothing for a position that is not
/// among those that [`super::positions`] makes of the claims and members.
#[must_use]
pub fn behind(claims: &[Claim], members: &dyn Fn(&str, Option<Date>) -> Vec<String>, positions: &[Position]) -> Vec<Vec<usize>> {
    let membership = membership(claims, members);
    let rows = rows(claims, &membership);
    let row = |position: &Position| {
        let key = (position.proposition_id.as_str(), position.via, position.group.as_deref().unwrap_or(""), position.actor.as_str());
        rows.get(&key).cloned().unwrap_or_default()
    };
    positions.iter().map(row).collect()
}
