//! A pattern and the words of one sentence → where it matches, and by which words.

use super::compile::{ConceptId, Lexicon, Literal, Node, Pattern, WordId};
use crate::text::{Break, Words};
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

/// One match of a pattern: the words `start..end` of the sentence, of which `explicit` are those that the pattern names
/// (the others stand in its gaps).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Index of the first word.
    pub start: usize,
    /// The index after the last word.
    pub end: usize,
    /// The words that the pattern names, in ascending order.
    pub explicit: Vec<usize>,
}

/// The words of one sentence, made ready for matching. Indices are those of [`Words::tokens`].
pub struct Scene<'a> {
    lexicon: &'a Lexicon,
    words: &'a Words,
    range: Range<usize>,
    ids: Vec<WordId>,
    actors: Vec<Range<usize>>,
    concepts: RefCell<Vec<Option<Rc<Ends>>>>,
    /// Whether each concept may stand in the sentence, as far as has been asked.
    likely: RefCell<Vec<Option<bool>>>,
    present: Present,
    steps: Cell<u32>,
}

/// For each word of the sentence, where the matches of a concept that start there end; longest first.
type Ends = Vec<Vec<usize>>;

/// Steps after which the search for one pattern in one sentence gives up: far above what any real sentence needs, it
/// keeps a hostile one from taking minutes.
const MOST_STEPS: u32 = 200_000;

/// How deep in a phrase the next word must follow directly.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// The next word follows directly, with no comma.
    Tight,
    /// The next word may stand after a comma or a bound (it is the first, or a gap has checked).
    Loose,
}

type Next<'n> = &'n mut dyn FnMut(usize, &mut Vec<usize>) -> bool;

