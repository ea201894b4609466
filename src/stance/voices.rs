//! Who speaks in each sentence: the State, the group it speaks for, or, in a transcript, whoever has the floor.

use crate::codebook::language::VoiceWords;
use crate::codebook::{Clues, Effect, Reading};
use crate::model::{Alignment, Notice, SentenceKind, Via};
use crate::text::line::is_salutation;
use std::ops::Range;

/// Who speaks in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voice {
    /// The id of the one whose position it is; none if nobody's ("the Chair").
    pub(super) holder: Option<String>,
    /// National, or for a group.
    pub(super) via: Via,
    /// The group that is spoken for.
    pub(super) group: Option<String>,
    /// The ids by which the speaker may name itself.
    pub(super) own: Vec<String>,
}

impl Voice {
    fn national(actor: &str) -> Self {
        Self { holder: Some(actor.to_owned()), via: Via::National, group: None, own: vec![actor.to_owned()] }
    }

    fn group(actor: &str, group: &str) -> Self {
        Self {
            holder: Some(group.to_owned()),
            via: Via::Group,
            group: Some(group.to_owned()),
            own: vec![actor.to_owned(), group.to_owned()],
        }
    }

    fn nobody() -> Self {
        Self { holder: None, via: Via::Reported, group: None, own: Vec::new() }
    }
}

/// The voice of each sentence.
pub(super) fn voices(reading: &Reading<'_>, notices: &mut Vec<Notice>) -> Vec<Voice> {
    let document = reading.document;
    let mut voice = match &document.meta.group {
        Some(group) => Voice::group(&document.actor, group),
        None if document.actor.is_empty() => Voice::nobody(),
        None => Voice::national(&document.actor),
    };
    let mut voices = Vec::with_capacity(reading.sentences.list.len());
    for index in 0..reading.sentences.list.len() {
        if let Some(turn) = floor(reading, index) {
            voice = turn;
        } else if voice.via == Via::Group && reading.may_show(Clues::NATIONAL, index) && switches_to_national(reading, index) {
            // A group's document may name the State: "in my national capacity as B-land".
            let is_group = Some(&document.actor) == document.meta.group.as_ref();
            let state = named_state(reading, index).filter(|_| is_group);
            voice = Voice::national(state.as_deref().unwrap_or(&document.actor));
            if is_group && state.is_none() {
                let what =
                    "speaks \"in my national capacity\" but names no State: those words are left out; give the State with a manifest"
                        .to_owned();
                notices.push(Notice { place: document.source.clone(), what });
                voice = Voice::nobody();
            }
        }
        voices.push(voice.clone());
    }
    voices
}

/// The switch from group to State: "in my national capacity".
fn switches_to_national(reading: &Reading<'_>, sentence: usize) -> bool {
    reading.small_words(sentence).voice.national.is_in(reading.folded(sentence))
}

/// The first State that a sentence names.
fn named_state(reading: &Reading<'_>, index: usize) -> Option<String> {
    let is_state = |id: &&str| reading.actors.get(id).is_some_and(|actor| actor.kind == crate::model::ActorKind::State);
    reading.actors_in(index).iter().map(|(_, id)| *id).find(|id| is_state(id)).map(str::to_owned)
}

/// A line that holds only a speaker's name gives the floor to it: "A-land", "Mr. Tan (B-land):", "The Chair:".
fn floor(reading: &Reading<'_>, index: usize) -> Option<Voice> {
    let sentence = reading.sentence(index);
    if sentence.kind == SentenceKind::Boilerplate || sentence.words.len() > 9 || sentence.words.is_empty() {
        return None;
    }
    let written = sentence.span.of(&reading.document.text);
    let ends_like_one = sentence.kind == SentenceKind::Heading || written.ends_with(':');
    // "Mr. Chair:" begins a letter or a speech; "The Chair:" a turn.
    if !ends_like_one || is_salutation(written) {
        return None;
    }
    let words = sentence.words.clone();
    let last = reading.word(words.end - 1);
    if reading.small_words(index).voice.chairs.holds(last) && words.len() <= 4 {
        return Some(Voice::nobody());
    }
    let actors = reading.actors_in(index);
    let whole =
        actors.iter().find(|(named, _)| named.start == words.start && named.end == words.end || starts_with_article(reading, index, named));
    let bracketed =
        actors.iter().find(|(named, _)| named.end == words.end && reading.between(named.start).contains('(') && written.contains(')'));
    let (_, actor) = whole.or(bracketed)?;
    Some(Voice::national(actor))
}

