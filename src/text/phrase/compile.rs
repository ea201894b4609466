//! Phrases → patterns whose words are numbers in one lexicon, with the literals without which they cannot match.

use super::parse::Phrase;
use crate::text::fold::fold;
use crate::text::inflect::{forms, is_function_word};
use crate::text::near::did_you_mean;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The number of a word form in a lexicon; 0 is a word no pattern knows.
pub type WordId = u32;

/// The number of a concept in a lexicon.
pub type ConceptId = usize;

/// All word forms and concepts that patterns use.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: HashMap<String, WordId>,
    names: BTreeMap<String, ConceptId>,
    concepts: Vec<Concept>,
}

#[derive(Debug)]
struct Concept {
    patterns: Vec<Pattern>,
    needs: Option<BTreeSet<String>>,
}

/// A compiled phrase.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    pub(super) root: Node,
    /// Folded literals of which at least one stands in every match: ` word ` or, for a prefix, ` word`.
    /// `None` if there are no such literals (only for patterns that begin and end with actors).
    needs: Option<BTreeSet<String>>,
}

impl Pattern {
    /// Folded literals of which at least one stands in every match, ready for the automaton: ` word `, or ` word` for a prefix.
    #[must_use]
    pub fn literals(&self) -> Option<&BTreeSet<String>> {
        self.needs.as_ref()
    }
}

/// The name of the concept that stands for any State or group.
const ACTOR: &str = "actor";

#[derive(Debug, Clone, Default)]
pub(super) enum Node {
    Word(Box<[WordId]>),
    Prefix(Box<str>),
    Concept(ConceptId),
    Actor,
    Sequence(Box<[Node]>),
    Choice(Box<[Node]>),
    Optional(Box<Node>),
    Gap {
        most: u16,
        across: bool,
    },
    Bag {
        items: Box<[Node]>,
        slack: u16,
    },
    Not(Box<Node>),
    Start,
    #[default]
    End,
    Bound,
}

impl Lexicon {
    /// The number of a folded word form, 0 if no pattern knows it.
    #[must_use]
    pub fn word(&self, folded: &str) -> WordId {
        self.words.get(folded).copied().unwrap_or(0)
    }

    /// The number of a folded word form, making one if it is new.
    pub fn learn(&mut self, folded: &str) -> WordId {
        if let Some(id) = self.words.get(folded) {
            return *id;
        }
        let id = WordId::try_from(self.words.len() + 1).expect("a codebook has fewer than four billion words");
        self.words.insert(folded.to_owned(), id);
        id
    }

    /// The number of a concept.
    #[must_use]
    pub fn concept_id(&self, name: &str) -> Option<ConceptId> {
        self.names.get(name).copied()
    }

    /// Number of concepts.
    #[must_use]
    pub fn concept_count(&self) -> usize {
        self.concepts.len()
    }

    /// Adds a concept; the concepts it uses must be there already.
    ///
    /// # Errors
    /// If a phrase uses a concept that is not known; the error text says which.
    pub fn concept(&mut self, name: &str, phrases: &[Phrase]) -> Result<ConceptId, String> {
        let patterns = phrases.iter().map(|phrase| self.pattern(phrase)).collect::<Result<Vec<_>, _>>()?;
        let needs = patterns
            .iter()
            .map(|pattern| pattern.needs.clone())
            .collect::<Option<Vec<_>>>()
            .map(|sets| sets.into_iter().flatten().collect());
        let id = self.concepts.len();
        self.concepts.push(Concept { patterns, needs });
        self.names.insert(name.to_owned(), id);
        Ok(id)
    }

    /// Compiles a phrase.
    ///
    /// # Errors
    /// If it uses a concept that is not known; the error text says which.
    pub fn pattern(&mut self, phrase: &Phrase) -> Result<Pattern, String> {
        let needs = self.needs(phrase)?;
        let root = self.node(phrase)?;
        Ok(Pattern { root, needs })
    }

