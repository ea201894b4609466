//! Clauses → groups that say the same → discoveries: named, counted, tested for stability.

use super::clause::Clause;
use super::cluster::{groups, neighbours};
use super::vectors::vectors;
use crate::meaning::Sparse;
use crate::model::{Discovery, Quote};
use std::collections::{BTreeMap, BTreeSet};

/// What counts as a found proposition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Two groups of clauses are joined as long as the mean cosine of their pairs is at least this, 0…1.
    pub likeness: f32,
    /// A proposition is taken up by at least so many actors.
    pub actors: usize,
    /// At most so many propositions.
    pub most: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { likeness: 0.25, actors: 3, most: 100 }
    }
}

/// A clause is compared with at most so many that are nearest to it.
const NEIGHBOURS: usize = 60;

/// The propositions that clauses take up, those of most actors first.
#[must_use]
pub fn propose(mut clauses: Vec<Clause>, options: &Options) -> Vec<Discovery> {
    clauses.sort_by(|a, b| (&a.doc_id, a.span, &a.actor).cmp(&(&b.doc_id, b.span, &b.actor)));
    let (vectors, _) = vectors(&clauses);
    let near = neighbours(&vectors, options.likeness * 0.8, NEIGHBOURS);
    let found = groups(&vectors, &near, options.likeness, &|_| true);
    let mut discoveries: Vec<Discovery> = found
        .iter()
        .filter(|members| actors(&clauses, members) >= options.actors)
        .filter_map(|members| discovery(&clauses, &vectors, members))
        .collect();
    discoveries.sort_by(|a, b| (b.n_actors, b.quotes.len(), &a.name).cmp(&(a.n_actors, a.quotes.len(), &b.name)));
    discoveries.truncate(options.most);
    discoveries
}

fn actors(clauses: &[Clause], members: &[usize]) -> usize {
    members.iter().map(|at| clauses[*at].actor.as_str()).collect::<BTreeSet<_>>().len()
}

fn discovery(clauses: &[Clause], vectors: &[Sparse], members: &[usize]) -> Option<Discovery> {
    let sum = members.iter().fold(Sparse::default(), |sum, at| sum.less(&vectors[*at], -1.0));
    let wanted = members.iter().filter(|at| clauses[**at].wanted).count() * 2 >= members.len();
    let mut central: Vec<usize> = members.to_vec();
    let score = |at: usize| sum.dot(&vectors[at]);
    central.sort_by(|a, b| score(*b).total_cmp(&score(*a)).then(a.cmp(b)));
    let name = central.iter().find(|at| clauses[**at].wanted == wanted)?;
    let mut balance: BTreeMap<&str, i64> = BTreeMap::new();
    for at in members {
        *balance.entry(&clauses[*at].actor).or_default() += if clauses[*at].wanted == wanted { 1 } else { -1 };
    }
    let side = |keep: &dyn Fn(i64) -> bool| balance.iter().filter(|(_, sum)| keep(**sum)).map(|(actor, _)| (*actor).to_owned()).collect();
    let quotes = central.iter().map(|at| quote(&clauses[*at], wanted)).collect();
    Some(Discovery {
        id: String::new(),
        topic: String::new(),
        name: clauses[*name].quote.clone(),
        quotes,
        states_for: side(&|sum| sum > 0),
        states_against: side(&|sum| sum < 0),
        n_actors: balance.len(),
        stability: 0.0,
        nearest: None,
        likeness: 0.0,
        names: Vec::new(),
        names_opposite: Vec::new(),
        supports: Vec::new(),
        opposes: Vec::new(),
    })
}

fn quote(clause: &Clause, wanted: bool) -> Quote {
    Quote {
        actor: clause.actor.clone(),
        doc_id: clause.doc_id.clone(),
        source: clause.source.clone(),
        span: clause.span,
        quote: clause.quote.clone(),
        sentence: clause.sentence.clone(),
        agrees: clause.wanted == wanted,
    }
}
