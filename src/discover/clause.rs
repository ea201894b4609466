//! A claim on an object that no codebook names → a clause that can be grouped with others.

use super::ending::turns;
use super::light::{is_light, stem};
use super::objects::begins;
use crate::codebook::{Effect, Reading};
use crate::meaning::terms::is_function_word;
use crate::model::{Claim, Mention, Side, Stance, Via};
use crate::text::{Span, Words};
use std::ops::Range;

/// A position-taking clause: whose, in which words, on what, on which side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whose position it is.
    pub actor: String,
    /// The document it stands in.
    pub doc_id: String,
    /// The document's path as given.
    pub source: String,
    /// The attitude and its object, from the first word to the last.
    pub span: Span,
    /// The same, verbatim.
    pub quote: String,
    /// The whole sentence, verbatim.
    pub sentence: String,
    /// The words of the object that say what it is about: their stems and their folded forms, in the order of the text.
    pub words: Vec<(String, String)>,
    /// Whether the object is wanted; to end it, or to want it ended, is not to want it.
    pub wanted: bool,
    /// Whether the words of the object speak of its end ("the lifting of the embargo").
    pub ended: bool,
    /// Whether the side can be told apart from that of others: somebody supports or opposes, or says "not". "We must", "to combat" and the
    /// like can be for one thing and against its evil at once ("the Paris Agreement", "climate change").
    pub firm: bool,
    /// The codebook's proposition that is claimed with the same words, if one is.
    pub coded: Option<String>,
}

impl Clause {
    /// Whether it is on the side of a group that wants its object, or does not: it is against it only if it firmly says so.
    #[must_use]
    pub fn agrees(&self, wanted: bool) -> bool {
        self.wanted == wanted || !self.firm
    }
}

/// A firm clause counts so many times when it is told which side a group is on.
pub(super) const FIRM_VOTES: i64 = 3;

/// Cues that are troubled by a thing and leave open what should become of it: "concern at the situation" opposes no situation.
const TROUBLED: &[&str] = &["concern", "regret", "regrettable"];

/// What is only recalled ("in accordance with …") is no position that a debate is about.
const LEAST_STRENGTH: u8 = 3;

/// The clause of a claim on one of the [`super::objects`] of a document; none if it takes no side, is weak, or is another's.
#[must_use]
pub fn clause(reading: &Reading<'_>, mention: &Mention, claim: &Claim) -> Option<Clause> {
    let side = claim.stance.side();
    let is_taken = side != Side::Neither && claim.stance != Stance::Practice && claim.strength >= LEAST_STRENGTH;
    if !is_taken || claim.via == Via::Reported || claim.evidence.cues.is_empty() {
        return None;
    }
    let sentence = reading.sentence(mention.sentence);
    let actors = reading.actors_in(mention.sentence);
    let is_own = |id: &str| id == claim.holder || id == reading.document.actor;
    let own: Vec<usize> = actors.iter().filter(|(_, id)| is_own(id)).flat_map(|(words, _)| words.clone()).collect();
    let told: Vec<usize> = mention.explicit.iter().copied().filter(|word| !own.contains(word)).collect();
    let words = words(reading, &told, &actors);
    if words.is_empty() {
        return None;
    }
    let cues: Vec<Span> = claim.evidence.cues.iter().map(|cue| cue.span).filter(|span| sentence.span.contains(*span)).collect();
    if is_far(reading, mention, claim) {
        return None;
    }
    let text = &reading.document.text;
    let ended = is_ended(reading, &told) != is_negated(reading, mention, claim);
    let span = around(reading, mention, &cues);
    Some(Clause {
        actor: claim.holder.clone(),
        doc_id: claim.doc_id.clone(),
        source: claim.source.clone(),
        span,
        quote: span.of(text).to_owned(),
        sentence: sentence.span.of(text).to_owned(),
        words,
        wanted: (side == Side::For) != ended,
        ended,
        firm: is_firm(reading, claim),
        coded: None,
    })
}

/// The words of an object that carry a subject. The name of an actor is one word, however long, and the same in all its forms: an actor
/// alone is nothing to be for or against.
fn words(reading: &Reading<'_>, told: &[usize], actors: &[(Range<usize>, &str)]) -> Vec<(String, String)> {
    let one = |word: &usize| {
        let form = reading.word(*word);
        match actors.iter().find(|(name, _)| name.contains(word)) {
            Some((name, id)) => {
                let is_last = told.iter().rev().find(|word| name.contains(word)) == Some(word);
                (is_last && form.len() >= 3).then(|| (format!("@{id}"), form.to_owned()))
            }
            None => (!is_light(form)).then(|| stem(form).map(|stem| (stem, form.to_owned()))).flatten(),
        }
    };
    told.iter().filter_map(one).collect()
}

