//! "The EU, opposed by China, supported X": who is said in passing to stand against the sentence's subject.

use super::explain::Derivation;
use crate::codebook::Reading;
use crate::model::{Stance, Via};
use crate::text::Break;
use std::ops::Range;

/// Words between commas, after an actor's name, that say who stands with or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aside {
    /// From "opposed" or "supported" to the last name.
    pub(super) words: Range<usize>,
    /// Who stands against the actor; empty if the words only say who stands with it.
    against: Vec<String>,
}

/// The asides of a sentence.
pub(super) fn asides(reading: &Reading<'_>, sentence: usize) -> Vec<Aside> {
    let words = reading.sentence(sentence).words.clone();
    let mut found: Vec<Aside> = Vec::new();
    let mut actors = None;
    for at in words.start + 1..words.end.saturating_sub(2) {
        if !matches!(reading.word(at), "opposed" | "supported") || reading.word(at + 1) != "by" {
            continue;
        }
        let actors = actors.get_or_insert_with(|| reading.actors_in(sentence));
        let after_name = reading.before(at) == Break::Comma && actors.iter().any(|(named, _)| named.end == at);
        // "Supported by A and opposed by B".
        let goes_on = reading.word(at - 1) == "and" && found.last().is_some_and(|last| last.words.end == at - 1);
        if !after_name && !goes_on {
            continue;
        }
        let (mut end, mut ids) = (at + 2, Vec::new());
        while let Some((named, id)) =
            actors.iter().find(|(named, _)| (end..=end + 2).contains(&named.start) && joined(reading, end..named.start))
        {
            ids.push((*id).to_owned());
            end = named.end;
            if end < words.end && reading.before(end) == Break::Comma && !actors.iter().any(|(next, _)| next.start == end) {
                break;
            }
        }
        if ids.is_empty() {
            continue;
        }
        let against = if reading.word(at) == "opposed" { ids } else { Vec::new() };
        found.push(Aside { words: at..end, against });
    }
    found
}

fn joined(reading: &Reading<'_>, between: Range<usize>) -> bool {
    between.into_iter().all(|word| matches!(reading.word(word), "and" | "the"))
}

/// The derivations of those who stand against what the named subjects of these derivations hold.
pub(super) fn opponents(derivations: &[Derivation], asides: &[Aside]) -> Vec<Derivation> {
    let against: Vec<(String, Via)> = asides.iter().flat_map(|aside| &aside.against).map(|id| (id.clone(), Via::Reported)).collect();
    if against.is_empty() {
        return Vec::new();
    }
    let reported = derivations.iter().filter(|made| made.holders.iter().any(|(_, via)| *via == Via::Reported));
    let turned = reported.filter_map(|made| {
        let stance = match made.stance? {
            Stance::Support | Stance::Qualified => Stance::Oppose,
            Stance::Oppose | Stance::Reservation => Stance::Support,
            Stance::Practice | Stance::Undecided => return None,
        };
        let mut turned = Derivation { stance: Some(stance), holders: against.clone(), ..made.clone() };
        turned.rules.push("opposed by".to_owned());
        turned.steps.push("“opposed by”: the others stand against the subject".to_owned());
        Some(turned)
    });
    turned.collect()
}
