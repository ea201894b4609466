//! Phrases → patterns whose words are numbers in one lexicon, with the literals without which they cannot match.

use super::literal::{Kind, Literal};
use super::parse::Phrase;
use super::sets::{ByLiteral, Sets};
use crate::text::Words;
use crate::text::fold::{fold, fold_into};
use crate::text::frequency::{frequency, frequency_of_prefix};
use crate::text::inflect::{each_form_in, is_function_word_in};
use crate::text::near::did_you_mean;
use crate::text::starts::Starts;
use crate::text::vocabulary::Vocabulary;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The number of a word form in a lexicon; 0 is a word no pattern knows.
pub type WordId = u32;

/// The number of a concept in a lexicon.
pub type ConceptId = usize;

/// The numbers of sets of literals: of each set at least one literal stands in every match. The set that will hit least often comes
/// first; there may be none.
pub(super) type Needs = [Option<u32>; MOST_SETS];

/// More sets than this tell little more.
const MOST_SETS: usize = 3;

/// That a literal of a set stands in a sentence tells little if more of a million words are one.
const TELLING: u32 = 5_000;

/// All word forms and concepts that patterns use.
#[derive(Debug)]
pub struct Lexicon {
    /// The ISO 639-1 code of the language by which words are inflected.
    language: String,
    /// The folded forms, by word number − 1.
    words: Vocabulary,
    /// What it costs to look for each.
    prices: Vec<u32>,
    prefixes: Starts,
    prefix_prices: Vec<u32>,
    /// The base words met so far, as written and folded.
    bases: Vocabulary,
    /// The set of the forms of each of them.
    forms: Vec<u32>,
    names: BTreeMap<String, ConceptId>,
    concepts: Vec<Concept>,
    /// What patterns need.
    sets: Sets,
    /// Which of the sets that patterns and concepts need hold a literal.
    needed_by: OnceLock<ByLiteral>,
    /// For each set, whether a pattern or a concept needs it.
    is_needed: Vec<bool>,
}

#[derive(Debug)]
struct Concept {
    patterns: Vec<Pattern>,
    needs: Needs,
}

/// A compiled phrase.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    pub(super) root: Node,
    pub(super) needs: Needs,
}

impl Pattern {
    /// Whether there are literals of which at least one stands in every match.
    #[must_use]
    pub fn needs_a_literal(&self) -> bool {
        self.needs[0].is_some()
    }
}

/// The name of the concept that stands for any State or group.
const ACTOR: &str = "actor";

