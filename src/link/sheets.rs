//! Who holds what comes in, what every two actors agree, conflict and differ on goes out: 64 entries at a time.

use super::rules::{related, same_proposition};
use crate::codebook::RelationKind;
use crate::model::{LinkKind, Stance};

/// All kinds of links, in the order in which they are counted.
const KINDS: [LinkKind; 3] = [LinkKind::Agrees, LinkKind::Conflicts, LinkKind::Differs];

const STANCES: usize = Stance::ALL.len();

/// What one actor holds of the first proposition and another of the second: which of the kinds of links that makes, one bit a kind.
type Rule = [[u8; STANCES]; STANCES];

/// Two propositions on which two actors may meet: the first is what the one spoke of, the second what the other did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) first: usize,
    pub(super) second: usize,
    rule: Rule,
}

impl Entry {
    /// One proposition, of which both spoke.
    pub(super) fn same(proposition: usize) -> Self {
        Self { first: proposition, second: proposition, rule: rule(&same_proposition) }
    }

    /// Two related propositions: what the one actor spoke of comes first in the relation, and the other way round.
    pub(super) fn both_ways(first: usize, second: usize, relation: RelationKind) -> [Self; 2] {
        let forwards = rule(&|a, b| related(relation, a, b));
        let backwards = rule(&|a, b| related(relation, b, a));
        [Self { first, second, rule: forwards }, Self { first: second, second: first, rule: backwards }]
    }

    /// Takes in what another rule says of the same two propositions.
    pub(super) fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.rule.iter_mut().flatten().zip(other.rule.iter().flatten()) {
            *mine |= theirs;
        }
    }
}

fn rule(link: &dyn Fn(Stance, Stance) -> Option<LinkKind>) -> Rule {
    let bit = |kind: LinkKind| KINDS.iter().position(|known| *known == kind).map_or(0, |place| 1 << place);
    Stance::ALL.map(|a| Stance::ALL.map(|b| link(a, b).map_or(0, bit)))
}

/// Rows of bits, one bit an entry (or a proposition), for each actor.
#[derive(Debug)]
pub(super) struct Sheets {
    /// Words in a row of entries, and in a row of propositions.
    words: usize,
    spoken_words: usize,
    /// By actor: the propositions it spoke of.
    spoken: Vec<u64>,
    /// Which stances count as which: stances that link alike on all entries are counted as the first of them.
    alike: [usize; STANCES],
    /// The stances and kinds of links that meet on any entry at all.
    meetings: Vec<(usize, usize)>,
    /// By actor and stance: the entries whose first proposition it holds so.
    holds: Vec<u64>,
    /// By actor, stance of the other, and kind: the entries on which the other's stance makes such a link with what the actor holds of
    /// the second proposition.
    meets: Vec<u64>,
}

impl Sheets {
    /// The sheets of actors; `stances` holds what each holds of each proposition, one actor after the other.
    pub(super) fn new(stances: &[Option<Stance>], propositions: usize, entries: &[Entry]) -> Self {
        let (words, spoken_words) = (entries.len().div_ceil(64), propositions.div_ceil(64));
        let actors = stances.len().checked_div(propositions).unwrap_or(0);
        let same = |a: usize, b: usize| entries.iter().all(|entry| entry.rule[a] == entry.rule[b]);
        let alike: [usize; STANCES] = std::array::from_fn(|stance| (0..stance).find(|first| same(*first, stance)).unwrap_or(stance));
        let makes =
            |stance: usize, kind: usize| entries.iter().any(|entry| entry.rule[stance].iter().any(|kinds| kinds & (1 << kind) != 0));
        let firsts = (0..STANCES).filter(|stance| alike[*stance] == *stance);
        let meetings = firsts
            .flat_map(|stance| (0..KINDS.len()).map(move |kind| (stance, kind)))
            .filter(|(stance, kind)| makes(*stance, *kind))
            .collect();
        let mut sheets = Self {
            alike,
            meetings,
            words,
            spoken_words,
            spoken: vec![0; actors * spoken_words],
            holds: vec![0; actors * STANCES * words],
            meets: vec![0; actors * STANCES * KINDS.len() * words],
        };
        for (actor, held) in stances.chunks(propositions.max(1)).enumerate() {
            for at in (0..propositions).filter(|at| held[*at].is_some()) {
                sheets.spoken[actor * spoken_words + at / 64] |= 1 << (at % 64);
            }
            for (at, entry) in entries.iter().enumerate() {
                let (word, bit) = (at / 64, 1_u64 << (at % 64));
                if let Some(stance) = held[entry.first] {
                    sheets.holds[(actor * STANCES + sheets.alike[stance as usize]) * words + word] |= bit;
                }
                let Some(own) = held[entry.second] else { continue };
                for (other, kinds) in entry.rule.iter().map(|row| row[own as usize]).enumerate() {
                    for kind in (0..KINDS.len()).filter(|kind| kinds & (1 << kind) != 0) {
                        sheets.meets[((actor * STANCES + other) * KINDS.len() + kind) * words + word] |= bit;
                    }
                }
            }
        }
        sheets
    }

    /// Of how many propositions both spoke.
    pub(super) fn shared(&self, a: usize, b: usize) -> u32 {
        let of = |actor: usize| &self.spoken[actor * self.spoken_words..(actor + 1) * self.spoken_words];
        of(a).iter().zip(of(b)).map(|(mine, theirs)| (mine & theirs).count_ones()).sum()
    }

    /// How many entries they agree, conflict and differ on.
    pub(super) fn counts(&self, a: usize, b: usize) -> [u32; 3] {
        let mut counts = [0; 3];
        for (stance, kind) in &self.meetings {
            let both = self.holds(a, *stance).iter().zip(self.meets(b, *stance, *kind));
            counts[*kind] += both.map(|(mine, theirs)| (mine & theirs).count_ones()).sum::<u32>();
        }
        counts
    }

    /// The entries that they agree, conflict and differ on, ascending.
    pub(super) fn listed(&self, a: usize, b: usize) -> [Vec<usize>; 3] {
        [0, 1, 2].map(|kind| {
            let mut found = Vec::new();
            for word in 0..self.words {
                let meetings = self.meetings.iter().filter(|meeting| meeting.1 == kind);
                let mut bits =
                    meetings.fold(0, |bits, (stance, _)| bits | self.holds(a, *stance)[word] & self.meets(b, *stance, kind)[word]);
                while bits != 0 {
                    found.push(64 * word + bits.trailing_zeros() as usize);
                    bits &= bits - 1;
                }
            }
            found
        })
    }

    fn holds(&self, actor: usize, stance: usize) -> &[u64] {
        let row = actor * STANCES + stance;
        &self.holds[row * self.words..(row + 1) * self.words]
    }

    fn meets(&self, actor: usize, other: usize, kind: usize) -> &[u64] {
        let row = (actor * STANCES + other) * KINDS.len() + kind;
        &self.meets[row * self.words..(row + 1) * self.words]
    }
}
