//! Extracted claims come in, coded statements go out.

use super::choice::{Named, named};
use crate::model::{Actor, Claim, Coding, Comparison, Date, Moment, Variable, Via};
use std::collections::{BTreeMap, BTreeSet};

named! {
    /// Whose claims are an actor's.
    Reach {
        /// Its own only.
        National = "national",
        /// Also those of groups it belonged to when they spoke, and those it aligned itself with.
        All = "all",
        /// The same, but what others said for it counts less than its own.
        Weighted = "weighted",
    }
}

/// What comes in so many statements of one coding.
struct Row<'c> {
    claim: &'c Claim,
    actor: &'c str,
    via: Via,
    weight: f64,
}

/// Codes every claim with a holder as a statement, with the variables `actor`, `actor_name`, `proposition`, `wording`, `topic`,
/// `stance` (a level on −1…1), `strength`, `side`, `via`, `group`, `forum`, `document`, `confidence` (the probability that the claim
/// is right), `start`, `end` (byte offsets) and `quote`.
///
/// With [`Reach::National`] what was said nationally counts, once each. With [`Reach::All`] a group's claim is also one of the
/// group itself, of each State that belonged to it on the day, and of each that aligned itself with it in a statement of the
/// same day; with [`Reach::Weighted`] such claims count `derived` (0…1). What is merely reported never counts.
#[must_use]
pub fn from_claims(comparison: &Comparison, reach: Reach, derived: f64) -> Coding {
    let weight = if reach == Reach::Weighted { derived } else { 1.0 };
    let mut rows: Vec<Row<'_>> = Vec::new();
    for claim in comparison.claims.iter().filter(|claim| !claim.holder.is_empty()) {
        match claim.via {
            Via::National => rows.push(Row { claim, actor: &claim.holder, via: Via::National, weight: 1.0 }),
            Via::Group if reach != Reach::National => {
                rows.push(Row { claim, actor: &claim.holder, via: Via::Group, weight: 1.0 });
                let group = comparison.actors.get(&claim.holder);
                let members = members(group, claim.date);
                rows.extend(members.iter().map(|actor| Row { claim, actor, via: Via::Group, weight }));
                let aligned = aligned(comparison, claim);
                let new = aligned.into_iter().filter(|actor| !members.contains(actor) && *actor != claim.holder);
                rows.extend(new.map(|actor| Row { claim, actor, via: Via::Alignment, weight }));
            }
            Via::Group | Via::Alignment | Via::Reported => {}
        }
    }
    rows.sort_by(|a, b| {
        let key = |row: &Row<'_>| row.claim.date.map(Moment::from);
        let rest = |row: &Row<'_>| (row.via, row.claim.span);
        (key(a), &a.claim.doc_id, &a.claim.claim_id, a.actor)
            .cmp(&(key(b), &b.claim.doc_id, &b.claim.claim_id, b.actor))
            .then(rest(a).cmp(&rest(b)))
    });
    coding(comparison, &rows)
}

fn coding(comparison: &Comparison, rows: &[Row<'_>]) -> Coding {
    let name = |actor: &str| comparison.actors.get(actor).map_or_else(|| actor.to_owned(), |actor| actor.name.clone());
    let names: BTreeMap<&str, String> = rows.iter().map(|row| (row.actor, name(row.actor))).collect();
    let strengths = ["0", "1", "2", "3", "4", "5"];
    let side = |row: &Row<'_>| match row.claim.stance.side() {
        crate::model::Side::For => "1",
        crate::model::Side::Neither => "0",
        crate::model::Side::Against => "-1",
    };
    let variable = |name: &str, value: &dyn Fn(&Row<'_>) -> String| {
        let values: Vec<String> = rows.iter().map(value).collect();
        Variable::new(name, values.iter().map(String::as_str))
    };
    let variables = vec![
        variable("actor", &|row| row.actor.to_owned()),
        variable("actor_name", &|row| names.get(row.actor).cloned().unwrap_or_default()),
        variable("proposition", &|row| row.claim.proposition_id.clone()),
        variable("wording", &|row| row.claim.proposition.clone()),
        variable("topic", &|row| row.claim.topic.clone()),
        variable("stance", &|row| row.claim.stance.name().to_owned()),
        variable("strength", &|row| strengths.get(usize::from(row.claim.strength)).map_or_else(String::new, |text| (*text).to_owned())),
        variable("side", &|row| side(row).to_owned()),
        variable("via", &|row| row.via.name().to_owned()),
        variable("group", &|row| row.claim.group.clone().unwrap_or_default()),
        variable("forum", &|row| row.claim.forum.clone().unwrap_or_default()),
        variable("document", &|row| row.claim.doc_id.clone()),
        variable("confidence", &|row| row.claim.confidence.to_string()),
        variable("start", &|row| row.claim.span.start.to_string()),
        variable("end", &|row| row.claim.span.end.to_string()),
        variable("quote", &|row| row.claim.quote.clone()),
    ];
    Coding {
        source: "the claims".to_owned(),
        ids: rows.iter().map(|row| row.claim.claim_id.clone()).collect(),
        documents: variables.iter().find(|variable| variable.name == "document").cloned(),
        times: rows.iter().any(|row| row.claim.date.is_some()).then(|| rows.iter().map(|row| row.claim.date.map(Moment::from)).collect()),
        weights: rows.iter().any(|row| row.weight < 1.0).then(|| rows.iter().map(|row| row.weight).collect()),
        variables,
    }
}

/// The States that belonged to the group on the day.
fn members(group: Option<&Actor>, date: Option<Date>) -> BTreeSet<&str> {
    let all = group.iter().flat_map(|group| &group.members);
    all.filter(|member| member.belongs_on(date)).map(|member| member.id.as_str()).collect()
}

/// Who aligned itself with the holder's statement on the day of the claim.
fn aligned<'c>(comparison: &'c Comparison, claim: &Claim) -> BTreeSet<&'c str> {
    let same = |alignment: &&crate::model::Alignment| alignment.with == claim.holder && alignment.date == claim.date && !alignment.partial;
    comparison.alignments.iter().filter(same).map(|alignment| alignment.actor.as_str()).collect()
}