#[derive(Debug, Clone, Default)]
pub(super) enum Node {
    /// One of the words of a set of literals.
    Word(u32),
    Prefix(u32),
    Concept(ConceptId),
    Actor,
    Sequence(Box<[Self]>),
    Choice(Box<[Self]>),
    Optional(Box<Self>),
    Gap {
        most: u16,
        across: bool,
    },
    Bag {
        items: Box<[Self]>,
        slack: u16,
    },
    Not(Box<Self>),
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
            words: Vocabulary::default(),
            prices: Vec::new(),
            prefixes: Starts::default(),
            prefix_prices: Vec::new(),
            bases: Vocabulary::default(),
            forms: Vec::new(),
            names: BTreeMap::new(),
            concepts: Vec::new(),
            sets: Sets::default(),
            needed_by: OnceLock::new(),
            is_needed: Vec::new(),
        }
    }

    /// The number of a folded word form, 0 if no pattern knows it.
    #[must_use]
    pub fn word(&self, folded: &str) -> WordId {
        self.words.number(folded).map_or(0, number)
    }

    /// The set of all forms of a base word.
    fn inflected(&mut self, written: &str) -> u32 {
        if let Some(known) = self.bases.number(written) {
            return self.forms[known];
        }
        let base = fold(written);
        let forms = if base == written {
            let mut folded = String::new();
            let mut ids: Vec<WordId> = Vec::with_capacity(8);
            let Self { language, words, prices, .. } = self;
            each_form_in(&base, language, &mut |form| {
                folded.clear();
                fold_into(form, &mut folded);
                ids.push(learn(words, prices, &folded, language));
            });
            ids.sort_unstable();
            ids.dedup();
            self.sets.add(ids.into_iter().map(Literal::word), priced(&self.prices, &self.prefix_prices))
        } else {
            self.inflected(&base)
        };
        // Two ways of writing one word may have been learnt in between.
        if self.bases.learn(written).1 {
            self.forms.push(forms);
        }
        forms
    }

    /// What patterns and concepts need, by its number.
    pub(super) fn sets(&self) -> &Sets {
        &self.sets
    }

    /// Literals of which at least one stands in every match of a pattern of this lexicon; `None` if there are no such literals.
    #[must_use]
    pub fn literals_of(&self, pattern: &Pattern) -> Option<&[Literal]> {
        pattern.needs[0].map(|set| self.sets.get(set))
    }

    /// A literal as it stands in folded text: ` word `, or ` word` for the beginning of one.
    #[must_use]
    pub fn literal(&self, literal: Literal) -> String {
        match literal.kind() {
            Kind::Word(id) => [" ", self.words.word(id as usize - 1), " "].concat(),
            Kind::Prefix(id) => [" ", self.prefix(id)].concat(),
        }
    }

    pub(super) fn prefix(&self, id: u32) -> &str {
        self.prefixes.text(id)
    }

    /// The number of a concept.
    #[must_use]
    pub fn concept_id(&self, name: &str) -> Option<ConceptId> {
        self.names.get(name).copied()
    }

    /// A folded word as a literal.
    pub(crate) fn exact(&mut self, folded: &str) -> Literal {
        Literal::word(learn(&mut self.words, &mut self.prices, folded, &self.language))
    }

    /// The words that begin with a folded text, as a literal.
    pub(crate) fn beginning(&mut self, folded: &str) -> Literal {
        Literal::prefix(self.learn_prefix(folded))
    }

    /// The number of a folded prefix, making one if it is new.
    fn learn_prefix(&mut self, folded: &str) -> u32 {
        let (id, is_new) = self.prefixes.learn(folded);
        if is_new {
            self.prefix_prices.push(cost(folded, &self.language) + frequency_of_prefix(folded, &self.language));
        }
        id
    }

    /// Calls `take` with each prefix that a folded text begins with.
    pub(super) fn each_prefix_of(&self, folded: &[u8], take: impl FnMut(u32)) {
        self.prefixes.each(folded, take);
    }

    /// The number of a word of a text, 0 if no pattern knows it.
    pub(super) fn word_of(&self, words: &Words, at: usize) -> WordId {
        words.number_in(&self.words, at).map_or(0, number)
    }

    /// Number of word forms and of prefixes.
    pub(crate) fn sizes(&self) -> (usize, usize) {
        (self.words.len(), self.prefixes.len())
    }

    /// Number of concepts.
    #[must_use]
    pub fn concept_count(&self) -> usize {
        self.concepts.len()
    }

    /// Adds a concept made of patterns of this lexicon.
    pub fn concept(&mut self, name: &str, patterns: Vec<Pattern>) -> ConceptId {
        let needs: Vec<Needs> = patterns.iter().map(|pattern| pattern.needs).collect();
        let needs = self.any_of(&needs);
        self.need(needs);
        let id = self.concepts.len();
        self.concepts.push(Concept { patterns, needs });
        self.names.insert(name.to_owned(), id);
        id
    }

    /// Remembers that these sets are needed.
    fn need(&mut self, needs: Needs) {
        for set in needs.into_iter().flatten() {
            let at = set as usize;
            self.is_needed.resize(self.is_needed.len().max(at + 1), false);
            self.is_needed[at] = true;
        }
        self.needed_by = OnceLock::new();
    }

    /// Compiles a phrase; the concepts it uses must be there already.
    ///
    /// # Errors
    /// If it uses a concept that is not known; the error text says which.
    pub fn pattern(&mut self, phrase: &Phrase<'_>) -> Result<Pattern, String> {
        let (root, needs) = self.node(phrase)?;
        self.need(needs);
        Ok(Pattern { root, needs })
    }

    pub(super) fn concept_patterns(&self, id: ConceptId) -> &[Pattern] {
        &self.concepts[id].patterns
    }

    /// The sets that patterns and concepts need and that hold a literal.
    pub(super) fn needed_by(&self, literal: Literal) -> &[u32] {
        let needed_by = self.needed_by.get_or_init(|| {
            let needed = (0u32..).zip(&self.is_needed).filter(|(_, is_needed)| **is_needed);
            ByLiteral::new(&self.sets, self.sizes(), needed.map(|(set, _)| (set, set)))
        });
        needed_by.get(literal)
    }

    /// The sets of literals of which a concept needs one each.
    pub(super) fn concept_needs(&self, id: ConceptId) -> Needs {
        self.concepts[id].needs
    }

    /// The literals of which a concept needs one.
    #[must_use]
    pub fn concept_literals(&self, id: ConceptId) -> Option<&[Literal]> {
        self.concept_needs(id)[0].map(|set| self.sets.get(set))
    }

    fn node(&mut self, phrase: &Phrase<'_>) -> Result<(Node, Needs), String> {
        Ok(match phrase {
            Phrase::Word(word) => {
                let set = self.inflected(word);
                (Node::Word(set), one(set))
            }
            Phrase::Exact(word) => {
                let literal = self.exact(&fold(word));
                let set = self.set_of(literal);
                (Node::Word(set), one(set))
            }
            Phrase::Prefix(prefix) => {
                let id = self.learn_prefix(&fold(prefix));
                (Node::Prefix(id), one(self.set_of(Literal::prefix(id))))
            }
            Phrase::Concept(name) if *name == ACTOR => (Node::Actor, Needs::default()),
            Phrase::Concept(name) => {
                let id = self.known(name)?;
                (Node::Concept(id), self.concepts[id].needs)
            }
            Phrase::Sequence(items) => {
                let (nodes, needs) = self.all(items)?;
                (Node::Sequence(nodes), needs)
            }
            Phrase::Bag { items, slack } => {
                let (items, needs) = self.all(items)?;
                (Node::Bag { items, slack: *slack }, needs)
            }
            Phrase::Choice(options) => {
                let mut nodes = Vec::with_capacity(options.len());
                let mut needs = Vec::with_capacity(options.len());
                for option in options {
                    let (node, needed) = self.node(option)?;
                    nodes.push(node);
                    needs.push(needed);
                }
                (Node::Choice(nodes.into()), self.any_of(&needs))
            }
            Phrase::Optional(inner) => (Node::Optional(Box::new(self.node(inner)?.0)), Needs::default()),
            Phrase::Not(inner) => (Node::Not(Box::new(self.node(inner)?.0)), Needs::default()),
            Phrase::Gap { most, across } => (Node::Gap { most: *most, across: *across }, Needs::default()),
            Phrase::Start => (Node::Start, Needs::default()),
            Phrase::End => (Node::End, Needs::default()),
            Phrase::Bound => (Node::Bound, Needs::default()),
        })
    }

    /// The nodes of phrases that must all stand; of what they need, the sets that will hit least often.
    fn all(&mut self, phrases: &[Phrase<'_>]) -> Result<(Box<[Node]>, Needs), String> {
        let mut nodes = Vec::with_capacity(phrases.len());
        let mut cheapest = Needs::default();
        for phrase in phrases {
            let (node, needs) = self.node(phrase)?;
            nodes.push(node);
            for new in needs.into_iter().flatten() {
                let price = self.sets.price(new);
                let is_cheaper = |known: &Option<u32>| known.is_none_or(|known| price < self.sets.price(known));
                if let Some(at) = cheapest.iter().position(is_cheaper).filter(|at| *at == 0 || price <= TELLING) {
                    cheapest[at..].rotate_right(1);
                    cheapest[at] = Some(new);
                }
            }
        }
        Ok((nodes.into(), cheapest))
    }

    fn known(&self, name: &str) -> Result<ConceptId, String> {
        self.concept_id(name)
            .ok_or_else(|| format!("there is no concept `@{name}`; {}", did_you_mean(name, self.names.keys().map(String::as_str))))
    }

    fn set_of(&mut self, literal: Literal) -> u32 {
        self.sets.add(std::iter::once(literal), priced(&self.prices, &self.prefix_prices))
    }

    /// What any of several alternatives needs: one literal of the first sets of all, one of their second sets, and so on.
    fn any_of(&mut self, alternatives: &[Needs]) -> Needs {
        let mut needs = Needs::default();
        let mut sets = Vec::with_capacity(alternatives.len());
        for (at, place) in needs.iter_mut().enumerate() {
            sets.clear();
            sets.extend(alternatives.iter().map_while(|needs| needs[at]));
            if sets.is_empty() || sets.len() < alternatives.len() {
                break;
            }
            let union = self.union(&sets);
            if at > 0 && self.sets.price(union) > TELLING {
                break;
            }
            *place = Some(union);
        }
        needs
    }

    fn union(&mut self, sets: &[u32]) -> u32 {
        self.sets.union(sets, priced(&self.prices, &self.prefix_prices))
    }
}

/// How often a folded word of a language may be expected in a million words.
fn cost(word: &str, language: &str) -> u32 {
    // Short words are more frequent than long ones.
    let unknown = 1 + 40 / u32::try_from(word.len().max(1)).unwrap_or(40);
    frequency(word, language).unwrap_or_else(|| if is_function_word_in(word, language) { 10_000 } else { unknown })
}

/// The number of a folded word form of a language, making one if it is new.
fn learn(words: &mut Vocabulary, prices: &mut Vec<u32>, folded: &str, language: &str) -> WordId {
    let (at, is_new) = words.learn(folded);
    if is_new {
        prices.push(cost(folded, language));
    }
    number(at)
}

/// One set alone.
fn one(set: u32) -> Needs {
    let mut needs = Needs::default();
    needs[0] = Some(set);
    needs
}

/// What it costs to look for a literal, from the prices of words and of prefixes.
fn priced(words: &[u32], prefixes: &[u32]) -> impl Fn(Literal) -> u32 {
    |literal| match literal.kind() {
        Kind::Word(id) => words[id as usize - 1],
        Kind::Prefix(id) => prefixes[id as usize],
    }
}

/// The number of an index; numbers begin with 1.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).expect("a codebook has fewer than four billion words")
}