impl<'a> Scene<'a> {
    /// Prepares the words `range`; `actors` are the word ranges at which a State or group is named.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, words: &'a Words, range: Range<usize>, actors: Vec<Range<usize>>) -> Self {
        let ids: Vec<WordId> = range.clone().map(|index| lexicon.word(words.word(index))).collect();
        let present = Present::of(lexicon, words, range.clone(), &ids);
        let (concepts, likely) = (RefCell::default(), RefCell::default());
        Self { lexicon, words, range, ids, actors, concepts, likely, present, steps: Cell::new(0) }
    }

    /// All matches, from left to right, none overlapping another.
    #[must_use]
    pub fn find(&self, pattern: &Pattern) -> Vec<Match> {
        self.steps.set(0);
        let mut found = Vec::new();
        if !self.could(&pattern.root) {
            return found;
        }
        let mut at = self.range.start;
        while at < self.range.end {
            let one = self.match_at(&pattern.root, at);
            at = one.as_ref().map_or(at + 1, |one| one.end.max(at + 1));
            found.extend(one);
        }
        found
    }

    /// Whether a concept stands anywhere in the sentence.
    #[must_use]
    pub fn holds(&self, concept: ConceptId) -> bool {
        self.could_hold(concept) && self.ends(concept).iter().any(|ends| !ends.is_empty())
    }

    fn match_at(&self, node: &Node, at: usize) -> Option<Match> {
        let mut found = None;
        let mut path = Vec::new();
        self.step(node, at, Joint::Loose, &mut path, &mut |end, path| {
            let mut explicit = path.clone();
            explicit.sort_unstable();
            explicit.dedup();
            let Some(&start) = explicit.first() else { return false };
            // A match begins with a word of its own: marks such as `/` before it take up none.
            if start != at {
                return false;
            }
            found = Some(Match { start, end, explicit });
            true
        });
        found
    }

    fn before(&self, at: usize) -> Break {
        self.words.tokens[at].before
    }

    fn joins(&self, at: usize, joint: Joint) -> bool {
        joint == Joint::Loose || self.before(at) == Break::None
    }

    fn step(&self, node: &Node, at: usize, joint: Joint, path: &mut Vec<usize>, next: Next<'_>) -> bool {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MOST_STEPS {
            return false;
        }
        let inside = at < self.range.end;
        match node {
            Node::Word(ids) => {
                inside && self.joins(at, joint) && ids.contains(&self.ids[at - self.range.start]) && take(at, at + 1, path, next)
            }
            Node::Prefix(prefix) => {
                inside
                    && self.joins(at, joint)
                    && self.words.word(at).starts_with(self.lexicon.prefix(*prefix))
                    && take(at, at + 1, path, next)
            }
            Node::Concept(id) => {
                if !inside || !self.joins(at, joint) {
                    return false;
                }
                let ends = self.ends(*id);
                ends[at - self.range.start].iter().any(|end| take(at, *end, path, next))
            }
            Node::Actor => {
                inside && self.joins(at, joint) && self.actors.iter().any(|actor| actor.start == at && take(at, actor.end, path, next))
            }
            Node::Sequence(nodes) => self.sequence(nodes, at, joint, path, next),
            Node::Choice(options) => options.iter().any(|option| self.step(option, at, joint, path, next)),
            Node::Optional(inner) => self.step(inner, at, joint, path, next) || next(at, path),
            Node::Gap { .. } => next(at, path),
            Node::Bag { items, slack } => self.bag(items, 0, at, usize::from(*slack), path, next),
            Node::Not(inner) => {
                let mut hit = false;
                self.step(inner, at, joint, &mut Vec::new(), &mut |_, _| {
                    hit = true;
                    true
                });
                !hit && next(at, path)
            }
            Node::Start => at == self.range.start && next(at, path),
            Node::End => at == self.range.end && next(at, path),
            Node::Bound => (at == self.range.start || at == self.range.end || self.before(at) != Break::None) && next(at, path),
        }
    }

    fn sequence(&self, nodes: &[Node], at: usize, joint: Joint, path: &mut Vec<usize>, next: Next<'_>) -> bool {
        let Some((first, rest)) = nodes.split_first() else { return next(at, path) };
        if let Node::Gap { most, across } = first {
            return self.gap(rest, at, usize::from(*most), *across, path, next);
        }
        self.step(first, at, joint, path, &mut |end, path| {
            let joint = match first {
                Node::Bound | Node::Start => Joint::Loose,
                _ if end == at => joint,
                _ => Joint::Tight,
            };
            self.sequence(rest, end, joint, path, next)
        })
    }

    /// The rest of a sequence after a gap: the shortest gap first.
    fn gap(&self, rest: &[Node], at: usize, most: usize, across: bool, path: &mut Vec<usize>, next: Next<'_>) -> bool {
        for skipped in 0..=most {
            let to = at + skipped;
            let bounded = !across && to < self.range.end && self.before(to) == Break::Clause;
            if to > self.range.end || bounded {
                return false;
            }
            if self.sequence(rest, to, Joint::Loose, path, next) {
                return true;
            }
        }
        false
    }

    /// The items of a bag that are not in `used`, in any order, with at most `slack` other words between.
    fn bag(&self, items: &[Node], used: u8, at: usize, slack: usize, path: &mut Vec<usize>, next: Next<'_>) -> bool {
        if usize::try_from(used.count_ones()) == Ok(items.len()) {
            return next(at, path);
        }
        // The first item starts where the bag starts; later ones may stand further on.
        let reach = if used == 0 { 0 } else { slack };
        for skipped in 0..=reach {
            let to = at + skipped;
            if to >= self.range.end {
                return false;
            }
            for (index, item) in items.iter().enumerate() {
                let bit = 1 << index;
                if used & bit != 0 {
                    continue;
                }
                let done = self.step(item, to, Joint::Loose, path, &mut |end, path| {
                    end > to && self.bag(items, used | bit, end, slack - skipped, path, next)
                });
                if done {
                    return true;
                }
            }
        }
        false
    }

    fn ends(&self, concept: ConceptId) -> Rc<Ends> {
        if let Some(Some(ends)) = self.concepts.borrow().get(concept) {
            return Rc::clone(ends);
        }
        let mut ends: Ends = vec![Vec::new(); self.range.len()];
        if self.could_hold(concept) {
            for pattern in self.lexicon.concept_patterns(concept).iter().filter(|pattern| self.could(&pattern.root)) {
                for at in self.range.clone() {
                    let here = &mut ends[at - self.range.start];
                    self.step(&pattern.root, at, Joint::Loose, &mut Vec::new(), &mut |end, _| {
                        if end > at && !here.contains(&end) {
                            here.push(end);
                        }
                        false
                    });
                }
            }
            for here in &mut ends {
                here.sort_unstable_by(|a, b| b.cmp(a));
            }
        }
        let ends = Rc::new(ends);
        let mut concepts = self.concepts.borrow_mut();
        concepts.resize(self.lexicon.concept_count(), None);
        concepts[concept] = Some(Rc::clone(&ends));
        ends
    }

    /// Whether the words that a match of a node needs are all there, in whatever order.
    fn could(&self, node: &Node) -> bool {
        match node {
            Node::Word(ids) => ids.iter().any(|id| self.present.holds(Literal::Word(*id))),
            Node::Prefix(prefix) => self.present.holds(Literal::Prefix(*prefix)),
            Node::Concept(id) => self.could_hold(*id),
            Node::Actor => !self.actors.is_empty(),
            Node::Sequence(nodes) | Node::Bag { items: nodes, .. } => nodes.iter().all(|node| self.could(node)),
            Node::Choice(nodes) => nodes.iter().any(|node| self.could(node)),
            Node::Optional(_) | Node::Gap { .. } | Node::Not(_) | Node::Start | Node::End | Node::Bound => true,
        }
    }

    fn could_hold(&self, concept: ConceptId) -> bool {
        if let Some(Some(known)) = self.likely.borrow().get(concept) {
            return *known;
        }
        let could = (self.present.concepts[concept / 64] & 1 << (concept % 64) != 0 || self.lexicon.concept_literals(concept).is_none())
            && self.lexicon.concept_patterns(concept).iter().any(|pattern| self.possible(pattern.literals()) && self.could(&pattern.root));
        let mut likely = self.likely.borrow_mut();
        likely.resize(self.lexicon.concept_count(), None);
        likely[concept] = Some(could);
        could
    }

    /// Whether the sentence holds one of the literals that a pattern needs, if it needs any.
    fn possible(&self, needs: Option<&[Literal]>) -> bool {
        needs.is_none_or(|literals| literals.iter().any(|literal| self.present.holds(*literal)))
    }
}

