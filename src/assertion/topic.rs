//! A sentence that no proposition fits → the topic of the codebook whose words it and its paragraph use most, or none.

use crate::codebook::{Clues, Codebook, Reading};
use crate::learn::features::NameHash;
use crate::model::Claim;
use crate::text::Words;
use crate::text::inflect::is_function_word;
use std::collections::{BTreeMap, BTreeSet};

/// Words are known by their first letters: forms of a word then count as one.
const BEGINNING: usize = 6;

/// Shorter words say nothing of a topic.
const SHORTEST: usize = 3;

/// What the likeness of the whole paragraph counts beside that of the sentence.
const PARAGRAPH: f32 = 0.5;

/// What a topic gains if all claims in the paragraph are on it.
const CLAIMS: f32 = 0.15;

/// Below this a sentence is on no topic.
const LEAST: f32 = 0.25;

/// The topics of a codebook, by their words.
#[derive(Debug, Default)]
pub struct Topics {
    names: Vec<String>,
    words: BTreeMap<u64, Word>,
}

/// What a word says of topics.
#[derive(Debug, Default)]
struct Word {
    /// ln(1 + topics / topics that use it): the fewer use it, the more it says.
    rarity: f32,
    /// How much it weighs in each topic that uses it.
    weights: Vec<(usize, f32)>,
}

impl Topics {
    /// Reads the words of each topic from the wordings, phrases and examples of its propositions. A word weighs
    /// (1 + ln propositions that use it) · its rarity; each topic's weights have length 1.
    #[must_use]
    pub fn of(codebook: &Codebook) -> Self {
        let mut counts: BTreeMap<&str, BTreeMap<u64, u16>> = BTreeMap::new();
        for one in &codebook.propositions {
            let phrases: Vec<String> = one.phrases.iter().map(|(_, phrase)| letters(phrase)).collect();
            let texts = [&one.topic, &one.wording].into_iter().chain(&phrases).chain(&one.supports).chain(&one.opposes);
            let used: BTreeSet<u64> = texts.flat_map(|text| beginnings_of(text)).collect();
            let of_topic = counts.entry(&one.topic).or_default();
            for word in used {
                *of_topic.entry(word).or_default() += 1;
            }
        }
        let mut words: BTreeMap<u64, Word> = BTreeMap::new();
        for (topic, used) in counts.values().enumerate() {
            for (word, n) in used {
                words.entry(*word).or_default().weights.push((topic, 1.0 + f32::from(*n).ln()));
            }
        }
        let mut lengths = vec![0.0f32; counts.len()];
        for word in words.values_mut() {
            word.rarity = (1.0 + counts.len() as f32 / word.weights.len() as f32).ln();
            for (topic, weight) in &mut word.weights {
                *weight *= word.rarity;
                lengths[*topic] += *weight * *weight;
            }
        }
        for (topic, weight) in words.values_mut().flat_map(|word| &mut word.weights) {
            *weight /= lengths[*topic].sqrt();
        }
        Self { names: counts.into_keys().map(str::to_owned).collect(), words }
    }

    /// The likeness (cosine, 0…1) of some words to each topic.
    fn likeness(&self, mut words: Vec<u64>) -> Vec<f32> {
        words.sort_unstable();
        words.dedup();
        let (mut scores, mut length) = (vec![0.0f32; self.names.len()], 0.0f32);
        for word in &words {
            let Some(known) = self.words.get(word) else {
                length += 1.0;
                continue;
            };
            length += known.rarity * known.rarity;
            for (topic, weight) in &known.weights {
                scores[*topic] += weight * known.rarity;
            }
        }
        let length = length.sqrt().max(f32::MIN_POSITIVE);
        for score in &mut scores {
            *score /= length;
        }
        scores
    }

    /// The topic with the highest of these scores, the first by name of equals, if it is near enough.
    fn nearest(&self, scores: &[f32]) -> Option<(&str, f32)> {
        let (at, score) = scores.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1))?;
        (*score >= LEAST).then(|| (self.names[at].as_str(), *score))
    }
}

/// The topics of a document's sentences.
pub(super) struct Finder<'a> {
    topics: &'a Topics,
    reading: &'a Reading<'a>,
    claims: &'a [Claim],
    /// The last paragraph looked at, and what it says for each topic; nothing if it does not speak of the codebook's debate.
    paragraph: Option<(usize, Option<Vec<f32>>)>,
}

