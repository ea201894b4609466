//! A sentence that no proposition fits → the topic of the codebook whose words it uses most, or none.

use crate::codebook::{Codebook, Reading};
use crate::meaning::Terms;
use crate::meaning::terms::TermId;
use crate::model::Claim;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Below this likeness (cosine, 0…1) a sentence is on no topic.
const LEAST: f32 = 0.2;

/// What a topic gains if it is that of a claim in the same paragraph.
const NEAR: f32 = 0.1;

/// The topics of a codebook, by their words.
#[derive(Debug, Default)]
pub struct Topics {
    names: Vec<String>,
    /// Which topics use a stem, and how much it says for each.
    weights: BTreeMap<TermId, Vec<(usize, f32)>>,
    /// How much a stem says at all: the fewer topics use it, the more.
    rarity: BTreeMap<TermId, f32>,
}

impl Topics {
    /// Reads the words of each topic from the wordings, phrases and examples of its propositions. A stem weighs
    /// (1 + ln tf) · ln(1 + topics / topics that use it); each topic's weights have length 1.
    #[must_use]
    pub fn of(codebook: &Codebook) -> Self {
        let mut counts: BTreeMap<&str, BTreeMap<TermId, u16>> = BTreeMap::new();
        for one in &codebook.propositions {
            let of_topic = counts.entry(&one.topic).or_default();
            let phrases = one.phrases.iter().map(|(_, phrase)| phrase);
            // A stem counts once a proposition, so that a long list of phrases has no louder voice.
            let texts = [&one.topic, &one.wording].into_iter().chain(phrases).chain(&one.supports).chain(&one.opposes);
            let stems: BTreeSet<TermId> = texts.flat_map(|text| Terms::default().of(&letters(text))).collect();
            for stem in stems {
                *of_topic.entry(stem).or_default() += 1;
            }
        }
        let mut used: BTreeMap<TermId, u16> = BTreeMap::new();
        for stem in counts.values().flat_map(BTreeMap::keys) {
            *used.entry(*stem).or_default() += 1;
        }
        let topics = f32::from(u16::try_from(counts.len()).unwrap_or(u16::MAX));
        let rarity: BTreeMap<TermId, f32> = used.into_iter().map(|(stem, n)| (stem, (1.0 + topics / f32::from(n)).ln())).collect();
        let mut weights: BTreeMap<TermId, Vec<(usize, f32)>> = BTreeMap::new();
        for (topic, stems) in counts.values().enumerate() {
            let raw: Vec<(TermId, f32)> = stems.iter().map(|(stem, n)| (*stem, (1.0 + f32::from(*n).ln()) * rarity[stem])).collect();
            let length = raw.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            for (stem, weight) in raw {
                weights.entry(stem).or_default().push((topic, weight / length));
            }
        }
        Self { names: counts.into_keys().map(str::to_owned).collect(), weights, rarity }
    }

    /// The topic of a text, if one is near enough; `nearby` are topics spoken of around it.
    fn nearest(&self, text: &str, nearby: &BTreeSet<&str>) -> Option<(&str, f32)> {
        let stems: BTreeSet<TermId> = Terms::default().of(text).into_iter().collect();
        let rarity = |stem: &TermId| self.rarity.get(stem).copied().unwrap_or(1.0);
        let length = stems.iter().map(|stem| rarity(stem).powi(2)).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        let mut scores = vec![0.0f32; self.names.len()];
        for stem in &stems {
            for (topic, weight) in self.weights.get(stem).into_iter().flatten() {
                scores[*topic] += weight * rarity(stem) / length;
            }
        }
        for (score, name) in scores.iter_mut().zip(&self.names) {
            if *score > 0.0 && nearby.contains(name.as_str()) {
                *score += NEAR;
            }
        }
        // `max_by` keeps the last of equals; the first by name is wanted.
        let (at, score) = scores.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1))?;
        (*score >= LEAST).then(|| (self.names[at].as_str(), *score))
    }

    /// The topic of a sentence and how near it is (cosine, and what claims in its paragraph add), if its paragraph speaks of the
    /// codebook's debate. `claims` are those of the document.
    pub(super) fn topic(&self, reading: &Reading<'_>, sentence: usize, claims: &[Claim]) -> Option<(&str, f32)> {
        let text = reading.sentence(sentence).span.of(&reading.document.text);
        self.nearest(text, &nearby(reading, sentence, claims)).filter(|_| speaks(reading, sentence))
    }
}

/// Whether the sentence's paragraph holds a word of the codebook's domain; of a codebook without one each does.
fn speaks(reading: &Reading<'_>, sentence: usize) -> bool {
    let Some(domain) = reading.codebook.domain.filter(|_| !reading.assume_domain) else { return true };
    let block = reading.sentence(sentence).block;
    let list = reading.sentences.list.iter().enumerate();
    list.filter(|(_, one)| one.block == block).any(|(at, _)| {
        let mut maybe = false;
        reading.codebook.domain_automaton.scan(reading.folded(at), |_, _, _| maybe = true);
        maybe && reading.scene(at).holds(domain)
    })
}

/// A phrase without the signs of the phrase language.
fn letters(phrase: &str) -> String {
    let words = phrase.split_whitespace().filter(|word| !word.starts_with(['.', '!']));
    words.flat_map(|word| word.chars().chain([' '])).map(|c| if c.is_alphabetic() { c } else { ' ' }).collect()
}

/// The topics of the claims in a sentence's paragraph.
fn nearby<'c>(reading: &Reading<'_>, sentence: usize, claims: &'c [Claim]) -> BTreeSet<&'c str> {
    let block = reading.sentence(sentence).block;
    let of_block = reading.sentences.list.iter().filter(|one| one.block == block).map(|one| one.span);
    let block = of_block.reduce(Span::join);
    claims.iter().filter(|claim| block.is_some_and(|block| block.contains(claim.span))).map(|claim| claim.topic.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_on_the_topic_whose_words_it_uses_or_on_none() {
        let topics = Topics::of(&crate::codebook::BuiltIn::named("unga").unwrap().build().unwrap());
        let none = BTreeSet::new();
        for (sentence, topic) in [
            ("Rising seas and emissions of greenhouse gases endanger our islands.", Some("Climate")),
            ("The Council's permanent members and their veto no longer reflect the membership.", Some("Security Council")),
            ("I thank you for your kind words.", None),
        ] {
            assert_eq!(topics.nearest(sentence, &none).map(|(name, _)| name), topic, "{sentence}");
        }
    }
}
