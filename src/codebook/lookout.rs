//! What the words of a codebook lead to: which patterns to look at, and what a word may show before any of them is tried.

use super::{Context, Owner, Proposition};
use crate::text::phrase::{ConceptId, Finder, Kind, Lexicon, Literal, Numbered};
use std::ops::Range;

/// Which of a codebook's patterns to look at, by where they may be believed.
#[derive(Debug, Default)]
pub(crate) struct Lookout {
    /// Those of propositions that may be believed anywhere.
    pub(crate) own: Finder,
    /// Those of propositions that may be believed only where the debate is spoken of.
    pub(crate) debate: Finder,
    /// Terms, which are counted over the whole document.
    pub(crate) terms: Finder,
    /// The patterns of each proposition that hide what others of it find: looked at only where one does.
    hiding: Vec<Vec<u32>>,
    words: Vec<Clues>,
    prefixes: Vec<Clues>,
}

/// What words may show, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Clues(u8);

impl Clues {
    /// A proposition that may be believed anywhere.
    pub(crate) const OWN: Self = Self(1);
    /// A proposition that may be believed where the debate is spoken of.
    pub(crate) const DEBATE: Self = Self(2);
    /// A term.
    pub(crate) const TERM: Self = Self(4);
    /// A word of the domain.
    pub(crate) const DOMAIN: Self = Self(8);
    /// That the rest of the speech is left unsaid.
    pub(crate) const REST: Self = Self(16);
    /// That a speaker for a group goes on for its own State.
    pub(crate) const NATIONAL: Self = Self(32);
    /// That a statement is joined.
    pub(crate) const STATEMENT: Self = Self(64);
    /// That a change of a text is proposed.
    pub(crate) const EDIT: Self = Self(128);

    /// A pattern of whatever kind.
    pub(crate) const PHRASE: Self = Self(Self::OWN.0 | Self::DEBATE.0 | Self::TERM.0);

    /// Whether one of `other` is among them.
    pub(crate) fn show(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// These and others.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Lookout {
    /// The lookout for patterns, given by their numbers, for a concept by which the domain is known, and for what small words show.
    pub(super) fn new(
        lexicon: &Lexicon,
        owners: &[Owner],
        propositions: &[Proposition],
        domain: Option<ConceptId>,
        small: &[(Literal, Clues)],
    ) -> Self {
        let shown = |owner: &Owner| match propositions[owner.proposition].context {
            _ if owner.term => Clues::TERM,
            Context::Own => Clues::OWN,
            Context::Sentence | Context::Domain => Clues::DEBATE,
        };
        let of = |clue: Clues| {
            let numbered = (0u32..).zip(owners).filter(move |(_, owner)| owner.wording.is_some() && shown(owner) == clue);
            Finder::new(lexicon, numbered.map(|(number, owner)| (number, &owner.pattern)))
        };
        let [own, debate, terms] = [Clues::OWN, Clues::DEBATE, Clues::TERM].map(of);
        let (forms, beginnings) = lexicon.sizes();
        let (mut words, mut prefixes) = (vec![Clues::default(); forms + 1], vec![Clues::default(); beginnings]);
        let mut show = |literal: Literal, clue: Clues| {
            let known = match literal.kind() {
                Kind::Word(id) => &mut words[id as usize],
                Kind::Prefix(id) => &mut prefixes[id as usize],
            };
            *known = known.and(clue);
        };
        for (finder, clue) in [(&own, Clues::OWN), (&debate, Clues::DEBATE), (&terms, Clues::TERM)] {
            finder.literals().for_each(|literal| show(literal, clue));
        }
        for literal in domain.and_then(|domain| lexicon.concept_literals(domain)).unwrap_or_default() {
            show(*literal, Clues::DOMAIN);
        }
        for (literal, clue) in small {
            show(*literal, *clue);
        }
        let mut hiding = vec![Vec::new(); propositions.len()];
        for (number, owner) in (0u32..).zip(owners).filter(|(_, owner)| owner.wording.is_none()) {
            hiding[owner.proposition].push(number);
        }
        Self { own, debate, terms, hiding, words, prefixes }
    }

    /// The patterns that hide what others of a proposition, given by its index, find.
    pub(crate) fn hiding(&self, proposition: usize) -> &[u32] {
        self.hiding.get(proposition).map_or(&[], Vec::as_slice)
    }

    /// What a literal may show.
    pub(crate) fn clues(&self, literal: Literal) -> Clues {
        let (list, at) = match literal.kind() {
            Kind::Word(id) => (&self.words, id),
            Kind::Prefix(id) => (&self.prefixes, id),
        };
        list.get(at as usize).copied().unwrap_or_default()
    }

    /// What the words of a stretch of text may show together.
    pub(crate) fn clues_of(&self, numbered: &Numbered, range: Range<usize>) -> Clues {
        let of_words = numbered.ids(range.clone()).iter().fold(Clues::default(), |all, id| all.and(self.words[*id as usize]));
        numbered.prefixes(range).iter().fold(of_words, |all, (_, prefix)| all.and(self.prefixes[*prefix as usize]))
    }
}
