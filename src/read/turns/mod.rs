//! A transcript or verbatim record → its turns: who has the floor from which byte to which.
//!
//! ```text
//! lines ─label→ speaker lines ┐
//! paragraphs ─handover→ floor ┴→ openings ─is it a transcript?→ Turn, Turn, …
//! ```
//!
//! A text is a transcript only if several speakers are labelled as speakers are, and each label opens a speech: a heading that
//! happens to be the name of a State does not split a statement.

mod capacity;
mod handover;
mod label;
mod marks;
pub(super) mod report;

use super::Reader;
use crate::codebook::Actors;
use crate::text::Words;
use crate::text::line::{is_salutation, line_end, word_count};
use label::{Form, Label};
use std::collections::BTreeSet;
use std::ops::Range;

/// Who has the floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Floor {
    /// A State, observer or group, by its id.
    Actor(String),
    /// The chair, the president, the secretariat: nobody's position.
    Chair,
    /// A person of whom the record does not tell the State; the label as written.
    Unknown(String),
}

/// One turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) floor: Floor,
    /// The group that the label says is spoken for.
    pub(super) group: Option<String>,
    /// The person who speaks.
    pub(super) speaker: Option<String>,
    /// The mark of interpretation, if there is one.
    pub(super) interpreted: Option<String>,
    /// Whether it is a right of reply.
    pub(super) is_reply: bool,
    /// The words by which the speaker corrects itself.
    pub(super) correction: Option<&'static str>,
    /// Whether only the chair's words tell whose turn it is.
    pub(super) is_handed: bool,
    /// The first byte of the speaker line.
    pub(super) start: usize,
    /// The bytes of the speech.
    pub(super) speech: Range<usize>,
}

/// Where a turn begins.
struct Opening {
    label: Label,
    /// The first byte of the label.
    start: usize,
    /// The first byte of the speech.
    body: usize,
    is_handed: bool,
}

/// The turns of `text` from the byte `start` on, if it is a transcript.
pub(super) fn split(text: &str, start: usize, reader: &dyn Reader, actors: &Actors) -> Option<Vec<Turn>> {
    let mut openings = labelled(text, start, reader, actors);
    openings.extend(handed(text, start, &openings, reader, actors));
    openings.sort_by_key(|opening| opening.start);
    let openings = believed(text, start, openings, reader)?;
    let mut turns: Vec<Turn> = Vec::new();
    for (index, opening) in openings.iter().enumerate() {
        let end = openings.get(index + 1).map_or(text.len(), |next| next.start);
        let turn = turn(text, opening, end);
        let floor = match &turn.floor {
            Floor::Unknown(_) => named_by_chair(text, &turns, actors).map_or(turn.floor.clone(), Floor::Actor),
            floor => floor.clone(),
        };
        let is_handed = opening.is_handed || floor != turn.floor;
        turns.extend(capacity::parts(text, Turn { floor, is_handed, ..turn }, actors));
    }
    Some(turns)
}

/// The speaker lines of the text, each with a speech behind it.
fn labelled(text: &str, start: usize, reader: &dyn Reader, actors: &Actors) -> Vec<Opening> {
    let lines = lines(text, start);
    let mut openings = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let written = &text[line.clone()];
        let bare = reader.bare(written);
        let Some(label) = label::label(bare, actors) else { continue };
        let bare_at = line.start + (bare.as_ptr() as usize - written.as_ptr() as usize);
        let after = bare_at + label.end;
        let inline = text[after..line.end].chars().any(char::is_alphanumeric);
        // Names one below the other are a list, and no speeches.
        let next = lines.get(index + 1).map(|next| reader.bare(&text[next.clone()]));
        let is_list =
            label.form == Form::Bare && next.is_none_or(|next| label::label(next, actors).is_some_and(|next| next.form == Form::Bare));
        if is_list && !inline {
            continue;
        }
        openings.push(Opening { label, start: line.start, body: after, is_handed: false });
    }
    openings
}

/// The turns that only the chair's words open: the paragraph after "Japan, please." that begins with a greeting.
fn handed(text: &str, start: usize, labelled: &[Opening], reader: &dyn Reader, actors: &Actors) -> Vec<Opening> {
    let mut openings = Vec::new();
    let is_labelled = |block: &Range<usize>| labelled.iter().any(|opening| block.contains(&opening.start));
    let blocks = blocks(text, start);
    for pair in blocks.windows(2) {
        let [chair, next] = pair else { continue };
        if is_labelled(next) || !opens_speech(&text[next.clone()], reader) {
            continue;
        }
        let Some(id) = handover::to(&text[chair.clone()], actors) else { continue };
        let opening = |floor: Floor, at: usize| Opening {
            label: Label { floor, group: None, speaker: None, interpreted: None, form: Form::Sure, end: 0 },
            start: at,
            body: at,
            is_handed: true,
        };
        if !is_labelled(chair) {
            openings.push(opening(Floor::Chair, chair.start));
        }
        openings.push(opening(Floor::Actor(id), next.start));
    }
    openings
}

