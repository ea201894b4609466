//! An attitude cue → whose attitude it is, read off the words before it.

use super::cues::Hit;
use crate::codebook::Reading;
use crate::text::Break;
use std::ops::Range;

/// Whose attitude a cue expresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// The speaker's, said so ("we", "my delegation", the speaker's own name).
    Speaker,
    /// That of actors named.
    Actors(Vec<String>),
    /// That of others who are not named ("some States").
    Others,
    /// Nobody's in particular: it is taken for the speaker's.
    Unsaid,
}

/// Words that may stand between a subject and its verb.
const BETWEEN: &[&str] = &[
    "also",
    "have",
    "has",
    "had",
    "be",
    "is",
    "are",
    "was",
    "were",
    "been",
    "do",
    "does",
    "did",
    "not",
    "would",
    "will",
    "could",
    "can",
    "should",
    "must",
    "may",
    "shall",
    "continue",
    "continues",
    "continued",
    "to",
    "therefore",
    "further",
    "never",
    "again",
    "once",
    "always",
    "equally",
    "like",
    "wish",
    "wishes",
    "want",
    "wants",
    "and",
    "both",
    "still",
    "thus",
    "all",
    "too",
    "more",
    "very",
    "again",
    "today",
    "now",
    "for",
    "its",
    "part",
    "remain",
    "remains",
    "rather",
    "however",
    "as",
    "well",
    "join",
    "seek",
    "seeks",
    "too",
    "join",
];

/// Nouns for oneself after "my" or "our".
const SELF_NOUNS: &[&str] = &[
    "delegation",
    "country",
    "government",
    "authorities",
    "capital",
    "nation",
    "people",
    "region",
    "group",
    "state",
    "republic",
    "union",
    "position",
    "view",
    "continent",
];

/// Nouns for others.
const OTHER_NOUNS: &[&str] = &[
    "states",
    "countries",
    "delegations",
    "members",
    "parties",
    "speakers",
    "colleagues",
    "experts",
    "others",
    "governments",
    "participants",
    "some",
    "several",
    "many",
    "those",
    "they",
    "critics",
    "observers",
    "voices",
];

/// Words that make such a noun mean some and not all.
const QUANTIFIERS: &[&str] = &["some", "several", "certain", "many", "other", "few", "these", "those", "various", "numerous", "handful"];

pub(super) fn subject(reading: &Reading<'_>, sentence: usize, hit: &Hit<'_>, actors: &[(Range<usize>, &str)], own: &[&str]) -> Subject {
    if hit.cue.impersonal {
        return Subject::Unsaid;
    }
    let first = reading.sentence(sentence).words.start;
    let Some(end) = subject_end(reading, first, hit.words.start) else { return Subject::Unsaid };
    let last = end - 1;
    let word = reading.word(last);
    let before = |back: usize| last.checked_sub(back).filter(|index| *index >= first).map(|index| reading.word(index));
    if matches!(word, "we" | "i" | "us" | "ourselves" | "ourself") {
        return Subject::Speaker;
    }
    if SELF_NOUNS.contains(&word) && (1..=4).any(|back| matches!(before(back), Some("my" | "our"))) {
        return Subject::Speaker;
    }
    if actors.iter().any(|(words, _)| words.end == end) {
        let named = coordinated(reading, actors, end);
        return if named.iter().any(|id| own.contains(&id.as_str())) { Subject::Speaker } else { Subject::Actors(named) };
    }
    if matches!(word, "who" | "that" | "which") && before(1).is_some_and(|word| OTHER_NOUNS.contains(&word)) {
        return Subject::Others;
    }
    if OTHER_NOUNS.contains(&word)
        && (matches!(word, "others" | "some" | "several" | "many" | "those" | "they" | "critics")
            || (1..=3).any(|back| before(back).is_some_and(|word| QUANTIFIERS.contains(&word))))
    {
        return Subject::Others;
    }
    Subject::Unsaid
}

/// The index after the subject's last word: over adverbs and auxiliaries to the left, and over an insertion between commas
/// ("B-land, for the Island Group, opposed").
fn subject_end(reading: &Reading<'_>, first: usize, verb: usize) -> Option<usize> {
    let mut at = verb;
    let mut steps = 0;
    while at > first && steps < 10 {
        let word = reading.word(at - 1);
        if word.ends_with("ly") || BETWEEN.contains(&word) {
            at -= 1;
            steps += 1;
            continue;
        }
        if reading.before(at) == Break::Comma {
            // An insertion: go to the word before its opening comma, if it is short and starts so.
            let open = (first + 1..at).rev().take(8).find(|index| reading.before(*index) == Break::Comma)?;
            let inserted = matches!(
                reading.word(open),
                "for" | "on" | "supported" | "opposed" | "joined" | "like" | "as" | "together" | "along" | "with" | "too" | "which" | "who"
            );
            if !inserted {
                return None;
            }
            at = open;
            break;
        }
        break;
    }
    (at > first).then_some(at)
}

/// The actors of a list that ends at word `end`: "A-land, B-land and C-land".
fn coordinated(reading: &Reading<'_>, actors: &[(Range<usize>, &str)], end: usize) -> Vec<String> {
    let mut named = Vec::new();
    let mut end = end;
    while let Some((words, id)) = actors.iter().find(|(words, _)| words.end == end) {
        named.push((*id).to_owned());
        let mut next = words.start;
        while next > 0 && matches!(reading.word(next - 1), "and" | "the" | "as" | "well" | "also") {
            next -= 1;
        }
        let joined = next < words.start || reading.before(words.start) == Break::Comma;
        if !joined || next == 0 {
            break;
        }
        end = next;
    }
    named.sort();
    named.dedup();
    named
}
