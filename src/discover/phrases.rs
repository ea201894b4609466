//! A group → the phrases by which a codebook finds it again: bags of the stems that hold it together and set it apart.

use super::clause::{Clause, FIRM_VOTES};
use super::corpus::Text;
use super::ending::is_ending;
use super::group::Group;
use crate::text::inflect::forms;
use std::collections::{BTreeMap, BTreeSet};

/// What a draft codebook says of a group besides its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrases {
    /// The stems that tell most of it.
    pub(super) telling: Vec<String>,
    /// An id made of its most telling words.
    pub(super) id: String,
    /// The two words of it that most often follow each other.
    pub(super) topic: String,
    /// Phrases that name its object.
    pub(super) names: Vec<String>,
    /// Phrases that name the opposite.
    pub(super) names_opposite: Vec<String>,
}

/// Leaves in a group only the clauses that hold most of what tells most of it: others came with a word or two in common.
pub(super) fn prune(clauses: &[Clause], stems: &[&[String]], group: &mut Group) {
    let members: BTreeSet<usize> = group.texts.iter().copied().collect();
    let mut telling = telling(stems, &members, &endings(clauses, &members));
    telling.truncate(NAMING);
    let holds = |at: usize| telling.iter().filter(|stem| stems[at].iter().any(|held| held == *stem)).count() + 1 >= telling.len();
    let kept: Vec<(usize, f32)> = group.texts.iter().copied().zip(group.likeness.iter().copied()).filter(|(at, _)| holds(*at)).collect();
    (group.texts, group.likeness) = kept.into_iter().unzip();
}

/// Bags are made of so many stems that most clauses of the group hold.
const TELLING: usize = 9;

/// An id is made of so many of them.
const NAMING: usize = 3;

/// At most so many bags a group.
const MOST_BAGS: usize = 6;

/// Of the clauses that a bag finds at least this share is in the group.
const PRECISION: f64 = 0.6;

/// If no bag is so exact, one of which this share is in the group will do.
const FAIR: f64 = 0.4;

/// Words that may stand between those of a bag.
const SLACK: usize = 12;

/// At most so many forms of a stem are listed.
const MOST_FORMS: usize = 5;

/// The phrases of a group. `wanted`: whether most of its clauses want their object.
pub(super) fn phrases(clauses: &[Clause], texts: &[Text<'_>], group: &Group, wanted: bool) -> Phrases {
    let members: BTreeSet<usize> = group.texts.iter().copied().collect();
    let stems: Vec<&[String]> = texts.iter().map(|text| text.stems).collect();
    let endings = endings(clauses, &members);
    let telling = telling(&stems, &members, &endings);
    let bags: Vec<Vec<&str>> = cover(&stems, &members, &telling)
        .into_iter()
        .map(|bag| telling.iter().enumerate().filter(|(at, _)| bag & (1 << at) != 0).map(|(_, stem)| *stem).collect())
        .collect();
    let surfaces = surfaces(clauses, &members);
    let written = |bag: &[&str]| {
        let forms: Option<Vec<&[&str]>> = bag.iter().map(|stem| surfaces.get(stem).map(Vec::as_slice)).collect();
        forms.map(|forms| self::bag(&forms))
    };
    let plain = bags.iter().map(|bag| (bag.clone(), None));
    let ended = endings.iter().flat_map(|ending| bags.iter().take(2).map(|bag| (bag.clone(), Some(*ending))));
    let (mut names, mut names_opposite) = (Vec::new(), Vec::new());
    for (bag, ending) in plain.chain(ended) {
        let list = if is_for(clauses, &members, &bag, ending, wanted) { &mut names } else { &mut names_opposite };
        list.extend(written(&[bag.as_slice(), ending.as_slice()].concat()));
    }
    let most: Vec<String> = telling.iter().take(NAMING).map(|stem| (*stem).to_owned()).collect();
    Phrases { telling: most, id: named(&telling, &surfaces), topic: topic(clauses, &members), names, names_opposite }
}

/// A phrase that holds all of some words, each by its forms as they were written: at least one of each.
#[must_use]
pub fn bag(forms: &[&[&str]]) -> String {
    let items: Vec<String> = forms.iter().map(|forms| element(forms)).collect();
    format!("{{{}}}{SLACK}", items.join(" , "))
}

/// Whether to be for what a bag names is to be for the proposition: so say most of the group's clauses that hold the bag, and the
/// ending or none. If there are none, an end is wanted exactly where the thing is not.
fn is_for(clauses: &[Clause], members: &BTreeSet<usize>, bag: &[&str], ending: Option<&str>, wanted: bool) -> bool {
    let holds = |clause: &&Clause| {
        let says = |stem: &str| clause.words.iter().any(|(held, _)| held == stem);
        clause.ended == ending.is_some() && bag.iter().copied().chain(ending).all(says)
    };
    // A clause is for its words if it wants the thing and they do not end it, or the other way round.
    let vote = |clause: &Clause| {
        let is_for = clause.wanted != clause.ended;
        let weight = if clause.firm { FIRM_VOTES } else { 1 };
        if is_for == clause.agrees(wanted) { weight } else { -weight }
    };
    let votes: i64 = members.iter().map(|at| &clauses[*at]).filter(holds).map(vote).sum();
    if votes == 0 { wanted != ending.is_some() } else { votes > 0 }
}

/// Stems of endings by which clauses of the group turn their object: those in at least two of them.
fn endings<'c>(clauses: &'c [Clause], members: &BTreeSet<usize>) -> Vec<&'c str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for clause in members.iter().map(|at| &clauses[*at]).filter(|clause| clause.ended) {
        let stems: BTreeSet<&str> = clause.words.iter().map(|(stem, _)| stem.as_str()).filter(|stem| is_ending(stem)).collect();
        for stem in stems {
            *counts.entry(stem).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 2).map(|(stem, _)| stem).collect()
}

