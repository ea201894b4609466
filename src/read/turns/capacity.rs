//! A president who speaks for the own State: "I shall now make a statement in my capacity as the representative of X."

use super::{Floor, Turn, marks};
use crate::codebook::Actors;
use crate::text::Words;

/// Words by which a president changes into the representative of a State, in small letters.
const TAKES: &[&str] = &[
    "in my capacity as the representative of",
    "in my capacity as representative of",
    "in my national capacity as the representative of",
    "in my national capacity as representative of",
    "en ma qualité de représentant de",
    "en ma qualité de représentante de",
    "en ma qualité de représentant d",
    "en mi calidad de representante de",
];

/// Words by which the president changes back.
const RESUMES: &[&str] = &[
    "resume my function",
    "resume my role",
    "resume my duties",
    "reprends mes fonctions",
    "reprends maintenant",
    "reanudo mis funciones",
    "vuelvo a asumir",
];

/// A turn of the chair in up to three: the chair's, the State's, the chair's again. Any other turn stays as it is.
pub(super) fn parts(text: &str, turn: Turn, actors: &Actors) -> Vec<Turn> {
    let Some((from, until, id)) = national(text, &turn, actors) else { return vec![turn] };
    let chair = |start: usize, speech: std::ops::Range<usize>| Turn { start, speech, ..turn.clone() };
    let speech = &text[from..until];
    let own = Turn {
        floor: Floor::Actor(id),
        is_reply: marks::is_reply(speech),
        correction: marks::correction(speech),
        start: from,
        speech: from..until,
        ..turn.clone()
    };
    let mut parts = vec![chair(turn.start, turn.speech.start..from), own];
    if until < turn.speech.end {
        parts.push(chair(until, until..turn.speech.end));
    }
    parts
}

/// From where to where the president speaks for a State, and which.
fn national(text: &str, turn: &Turn, actors: &Actors) -> Option<(usize, usize, String)> {
    if turn.floor != Floor::Chair {
        return None;
    }
    let speech = &text[turn.speech.clone()];
    let (at, phrase) = TAKES.iter().find_map(|phrase| find(speech, phrase).map(|at| (at, phrase)))?;
    let rest = &speech[at + phrase.len()..];
    let sentence = rest.find(['.', '\n']).unwrap_or(rest.len());
    let words = Words::of(&rest[..sentence]);
    let id = actors.find(&words, &rest[..sentence], 0..words.tokens.len()).first().map(|(_, id)| (*id).to_owned())?;
    let begin = at + phrase.len() + sentence;
    let begin = begin + speech[begin..].find(char::is_alphanumeric)?;
    let resumed = RESUMES.iter().filter_map(|phrase| find(&speech[begin..], phrase)).min();
    // The sentence in which the president resumes begins after the last full stop or line break.
    let end = resumed.map_or(speech.len(), |at| {
        let before = &speech[begin..begin + at];
        begin + before.rfind(['.', '\n']).map_or(0, |stop| stop + 1)
    });
    let end = begin + speech[begin..end].trim_end().len();
    (end > begin).then(|| (turn.speech.start + begin, turn.speech.start + end, id))
}

/// Where `phrase`, in small letters, stands in `text`, whatever the case of its ASCII letters.
fn find(text: &str, phrase: &str) -> Option<usize> {
    let bytes = phrase.as_bytes();
    text.as_bytes().windows(bytes.len()).position(|window| window.eq_ignore_ascii_case(bytes)).filter(|at| text.is_char_boundary(*at))
}
