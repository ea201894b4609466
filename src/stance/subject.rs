//! An attitude cue → whose attitude it is, read off the words before it.

use super::cues::Hit;
use crate::codebook::Reading;
use crate::model::ActorKind;
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
    "majority",
    "minority",
    "most",
];

/// Words that make such a noun mean some and not all.
const QUANTIFIERS: &[&str] = &["some", "several", "certain", "many", "other", "few", "these", "those", "various", "numerous", "handful"];

pub(super) fn subject(reading: &Reading<'_>, sentence: usize, hit: &Hit<'_>, actors: &[(Range<usize>, &str)], own: &[&str]) -> Subject {
    if hit.cue.impersonal {
        return Subject::Unsaid;
    }
    let first = reading.sentence(sentence).words.start;
    // The cue's own words may begin with it: "we established", "A-land set up".
    if matches!(reading.word(hit.words.start), "we" | "my" | "our") {
        return Subject::Speaker;
    }
    if let Some((words, _)) = actors.iter().find(|(words, _)| words.start == hit.words.start) {
        return named(coordinated(reading, actors, words.end), own);
    }
    let Some((end, insertion)) = subject_end(reading, first, hit.words.start) else { return Subject::Unsaid };
    let last = end - 1;
    let word = reading.word(last);
    let before = |back: usize| last.checked_sub(back).filter(|index| *index >= first).map(|index| reading.word(index));
    if matches!(word, "we" | "i" | "us" | "ourselves" | "ourself") {
        return Subject::Speaker;
    }
    if SELF_NOUNS.contains(&word) && (1..=4).any(|back| matches!(before(back), Some("my" | "our"))) {
        return Subject::Speaker;
    }
    // "The B-land delegation".
    let end = if SELF_NOUNS.contains(&word) && actors.iter().any(|(words, _)| words.end == last) { last } else { end };
    if actors.iter().any(|(words, _)| words.end == end) {
        let ids = coordinated(reading, actors, end);
        return named(with_insertion(reading, actors, ids, insertion), own);
    }
    if matches!(word, "who" | "that" | "which") && before(1).is_some_and(|word| OTHER_NOUNS.contains(&word)) {
        return Subject::Others;
    }
    if OTHER_NOUNS.contains(&word)
        && (matches!(word, "others" | "some" | "several" | "many" | "those" | "they" | "critics" | "majority" | "minority" | "most")
            || (1..=3)
                .any(|back| before(back).is_some_and(|word| QUANTIFIERS.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit()))))
    {
        return Subject::Others;
    }
    Subject::Unsaid
}

fn named(ids: Vec<String>, own: &[&str]) -> Subject {
    if ids.iter().any(|id| own.contains(&id.as_str())) { Subject::Speaker } else { Subject::Actors(ids) }
}

/// "B-land, for the Island Group, opposed": the group's view; "C-land, supported by D-land, urged": the view of both.
fn with_insertion(reading: &Reading<'_>, actors: &[(Range<usize>, &str)], list: Vec<String>, insertion: Range<usize>) -> Vec<String> {
    // "Supported by C-land and opposed by D-land": only the former share the view.
    let cut = insertion.clone().skip(1).find(|word| reading.word(*word) == "opposed");
    let insertion = insertion.start..cut.unwrap_or(insertion.end);
    let inserted: Vec<&str> =
        actors.iter().filter(|(words, _)| words.start >= insertion.start && words.end <= insertion.end).map(|(_, id)| *id).collect();
    if inserted.is_empty() || insertion.is_empty() {
        return list;
    }
    match reading.word(insertion.start) {
        "for" | "on" | "speaking" => {
            let is_group = |id: &&str| reading.actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Group);
            let Some(group) = inserted.iter().copied().find(is_group) else { return list };
            // "A-land, B-land and C-land, for the Island Group": only the last speaks for the group.
            let last = actors.iter().find(|(words, _)| words.end == insertion.start).map(|(_, id)| *id);
            let mut all: Vec<String> = list.into_iter().filter(|id| Some(id.as_str()) != last).collect();
            all.push(group.to_owned());
            all.sort();
            all.dedup();
            all
        }
        "supported" | "joined" | "together" | "along" | "with" | "and" => {
            let mut all = list;
            all.extend(inserted.into_iter().map(str::to_owned));
            all.sort();
            all.dedup();
            all
        }
        _ => list,
    }
}

/// The index after the subject's last word: over adverbs and auxiliaries to the left, and over an insertion between commas
/// ("B-land, for the Island Group, opposed"), whose words are given too.
fn subject_end(reading: &Reading<'_>, first: usize, verb: usize) -> Option<(usize, Range<usize>)> {
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
            let open = (first + 1..at).rev().take(14).find(|index| reading.before(*index) == Break::Comma)?;
            let inserted = matches!(
                reading.word(open),
                "for"
                    | "on"
                    | "speaking"
                    | "supported"
                    | "opposed"
                    | "joined"
                    | "like"
                    | "as"
                    | "together"
                    | "along"
                    | "with"
                    | "too"
                    | "which"
                    | "who"
            );
            return inserted.then_some((open, open..at));
        }
        break;
    }
    (at > first).then_some((at, at..at))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::made_up::with_sentence;
    use crate::stance::cues::hits;

    #[test]
    fn whose_attitude_a_verb_expresses() {
        let actors = |ids: &[&str]| Subject::Actors(ids.iter().map(|id| (*id).to_owned()).collect());
        for (text, cue, expected) in [
            ("We support it", "support", Subject::Speaker),
            ("Japan has always opposed it", "oppose", Subject::Speaker),
            ("My delegation also supports it", "support", Subject::Speaker),
            ("CUBA and the EU opposed it", "oppose", actors(&["CUB", "EUE"])),
            ("CUBA, for the AFRICAN GROUP, opposed it", "oppose", actors(&["african-group"])),
            ("CUBA, for the first time, opposed it", "oppose", actors(&["CUB"])),
            ("CUBA, supported by CHAD and opposed by FIJI, proposed it", "propose", actors(&["CUB", "TCD"])),
            ("The Fiji delegation opposed it", "oppose", actors(&["FJI"])),
            ("Some States oppose it", "oppose", Subject::Others),
            ("157 States voted for it", "vote_for", Subject::Others),
            ("It is a tool to support peace", "support", Subject::Unsaid),
        ] {
            let found = with_sentence(text, |reading| {
                hits(reading, 0, &["JPN"]).iter().find(|hit| hit.cue.id == cue).map(|hit| hit.subject.clone())
            });
            assert_eq!(found, Some(expected), "{text}");
        }
    }
}
