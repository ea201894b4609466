//! Sentences on a session's theme → the words of the theme; clauses → those that do not merely repeat it.

use super::clause::Clause;
use super::light::{is_light, stem};
use crate::codebook::Reading;
use std::collections::{BTreeMap, BTreeSet};

/// Three stems that stand together, ascending.
pub type Motto = [String; 3];

/// Words by which a sentence names the theme of a meeting.
const THEME: &[&str] = &["theme", "themes", "themed", "motto"];

/// What is repeated from a theme stands in theme sentences of at least so many documents.
const LEAST: usize = 4;

/// And of the documents that hold it anywhere at least one in so many names it as the theme.
const SHARE: usize = 6;

/// The triples of stems in a document's sentences on the theme of the meeting.
#[must_use]
pub fn mottos(reading: &Reading<'_>) -> BTreeSet<Motto> {
    let mut found = BTreeSet::new();
    for sentence in &reading.sentences.list {
        let words = sentence.words.clone().map(|word| reading.word(word));
        if !words.clone().any(|word| THEME.contains(&word)) {
            continue;
        }
        let stems: Vec<String> = words.filter(|word| !is_light(word)).filter_map(stem).collect();
        found.extend(stems.windows(3).filter_map(motto));
    }
    found
}

/// Three different stems, sorted.
fn motto(stems: &[String]) -> Option<Motto> {
    let mut motto = Motto::try_from(stems.to_vec()).ok()?;
    motto.sort();
    (motto[0] != motto[1] && motto[1] != motto[2]).then_some(motto)
}

/// The clauses that hold no motto of the meeting; `mottos` are those of each document. What many say because it is the theme is
/// ceremony: speakers agree on it before they speak.
#[must_use]
pub(super) fn without_mottos(clauses: Vec<Clause>, mottos: &[BTreeSet<Motto>]) -> Vec<Clause> {
    let mut named: BTreeMap<&Motto, usize> = BTreeMap::new();
    mottos.iter().flatten().for_each(|motto| *named.entry(motto).or_default() += 1);
    named.retain(|_, count| *count >= LEAST);
    let stems: Vec<BTreeSet<&str>> = clauses.iter().map(|clause| clause.words.iter().map(|(stem, _)| stem.as_str()).collect()).collect();
    let holds = |at: usize, motto: &Motto| motto.iter().all(|stem| stems[at].contains(stem.as_str()));
    let mut echoes: BTreeSet<usize> = BTreeSet::new();
    for (motto, count) in named {
        let holders: Vec<usize> = (0..clauses.len()).filter(|at| holds(*at, motto)).collect();
        let documents: BTreeSet<&str> = holders.iter().map(|at| clauses[*at].doc_id.as_str()).collect();
        if count * SHARE >= documents.len() {
            echoes.extend(holders);
        }
    }
    let mut at = 0..;
    clauses.into_iter().filter(|_| at.next().is_some_and(|at| !echoes.contains(&at))).collect()
}
