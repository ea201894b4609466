//! Phrases → patterns whose words are numbers in one lexicon, with the literals without which they cannot match.

use super::parse::Phrase;
use crate::text::fold::fold;
use crate::text::inflect::{forms_in, is_function_word_in};
use crate::text::near::did_you_mean;
use indexmap::{IndexMap, IndexSet};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The number of a word form in a lexicon; 0 is a word no pattern knows.
pub type WordId = u32;

/// The number of a concept in a lexicon.
pub type ConceptId = usize;

/// A literal of which patterns may need one: a whole word, or the beginning of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// A whole word.
    Word(WordId),
    /// The beginning of a word, by its number among the prefixes.
    Prefix(u32),
}

/// Literals of which at least one stands in every match, ascending; `None` if there are no such literals.
type Needs = Option<Arc<[Literal]>>;

/// All word forms and concepts that patterns use.
#[derive(Debug)]
pub struct Lexicon {
    /// The ISO 639-1 code of the language by which words are inflected.
    language: String,
    /// The folded forms, by word number − 1, and what it costs to look for each.
    words: IndexMap<String, u32, FxBuildHasher>,
    prefixes: IndexSet<String, FxBuildHasher>,
    /// The numbers of the prefixes that begin with the same two bytes.
    beginnings: FxHashMap<[u8; 2], Vec<u32>>,
    /// The forms of each base word met so far, as words and as literals.
    bases: FxHashMap<String, Forms>,
    names: BTreeMap<String, ConceptId>,
    concepts: Vec<Concept>,
    /// The concepts that need one of several words, by the number of each such word, and the same for prefixes.
    needed_by: [Vec<Vec<u32>>; 2],
}

type Forms = (Arc<[WordId]>, Arc<[Literal]>);

#[derive(Debug)]
struct Concept {
    patterns: Vec<Pattern>,
    needs: Needs,
}

/// A compiled phrase.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    pub(super) root: Node,
    needs: Needs,
}

impl Pattern {
    /// Literals of which at least one stands in every match; `None` if there are no such literals.
    #[must_use]
    pub fn literals(&self) -> Option<&[Literal]> {
        self.needs.as_deref()
    }
}

/// The name of the concept that stands for any State or group.
const ACTOR: &str = "actor";

#[derive(Debug, Clone, Default)]
pub(super) enum Node {
    Word(Arc<[WordId]>),
    Prefix(u32),
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

impl Default for Lexicon {
    fn default() -> Self {
        Self::in_language("en")
    }
}

impl Lexicon {
    /// A lexicon without words, whose words will be inflected as that language does, given by its ISO 639-1 code.
    #[must_use]
    pub fn in_language(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            words: IndexMap::default(),
            prefixes: IndexSet::default(),
            beginnings: FxHashMap::default(),
            bases: FxHashMap::default(),
            names: BTreeMap::new(),
            concepts: Vec::new(),
            needed_by: [Vec::new(), Vec::new()],
        }
    }

    /// The number of a folded word form, 0 if no pattern knows it.
    #[must_use]
    pub fn word(&self, folded: &str) -> WordId {
        self.words.get_index_of(folded).map_or(0, number)
    }

    /// The number of a folded word form, making one if it is new.
    fn learn(&mut self, folded: String, price: u32) -> WordId {
        let entry = self.words.entry(folded);
        let id = number(entry.index());
        entry.or_insert(price);
        id
    }

    /// The numbers of all forms of a base word.
    fn inflected(&mut self, base: &str) -> Forms {
        if let Some(known) = self.bases.get(base) {
            return known.clone();
        }
        let price = self.cost(base);
        let mut ids: Vec<WordId> = forms_in(base, &self.language).iter().map(|form| self.learn(fold(form), price)).collect();
        ids.sort_unstable();
        ids.dedup();
        let literals = ids.iter().map(|id| Literal::Word(*id)).collect();
        let forms = (ids.into(), literals);
        self.bases.insert(base.to_owned(), Forms::clone(&forms));
        forms
    }

