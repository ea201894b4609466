//! A pattern and the words of one sentence → where it matches, and by which words.

use super::compile::{ConceptId, Lexicon, Needs, Node, Pattern, WordId};
use super::literal::Literal;
use super::numbered::Numbered;
use crate::text::{Break, Words};
use std::cell::{Cell, OnceCell, RefCell};
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
    /// Where actors are named; found out when first asked for.
    actors: OnceCell<Vec<Range<usize>>>,
    named: Box<dyn Fn() -> Vec<Range<usize>> + 'a>,
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
    /// Prepares the words `range`; `named` gives the word ranges at which a State or group is named, if they are asked for.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, words: &'a Words, range: Range<usize>, named: impl Fn() -> Vec<Range<usize>> + 'a) -> Self {
        Self::of(lexicon, words, &Numbered::of(lexicon, words, range.clone()), range, named)
    }

    /// The same for words whose numbers in the lexicon are known already.
    #[must_use]
    pub fn of(
        lexicon: &'a Lexicon,
        words: &'a Words,
        numbered: &Numbered,
        range: Range<usize>,
        named: impl Fn() -> Vec<Range<usize>> + 'a,
    ) -> Self {
        let present = Present::of(lexicon, numbered, range.clone());
        let ids = numbered.ids(range.clone()).to_vec();
        let (concepts, likely) = (RefCell::default(), RefCell::default());
        let (actors, named) = (OnceCell::new(), Box::new(named));
        Self { lexicon, words, range, ids, actors, named, concepts, likely, present, steps: Cell::new(0) }
    }

    fn actors(&self) -> &[Range<usize>] {
        self.actors.get_or_init(|| (self.named)())
    }

    /// All matches, from left to right, none overlapping another.
    #[must_use]
    pub fn find(&self, pattern: &Pattern) -> Vec<Match> {
        self.steps.set(0);
        let mut found = Vec::new();
        if !self.may(pattern) {
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
            Node::Word(set) => {
                inside
                    && self.joins(at, joint)
                    && self.lexicon.sets().get(*set).contains(&Literal::word(self.ids[at - self.range.start]))
                    && take(at, at + 1, path, next)
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
                inside && self.joins(at, joint) && self.actors().iter().any(|actor| actor.start == at && take(at, actor.end, path, next))
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
            for pattern in self.lexicon.concept_patterns(concept).iter().filter(|pattern| self.may(pattern)) {
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
            Node::Word(set) => self.lexicon.sets().get(*set).iter().any(|word| self.present.holds(*word)),
            Node::Prefix(prefix) => self.present.holds(Literal::prefix(*prefix)),
            Node::Concept(id) => self.could_hold(*id),
            Node::Actor => !self.actors().is_empty(),
            Node::Sequence(nodes) | Node::Bag { items: nodes, .. } => nodes.iter().all(|node| self.could(node)),
            Node::Choice(nodes) => nodes.iter().any(|node| self.could(node)),
            Node::Optional(_) | Node::Gap { .. } | Node::Not(_) | Node::Start | Node::End | Node::Bound => true,
        }
    }

    fn could_hold(&self, concept: ConceptId) -> bool {
        if let Some(Some(known)) = self.likely.borrow().get(concept) {
            return *known;
        }
        let could = self.possible(self.lexicon.concept_needs(concept))
            && self.lexicon.concept_patterns(concept).iter().any(|pattern| self.may(pattern));
        let mut likely = self.likely.borrow_mut();
        likely.resize(self.lexicon.concept_count(), None);
        likely[concept] = Some(could);
        could
    }

    /// Whether the words that a match of a pattern needs are all there.
    fn may(&self, pattern: &Pattern) -> bool {
        self.possible(pattern.needs) && self.could(&pattern.root)
    }

    /// Whether the sentence holds one literal of each set.
    fn possible(&self, needs: Needs) -> bool {
        needs.into_iter().flatten().all(|set| self.present.holds_one_of(set))
    }
}

/// Which literals of a lexicon a sentence holds.
struct Present {
    /// All of them, ascending.
    literals: Vec<Literal>,
    /// A bit for each set that a pattern or a concept needs: whether one of its literals is there.
    sets: Vec<u64>,
}

impl Present {
    fn of(lexicon: &Lexicon, numbered: &Numbered, range: Range<usize>) -> Self {
        let mut literals: Vec<Literal> = Vec::with_capacity(range.len());
        numbered.each_literal(range, |literal| literals.push(literal));
        literals.sort_unstable();
        literals.dedup();
        let mut sets = vec![0; lexicon.sets().len() / 64 + 1];
        for literal in &literals {
            for set in lexicon.needed_by(*literal) {
                sets[*set as usize / 64] |= 1 << (*set % 64);
            }
        }
        Self { literals, sets }
    }

    fn holds(&self, literal: Literal) -> bool {
        self.literals.binary_search(&literal).is_ok()
    }

    /// Whether it holds a literal of a set that is needed.
    fn holds_one_of(&self, set: u32) -> bool {
        self.sets[set as usize / 64] & 1 << (set % 64) != 0
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