/// See [`Clause::firm`].
fn is_firm(reading: &Reading<'_>, claim: &Claim) -> bool {
    let text = &reading.document.text;
    let cue_of = |id: &str| reading.codebook.cues.iter().find(|cue| cue.id == id);
    let says_no = |span: Span| Words::of(span.of(text)).folded.contains(" not ") || Words::of(span.of(text)).folded.contains(" no ");
    let voiced = claim.evidence.cues.iter().filter(|hit| !TROUBLED.contains(&hit.cue.as_str()));
    let mut cues = voiced.filter_map(|hit| Some((cue_of(&hit.cue)?, hit.span)));
    // "To combat", "to prevent": the innermost cue is a fight against an evil.
    let fights = cues.clone().next().is_some_and(|(cue, span)| cue.impersonal && cue.has(Effect::Combat) && !says_no(span));
    !fights && cues.any(|(cue, span)| cue.is_attitude() && !cue.impersonal || cue.has(Effect::Negate) || says_no(span))
}

/// Whether a cue that turns the claim against its object stands too far before it: in "counter the threat by signing the agreement"
/// the agreement is not countered.
fn is_far(reading: &Reading<'_>, mention: &Mention, claim: &Claim) -> bool {
    let against = claim.evidence.cues.iter().filter(|cue| cue.effect.starts_with("against"));
    let first = mention.words.start;
    let from = |end: usize| (0..first).rev().take_while(move |word| reading.sentences.words.tokens[*word].span.start >= end);
    against.map(|cue| cue.span.end).any(|end| from(end).filter(|word| !is_function_word(reading.word(*word))).count() > MOST_BETWEEN)
}

/// At most so many words of content may stand between a cue of opposition and its object.
const MOST_BETWEEN: usize = 2;

/// The clause around an object and its cues, from bound to bound, as far as that is not long.
fn around(reading: &Reading<'_>, mention: &Mention, cues: &[Span]) -> Span {
    let words = &reading.sentence(mention.sentence).words;
    let tokens = &reading.sentences.words.tokens;
    let holds = |word: &usize| cues.iter().any(|cue| cue.contains(tokens[*word].span));
    let start = words.clone().find(holds).map_or(mention.words.start, |word| word.min(mention.words.start));
    let end = words.clone().rev().find(holds).map_or(mention.words.end, |word| mention.words.end.max(word + 1));
    let mut from = start;
    while from > words.start && start - from < MOST_BEFORE && !begins(reading, from, words.end) {
        from -= 1;
    }
    let mut to = end;
    while to < words.end && to - end < MOST_AFTER && !begins(reading, to, words.end) {
        to += 1;
    }
    // "and", "that" at the start belong to what came before.
    while from < start && matches!(reading.word(from), "and" | "or" | "but" | "that" | "which" | "who") {
        from += 1;
    }
    reading.span(&(from..to))
}

/// A quote goes on before its first cue or word for at most so many words.
const MOST_BEFORE: usize = 8;

/// And after its last for at most so many.
const MOST_AFTER: usize = 16;

/// Whether the words of the object turn it: "the lifting of the embargo", "the embargo be lifted", "a treaty on the prohibition of the
/// weapon", "violations of sovereignty".
fn is_ended(reading: &Reading<'_>, told: &[usize]) -> bool {
    let verb = |word: usize| {
        word > 0 && matches!(reading.word(word - 1), "be" | "is" | "are" | "been" | "to" | "immediately" | "completely" | "unconditionally")
    };
    let stems = told.iter().filter_map(|word| Some((stem(reading.word(*word))?, verb(*word))));
    turns(&stems.collect::<Vec<_>>())
}

/// Whether a "no" stands in the object that no cue took up: "to leave no one behind".
fn is_negated(reading: &Reading<'_>, mention: &Mention, claim: &Claim) -> bool {
    let tokens = &reading.sentences.words.tokens;
    let is_cue = |word: usize| claim.evidence.cues.iter().any(|cue| cue.span.contains(tokens[word].span));
    mention.words.clone().any(|word| matches!(reading.word(word), "no" | "not" | "nobody" | "none") && !is_cue(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;

    #[test]
    fn the_cues_of_trouble_are_cues() {
        let codebook = Codebook::built_in().unwrap();
        assert!(TROUBLED.iter().all(|id| codebook.cues.iter().any(|cue| cue.id == *id)));
    }
}