    pub(super) fn concept_patterns(&self, id: ConceptId) -> &[Pattern] {
        &self.concepts[id].patterns
    }

    /// The literals of which a concept needs one.
    #[must_use]
    pub fn concept_literals(&self, id: ConceptId) -> Option<&BTreeSet<String>> {
        self.concepts[id].needs.as_ref()
    }

    fn node(&mut self, phrase: &Phrase) -> Result<Node, String> {
        Ok(match phrase {
            Phrase::Word(word) => {
                let mut ids: Vec<WordId> = forms(word).iter().map(|form| self.learn(&fold(form))).collect();
                ids.sort_unstable();
                ids.dedup();
                Node::Word(ids.into())
            }
            Phrase::Exact(word) => Node::Word([self.learn(&fold(word))].into()),
            Phrase::Prefix(prefix) => Node::Prefix(fold(prefix).into()),
            Phrase::Concept(name) if name == ACTOR => Node::Actor,
            Phrase::Concept(name) => Node::Concept(self.known(name)?),
            Phrase::Sequence(items) => Node::Sequence(self.nodes(items)?),
            Phrase::Choice(options) => Node::Choice(self.nodes(options)?),
            Phrase::Optional(inner) => Node::Optional(Box::new(self.node(inner)?)),
            Phrase::Gap { most, across } => Node::Gap { most: *most, across: *across },
            Phrase::Bag { items, slack } => Node::Bag { items: self.nodes(items)?, slack: *slack },
            Phrase::Not(inner) => Node::Not(Box::new(self.node(inner)?)),
            Phrase::Start => Node::Start,
            Phrase::End => Node::End,
            Phrase::Bound => Node::Bound,
        })
    }

    fn nodes(&mut self, phrases: &[Phrase]) -> Result<Box<[Node]>, String> {
        phrases.iter().map(|phrase| self.node(phrase)).collect()
    }

    fn known(&self, name: &str) -> Result<ConceptId, String> {
        self.concept_id(name)
            .ok_or_else(|| format!("there is no concept `@{name}`; {}", did_you_mean(name, self.names.keys().map(String::as_str))))
    }

    /// The cheapest set of literals of which one stands in every match.
    fn needs(&self, phrase: &Phrase) -> Result<Option<BTreeSet<String>>, String> {
        Ok(match phrase {
            Phrase::Word(word) => Some(forms(word).iter().map(|form| format!(" {} ", fold(form))).collect()),
            Phrase::Exact(word) => Some(BTreeSet::from([format!(" {} ", fold(word))])),
            Phrase::Prefix(prefix) => Some(BTreeSet::from([format!(" {}", fold(prefix))])),
            Phrase::Concept(name) if name == ACTOR => None,
            Phrase::Concept(name) => self.concepts[self.known(name)?].needs.clone(),
            Phrase::Sequence(items) | Phrase::Bag { items, .. } => {
                let mut best: Option<BTreeSet<String>> = None;
                for item in items {
                    let Some(needs) = self.needs(item)? else { continue };
                    if best.as_ref().is_none_or(|known| cost(&needs) < cost(known)) {
                        best = Some(needs);
                    }
                }
                best
            }
            Phrase::Choice(options) => {
                let mut all = BTreeSet::new();
                for option in options {
                    match self.needs(option)? {
                        Some(needs) => all.extend(needs),
                        None => return Ok(None),
                    }
                }
                Some(all)
            }
            Phrase::Optional(_) | Phrase::Gap { .. } | Phrase::Not(_) | Phrase::Start | Phrase::End | Phrase::Bound => None,
        })
    }
}

/// How often a set of literals may be expected to hit: function words and short words hit everywhere, long words seldom.
fn cost(literals: &BTreeSet<String>) -> usize {
    literals
        .iter()
        .map(|literal| {
            let word = literal.trim();
            if is_function_word(word) { 1000 } else { 1 + 40 / word.len().max(1) }
        })
        .sum()
}