fn starts_with_article(reading: &Reading<'_>, sentence: usize, named: &Range<usize>) -> bool {
    let words = &reading.sentence(sentence).words;
    named.start == words.start + 1
        && named.end == words.end
        && reading.small_words(sentence).voice.articles.holds(reading.word(words.start))
}

/// The alignments a document states: "aligns itself with the statement delivered by the European Union".
pub(super) fn alignments(reading: &Reading<'_>, voices: &[Voice], notices: &mut Vec<Notice>) -> Vec<Alignment> {
    let mut found = Vec::new();
    for (index, sentence) in reading.sentences.list.iter().enumerate() {
        let small = &reading.small_words(index).voice;
        let looked_at = sentence.kind != SentenceKind::Boilerplate && reading.may_show(Clues::STATEMENT, index);
        if !looked_at || !may_align(small, reading.folded(index)) {
            continue;
        }
        let scene = reading.scene(index);
        let cues = reading.codebook.cues[reading.language(index).cues.clone()].iter().filter(|cue| cue.has(Effect::Align));
        let Some(words) = cues
            .flat_map(|cue| cue.patterns.iter().flat_map(|pattern| scene.find(pattern)))
            .map(|one| one.start..one.end)
            .min_by_key(|words| words.start)
        else {
            continue;
        };
        let actors = reading.actors_in(index);
        let voice = &voices[index];
        let named_before: Vec<&str> = actors.iter().filter(|(named, _)| named.end <= words.start).map(|(_, id)| *id).collect();
        // The group after the cue; "this statement" is that of the speaker itself.
        let rest = words.start..sentence.words.end;
        let is_own = |word: usize| word + 1 < rest.end && small.own_statement.holds_pair(reading.word(word), reading.word(word + 1));
        let this = rest.clone().any(is_own);
        let with: Vec<&str> = if this {
            voice.holder.as_deref().into_iter().collect()
        } else {
            let after: Vec<_> = actors.iter().filter(|(named, _)| named.start >= words.start).collect();
            // "Delivered by A on behalf of the Group" is the Group's statement.
            let group =
                after.iter().find(|(_, id)| reading.actors.get(id).is_some_and(|actor| actor.kind == crate::model::ActorKind::Group));
            group.or(after.first()).map(|(_, id)| *id).into_iter().collect()
        };
        let Some(with) = with.first() else {
            let quote = sentence.span.of(&reading.document.text);
            let what =
                format!("aligns itself with a statement of somebody not known: “{}”; add the group to an actors file", shortened(quote));
            notices.push(Notice { place: reading.document.source.clone(), what });
            continue;
        };
        let own = voice.own.first().map(String::as_str);
        let who: Vec<&str> = if named_before.is_empty() { own.into_iter().collect() } else { named_before };
        let partial = rest.clone().any(|word| small.partial.holds(reading.word(word)));
        for actor in who {
            if actor == *with {
                continue;
            }
            found.push(Alignment {
                actor: actor.to_owned(),
                with: (*with).to_owned(),
                partial,
                doc_id: reading.document.id.clone(),
                source: reading.document.source.clone(),
                span: sentence.span,
                quote: sentence.span.of(&reading.document.text).to_owned(),
                date: reading.document.meta.date,
            });
        }
    }
    found.sort();
    found.dedup_by(|a, b| a.actor == b.actor && a.with == b.with);
    found
}

fn may_align(small: &VoiceWords, folded: &str) -> bool {
    small.statements.begins_in(folded) && small.joins.begins_in(folded)
}

fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", &quote[..at]),
        None => quote.to_owned(),
    }
}
