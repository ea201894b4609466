//! Proposals for the words of a text: "In paragraph 7, insert 'security' before 'integrity'."
//!
//! A proposal is a change of the text, not a stance on the idea: to delete a line here is no opposition to what it says, to
//! write "some States" for "States" disputes the consensus, not the content. Only words to be put in are supported.

use super::quote::quoted;
use super::voices::Voice;
use crate::codebook::language::{EditWords, SmallWords};
use crate::codebook::{Reading, WordList};
use crate::model::{Edit, EditOp};
use crate::text::{Break, Span};
use std::ops::Range;

/// The changes of a text that a sentence proposes.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    /// The changes, one for each who proposes one.
    pub(super) edits: Vec<Edit>,
    /// The words to be put in.
    pub(super) inserted: Option<Span>,
    /// The verb of the proposal.
    pub(super) verb: usize,
    /// Whether a verb is to give way to a weaker one.
    pub(super) weakens: bool,
}

/// The changes a sentence proposes: by its speaker, or by those a rolling text names in brackets.
pub(super) fn proposal(reading: &Reading<'_>, sentence: usize, voice: &Voice) -> Option<Proposal> {
    let all = reading.small_words(sentence);
    let small = &all.edit;
    let attributed = attributed(reading, sentence);
    if let Some((verb, edits)) = attributed {
        return Some(Proposal { edits, inserted: None, verb, weakens: false });
    }
    let words = reading.sentence(sentence).words.clone();
    let text = &reading.document.text;
    let span = reading.sentence(sentence).span;
    let quotes = quoted(text, span);
    // Without quoted words or a place in a text, "insert", "delete" and "replace" are ordinary verbs.
    let place = words.clone().find(|word| small.places.holds(reading.word(*word)));
    if place.is_none() && quotes.len() < 2 {
        return None;
    }
    let (verb, op) = words.clone().take(24).find_map(|word| op(small, reading.word(word)).map(|op| (word, op)))?;
    let textual =
        place.is_some() && (!quotes.is_empty() || op == EditOp::Delete || op == EditOp::Move || op == EditOp::Retain) || quotes.len() >= 2;
    if !textual || !proposes(reading, small, words.start, verb) {
        return None;
    }
    let inserted = match op {
        EditOp::Insert => quotes.first().copied(),
        EditOp::Replace => quotes.get(1).copied(),
        _ => None,
    };
    // Quoted words are what changes; a place then only says where they stand.
    let object = if quotes.is_empty() { named_place(reading, all, verb, words.end) } else { None };
    let named = object.or_else(|| place.map(|place| place..place + 1));
    let target = match (op, quotes.first(), named) {
        (EditOp::Replace, Some(first), _) => first.of(text).to_owned(),
        (_, _, Some(named)) => place_span(reading, all, named, words.end).of(text).to_owned(),
        (_, Some(first), _) => first.of(text).to_owned(),
        _ => String::new(),
    };
    let weakens = op == EditOp::Replace
        && matches!(quotes[..], [old, new, ..] if force(small, old.of(text)).zip(force(small, new.of(text))).is_some_and(|(old, new)| new < old));
    let new_text = inserted.map(|span| span.of(text).to_owned());
    let edit = made(reading, sentence, voice.holder.clone().unwrap_or_default(), op, target, new_text);
    Some(Proposal { edits: vec![edit], inserted, verb, weakens })
}

fn made(reading: &Reading<'_>, sentence: usize, actor: String, op: EditOp, target: String, new_text: Option<String>) -> Edit {
    let span = reading.sentence(sentence).span;
    Edit { actor, op, target, new_text, doc_id: reading.document.id.clone(), span, quote: span.of(&reading.document.text).to_owned() }
}

/// "[legally binding] [A-land: delete; B-land, C-land: retain]": the first verb, and one change for each State named. Must leave
/// "We are in favour: delete" alone, where nobody is named before the colon.
fn attributed(reading: &Reading<'_>, sentence: usize) -> Option<(usize, Vec<Edit>)> {
    let words = reading.sentence(sentence).words.clone();
    let span = reading.sentence(sentence).span;
    let text = &reading.document.text;
    if !span.of(text).contains('[') {
        return None;
    }
    let actors = reading.actors_in(sentence);
    let small = &reading.small_words(sentence).edit;
    let mut edits = Vec::new();
    let mut first = None;
    for verb in words.clone() {
        let Some(op) = op(small, reading.word(verb)).filter(|_| verb > words.start && reading.between(verb).contains(':')) else {
            continue;
        };
        let open = text[span.start..reading.span(&(verb..verb + 1)).start].rfind('[').map(|at| span.start + at);
        let Some(open) = open.filter(|open| !text[*open..reading.span(&(verb..verb + 1)).start].contains(']')) else { continue };
        let named = named_before(reading, small, &actors, verb);
        if named.is_empty() {
            continue;
        }
        // What the bracket is about stands right before it.
        let before = text[span.start..open].trim_end();
        let target = match before.strip_suffix(']').and_then(|inner| inner.rfind('[').map(|at| &inner[at + 1..])) {
            Some(bracketed) => bracketed,
            None => before,
        };
        first = first.or(Some(verb));
        edits.extend(named.into_iter().map(|id| made(reading, sentence, id, op, target.to_owned(), None)));
    }
    first.map(|verb| (verb, edits))
}