    /// A literal as it stands in folded text: ` word `, or ` word` for the beginning of one.
    #[must_use]
    pub fn literal(&self, literal: Literal) -> String {
        match literal {
            Literal::Word(id) => [" ", self.words.get_index(id as usize - 1).map_or("", |(form, _)| form), " "].concat(),
            Literal::Prefix(id) => [" ", self.prefix(id)].concat(),
        }
    }

    pub(super) fn prefix(&self, id: u32) -> &str {
        &self.prefixes[id as usize]
    }

    /// The number of a concept.
    #[must_use]
    pub fn concept_id(&self, name: &str) -> Option<ConceptId> {
        self.names.get(name).copied()
    }

    /// The number of a folded prefix, making one if it is new.
    fn learn_prefix(&mut self, folded: String) -> u32 {
        let key = beginning(&folded);
        let (at, is_new) = self.prefixes.insert_full(folded);
        let id = u32::try_from(at).expect("a codebook has fewer than four billion prefixes");
        if is_new {
            self.beginnings.entry(key).or_default().push(id);
        }
        id
    }

    /// The prefixes that a folded word begins with.
    pub(super) fn prefixes_of(&self, folded: &str) -> impl Iterator<Item = usize> {
        let key = beginning(folded);
        let alike = [key, [key[0], 0]].map(|key| self.beginnings.get(&key).map_or(&[][..], Vec::as_slice));
        alike.into_iter().flatten().map(|id| *id as usize).filter(|id| folded.starts_with(&self.prefixes[*id]))
    }

    /// Number of word forms and of prefixes.
    pub(super) fn sizes(&self) -> (usize, usize) {
        (self.words.len(), self.prefixes.len())
    }

    /// Number of concepts.
    #[must_use]
    pub fn concept_count(&self) -> usize {
        self.concepts.len()
    }

    /// Adds a concept made of patterns of this lexicon.
    pub fn concept(&mut self, name: &str, patterns: Vec<Pattern>) -> ConceptId {
        let needs = patterns.iter().map(|pattern| pattern.needs.clone()).collect::<Option<Vec<_>>>().map(|sets| union(&sets));
        let id = self.concepts.len();
        for literal in needs.iter().flat_map(|needs| needs.iter()) {
            let (list, at) = match literal {
                Literal::Word(word) => (&mut self.needed_by[0], *word as usize),
                Literal::Prefix(prefix) => (&mut self.needed_by[1], *prefix as usize),
            };
            list.resize_with(list.len().max(at + 1), Vec::new);
            list[at].extend(u32::try_from(id));
        }
        self.concepts.push(Concept { patterns, needs });
        self.names.insert(name.to_owned(), id);
        id
    }

    /// Compiles a phrase; the concepts it uses must be there already.
    ///
    /// # Errors
    /// If it uses a concept that is not known; the error text says which.
    pub fn pattern(&mut self, phrase: &Phrase) -> Result<Pattern, String> {
        let (root, needs) = self.node(phrase)?;
        Ok(Pattern { root, needs })
    }

    pub(super) fn concept_patterns(&self, id: ConceptId) -> &[Pattern] {
        &self.concepts[id].patterns
    }

    /// The concepts of which a literal is one that they need.
    pub(super) fn needed_by(&self, literal: Literal) -> &[u32] {
        let (list, at) = match literal {
            Literal::Word(word) => (&self.needed_by[0], word as usize),
            Literal::Prefix(prefix) => (&self.needed_by[1], prefix as usize),
        };
        list.get(at).map_or(&[], Vec::as_slice)
    }

    /// The literals of which a concept needs one.
    #[must_use]
    pub fn concept_literals(&self, id: ConceptId) -> Option<&[Literal]> {
        self.concepts[id].needs.as_deref()
    }

