//! What a document shows of being less than the whole speech: words left for the written version.

use crate::codebook::language::VoiceWords;
use crate::codebook::{Clues, Reading};
use crate::model::Notice;

/// The notices on a document.
pub(super) fn notices(reading: &Reading<'_>) -> Vec<Notice> {
    let notice = |what: String| Notice { place: reading.document.source.clone(), what };
    let mut found = Vec::new();
    let breaks_off = |index: usize| breaks_off(&reading.small_words(index).voice, reading.folded(index));
    if (0..reading.sentences.list.len()).any(|index| reading.may_show(Clues::REST, index) && breaks_off(index)) {
        found.push(notice("is incomplete: the speaker leaves the rest to the written version".to_owned()));
    }
    found
}

/// "The rest is in the written version"; must leave "the rest is history" alone.
fn breaks_off(words: &VoiceWords, folded: &str) -> bool {
    words.rests.is_in(folded) && words.rest_places.is_in(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::made_up::with_sentence;

    #[test]
    fn a_speech_that_breaks_off() {
        for (folded, expected) in [
            (" the rest is in the written version ", true),
            (" our full statement will be submitted to the secretariat ", true),
            (" the rest is history ", false),
            (" we have submitted a paper ", false),
        ] {
            let breaks = with_sentence("x", |reading| breaks_off(&reading.small_words(0).voice, folded));
            assert_eq!(breaks, expected, "{folded}");
        }
    }
}
