//! What a document shows of being less than the whole speech: another language, or words left for the written version.

use crate::codebook::Reading;
use crate::codebook::language::VoiceWords;
use crate::model::{Notice, SentenceKind};
use crate::text::inflect::is_function_word;

/// A passage with fewer words than this does not show its language.
const FEWEST_WORDS: usize = 10;

/// Of so many words of English, one at least is a function word.
const WORDS_PER_FUNCTION_WORD: usize = 8;

/// The notices on a document.
pub(super) fn notices(reading: &Reading<'_>) -> Vec<Notice> {
    let notice = |what: String| Notice { place: reading.document.source.clone(), what };
    let mut found = Vec::new();
    let foreign = foreign_words(reading);
    if foreign > 0 {
        let all: usize = reading.sentences.list.iter().map(|sentence| sentence.words.len()).sum();
        found.push(notice(format!("{foreign} of {all} words are not in English and are not read; give a translation")));
    }
    if (0..reading.sentences.list.len()).any(|index| breaks_off(&reading.small_words(index).voice, reading.folded(index))) {
        found.push(notice("is incomplete: the speaker leaves the rest to the written version".to_owned()));
    }
    found
}

/// How many words stand in paragraphs of another language.
fn foreign_words(reading: &Reading<'_>) -> usize {
    let list = &reading.sentences.list;
    let blocks = list.chunk_by(|one, other| one.block == other.block);
    blocks
        .filter(|block| !matches!(block[0].kind, SentenceKind::Boilerplate | SentenceKind::Heading))
        .map(|block| {
            let words: Vec<usize> = block.iter().flat_map(|sentence| sentence.words.clone()).collect();
            let function = words.iter().filter(|word| is_function_word(reading.word(**word))).count();
            let english = words.len() < FEWEST_WORDS || function * WORDS_PER_FUNCTION_WORD >= words.len();
            if english { 0 } else { words.len() }
        })
        .sum()
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
