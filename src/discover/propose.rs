//! Clauses → groups that say the same → discoveries: named, counted, tested for stability.

use super::clause::{Clause, FIRM_VOTES};
use super::corpus::Text;
use super::group::{Group, Grouping, group};
use super::nearest::Known;
use super::phrases::phrases;
use super::resample::stability;
use crate::codebook::Codebook;
use crate::model::{Discovery, Quote};
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

/// The propositions that clauses take up, those of most actors first; their nearness to those of `codebook` is told. The order of
/// the clauses makes no difference.
#[must_use]
pub fn propose(mut clauses: Vec<Clause>, codebook: &Codebook, options: &Options) -> Vec<Discovery> {
    clauses.sort_by(|a, b| (&a.doc_id, a.span, &a.actor, &a.words).cmp(&(&b.doc_id, b.span, &b.actor, &b.words)));
    let stems: Vec<Vec<String>> = clauses.iter().map(|clause| clause.words.iter().map(|(stem, _)| stem.clone()).collect()).collect();
    let texts: Vec<Text<'_>> = clauses.iter().zip(&stems).map(|(clause, stems)| Text { actor: &clause.actor, stems }).collect();
    let mut groups = group(&texts, &options.grouping);
    groups
        .retain(|group| group.beyond >= options.grouping.beyond && group.own >= OWN && actors(&clauses, group) >= options.grouping.actors);
    groups.sort_by_key(|group| (std::cmp::Reverse((actors(&clauses, group), group.texts.len())), group.texts.first().copied()));
    groups.truncate(options.most);
    let stability = stability(&clauses, &stems, &groups, &options.grouping);
    let known = Known::of(codebook, &stems);
    let mut ids = BTreeMap::new();
    groups
        .iter()
        .zip(stability)
        .map(|(group, stability)| {
            let phrases = phrases(&clauses, &texts, group, is_wanted(&clauses, group));
            let mut discovery = discovery(&clauses, group, &phrases.telling);
            discovery.stability = stability;
            (discovery.nearest, discovery.likeness) = known.nearest(group.texts.iter().flat_map(|text| &stems[*text]));
            (discovery.names, discovery.names_opposite) = (phrases.names, phrases.names_opposite);
            discovery.topic = phrases.topic;
            discovery.id = unique(&phrases.id, &mut ids);
            discovery
        })
        .collect()
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
    let mut balance: BTreeMap<&str, i64> = BTreeMap::new();
    for at in &group.texts {
        *balance.entry(&clauses[*at].actor).or_default() += if clauses[*at].agrees(wanted) { 1 } else { -1 };
    }
    let side = |keep: &dyn Fn(i64) -> bool| balance.iter().filter(|(_, sum)| keep(**sum)).map(|(actor, _)| (*actor).to_owned()).collect();
    Discovery {
        id: String::new(),
        topic: String::new(),
        name: name(clauses, group, telling, wanted),
        quotes: group.texts.iter().map(|at| quote(&clauses[*at], wanted)).collect(),
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

/// A readable name has about so many words.
const NAME_WORDS: usize = 11;

/// What each word more or less costs a name, in likeness to its group.
const WORD_COST: f32 = 0.012;

/// What a name gains if somebody firmly takes the side.
const FIRM_GAIN: f32 = 0.08;

/// What it gains if it opens its sentence.
const OPENS_GAIN: f32 = 0.04;

/// Words by which speakers name themselves.
const SPEAKERS: &[&str] = &["We", "we", "I", "my", "My", "our", "Our"];

/// What a name gains if the speaker is named by one of them.
const SPEAKS_GAIN: f32 = 0.06;

/// What a name gains for each of the group's most telling words.
const TOLD_GAIN: f32 = 0.08;

/// The clause on the side of most that is central and telling, neither a scrap nor a paragraph, and firm.
fn name(clauses: &[Clause], group: &Group, telling: &[String], wanted: bool) -> String {
    let score = |at: usize, likeness: f32| {
        let clause = &clauses[at];
        let words = u16::try_from(clause.quote.split_whitespace().count().abs_diff(NAME_WORDS)).unwrap_or(u16::MAX);
        let told = telling.iter().filter(|stem| clause.words.iter().any(|(held, _)| held == *stem)).count();
        let told = f32::from(u16::try_from(told).unwrap_or(u16::MAX));
        let gain = |holds: bool, gain: f32| if holds { gain } else { 0.0 };
        let opens = clause.quote.starts_with(char::is_uppercase);
        let speaks = clause.quote.split(' ').any(|word| SPEAKERS.contains(&word));
        likeness - WORD_COST * f32::from(words)
            + TOLD_GAIN * told
            + gain(clause.firm, FIRM_GAIN)
            + gain(opens, OPENS_GAIN)
            + gain(speaks, SPEAKS_GAIN)
    };
    let on_side = group.texts.iter().zip(&group.likeness).filter(|(at, _)| clauses[**at].wanted == wanted);
    // Of equal ones the first, which is the more central.
    let best = on_side.rev().max_by(|a, b| score(*a.0, *a.1).total_cmp(&score(*b.0, *b.1)));
    best.map_or(String::new(), |(at, _)| clauses[*at].quote.clone())
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