/// Which literals of a lexicon a sentence holds.
struct Present {
    /// A bit for each word number.
    words: Vec<u64>,
    prefixes: Vec<bool>,
    /// A bit for each concept that needs one of several literals: whether one is there.
    concepts: Vec<u64>,
}

impl Present {
    fn of(lexicon: &Lexicon, words: &Words, range: Range<usize>, ids: &[WordId]) -> Self {
        let (forms, prefixes) = lexicon.sizes();
        let concepts = vec![0; lexicon.concept_count() / 64 + 1];
        let mut present = Self { words: vec![0; forms / 64 + 1], prefixes: vec![false; prefixes], concepts };
        for id in ids.iter().filter(|id| **id != 0) {
            present.words[*id as usize / 64] |= 1 << (id % 64);
            present.need(lexicon, Literal::Word(*id));
        }
        for prefix in range.flat_map(|index| lexicon.prefixes_of(words.word(index))) {
            present.prefixes[prefix] = true;
            present.need(lexicon, Literal::Prefix(u32::try_from(prefix).unwrap_or(u32::MAX)));
        }
        present
    }

    fn need(&mut self, lexicon: &Lexicon, literal: Literal) {
        for concept in lexicon.needed_by(literal) {
            self.concepts[*concept as usize / 64] |= 1 << (concept % 64);
        }
    }

    fn holds(&self, literal: Literal) -> bool {
        match literal {
            Literal::Word(id) => self.words[id as usize / 64] & (1 << (id % 64)) != 0,
            Literal::Prefix(id) => self.prefixes[id as usize],
        }
    }
}

/// Passes on with the words `from..to` taken.
fn take(from: usize, to: usize, path: &mut Vec<usize>, next: Next<'_>) -> bool {
    let length = path.len();
    path.extend(from..to);
    let done = next(to, path);
    path.truncate(length);
    done
}
