//! One automaton over folded text: many literals, each with its owners → which owners to look at where.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// A literal automaton whose literals each belong to some owners (numbers the caller chooses).
#[derive(Debug)]
pub struct Automaton {
    machine: AhoCorasick,
    owners: Vec<Vec<u32>>,
}

impl Automaton {
    /// Builds the automaton from literals, each with its owners.
    ///
    /// # Panics
    /// If the literals together exceed what an automaton can hold (two billion states).
    #[must_use]
    pub fn new(literals: impl IntoIterator<Item = (String, Vec<u32>)>) -> Self {
        let (literals, owners): (Vec<String>, Vec<Vec<u32>>) = literals.into_iter().unzip();
        let machine = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&literals)
            .expect("a codebook's literals fit an automaton");
        Self { machine, owners }
    }

    /// Calls `hit(owner, start, end)` for every literal found, with its bytes in `folded`.
    pub fn scan(&self, folded: &str, mut hit: impl FnMut(u32, usize, usize)) {
        for found in self.machine.find_overlapping_iter(folded) {
            for owner in &self.owners[found.pattern().as_usize()] {
                hit(*owner, found.start(), found.end());
            }
        }
    }

    /// Number of literals.
    #[must_use]
    pub fn len(&self) -> usize {
        self.owners.len()
    }

    /// Whether there is no literal at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_hit_whole_words_and_prefixes() {
        let automaton = Automaton::new([(" law ".to_owned(), vec![7]), (" cyber".to_owned(), vec![9])]);
        let mut hits = Vec::new();
        automaton.scan(" law lawful cyberspace law ", |owner, start, _| hits.push((owner, start)));
        assert_eq!(hits, [(7, 0), (9, 11), (7, 22)]);
    }
}
