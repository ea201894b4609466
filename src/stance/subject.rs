//! An attitude cue → whose attitude it is, read off the words before it.

use super::cues::Hit;
use crate::codebook::language::SubjectWords;
use crate::codebook::{Effect, Reading};
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

pub(super) fn subject(reading: &Reading<'_>, sentence: usize, hit: &Hit<'_>, actors: &[(Range<usize>, &str)], own: &[&str]) -> Subject {
    if hit.cue.impersonal {
        return Subject::Unsaid;
    }
    let words = &hit.small.subject;
    let first = reading.sentence(sentence).words.start;
    // The cue's own words may begin with it: "we established", "A-land set up".
    let opening = reading.word(hit.words.start);
    if words.speaker.holds(opening) || words.possessive.holds(opening) {
        return Subject::Speaker;
    }
    if let Some((name, _)) = actors.iter().find(|(name, _)| name.start == hit.words.start) {
        return named(coordinated(reading, words, actors, name.end), own);
    }
    // "They must be called on to act": whoever is named before it is not the one who calls.
    if is_passive(reading, words, first, hit.words.start) {
        return Subject::Unsaid;
    }
    let Some((end, insertion)) = subject_end(reading, words, first, hit.words.start) else { return Subject::Unsaid };
    let last = end - 1;
    let word = reading.word(last);
    let before = |back: usize| last.checked_sub(back).filter(|index| *index >= first).map(|index| reading.word(index));
    if words.speaker.holds(word) {
        return Subject::Speaker;
    }
    if words.self_nouns.holds(word) && (1..=4).any(|back| before(back).is_some_and(|word| words.possessive.holds(word))) {
        return Subject::Speaker;
    }
    // "The B-land delegation".
    let end = if words.self_nouns.holds(word) && actors.iter().any(|(name, _)| name.end == last) { last } else { end };
    if actors.iter().any(|(name, _)| name.end == end) {
        let ids = coordinated(reading, words, actors, end);
        return named(with_insertion(reading, words, actors, ids, insertion), own);
    }
    let of_self = |word: &str| words.self_nouns.holds(word) || words.speaker.holds(word);
    // "Policies which are opposed to it": not the speaker's opposition, unless it is a relative of the speaker.
    let denies = hit.cue.has(Effect::Against) && hit.small.reach.which.holds(word);
    if words.relatives.holds(word) && before(1).is_some_and(|word| words.other_nouns.holds(word) || denies && !of_self(word)) {
        return Subject::Others;
    }
    let some = |word: &str| words.quantifiers.holds(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    if words.other_nouns.holds(word) && (words.others.holds(word) || (1..=3).any(|back| before(back).is_some_and(some))) {
        return Subject::Others;
    }
    Subject::Unsaid
}

/// Whether the verb at a word is a passive one: "be called on".
fn is_passive(reading: &Reading<'_>, words: &SubjectWords, first: usize, verb: usize) -> bool {
    let word = reading.word(verb);
    let participle = words.participle_endings.ends(word) && !words.participles_of_attitude.holds(word);
    let auxiliary = (first..verb).rev().find(|at| !words.between_endings.ends(reading.word(*at)));
    participle && auxiliary.is_some_and(|at| words.passive.holds(reading.word(at)))
}

fn named(ids: Vec<String>, own: &[&str]) -> Subject {
    if ids.iter().any(|id| own.contains(&id.as_str())) { Subject::Speaker } else { Subject::Actors(ids) }
}

/// "B-land, for the Island Group, opposed": the group's view; "C-land, supported by D-land, urged": the view of both.
fn with_insertion(
    reading: &Reading<'_>,
    words: &SubjectWords,
    actors: &[(Range<usize>, &str)],
    list: Vec<String>,
    insertion: Range<usize>,
) -> Vec<String> {
    // "Supported by C-land and opposed by D-land": only the former share the view.
    let cut = insertion.clone().skip(1).find(|word| words.insertions_opposed.holds(reading.word(*word)));
    let insertion = insertion.start..cut.unwrap_or(insertion.end);
    let inserted: Vec<&str> =
        actors.iter().filter(|(name, _)| name.start >= insertion.start && name.end <= insertion.end).map(|(_, id)| *id).collect();
    if inserted.is_empty() || insertion.is_empty() {
        return list;
    }
    let opening = reading.word(insertion.start);
    if words.insertions_for_group.holds(opening) {
        let is_group = |id: &&str| reading.actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Group);
        let Some(group) = inserted.iter().copied().find(is_group) else { return list };
        // "A-land, B-land and C-land, for the Island Group": only the last speaks for the group.
        let last = actors.iter().find(|(words, _)| words.end == insertion.start).map(|(_, id)| *id);
        let mut all: Vec<String> = list.into_iter().filter(|id| Some(id.as_str()) != last).collect();
        all.push(group.to_owned());
        all.sort();
        all.dedup();
        return all;
    }
    if !words.insertions_shared.holds(opening) {
        return list;
    }
    let mut all = list;
    all.extend(inserted.into_iter().map(str::to_owned));
    all.sort();
    all.dedup();
    all
}

/// The index after the subject's last word: over adverbs and auxiliaries to the left, and over an insertion between commas
/// ("B-land, for the Island Group, opposed"), whose words are given too.
fn subject_end(reading: &Reading<'_>, words: &SubjectWords, first: usize, verb: usize) -> Option<(usize, Range<usize>)> {
    let mut at = verb;
    let mut steps = 0;
    while at > first && steps < 10 {
        let word = reading.word(at - 1);
        if words.between_endings.ends(word) || words.between.holds(word) {
            at -= 1;
            steps += 1;
            continue;
        }
        if reading.before(at) == Break::Comma {
            // An insertion: go to the word before its opening comma, if it is short and starts so.
            let open = (first + 1..at).rev().take(14).find(|index| reading.before(*index) == Break::Comma)?;
            return words.insertions.holds(reading.word(open)).then_some((open, open..at));
        }
        break;
    }
    (at > first).then_some((at, at..at))
}

/// The actors of a list that ends at word `end`: "A-land, B-land and C-land".
fn coordinated(reading: &Reading<'_>, words: &SubjectWords, actors: &[(Range<usize>, &str)], end: usize) -> Vec<String> {
    let mut named = Vec::new();
    let mut end = end;
    while let Some((name, id)) = actors.iter().find(|(name, _)| name.end == end) {
        named.push((*id).to_owned());
        let mut next = name.start;
        while next > 0 && words.list_joins.holds(reading.word(next - 1)) {
            next -= 1;
        }
        let joined = next < name.start || reading.before(name.start) == Break::Comma;
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
            ("Cuba and Fiji must be called on to act", "call_for", Subject::Unsaid),
            ("Cuba and Fiji were pleased to see it", "favour", actors(&["CUB", "FJI"])),
            ("They have policies which oppose it", "oppose", Subject::Others),
            ("There is a group of States, of which my country, which opposes it", "oppose", Subject::Unsaid),
        ] {
            let found = with_sentence(text, |reading| {
                hits(reading, 0, &["JPN"]).iter().find(|hit| hit.cue.id == cue).map(|hit| hit.subject.clone())
            });
            assert_eq!(found, Some(expected), "{text}");
        }
    }
}
