//! A group → the phrases by which a codebook finds it again: bags of the stems that hold it together and set it apart.

use super::clause::{Clause, ENDINGS};
use super::corpus::Text;
use super::group::Group;
use crate::text::inflect::forms;
use std::collections::{BTreeMap, BTreeSet};

/// What a draft codebook says of a group besides its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrases {
    /// An id made of its most telling words.
    pub(super) id: String,
    /// The two words of it that most often follow each other.
    pub(super) topic: String,
    /// Phrases that name its object.
    pub(super) names: Vec<String>,
    /// Phrases that name the opposite.
    pub(super) names_opposite: Vec<String>,
}

/// Bags are made of so many stems that most clauses of the group hold.
const TELLING: usize = 9;

/// At most so many bags a group.
const MOST_BAGS: usize = 6;

/// Of the clauses that a bag finds at least this share is in the group.
const PRECISION: f64 = 0.6;

/// Words that may stand between those of a bag.
const SLACK: usize = 12;

/// At most so many forms of a stem are listed.
const MOST_FORMS: usize = 5;

/// The phrases of a group. `wanted`: whether most of its clauses want their object.
pub(super) fn phrases(clauses: &[Clause], texts: &[Text<'_>], group: &Group, wanted: bool) -> Phrases {
    let members: BTreeSet<usize> = group.texts.iter().copied().collect();
    let stems: Vec<BTreeSet<&str>> = texts.iter().map(|text| text.stems.iter().map(String::as_str).collect()).collect();
    let endings = endings(clauses, &members);
    let telling = telling(&stems, &members, &endings);
    let bags = cover(&stems, &members, &bags(&telling));
    let surfaces = surfaces(clauses, &members);
    let written = |bag: &[&str]| {
        let items: Option<Vec<String>> = bag.iter().map(|stem| surfaces.get(stem).map(|forms| element(forms))).collect();
        items.map(|items| format!("{{{}}}{SLACK}", items.join(" , ")))
    };
    let plain: Vec<String> = bags.iter().filter_map(|bag| written(bag)).collect();
    let ended: Vec<String> = endings
        .iter()
        .flat_map(|ending| bags.iter().take(2).map(|bag| [bag.as_slice(), &[*ending]].concat()))
        .filter_map(|bag| written(&bag))
        .collect();
    let (names, names_opposite) = if wanted { (plain, ended) } else { (ended, plain) };
    Phrases { id: named(&telling, &surfaces), topic: topic(clauses, &members), names, names_opposite }
}

/// Stems of endings by which clauses of the group turn their object: those in at least two of them.
fn endings<'c>(clauses: &'c [Clause], members: &BTreeSet<usize>) -> Vec<&'c str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for clause in members.iter().map(|at| &clauses[*at]).filter(|clause| clause.ended) {
        let stems: BTreeSet<&str> = clause.words.iter().map(|(stem, _)| stem.as_str()).filter(|stem| ENDINGS.contains(stem)).collect();
        stems.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
    }
    counts.into_iter().filter(|(_, count)| *count >= 2).map(|(stem, _)| stem).collect()
}

/// The stems that many clauses of the group hold and few others, the best first.
fn telling<'s>(stems: &[BTreeSet<&'s str>], members: &BTreeSet<usize>, endings: &[&str]) -> Vec<&'s str> {
    let mut inside: BTreeMap<&str, usize> = BTreeMap::new();
    members.iter().flat_map(|at| &stems[*at]).for_each(|stem| *inside.entry(stem).or_default() += 1);
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    stems.iter().flatten().filter(|stem| inside.contains_key(*stem)).for_each(|stem| *all.entry(stem).or_default() += 1);
    // Share of the group times how much of the stem is the group's: high for what is both common here and rare elsewhere.
    let mut ranked: Vec<(f64, &str)> = inside
        .into_iter()
        .filter(|(stem, count)| *count >= 2 && !endings.contains(stem))
        .map(|(stem, count)| (count as f64 * (count as f64 / all[stem] as f64).sqrt(), stem))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    ranked.truncate(TELLING);
    ranked.into_iter().map(|(_, stem)| stem).collect()
}

