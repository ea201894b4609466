//! Terms whose consistent use is weak evidence. Catches a statement that says "international information security" throughout;
//! must leave one that says it once alone.

use super::{Extractor, Seen};
use crate::codebook::Clues;
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
        let lookout = &reading.codebook.lookout;
        for sentence in (0..reading.sentences.list.len()).filter(|sentence| reading.may_show(Clues::TERM, *sentence)) {
            if reading.sentence(sentence).kind == SentenceKind::Boilerplate {
                continue;
            }
            let owners = reading.owners(&lookout.terms, sentence);
            let scene = reading.scene(sentence);
            for owner in owners.into_iter().map(|number| &reading.codebook.owners[number as usize]) {
                for one in scene.find(&owner.pattern) {
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