impl<'a> Finder<'a> {
    /// For the sentences of a document with these claims.
    pub(super) fn new(topics: &'a Topics, reading: &'a Reading<'a>, claims: &'a [Claim]) -> Self {
        Self { topics, reading, claims, paragraph: None }
    }

    /// The topic of a sentence and how near it is, if its paragraph speaks of the codebook's debate.
    pub(super) fn topic(&mut self, sentence: usize) -> Option<(&'a str, f32)> {
        let block = self.reading.sentence(sentence).block;
        if self.paragraph.as_ref().is_none_or(|(known, _)| *known != block) {
            self.paragraph = Some((block, self.of_paragraph(block)));
        }
        let around = self.paragraph.as_ref()?.1.as_ref()?;
        let own = self.topics.likeness(self.beginnings(sentence));
        self.topics.nearest(&own.iter().zip(around).map(|(own, around)| own + around).collect::<Vec<_>>())
    }

    fn of_paragraph(&self, block: usize) -> Option<Vec<f32>> {
        let list = &self.reading.sentences.list;
        let here: Vec<usize> = (0..list.len()).filter(|at| list[*at].block == block).collect();
        if !here.iter().any(|at| self.speaks(*at)) {
            return None;
        }
        let mut scores = self.topics.likeness(here.iter().flat_map(|at| self.beginnings(*at)).collect());
        for score in &mut scores {
            *score *= PARAGRAPH;
        }
        let claims: Vec<&Claim> = self.claims.iter().filter(|claim| here.iter().any(|at| list[*at].span.overlaps(claim.span))).collect();
        for claim in &claims {
            if let Ok(topic) = self.topics.names.binary_search(&claim.topic) {
                scores[topic] += CLAIMS / claims.len() as f32;
            }
        }
        Some(scores)
    }

    /// Whether the sentence holds a word of the codebook's domain; of a codebook without one each does.
    fn speaks(&self, sentence: usize) -> bool {
        let Some(domain) = self.reading.codebook.domain.filter(|_| !self.reading.assume_domain) else { return true };
        self.reading.may_show(Clues::DOMAIN, sentence) && self.reading.scene(sentence).holds(domain)
    }

    fn beginnings(&self, sentence: usize) -> Vec<u64> {
        self.reading.sentence(sentence).words.clone().filter_map(|word| beginning(self.reading.word(word))).collect()
    }
}

fn beginnings_of(text: &str) -> Vec<u64> {
    let words = Words::of(text);
    (0..words.tokens.len()).filter_map(|word| beginning(words.word(word))).collect()
}

/// The number of a word's beginning; none of a word that says nothing.
fn beginning(word: &str) -> Option<u64> {
    if word.len() < SHORTEST || is_function_word(word) || !word.starts_with(char::is_alphabetic) {
        return None;
    }
    let end = word.char_indices().nth(BEGINNING).map_or(word.len(), |(at, _)| at);
    Some(NameHash::default().part(&word[..end]).end())
}

/// A phrase without the signs of the phrase language.
fn letters(phrase: &str) -> String {
    let words = phrase.split_whitespace().filter(|word| !word.starts_with(['.', '!']));
    words.flat_map(|word| word.chars().chain([' '])).map(|c| if c.is_alphabetic() { c } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_on_the_topic_that_uses_them_or_on_none() {
        let topics = Topics::of(&crate::codebook::BuiltIn::named("unga").unwrap().build().unwrap());
        for (text, topic) in [
            ("The Paris Agreement on climate change must be implemented, and emissions cut.", Some("Climate")),
            ("The Security Council's permanent members must give up the veto.", Some("Security Council")),
            ("I thank you for your kind words.", None),
        ] {
            // As in a paragraph of one sentence.
            let scores: Vec<f32> = topics.likeness(beginnings_of(text)).iter().map(|score| score * (1.0 + PARAGRAPH)).collect();
            assert_eq!(topics.nearest(&scores).map(|(name, _)| name), topic, "{text}");
        }
    }

    #[test]
    fn signs_of_the_phrase_language_are_no_words() {
        assert_eq!(letters("(cut* | end) ..3 !zero @fossil_fuel").split_whitespace().collect::<Vec<_>>(), ["cut", "end", "fossil", "fuel"]);
    }
}