/// The stems that many clauses of the group hold and few others, the best first.
fn telling<'s>(stems: &[&'s [String]], members: &BTreeSet<usize>, endings: &[&str]) -> Vec<&'s str> {
    let distinct = |at: usize| stems[at].iter().map(String::as_str).collect::<BTreeSet<&str>>();
    let mut inside: BTreeMap<&str, usize> = BTreeMap::new();
    members.iter().flat_map(|at| distinct(*at)).for_each(|stem| *inside.entry(stem).or_default() += 1);
    let mut all: BTreeMap<&str, usize> = inside.keys().map(|stem| (*stem, 0)).collect();
    for at in 0..stems.len() {
        for stem in distinct(at) {
            all.entry(stem).and_modify(|count| *count += 1);
        }
    }
    // Share of the group times how much of the stem is the group's: high for what is both common here and rare elsewhere.
    let mut ranked: Vec<(f64, &str)> = inside
        .into_iter()
        .filter(|(stem, count)| *count >= 2 && !endings.contains(stem))
        .map(|(stem, count)| (count as f64 * (count as f64 / all[stem].max(1) as f64).sqrt(), stem))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    ranked.truncate(TELLING);
    ranked.into_iter().map(|(_, stem)| stem).collect()
}

/// A set of telling stems, one bit each.
type Bag = u16;

/// All bags of two and of three of so many stems, those of the first stems first.
fn bags(stems: usize) -> Vec<Bag> {
    let all: Bag = (0..stems).fold(0, |bag, at| bag | 1 << at);
    let mut bags: Vec<Bag> = (1..=all).filter(|bag| (2..=3).contains(&bag.count_ones())).collect();
    bags.sort_by_key(|bag| (bag.count_ones(), *bag));
    bags
}

/// The bags that together find most of the group and little else: each time the one that finds most that is not found yet, as long as
/// enough of what it finds is the group's. If none is so exact, the most exact one that is fair; a group without any is not drafted.
fn cover(stems: &[&[String]], members: &BTreeSet<usize>, telling: &[&str]) -> Vec<Bag> {
    // How many clauses of the group, and how many of all, hold each set of the telling stems.
    let mut inside: BTreeMap<Bag, usize> = BTreeMap::new();
    let mut all: BTreeMap<Bag, usize> = BTreeMap::new();
    for (at, stems) in stems.iter().enumerate() {
        let bits = |stem: &String| telling.iter().position(|known| known == stem).map_or(0, |at| 1 << at);
        let held: Bag = stems.iter().fold(0, |bag, stem| bag | bits(stem));
        if held.count_ones() >= 2 {
            *all.entry(held).or_default() += 1;
            *inside.entry(held).or_default() += usize::from(members.contains(&at));
        }
    }
    let count =
        |sets: &BTreeMap<Bag, usize>, bag: Bag| sets.iter().filter(|(held, _)| *held & bag == bag).map(|(_, count)| count).sum::<usize>();
    let candidates: Vec<(Bag, f64)> = bags(telling.len())
        .into_iter()
        .filter(|bag| count(&inside, *bag) >= 2)
        .map(|bag| (bag, count(&inside, bag) as f64 / count(&all, bag) as f64))
        .collect();
    let mut left = inside.clone();
    let mut chosen: Vec<Bag> = Vec::new();
    while chosen.len() < MOST_BAGS {
        let exact = candidates.iter().filter(|(_, precision)| *precision >= PRECISION).map(|(bag, _)| (count(&left, *bag), *bag));
        // Of equal ones the first: the shorter, of the more telling stems.
        let Some((_, best)) = exact.rev().filter(|(gain, _)| *gain >= 2).max_by_key(|(gain, _)| *gain) else { break };
        left.retain(|held, _| held & best != best);
        chosen.push(best);
    }
    if chosen.is_empty() {
        let fair = candidates.iter().rev().filter(|(_, precision)| *precision >= FAIR);
        chosen.extend(fair.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(bag, _)| *bag));
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
        let Some(best) = left.iter().copied().max_by_key(|base| (reach(base), std::cmp::Reverse(base.len()), std::cmp::Reverse(*base)))
        else {
            break;
        };
        let inflected = forms(best);
        left.retain(|form| *form != best && !inflected.iter().any(|known| known == form));
        bases.push(best);
    }
    if bases.len() == 1 { bases.concat() } else { format!("({})", bases.join(" | ")) }
}

fn named(telling: &[&str], surfaces: &BTreeMap<&str, Vec<&str>>) -> String {
    let words: Vec<&str> = telling.iter().filter_map(|stem| surfaces.get(stem)?.first().copied()).take(NAMING).collect();
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
