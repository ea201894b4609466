//! Clauses → groups that say the same → discoveries: named, counted, tested for stability.

use super::ceremony::{Motto, without_mottos};
use super::clause::{Clause, FIRM_VOTES};
use super::corpus::Text;
use super::group::{Group, Grouping, group};
use super::name::ranked;
use super::nearest::Known;
use super::phrases::{phrases, prune};
use super::resample::stability;
use crate::codebook::Codebook;
use crate::error::Result;
use crate::model::{Discovery, Quote};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What counts as a found proposition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// When clauses are taken to say the same. Its `actors` also is the least number of actors that take a proposition up.
    pub grouping: Grouping,
    /// At most so many propositions.
    pub most: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { grouping: Grouping::default(), most: 100 }
    }
}

/// A proposition has at least this share of what is said with its most own word.
const OWN: f32 = 0.12;

/// In at least this share of its clauses somebody firmly takes a side: what all merely speak of is a topic, no proposition.
const TAKEN: f64 = 0.35;

/// So many times as many groups as are wanted are looked at before some of them are found wanting.
const SPARE: usize = 3;

/// The propositions that clauses take up, those of most actors first; their nearness to those of `codebook` is told. The order of
/// the clauses makes no difference; those that repeat one of `mottos`, the documents' words on the theme of the meeting, are left out.
///
/// # Errors
/// If the models that compare clauses with the codebook cannot be used.
pub fn propose(clauses: Vec<Clause>, mottos: &[BTreeSet<Motto>], codebook: &Codebook, options: &Options) -> Result<Vec<Discovery>> {
    let mut clauses = without_mottos(clauses, mottos);
    clauses.sort_by(|a, b| (&a.doc_id, a.span, &a.actor, &a.words).cmp(&(&b.doc_id, b.span, &b.actor, &b.words)));
    let stems: Vec<Vec<String>> = clauses.iter().map(|clause| clause.words.iter().map(|(stem, _)| stem.clone()).collect()).collect();
    let texts: Vec<Text<'_>> = clauses.iter().zip(&stems).map(|(clause, stems)| Text { actor: &clause.actor, stems }).collect();
    let mut groups = group(&texts, &options.grouping);
    groups.retain(|group| group.beyond >= options.grouping.beyond && group.own >= OWN);
    largest(&clauses, &mut groups, options.most * SPARE);
    let slices: Vec<&[String]> = stems.iter().map(Vec::as_slice).collect();
    for group in &mut groups {
        prune(&clauses, &slices, group);
    }
    groups.retain(|group| actors(&clauses, group) >= options.grouping.actors && taken(&clauses, group) >= TAKEN);
    largest(&clauses, &mut groups, options.most);
    let stability = stability(&clauses, &stems, &groups, &options.grouping);
    let mut ids = BTreeMap::new();
    let found = groups.iter().zip(stability).map(|(group, stability)| {
        let phrases = phrases(&clauses, &texts, group, is_wanted(&clauses, group));
        let mut discovery = discovery(&clauses, group, &phrases.telling);
        discovery.stability = stability;
        (discovery.names, discovery.names_opposite) = (phrases.names, phrases.names_opposite);
        discovery.topic = phrases.topic;
        discovery.id = unique(&phrases.id, &mut ids);
        discovery
    });
    let mut found: Vec<Discovery> = found.collect();
    let compared = |one: &Discovery| one.quotes.iter().take(COMPARED).map(|quote| quote.quote.clone()).collect::<Vec<String>>();
    let quotes: Vec<Vec<String>> = found.iter().map(compared).collect();
    let known = Known::of(codebook, &quotes.iter().flatten().map(String::as_str).collect::<Vec<_>>())?;
    for (one, quotes) in found.iter_mut().zip(&quotes) {
        (one.nearest, one.likeness) = known.nearest(&quotes.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    Ok(found)
}

/// So many quotes of a proposition are compared with those of the codebook.
const COMPARED: usize = 5;

/// Leaves the groups of most actors, those first.
fn largest(clauses: &[Clause], groups: &mut Vec<Group>, most: usize) {
    groups.sort_by_key(|group| (Reverse((actors(clauses, group), group.texts.len())), group.texts.iter().min().copied()));
    groups.truncate(most);
}

/// The share of a group's clauses in which somebody firmly takes a side, 0…1.
fn taken(clauses: &[Clause], group: &Group) -> f64 {
    group.texts.iter().filter(|at| clauses[**at].firm).count() as f64 / group.texts.len().max(1) as f64
}

fn actors(clauses: &[Clause], group: &Group) -> usize {
    group.texts.iter().map(|at| clauses[*at].actor.as_str()).collect::<BTreeSet<_>>().len()
}

/// Whether most clauses of a group want its object.
fn is_wanted(clauses: &[Clause], group: &Group) -> bool {
    let votes = group.texts.iter().map(|at| &clauses[*at]).map(|clause| {
        let weight = if clause.firm { FIRM_VOTES } else { 1 };
        if clause.wanted { weight } else { -weight }
    });
    votes.sum::<i64>() >= 0
}

fn discovery(clauses: &[Clause], group: &Group, telling: &[String]) -> Discovery {
    let wanted = is_wanted(clauses, group);
    let ranked = ranked(clauses, group, telling);
    let name = ranked.iter().map(|at| &clauses[*at]).find(|clause| clause.wanted == wanted);
    let mut balance: BTreeMap<&str, i64> = BTreeMap::new();
    for at in &group.texts {
        *balance.entry(&clauses[*at].actor).or_default() += if clauses[*at].agrees(wanted) { 1 } else { -1 };
    }
    let side = |keep: &dyn Fn(i64) -> bool| balance.iter().filter(|(_, sum)| keep(**sum)).map(|(actor, _)| (*actor).to_owned()).collect();
    Discovery {
        id: String::new(),
        topic: String::new(),
        name: name.map_or_else(String::new, |clause| clause.quote.clone()),
        quotes: ranked.iter().map(|at| quote(&clauses[*at], wanted)).collect(),
        states_for: side(&|sum| sum > 0),
        states_against: side(&|sum| sum < 0),
        n_actors: balance.len(),
        stability: 0.0,
        cohesion: f64::from(group.cohesion),
        coded: group.texts.iter().filter(|at| clauses[**at].coded.is_some()).count() as f64 / group.texts.len().max(1) as f64,
        nearest: None,
        likeness: 0.0,
        names: Vec::new(),
        names_opposite: Vec::new(),
        supports: Vec::new(),
        opposes: Vec::new(),
    }
}

fn quote(clause: &Clause, wanted: bool) -> Quote {
    Quote {
        actor: clause.actor.clone(),
        doc_id: clause.doc_id.clone(),
        source: clause.source.clone(),
        span: clause.span,
        quote: clause.quote.clone(),
        sentence: clause.sentence.clone(),
        agrees: clause.agrees(wanted),
    }
}

/// The id, with a number if it was given before.
fn unique(id: &str, given: &mut BTreeMap<String, usize>) -> String {
    let count = given.entry(id.to_owned()).or_default();
    *count += 1;
    if *count == 1 { id.to_owned() } else { format!("{id}_{count}") }
}
