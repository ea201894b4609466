//! Propositions that a sentence takes up in other words than the phrases foresee, told by all of its words (see
//! [`crate::codebook::sense`]). Catches "our grids are one click away from disaster"; must leave what a phrase has found, and
//! sentences that hold no word of the debate, alone.

use super::{Extractor, Seen};
use crate::codebook::sense::nameless;
use crate::model::{Mention, SentenceKind, Wording};
use std::collections::BTreeSet;

/// Finds propositions by all words of a sentence.
pub(super) struct Semantic;

/// In a statement that speaks of nothing but the debate, a word of the debate says little: what the log-odds lose there.
const PROCESS: f32 = 2.0;

impl Extractor for Semantic {
    fn name(&self) -> &'static str {
        "semantic"
    }

    fn summary(&self) -> &'static str {
        "propositions taken up in other words, told by trained models of which words go with which proposition"
    }

    fn mentions(&self, seen: &Seen<'_>, out: &mut Vec<Mention>) {
        let reading = seen.reading;
        let Some(sense) = &reading.codebook.sense else { return };
        let doubt = if seen.domain().is_all() { PROCESS } else { 0.0 };
        // Phrases have come first, and say more exactly where and what.
        let known: BTreeSet<(usize, String)> = out.iter().map(|mention| (mention.sentence, mention.proposition.clone())).collect();
        for (sentence, one) in reading.sentences.list.iter().enumerate() {
            let told = matches!(one.kind, SentenceKind::Boilerplate | SentenceKind::Heading);
            if told || one.words.is_empty() || !seen.domain().speaks(sentence) {
                continue;
            }
            let words = nameless(&reading.sentences.words, &reading.document.text, one.words.clone(), reading.actors);
            for taken in sense.taken_up(one.span.of(&reading.document.text), &words, doubt) {
                let Some(proposition) = reading.codebook.proposition(taken.proposition) else { continue };
                let explicit: Vec<usize> = taken.words.iter().map(|word| one.words.start + word).collect();
                let (Some(first), Some(last)) = (explicit.first().copied(), explicit.last().copied()) else { continue };
                if known.contains(&(sentence, proposition.id.clone())) {
                    continue;
                }
                out.push(Mention {
                    proposition: proposition.id.clone(),
                    wording: Wording::States,
                    sentence,
                    words: first..last + 1,
                    pattern: format!("its words, {:.2}", taken.probability),
                    explicit,
                    extractor: self.name(),
                    strength: proposition.strength,
                });
            }
        }
    }
}
