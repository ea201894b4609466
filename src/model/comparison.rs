//! Everything a run found.

use super::{Actor, Alignment, Claim, Coverage, Criticism, Date, Edit, Notice, Position};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Two actors side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The one actor's id, alphabetically the first.
    pub a: String,
    /// The other actor's id.
    pub b: String,
    /// Propositions of which both spoke, with or without taking a side.
    pub n_shared: usize,
    /// Propositions on which they agree; for two related ones `id/id`, first the one that `a` spoke of. By id.
    pub agree: Vec<String>,
    /// Propositions on which they conflict, written alike.
    pub conflict: Vec<String>,
    /// Propositions on which they differ softly, written alike.
    pub differ: Vec<String>,
    /// (agree − conflict) / (agree + conflict + differ), −1…1; 0 if there is none of them.
    pub score: f64,
}

/// What is common ground on one proposition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommonGround {
    /// The proposition's id.
    pub proposition_id: String,
    /// Its topic.
    pub topic: String,
    /// Its wording.
    pub proposition: String,
    /// The actors by stance name: support, qualified, practice, undecided, reservation, oppose. Own positions only.
    pub by_stance: BTreeMap<String, Vec<String>>,
    /// How many actors that spoke in the run said nothing on it, and had nothing said on it by a group of theirs.
    pub silent: usize,
    /// 2 · min(share for, share against) among those that took a side, 0…1.
    pub controversy: f64,
    /// The words an honest report may use: "States", "many States", "some States", "a State", or none.
    pub quantifier: String,
}

/// A proposition as an output needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PropositionEntry {
    /// Its id.
    pub id: String,
    /// Its topic.
    pub topic: String,
    /// Its wording.
    pub wording: String,
}

/// A value of an [`Attribute`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A count.
    Count(u64),
    /// A number.
    Number(f64),
    /// A word.
    Text(String),
}

/// A named, explained column on nodes of a graph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attribute {
    /// The column's name.
    pub name: String,
    /// What it tells, with its range.
    pub explanation: String,
    /// The value for each actor or proposition id.
    pub values: BTreeMap<String, Value>,
}

/// Everything a run found. All lists are in a fixed order that does not depend on the order of the inputs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The propositions of the codebook that were in force, in its order, and text targets that were taken up.
    pub propositions: Vec<PropositionEntry>,
    /// The actors that appear in this run, by id.
    pub actors: BTreeMap<String, Actor>,
    /// The ids of the actors that spoke (made or reported claims of others do not count), with the dates of their statements.
    pub speakers: BTreeMap<String, Vec<Date>>,
    /// The claims, by document, place and proposition.
    pub claims: Vec<Claim>,
    /// The alignments, in the same order.
    pub alignments: Vec<Alignment>,
    /// The textual proposals, in the same order.
    pub edits: Vec<Edit>,
    /// The positions, by actor and codebook order.
    pub positions: Vec<Position>,
    /// The pairs of actors that share something.
    pub pairs: Vec<Pair>,
    /// The propositions that somebody took up, in codebook order.
    pub ground: Vec<CommonGround>,
    /// Reproaches of named States, by document, place and target. They are no part of agreement.
    #[serde(default)]
    pub criticisms: Vec<Criticism>,
    /// Sentences that take a position on nothing in the codebook, as claims without a proposition, by document and place.
    #[serde(default)]
    pub open: Vec<Claim>,
    /// How much of what each actor says the codebook holds, by actor.
    #[serde(default)]
    pub coverage: Vec<Coverage>,
    /// What was doubtful.
    pub notices: Vec<Notice>,
    /// How many documents were read.
    pub documents: usize,
}