    fn node(&mut self, phrase: &Phrase) -> Result<(Node, Needs), String> {
        Ok(match phrase {
            Phrase::Word(word) => {
                let (ids, needs) = self.inflected(word);
                (Node::Word(ids), Some(needs))
            }
            Phrase::Exact(word) => {
                let price = self.cost(word);
                let id = self.learn(fold(word), price);
                (Node::Word(Arc::new([id])), Some(Arc::new([Literal::Word(id)])))
            }
            Phrase::Prefix(prefix) => {
                let id = self.learn_prefix(fold(prefix));
                (Node::Prefix(id), Some(Arc::new([Literal::Prefix(id)])))
            }
            Phrase::Concept(name) if name == ACTOR => (Node::Actor, None),
            Phrase::Concept(name) => {
                let id = self.known(name)?;
                (Node::Concept(id), self.concepts[id].needs.clone())
            }
            Phrase::Sequence(items) => {
                let (nodes, needs) = self.nodes(items)?;
                (Node::Sequence(nodes), self.cheapest(needs))
            }
            Phrase::Bag { items, slack } => {
                let (items, needs) = self.nodes(items)?;
                (Node::Bag { items, slack: *slack }, self.cheapest(needs))
            }
            Phrase::Choice(options) => {
                let (nodes, needs) = self.nodes(options)?;
                (Node::Choice(nodes), needs.into_iter().collect::<Option<Vec<_>>>().map(|sets| union(&sets)))
            }
            Phrase::Optional(inner) => (Node::Optional(Box::new(self.node(inner)?.0)), None),
            Phrase::Not(inner) => (Node::Not(Box::new(self.node(inner)?.0)), None),
            Phrase::Gap { most, across } => (Node::Gap { most: *most, across: *across }, None),
            Phrase::Start => (Node::Start, None),
            Phrase::End => (Node::End, None),
            Phrase::Bound => (Node::Bound, None),
        })
    }

    fn nodes(&mut self, phrases: &[Phrase]) -> Result<(Box<[Node]>, Vec<Needs>), String> {
        let made = phrases.iter().map(|phrase| self.node(phrase)).collect::<Result<Vec<_>, _>>()?;
        let (nodes, needs): (Vec<Node>, Vec<Needs>) = made.into_iter().unzip();
        Ok((nodes.into(), needs))
    }

    fn known(&self, name: &str) -> Result<ConceptId, String> {
        self.concept_id(name)
            .ok_or_else(|| format!("there is no concept `@{name}`; {}", did_you_mean(name, self.names.keys().map(String::as_str))))
    }

    /// How often a word may be expected to hit: function words and short words hit everywhere, long words seldom.
    fn cost(&self, word: &str) -> u32 {
        let everywhere = is_function_word_in(word, &self.language);
        if everywhere { 1000 } else { 1 + 40 / u32::try_from(word.len().max(1)).unwrap_or(40) }
    }

    /// Of several sets of which each is needed, the one that will hit least often.
    fn cheapest(&self, needs: Vec<Needs>) -> Needs {
        let price = |literals: &[Literal]| -> u32 {
            literals
                .iter()
                .map(|literal| match literal {
                    Literal::Word(id) => self.words[*id as usize - 1],
                    Literal::Prefix(id) => self.cost(&self.prefixes[*id as usize]),
                })
                .sum()
        };
        needs.into_iter().flatten().min_by_key(|literals| price(literals))
    }
}

/// The first two bytes of a word, with zeros for those it lacks.
fn beginning(folded: &str) -> [u8; 2] {
    let mut bytes = folded.bytes();
    [bytes.next().unwrap_or(0), bytes.next().unwrap_or(0)]
}

/// The word number of an index.
fn number(index: usize) -> WordId {
    WordId::try_from(index + 1).expect("a codebook has fewer than four billion words")
}

fn union(sets: &[Arc<[Literal]>]) -> Arc<[Literal]> {
    let mut all: Vec<Literal> = sets.iter().flat_map(|set| set.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all.into()
}
