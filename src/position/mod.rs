//! Claims come in, positions go out: what each actor holds of each proposition, all its claims together.
//!
//! ```text
//! national claims ─ behind (holder, proposition) ──────────────── Tally → Position of the holder
//! group claims ──── behind (group, proposition) ─┬ all dates ──── Tally → Position of the group
//!                                                └ a member's own Tally → Position derived for the member
//! ```
//! What is merely reported, and an alignment, makes no position: nobody holds a view because another says so.

mod behind;
mod columns;
mod tally;

use crate::model::{Claim, Date, Position};
use std::collections::HashMap;

pub use behind::behind;
pub use columns::{Columns, fold_columns};
pub use tally::{Folded, fold};

/// Folds claims into positions. `members` names the members of a group on a date; `order` holds the ids of the propositions in
/// codebook order, and those that are not in it come last, by id.
///
/// A member has a derived row for each group that spoke for it, folded from the claims made while it belonged to the group.
/// The rows are in the order of actor, proposition, via and group; the order of the claims does not matter.
pub fn positions(claims: &[Claim], members: &dyn Fn(&str, Option<Date>) -> Vec<String>, order: &[String]) -> Vec<Position> {
    let membership = behind::membership(claims, members);
    let position = |((_, via, group, actor), places): ((&str, _, &str, &str), Vec<usize>)| {
        let group = Some(group).filter(|group| !group.is_empty());
        tally::Tally::of(places.iter().map(|at| (&claims[*at], 1))).position(actor, via, group)
    };
    let mut rows: Vec<Position> = behind::rows(claims, &membership).into_iter().filter_map(position).collect();
    let rank: HashMap<&str, usize> = order.iter().enumerate().map(|(rank, id)| (id.as_str(), rank)).collect();
    rows.sort_by(|a, b| {
        let place = |row: &Position| rank.get(row.proposition_id.as_str()).copied().unwrap_or(usize::MAX);
        (&a.actor, place(a), &a.proposition_id, a.via, &a.group).cmp(&(&b.actor, place(b), &b.proposition_id, b.via, &b.group))
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance::{Oppose, Support};
    use crate::model::Via;
    use crate::model::made_up::{claim, group_claim};

    fn alone(_: &str, _: Option<Date>) -> Vec<String> {
        Vec::new()
    }

    #[test]
    fn rows_come_by_actor_and_codebook_order_whatever_the_order_of_the_claims() {
        let order = ["z".to_owned(), "a".to_owned()];
        let mut claims =
            vec![claim("USA", "a", Support), claim("USA", "text:1", Support), claim("USA", "z", Oppose), claim("FRA", "a", Oppose)];
        let rows = positions(&claims, &alone, &order);
        let found: Vec<(&str, &str)> = rows.iter().map(|row| (row.actor.as_str(), row.proposition_id.as_str())).collect();
        assert_eq!(found, [("FRA", "a"), ("USA", "z"), ("USA", "a"), ("USA", "text:1")]);
        claims.reverse();
        assert_eq!(positions(&claims, &alone, &order), rows);
    }

    #[test]
    fn a_reported_or_aligned_claim_makes_no_position() {
        let claims = [
            Claim { via: Via::Reported, ..claim("RUS", "a", Support) },
            Claim { via: Via::Reported, holder: String::new(), ..claim("RUS", "a", Support) },
            Claim { via: Via::Alignment, ..claim("RUS", "a", Support) },
        ];
        assert_eq!(positions(&claims, &alone, &[]), []);
    }

    #[test]
    fn a_member_inherits_only_what_was_said_while_it_belonged_to_the_group() {
        let members = |group: &str, date: Option<Date>| match (group, date) {
            ("EUE", Some(date)) if date.year < 2020 => vec!["FRA".to_owned(), "GBR".to_owned()],
            ("EUE", _) => vec!["FRA".to_owned()],
            _ => Vec::new(),
        };
        let early = Claim { date: Some(Date::year(2019)), ..group_claim("EUE", "a", Support) };
        let late = Claim { date: Some(Date::year(2024)), ..group_claim("EUE", "a", Oppose) };
        let rows = positions(&[late, early], &members, &[]);
        let found: Vec<_> =
            rows.iter().map(|row| (row.actor.as_str(), row.group.as_deref(), row.stance, row.n_claims, row.is_own())).collect();
        assert_eq!(
            found,
            [("EUE", Some("EUE"), Oppose, 2, true), ("FRA", Some("EUE"), Oppose, 2, false), ("GBR", Some("EUE"), Support, 1, false),]
        );
    }

    #[test]
    fn a_state_keeps_its_own_row_beside_the_one_of_its_group() {
        let members = |_: &str, _: Option<Date>| vec!["FRA".to_owned()];
        let rows = positions(&[group_claim("EUE", "a", Support), claim("FRA", "a", Oppose)], &members, &[]);
        let found: Vec<_> = rows.iter().map(|row| (row.actor.as_str(), row.via, row.stance)).collect();
        assert_eq!(found, [("EUE", Via::Group, Support), ("FRA", Via::National, Oppose), ("FRA", Via::Group, Support)]);
    }
}
