//! Sets of literals of which a match needs one, by their numbers, and what by each literal belongs to such a set.

use super::lists::Lists;
use super::literal::{Kind, Literal};
use std::ops::Range;

/// Sets of literals, numbered from 0.
#[derive(Debug, Default)]
pub(super) struct Sets {
    /// The literals of all sets, one set after the other.
    literals: Vec<Literal>,
    /// Where each set stands among them, and what it costs to look for it.
    places: Vec<(Range<u32>, u32)>,
    /// How many unions have been made.
    unions: u32,
    /// The union for which each literal was last taken, by its number: words, and prefixes.
    taken: [Vec<u32>; 2],
}

impl Sets {
    /// How many sets there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The literals of a set.
    pub(super) fn get(&self, set: u32) -> &[Literal] {
        self.places.get(set as usize).map_or(&[], |(range, _)| &self.literals[range.start as usize..range.end as usize])
    }

    /// What it costs to look for a set.
    pub(super) fn price(&self, set: u32) -> u32 {
        self.places[set as usize].1
    }

    /// Adds a set of literals, each once; gives its number.
    pub(super) fn add(&mut self, literals: impl Iterator<Item = Literal>, price: impl Fn(Literal) -> u32) -> u32 {
        let start = self.literals.len();
        self.literals.extend(literals);
        self.close(start, price)
    }

    /// The set of the literals of several sets, each once.
    pub(super) fn union(&mut self, sets: &[u32], price: impl Fn(Literal) -> u32) -> u32 {
        if let [one] = sets {
            return *one;
        }
        let start = self.literals.len();
        self.unions += 1;
        let union = self.unions;
        for set in sets {
            for at in self.places[*set as usize].0.clone() {
                let literal = self.literals[at as usize];
                let (kind, number) = match literal.kind() {
                    Kind::Word(word) => (0, word as usize),
                    Kind::Prefix(prefix) => (1, prefix as usize),
                };
                let taken = &mut self.taken[kind];
                if taken.len() <= number {
                    taken.resize((number + 1).next_power_of_two(), 0);
                }
                if taken[number] != union {
                    taken[number] = union;
                    self.literals.push(literal);
                }
            }
        }
        self.close(start, price)
    }

    /// Makes the literals from `start` on a set.
    fn close(&mut self, start: usize, price: impl Fn(Literal) -> u32) -> u32 {
        let price = self.literals[start..].iter().map(|literal| price(*literal)).sum();
        self.places.push((small(start)..small(self.literals.len()), price));
        small(self.places.len() - 1)
    }
}

/// Numbers by the literals of sets.
#[derive(Debug, Default)]
pub(super) struct ByLiteral {
    /// For each prefix, then for each word.
    lists: Lists,
    prefixes: usize,
}

impl ByLiteral {
    /// What comes with sets, by each of their literals; `sizes` are the number of words and of prefixes there are.
    pub(super) fn new(sets: &Sets, sizes: (usize, usize), numbered: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let (words, prefixes) = sizes;
        let place = move |literal: &Literal| match literal.kind() {
            Kind::Prefix(id) => id as usize,
            Kind::Word(id) => prefixes + id as usize,
        };
        let pairs = numbered.flat_map(move |(set, number)| sets.get(set).iter().map(move |literal| (place(literal), number)));
        Self { lists: Lists::new(prefixes + words + 1, pairs), prefixes }
    }

    /// All literals, with what came with sets that hold them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Literal, &[u32])> {
        let literal = |at: u32| match at.checked_sub(small(self.prefixes)) {
            Some(word) => Literal::word(word),
            None => Literal::prefix(at),
        };
        (0u32..).take(self.lists.len()).map(move |at| (literal(at), self.lists.get(at as usize)))
    }

    /// What came with sets that hold this literal.
    #[inline]
    pub(super) fn get(&self, literal: Literal) -> &[u32] {
        match literal.kind() {
            Kind::Prefix(id) if (id as usize) < self.prefixes => self.lists.get(id as usize),
            Kind::Prefix(_) => &[],
            Kind::Word(id) => self.lists.get(self.prefixes + id as usize),
        }
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("a codebook has fewer than four billion literals")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_union_holds_each_literal_once() {
        let (law, norm, cyber) = (Literal::word(1), Literal::word(9), Literal::prefix(1));
        let price = |literal| if literal == cyber { 5 } else { 1 };
        let mut sets = Sets::default();
        let (a, b) = (sets.add([law, norm].into_iter(), price), sets.add([cyber, law].into_iter(), price));
        let both = sets.union(&[a, b], price);
        assert_eq!((sets.get(both), sets.price(both)), (&[law, norm, cyber][..], 7));
        assert_eq!((sets.union(&[b], price), sets.len()), (b, 3));
        let numbers = ByLiteral::new(&sets, (10, 2), [(a, 70), (b, 80)].into_iter());
        assert_eq!([numbers.get(law), numbers.get(norm), numbers.get(cyber)], [&[70, 80][..], &[70], &[80]]);
        assert_eq!([numbers.get(Literal::word(2)), numbers.get(Literal::prefix(7))], [&[0_u32; 0][..]; 2]);
    }
}
