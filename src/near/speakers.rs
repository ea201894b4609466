//! Two documents of one text → whose words they are; all such pairs → which documents only repeat another.

use crate::model::{Copied, Date, Document, NearDuplicate, Repeated};
use std::collections::BTreeMap;

/// A document that holds the words of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// Its id.
    pub doc_id: String,
    /// The id of the document that it repeats.
    pub of: String,
}

/// The documents that repeat an earlier one by the same speaker or for the same group, by id: those that stand for no statement of
/// their own. Of several the first by date is none of them (of equals one that names a group, then the one whose id comes first); one
/// without date comes last. Words that other speakers say too are their own statements, and never among these.
#[must_use]
pub fn repeats(found: &[NearDuplicate]) -> Vec<Repeat> {
    let mut copies: BTreeMap<Rank<'_>, Vec<&Copied>> = BTreeMap::new();
    for pair in found.iter().filter(|pair| pair.repeated != Repeated::OtherSpeaker) {
        copies.entry(rank(&pair.second)).or_default().push(&pair.first);
    }
    // By rank: whether the earlier ones stay is known when a later one is looked at.
    let mut repeats: BTreeMap<&str, &str> = BTreeMap::new();
    for ((_, _, _, doc_id), earlier) in &copies {
        let kept = earlier.iter().filter(|one| !repeats.contains_key(one.doc_id.as_str())).min_by_key(|one| rank(one));
        if let Some(kept) = kept {
            repeats.insert(doc_id, &kept.doc_id);
        }
    }
    repeats.into_iter().map(|(doc_id, of)| Repeat { doc_id: doc_id.to_owned(), of: of.to_owned() }).collect()
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
