//! "We support the proposal made by B-land", "as C-land rightly said": whose words or proposal the speaker takes over.
//!
//! It is the speaker's own support and, besides, an edge to the other; the other's statement is not read off it. Must leave
//! "we support the directory, to which B-land belongs" alone.

use super::cues::Hit;
use crate::codebook::{Effect, Reading};
use std::ops::Range;

/// The ids of those whose words or proposal the sentence takes over, without the speaker's own.
pub(super) fn endorsed(reading: &Reading<'_>, sentence: usize, hits: &[Hit<'_>], own: &[String]) -> Vec<String> {
    let actors = reading.actors_in(sentence);
    let first = reading.sentence(sentence).words.start;
    let mut found: Vec<String> = actors
        .iter()
        .filter(|(_, id)| !own.iter().any(|one| one == id))
        .filter(|(words, _)| is_taken_over(reading, hits, &actors, words, first))
        .map(|(_, id)| (*id).to_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}

fn is_taken_over(reading: &Reading<'_>, hits: &[Hit<'_>], actors: &[(Range<usize>, &str)], words: &Range<usize>, first: usize) -> bool {
    let within = |hit: &&Hit<'_>| hit.words.start <= words.start && words.end <= hit.words.end;
    if hits.iter().filter(|hit| hit.cue.has(Effect::Endorse)).any(|hit| within(&hit)) {
        return true;
    }
    // To align oneself with a statement is a link of its own.
    if hits.iter().any(|hit| hit.cue.has(Effect::Align) && hit.words.start < words.start) {
        return false;
    }
    // "B-land's proposal": the possessive is dropped from the word but not from the text.
    let sentence = reading.sentence_of(words.start);
    let (end, small) = (reading.sentence(sentence).words.end, &reading.small_words(sentence).endorse);
    let owned = (words.end..(words.end + 3).min(end)).find(|word| small.works.holds(reading.word(*word)));
    if owned.is_some() && reading.between(words.end).starts_with(['\'', '’']) {
        return true;
    }
    let mut at = words.start;
    while at > first {
        let word = reading.word(at - 1);
        if small.works.holds(word) {
            // "The proposal B-land opposes" names no author.
            return at < words.start;
        }
        match actors.iter().find(|(other, _)| other.end == at) {
            Some((other, _)) => at = other.start,
            None if small.links.holds(word) => at -= 1,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::made_up::with_sentence;
    use crate::stance::cues::hits;

    #[test]
    fn whose_words_are_taken_over() {
        for (text, expected) in [
            ("We support the proposal made by Cuba and Fiji on templates", vec!["CUB", "FJI"]),
            ("We support Fiji's proposal on templates", vec!["FJI"]),
            ("As Cuba rightly said, we need templates", vec!["CUB"]),
            ("We support the directory, to which Cuba belongs", vec![]),
            ("We support the proposal made by Japan", vec![]),
            ("We align ourselves with the statement of the European Union and support templates", vec![]),
        ] {
            let own = ["JPN".to_owned()];
            let found = with_sentence(text, |reading| endorsed(reading, 0, &hits(reading, 0, &["JPN"]), &own));
            assert_eq!(found, expected, "{text}");
        }
    }
}
