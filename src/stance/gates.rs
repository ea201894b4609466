//! One look over all words of a document → which sentences are worth a closer one for what small words show.

use crate::codebook::Reading;
use crate::codebook::language::Gate;

/// What each sentence may show; a closer look must follow, as words are told only by their letters here.
pub(super) struct Gates {
    /// A bit for each gate, by sentence.
    open: Vec<u8>,
}

impl Gates {
    /// Looks over a document, once for each language it is in.
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let list = &reading.sentences.list;
        let mut open = vec![0; list.len()];
        let mut looked: Vec<&str> = Vec::new();
        for sentence in list {
            if looked.contains(&sentence.language) {
                continue;
            }
            looked.push(sentence.language);
            let folded = &reading.sentences.words.folded;
            reading.codebook.language(sentence.language).gates().scan(folded, |gate, start, _| {
                let word = reading.sentences.words.at_folded(start + 1);
                let at = list.partition_point(|sentence| sentence.words.end <= word);
                if at < list.len() && list[at].language == sentence.language {
                    open[at] |= 1 << gate;
                }
            });
        }
        Self { open }
    }

    /// Whether a sentence may show that.
    pub(super) fn may(&self, gate: Gate, sentence: usize) -> bool {
        self.open[sentence] & 1 << gate as u32 != 0
    }
}