/// The actors of the list that ends right before a word.
fn named_before(reading: &Reading<'_>, small: &EditWords, actors: &[(Range<usize>, &str)], word: usize) -> Vec<String> {
    let mut end = word;
    let mut named = Vec::new();
    while let Some((words, id)) = actors.iter().find(|(words, _)| words.end == end) {
        named.insert(0, (*id).to_owned());
        end = words.start;
        if end > 0 && small.joins.holds(reading.word(end - 1)) {
            end -= 1;
        } else if reading.between(words.start).contains([';', '[', ':']) {
            break;
        }
    }
    named
}

/// How much words bind, by the first of them: 3 "must", "enhance"; 2 "should", "continue"; 1 "may", "consider".
fn force(small: &EditWords, words: &str) -> Option<u8> {
    let first = crate::text::Words::of(words);
    let first = (!first.tokens.is_empty()).then(|| first.word(0).to_owned())?;
    let holds = |list: &WordList| list.iter().any(|word| crate::text::inflect::forms(word).contains(&first));
    [(3, &small.strong), (2, &small.middle), (1, &small.weak)].into_iter().find(|(_, list)| holds(list)).map(|(force, _)| force)
}

/// Between a verb and the place that it changes stand at most so many words: "delete from the very last sentence".
const BEFORE_PLACE: usize = 5;

/// A place without a number that is the verb's own object, from the words that tell it from others to its noun: "delete the last
/// sentence". Must leave "delete the word “old” in line" alone, where other words are between.
fn named_place(reading: &Reading<'_>, all: &SmallWords, verb: usize, end: usize) -> Option<Range<usize>> {
    let (small, articles) = (&all.edit, &all.voice.articles);
    let joined = |word: &usize| reading.between(*word).trim().is_empty();
    let near = (verb + 1..end).take(BEFORE_PLACE).take_while(joined);
    let place = near.clone().find(|word| small.places.holds(reading.word(*word)))?;
    let is_numbered = place_end(reading, place, end) > place + 1;
    let skips = |word: &usize| small.within.holds(reading.word(*word)) || articles.holds(reading.word(*word));
    let start = near.clone().take_while(|word| *word < place).find(|word| !skips(word)).unwrap_or(place);
    (!is_numbered).then_some(start..place + 1)
}

/// A place with its number, the bracket that closes it, and the larger places that it is in: "last sentence of paragraph 12".
fn place_span(reading: &Reading<'_>, all: &SmallWords, named: Range<usize>, end: usize) -> Span {
    let (small, articles) = (&all.edit, &all.voice.articles);
    let joined = |word: usize| reading.between(word).trim().is_empty();
    let mut last = place_end(reading, named.end - 1, end);
    while last < end && joined(last) && small.within.holds(reading.word(last)) {
        let after = last + 1 + usize::from(last + 1 < end && joined(last + 1) && articles.holds(reading.word(last + 1)));
        if after >= end || !joined(after) || !small.places.holds(reading.word(after)) {
            break;
        }
        last = place_end(reading, after, end);
    }
    let span = reading.span(&(named.start..last));
    let text = &reading.document.text;
    let closes = span.of(text).contains('(') && text[span.end..].starts_with(')');
    Span::new(span.start, span.end + usize::from(closes))
}

/// The end of a place's number: "paragraph 7 b (iii)", "the last line".
fn place_end(reading: &Reading<'_>, place: usize, end: usize) -> usize {
    let part = |word: usize| {
        let token = reading.word(word);
        token.bytes().any(|byte| byte.is_ascii_digit()) || token.len() == 1 || reading.between(word).contains('(')
    };
    let mut at = place + 1;
    while at < end && part(at) && (reading.before(at) == Break::None || reading.between(at).contains('(')) {
        at += 1;
    }
    at
}

fn op(words: &EditWords, word: &str) -> Option<EditOp> {
    words.verbs().into_iter().find(|(list, _)| list.holds(word)).map(|(_, op)| op)
}

/// Whether the verb is a proposal: an imperative at the start of a clause, or after "would", "should", "propose to", "suggest".
fn proposes(reading: &Reading<'_>, small: &EditWords, first: usize, verb: usize) -> bool {
    if verb == first || reading.before(verb) != crate::text::Break::None {
        return true;
    }
    (1..=4).filter_map(|back| verb.checked_sub(back)).filter(|word| *word >= first).any(|word| small.proposes.holds(reading.word(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::made_up::with_sentence;

    fn small<T>(look: impl FnOnce(&EditWords) -> T) -> T {
        with_sentence("x", |reading| look(&reading.small_words(0).edit))
    }

    #[test]
    fn a_verb_gives_way_to_a_weaker_one() {
        for (old, new, weaker) in [("enhance", "continue", true), ("must", "should", true), ("may", "must", false)] {
            let gives_way = small(|words| force(words, new).unwrap() < force(words, old).unwrap());
            assert_eq!(gives_way, weaker, "{old} → {new}");
        }
        assert_eq!(small(|words| force(words, "States")), None);
        assert_eq!(small(|words| force(words, "")), None);
    }

    #[test]
    fn a_rolling_text_names_who_wants_what() {
        for (text, expected) in [
            ("[binding] [Cuba: delete; Fiji, Chad: retain]", vec!["CUB binding", "FJI binding", "TCD binding"]),
            ("The rules [Cuba and Fiji: delete] apply", vec!["CUB The rules", "FJI The rules"]),
            ("We are in favour: delete it", vec![]),
            ("[sic] Cuba: delete it", vec![]),
        ] {
            let found: Vec<String> = with_sentence(text, |reading| attributed(reading, 0))
                .map_or(Vec::new(), |(_, edits)| edits.iter().map(|edit| format!("{} {}", edit.actor, edit.target)).collect());
            assert_eq!(found, expected, "{text}");
        }
    }
}