/// All bags of two and of three of the stems.
fn bags<'s>(stems: &[&'s str]) -> Vec<Vec<&'s str>> {
    let mut bags = Vec::new();
    for (a, one) in stems.iter().enumerate() {
        for (b, other) in stems.iter().enumerate().skip(a + 1) {
            bags.push(vec![*one, *other]);
            bags.extend(stems.iter().skip(b + 1).map(|third| vec![*one, *other, *third]));
        }
    }
    bags
}

/// The bags that together find most of the group and little else: each time the one that finds most that is not found yet, as long as
/// enough of what it finds is the group's. If none is so exact, the most exact one.
fn cover<'s>(stems: &[BTreeSet<&'s str>], members: &BTreeSet<usize>, bags: &[Vec<&'s str>]) -> Vec<Vec<&'s str>> {
    let found: Vec<(BTreeSet<usize>, usize)> = bags
        .iter()
        .map(|bag| {
            let all: Vec<usize> = (0..stems.len()).filter(|at| bag.iter().all(|stem| stems[*at].contains(stem))).collect();
            (all.iter().copied().filter(|at| members.contains(at)).collect(), all.len())
        })
        .collect();
    let precision = |at: usize| found[at].0.len() as f64 / found[at].1.max(1) as f64;
    let mut left = members.clone();
    let mut chosen: Vec<Vec<&str>> = Vec::new();
    while chosen.len() < MOST_BAGS {
        let gain = |at: usize| found[at].0.intersection(&left).count();
        let exact = (0..bags.len()).filter(|at| precision(*at) >= PRECISION && gain(*at) >= 2);
        let Some(best) = exact.max_by_key(|at| (gain(*at), std::cmp::Reverse((bags[*at].len(), *at)))) else { break };
        left.retain(|at| !found[best].0.contains(at));
        chosen.push(bags[best].clone());
    }
    if chosen.is_empty() {
        let useful = (0..bags.len()).filter(|at| found[*at].0.len() >= 2);
        chosen.extend(useful.max_by(|a, b| precision(*a).total_cmp(&precision(*b)).then(b.cmp(a))).map(|at| bags[at].clone()));
    }
    chosen
}

/// Of each stem the forms in which the group's clauses write it, the most frequent first; only forms that a phrase can hold.
fn surfaces<'c>(clauses: &'c [Clause], members: &BTreeSet<usize>) -> BTreeMap<&'c str, Vec<&'c str>> {
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (stem, form) in members.iter().flat_map(|at| &clauses[*at].words) {
        if form.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            *counts.entry(stem).or_default().entry(form).or_default() += 1;
        }
    }
    let ranked = |forms: BTreeMap<&'c str, usize>| {
        let mut forms: Vec<(&str, usize)> = forms.into_iter().collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        forms.into_iter().map(|(form, _)| form).collect()
    };
    counts.into_iter().map(|(stem, forms)| (stem, ranked(forms))).collect()
}

/// The element of a phrase that matches all these forms: base forms that between them inflect to all, `(a | b)` if they are several.
fn element(written: &[&str]) -> String {
    let mut left: Vec<&str> = written.iter().copied().take(MOST_FORMS).collect();
    let mut bases: Vec<&str> = Vec::new();
    while !left.is_empty() {
        let reach = |base: &str| forms(base).iter().filter(|form| left.contains(&form.as_str())).count();
        let Some(best) = left.iter().copied().max_by_key(|base| (reach(base), std::cmp::Reverse(base.len()), std::cmp::Reverse(*base))) else { break };
        let inflected = forms(best);
        left.retain(|form| *form != best && !inflected.iter().any(|known| known == form));
        bases.push(best);
    }
    if bases.len() == 1 { bases.concat() } else { format!("({})", bases.join(" | ")) }
}

fn named(telling: &[&str], surfaces: &BTreeMap<&str, Vec<&str>>) -> String {
    let words: Vec<&str> = telling.iter().filter_map(|stem| surfaces.get(stem)?.first().copied()).take(3).collect();
    format!("found.{}", words.join("_"))
}

/// The two words that most often follow each other in the group's clauses, with a capital.
fn topic(clauses: &[Clause], members: &BTreeSet<usize>) -> String {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for at in members {
        for pair in clauses[*at].words.windows(2) {
            *counts.entry((&pair[0].1, &pair[1].1)).or_default() += 1;
        }
    }
    let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    let topic = best.map_or_else(String::new, |((one, other), _)| format!("{one} {other}"));
    topic.chars().take(1).flat_map(char::to_uppercase).chain(topic.chars().skip(1)).collect()
}
