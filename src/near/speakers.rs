//! Two documents of one text → whose words they are; all such pairs → which documents only repeat another.

use crate::model::{Copied, Date, Document, NearDuplicate, Repeated};
use std::collections::BTreeMap;

/// The pairs whose second document repeats the first, by the second one's id: it stands for no statement of its own, as the same
/// actor spoke both, or both were spoken for the same group. Of several copies the first by date is the one repeated (of equals one that
/// names a group, then the one whose id comes first; one without a date comes last). Words that another speaker says too are that
/// speaker's own statement, and no repetition.
#[must_use]
pub fn repeats(found: &[NearDuplicate]) -> Vec<&NearDuplicate> {
    let mut copies: BTreeMap<Rank<'_>, Vec<&NearDuplicate>> = BTreeMap::new();
    for pair in found.iter().filter(|pair| pair.repeated != Repeated::OtherSpeaker) {
        copies.entry(rank(&pair.second)).or_default().push(pair);
    }
    // By rank: whether the earlier ones repeat another is known when a later one is looked at.
    let mut repeats: BTreeMap<&str, &NearDuplicate> = BTreeMap::new();
    for ((_, _, _, doc_id), pairs) in copies {
        let kept = pairs.into_iter().filter(|pair| !repeats.contains_key(pair.first.doc_id.as_str())).min_by_key(|pair| rank(&pair.first));
        if let Some(kept) = kept {
            repeats.insert(doc_id, kept);
        }
    }
    repeats.into_values().collect()
}

/// What is found of two documents.
pub(super) fn pair(a: &Document, b: &Document, common: usize, all: usize) -> NearDuplicate {
    let [a, b] = [a, b].map(|document| Copied {
        doc_id: document.id.clone(),
        source: document.source.clone(),
        actor: document.actor.clone(),
        group: document.meta.group.clone(),
        date: document.meta.date,
    });
    let repeated = repeated(&a, &b);
    let (first, second) = if rank(&a) <= rank(&b) { (a, b) } else { (b, a) };
    NearDuplicate { first, second, common, all, repeated }
}

/// By what pairs are sorted.
pub(super) fn order(pair: &NearDuplicate) -> impl Ord + '_ {
    (rank(&pair.first), rank(&pair.second))
}

/// Undated, date, names no group, id.
type Rank<'a> = (bool, Option<Date>, bool, &'a str);

/// By what the copies of a statement are sorted.
fn rank(copy: &Copied) -> Rank<'_> {
    (copy.date.is_none(), copy.date, copy.group.is_none(), copy.doc_id.as_str())
}

/// A group may speak by a State, or under its own name.
fn repeated(a: &Copied, b: &Copied) -> Repeated {
    let for_group = |copy: &Copied| copy.group.clone().unwrap_or_else(|| copy.actor.clone());
    if !a.actor.is_empty() && a.actor == b.actor {
        Repeated::SameSpeaker
    } else if (a.group.is_some() || b.group.is_some()) && for_group(a) == for_group(b) {
        Repeated::SameGroup
    } else {
        Repeated::OtherSpeaker
    }
}