/// The openings, if they make the text a transcript.
fn believed(text: &str, start: usize, openings: Vec<Opening>, reader: &dyn Reader) -> Option<Vec<Opening>> {
    let is_actor = |opening: &&Opening| !matches!(opening.label.floor, Floor::Chair);
    let speeches: Vec<bool> = openings
        .iter()
        .enumerate()
        .map(|(index, opening)| {
            let end = openings.get(index + 1).map_or(text.len(), |next| next.start);
            opens_speech(&text[opening.body..end.max(opening.body)], reader)
        })
        .collect();
    let is_sure = |opening: &Opening| opening.label.form == Form::Sure;
    let sure = openings.iter().filter(|opening| is_sure(opening)).filter(is_actor).count();
    let chair = openings.iter().filter(|opening| matches!(opening.label.floor, Floor::Chair)).count();
    let greeted = openings.iter().zip(&speeches).filter(|(opening, greets)| !is_sure(opening) && **greets).count();
    let names = openings.iter().filter(|opening| opening.label.form == Form::Name).filter(is_actor).count();
    let paragraphs = openings.first().map_or(0, |first| lines(text, first.start).len());
    // A record in which nearly each line names its speaker: "Ghana: …".
    let is_minutes = names >= 3 && names * 2 >= paragraphs;
    let weak = openings.iter().filter(|opening| !is_sure(opening)).count();
    let keeps_names = is_minutes || greeted >= 2 && greeted * 2 >= weak || chair > 0 && names > 0;
    let kept: Vec<Opening> = openings
        .into_iter()
        .zip(speeches)
        .filter(|(opening, greets)| {
            is_sure(opening) || *greets || keeps_names && opening.label.form == Form::Name || keeps_names && sure == 0
        })
        .map(|(opening, _)| opening)
        .collect();
    let speakers: BTreeSet<String> = kept.iter().filter(is_actor).map(|opening| format!("{:?}", opening.label.floor)).collect();
    let is_transcript = speakers.len() >= 2 && (sure >= 2 || sure + greeted + names >= 2 && (greeted >= 2 || chair > 0 || is_minutes))
        || speakers.len() == 1 && chair > 0 && (sure > 0 || greeted > 0);
    if !is_transcript {
        return None;
    }
    // Before the first turn stands a title, and no speech.
    let preamble = &text[start..kept.first()?.start];
    let running = blocks(preamble, 0).iter().filter(|block| word_count(&preamble[(*block).clone()]) > 60).count();
    (running <= 2).then_some(kept)
}

/// Whether a speech begins as speeches do: with thanks, a greeting, or "I take the floor".
fn opens_speech(speech: &str, reader: &dyn Reader) -> bool {
    let after_mark = marks::opening(speech).map_or(speech, |(_, end)| &speech[end..]);
    let first = after_mark.lines().map(|line| reader.bare(line)).find(|line| !line.is_empty()).unwrap_or_default();
    let begins = |start: &&str| first.get(..start.len()).is_some_and(|here| here.eq_ignore_ascii_case(start));
    is_salutation(first)
        || [
            "i thank you",
            "i take the floor",
            "i am taking the floor",
            "i am speaking",
            "i speak",
            "i have the honour",
            "i would like to thank",
            "we thank",
        ]
        .iter()
        .any(begins)
}

fn turn(text: &str, opening: &Opening, end: usize) -> Turn {
    let label = &opening.label;
    let mark = marks::opening(&text[opening.body..end]);
    let body = opening.body + mark.map_or(0, |(_, length)| length);
    let skipped =
        text[body..end].len() - text[body..end].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ',')).len();
    let end = closed(text, body + skipped..end);
    let speech = &text[body + skipped..end];
    let is_chair = matches!(label.floor, Floor::Chair);
    Turn {
        floor: label.floor.clone(),
        group: label.group.clone(),
        speaker: label.speaker.clone(),
        interpreted: label.interpreted.clone().or(mark.map(|(inside, _)| inside.to_owned())),
        is_reply: !is_chair && marks::is_reply(speech),
        correction: if is_chair { None } else { marks::correction(speech) },
        is_handed: opening.is_handed,
        start: opening.start,
        speech: body + skipped..end,
    }
}

/// The end of a speech: before the record's own words ("The meeting rose at 6 p.m.") and the space around them.
fn closed(text: &str, speech: Range<usize>) -> usize {
    let own = ["The meeting rose", "The meeting was", "The meeting resumed", "La séance est levée", "Se levanta la sesión"];
    let mut end = speech.end;
    for line in lines(&text[speech.clone()], 0) {
        if own.iter().any(|start| text[speech.start + line.start..].trim_start_matches(['*', '_']).starts_with(start)) {
            end = speech.start + line.start;
            break;
        }
    }
    speech.start + text[speech.start..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#')).len()
}

/// The one actor whom the chair names last before giving the floor to a person.
fn named_by_chair(text: &str, turns: &[Turn], actors: &Actors) -> Option<String> {
    let chair = turns.last().filter(|turn| turn.floor == Floor::Chair)?;
    let words = &text[chair.speech.clone()];
    let at = words.char_indices().rev().nth(700).map_or(0, |(at, _)| at);
    let tail = &words[at..];
    handover::to(tail, actors).or_else(|| {
        let words = Words::of(tail);
        let named: BTreeSet<&str> = actors.find(&words, tail, 0..words.tokens.len()).into_iter().map(|(_, id)| id).collect();
        (named.len() == 1).then(|| named.into_iter().next().map(str::to_owned)).flatten()
    })
}

/// The lines that are not blank, as byte ranges without the space around them.
fn lines(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = start;
    while at < text.len() {
        let line = &text[at..at + line_end(&text[at..])];
        let words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !words.is_empty() {
            let from = at + (words.as_ptr() as usize - line.as_ptr() as usize);
            found.push(from..from + words.len());
        }
        at += line.len();
    }
    found
}

/// The paragraphs between blank lines; in a text without blank lines, its lines.
fn blocks(text: &str, start: usize) -> Vec<Range<usize>> {
    let lines = lines(text, start);
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for line in &lines {
        match blocks.last_mut() {
            Some(last) if text[last.end..line.start].matches('\n').count() < 2 => last.end = line.end,
            _ => blocks.push(line.clone()),
        }
    }
    if blocks.len() * 8 < lines.len() { lines } else { blocks }
}
