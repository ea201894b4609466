//! The ways of naming actors, by their first word: words of a text → where an actor is named, and which.

use crate::text::token::Token;
use crate::text::{Break, Span, Words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Names of places, seas and peoples that hold an actor's name without naming it.
const NOT_ACTORS: &[&str] = &[
    "American Samoa",
    "East China Sea",
    "French Polynesia",
    "Gulf of Guinea",
    "Gulf of Mexico",
    "Indian Ocean",
    "Lake Chad",
    "New Mexico",
    "Northern Ireland",
    "Republic of China",
    "Sea of Japan",
    "South China Sea",
];

/// How a name must be written in a text to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// All in capitals: "US" is a State, "us" is not.
    Upper,
    /// With a capital at the start.
    Capital,
    /// As it comes: the data write it with a small letter.
    Any,
}

#[derive(Debug)]
struct Naming {
    /// The folded words after the first, with a space between two.
    rest: Box<str>,
    /// The strongest bound that may stand before each of them.
    bounds: Box<[Break]>,
    case: Case,
    /// The actor's number; none if the words only look like one.
    owner: Option<usize>,
}

/// Names by the folded form of their first word, the longest first.
#[derive(Debug, Default)]
pub(super) struct Namings {
    by_first: FxHashMap<String, Vec<Naming>>,
    /// The first words of names that may be written with a small letter.
    small: FxHashSet<String>,
}

impl Namings {
    /// The index of names.
    pub(super) fn new(names: &[Name<'_>]) -> Self {
        let mut namings = Self::default();
        for name in names {
            namings.add(name, Some(name.owner));
        }
        for name in NOT_ACTORS {
            namings.add(&Name::new(name, 0), None);
        }
        namings
    }

    /// Every naming among the words `range`, left to right, the longest first, without overlaps.
    pub(super) fn find(&self, words: &Words, text: &str, range: Range<usize>) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match self.longest(words, text, at..range.end) {
                Some((length, owner)) => {
                    found.extend(owner.map(|owner| (at..at + length, owner)));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest(&self, words: &Words, text: &str, range: Range<usize>) -> Option<(usize, Option<usize>)> {
        let first = words.word(range.start);
        let is_small = text.as_bytes()[words.tokens[range.start].span.start].is_ascii_lowercase();
        if is_small && !self.small.contains(first) {
            return None;
        }
        let namings = self.by_first.get(first)?;
        namings.iter().find(|naming| naming.stands(words, text, range.clone())).map(|naming| (naming.bounds.len() + 1, naming.owner))
    }

    fn add(&mut self, name: &Name<'_>, owner: Option<usize>) {
        let Some((first, rest)) = name.words.tokens.split_first() else { return };
        let bounds: Box<[Break]> = rest.iter().map(|token| token.before).collect();
        let first = &name.words.folded[first.folded.clone()];
        let case = if is_upper(name.written) {
            Case::Upper
        } else if name.written.starts_with(char::is_lowercase) {
            Case::Any
        } else {
            Case::Capital
        };
        if case == Case::Any {
            self.small.insert(first.to_owned());
        }
        let rest = between(&name.words, rest);
        let namings = self.by_first.entry(first.to_owned()).or_default();
        let same = |naming: &Naming| *naming.rest == *rest && naming.bounds == bounds;
        let known = namings.iter().any(|naming| same(naming) && (naming.owner != owner || naming.case == case));
        if !known {
            let at = namings.partition_point(|naming| naming.bounds.len() >= bounds.len());
            namings.insert(at, Naming { rest: rest.into(), bounds, case, owner });
        }
    }
}

impl Naming {
    /// Whether the name stands at the start of the words `range`.
    fn stands(&self, words: &Words, text: &str, range: Range<usize>) -> bool {
        let length = self.bounds.len() + 1;
        if length > range.len() {
            return false;
        }
        let rest = &words.tokens[range.start + 1..range.start + length];
        let same = between(words, rest) == &*self.rest && rest.iter().zip(&self.bounds).all(|(token, bound)| token.before <= *bound);
        same && match self.case {
            Case::Any => true,
            Case::Capital => !words.tokens[range.start].span.of(text).starts_with(char::is_lowercase),
            Case::Upper => {
                let last = words.tokens[range.start + length - 1].span.end;
                is_upper(Span::new(words.tokens[range.start].span.start, last).of(text))
            }
        }
    }
}

/// A way of naming an actor, and its words.
#[derive(Debug)]
pub(super) struct Name<'n> {
    /// The name.
    pub(super) given: &'n str,
    /// The same without a leading "the".
    written: &'n str,
    words: Words,
    /// The actor's number.
    pub(super) owner: usize,
}

impl<'n> Name<'n> {
    /// The name of the actor with that number.
    pub(super) fn new(name: &'n str, owner: usize) -> Self {
        let written = without_article(name);
        Self { given: name, written, words: Words::of(written), owner }
    }

    /// The form in which names are compared: folded words.
    pub(super) fn key(&self) -> &str {
        self.words.folded.trim()
    }
}

/// The folded text of tokens that follow each other.
fn between<'w>(words: &'w Words, tokens: &[Token]) -> &'w str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => &words.folded[first.folded.start..last.folded.end],
        _ => "",
    }
}

/// The form in which names are compared: folded words without a leading "the".
pub(super) fn key(name: &str) -> String {
    Name::new(name, 0).key().to_owned()
}

/// A name without a leading "the".
pub(super) fn without_article(name: &str) -> &str {
    let name = name.trim();
    match name.get(..4) {
        Some(article) if article.eq_ignore_ascii_case("the ") => name[4..].trim_start(),
        _ => name,
    }
}

/// Whether the words merely look like an actor's name.
pub(super) fn is_no_actor(name: &str) -> bool {
    NOT_ACTORS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn is_upper(name: &str) -> bool {
    name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
}
