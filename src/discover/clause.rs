//! A claim on an object that no codebook names → a clause that can be grouped with others.

use super::light::{is_light, stem};
use crate::codebook::Reading;
use crate::meaning::terms::is_function_word;
use crate::model::{Claim, Mention, Side, Via};
use crate::text::Span;

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
}

/// Stems of words that want the end of what they stand with: to be for the lifting of an embargo is to be against the embargo.
const ENDINGS: &[&str] = &[
    "abolish", "abolit", "cancel", "ceas", "cessat", "discontinu", "dismantl", "elimin", "end", "erad", "eradic", "halt", "lift",
    "nonprolifer", "prohibit", "remov", "repeal", "revok", "stop", "suspend", "suspens", "termin", "withdraw", "withdrew",
];

/// The clause of a claim on one of the [`super::objects`] of a document; none if it takes no side, is weak, or is another's.
#[must_use]
pub fn clause(reading: &Reading<'_>, mention: &Mention, claim: &Claim) -> Option<Clause> {
    let side = claim.stance.side();
    if side == Side::Neither || claim.via == Via::Reported || claim.stance == crate::model::Stance::Practice || claim.evidence.cues.is_empty() {
        return None;
    }
    let sentence = reading.sentence(mention.sentence);
    let own: Vec<usize> = reading
        .actors_in(mention.sentence)
        .into_iter()
        .filter(|(_, id)| *id == claim.holder || *id == reading.document.actor)
        .flat_map(|(words, _)| words)
        .collect();
    let told: Vec<usize> = mention.explicit.iter().copied().filter(|word| !own.contains(word)).collect();
    let words: Vec<(String, String)> = told
        .iter()
        .map(|word| reading.word(*word))
        .filter(|word| !is_light(word))
        .filter_map(|word| Some((stem(word)?, word.to_owned())))
        .collect();
    if words.is_empty() {
        return None;
    }
    let cues = claim.evidence.cues.iter().map(|cue| cue.span).filter(|span| sentence.span.contains(*span));
    let object = reading.span(&mention.words);
    let (start, end) = cues.fold((object.start, object.end), |(start, end), span| (start.min(span.start), end.max(span.end)));
    let text = &reading.document.text;
    let wanted = (side == Side::For) != is_ended(reading, &told);
    Some(Clause {
        actor: claim.holder.clone(),
        doc_id: claim.doc_id.clone(),
        source: claim.source.clone(),
        span: Span::new(start, end),
        quote: text[start..end].to_owned(),
        sentence: sentence.span.of(text).to_owned(),
        words,
        wanted,
    })
}

/// Whether the object is the end of something: "the lifting of the embargo", "the embargo be lifted", "debt cancellation".
fn is_ended(reading: &Reading<'_>, told: &[usize]) -> bool {
    let content: Vec<usize> = told.iter().copied().filter(|word| !is_function_word(reading.word(*word))).collect();
    content.iter().enumerate().any(|(at, word)| {
        let ends = stem(reading.word(*word)).is_some_and(|stem| ENDINGS.contains(&stem.as_str()));
        let heads = at == 0 || at + 1 == content.len();
        let verb = *word > 0 && matches!(reading.word(word - 1), "be" | "is" | "are" | "been" | "to" | "immediately" | "completely");
        ends && (heads || verb)
    })
}
