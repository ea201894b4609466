//! Terms whose consistent use is weak evidence. Catches a statement that says "international information security" throughout;
//! must leave one that says it once alone.

use super::{Extractor, Seen};
use crate::model::{Mention, SentenceKind, Wording};
use std::collections::BTreeMap;

/// Finds terms used consistently.
pub(super) struct Terms;

impl Extractor for Terms {
    fn name(&self) -> &'static str {
        "term"
    }

    fn summary(&self) -> &'static str {
        "terms used so often in one document that their use is weak evidence"
    }

    fn mentions(&self, seen: &Seen<'_>, out: &mut Vec<Mention>) {
        let reading = seen.reading;
        let mut uses: BTreeMap<usize, Vec<Mention>> = BTreeMap::new();
        for &(sentence, owner) in &seen.candidates {
            let owner = &reading.codebook.owners[owner];
            if !owner.term || reading.sentence(sentence).kind == SentenceKind::Boilerplate {
                continue;
            }
            for one in reading.scene(sentence).find(&owner.pattern) {
                uses.entry(owner.proposition).or_default().push(Mention {
                    proposition: reading.codebook.propositions[owner.proposition].id.clone(),
                    wording: Wording::States,
                    sentence,
                    words: one.start..one.end,
                    explicit: one.explicit,
                    extractor: self.name(),
                    pattern: owner.phrase.clone(),
                    strength: 1,
                });
            }
        }
        for (proposition, mut found) in uses {
            let enough = reading.codebook.propositions[proposition].terms_min.is_some_and(|least| found.len() >= least);
            if enough {
                // One claim for the whole document, at the first use.
                out.push(found.swap_remove(0));
            }
        }
    }
}
