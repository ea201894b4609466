//! The phrases of the codebook. Catches "existing international law applies in cyberspace"; must leave "the law on fisheries
//! applies" alone.

use super::{Extractor, Seen};
use crate::codebook::{Owner, Reading};
use crate::model::{Mention, SentenceKind, Wording};
use crate::text::phrase::Match;
use rayon::prelude::*;

/// Finds the phrases of the codebook's propositions.
pub(super) struct Phrases;

impl Extractor for Phrases {
    fn name(&self) -> &'static str {
        "phrase"
    }

    fn summary(&self) -> &'static str {
        "the phrases of the codebook's propositions"
    }

    fn mentions(&self, seen: &Seen<'_>, out: &mut Vec<Mention>) {
        let sentences: Vec<&[(usize, usize)]> = seen.candidates.chunk_by(|a, b| a.0 == b.0).collect();
        out.par_extend(sentences.par_iter().with_min_len(SENTENCES_A_TASK).flat_map_iter(|group| self.of_sentence(seen, group)));
    }
}

/// Fewer sentences than this are not worth a task of their own.
const SENTENCES_A_TASK: usize = 16;

impl Phrases {
    /// The mentions of one sentence, given the patterns that may match there.
    fn of_sentence(&self, seen: &Seen<'_>, group: &[(usize, usize)]) -> Vec<Mention> {
        let reading = seen.reading;
        let sentence = group[0].0;
        if matches!(reading.sentence(sentence).kind, SentenceKind::Boilerplate | SentenceKind::Heading) {
            return Vec::new();
        }
        let context = |owner: &Owner| reading.codebook.propositions[owner.proposition].context;
        let owners = group.iter().map(|(_, owner)| &reading.codebook.owners[*owner]).filter(|owner| !owner.term);
        // Most sentences end here: their words are those of a phrase, but not of the debate.
        let mut owners: Vec<&Owner> = owners.filter(|owner| seen.domain().may_allow(context(owner), sentence, reading)).collect();
        if owners.is_empty() {
            return Vec::new();
        }
        let scene = reading.scene(sentence);
        owners.retain(|owner| seen.domain().allows(context(owner), sentence, reading, &scene));
        let mut mentions = Vec::new();
        for of_one in owners.chunk_by(|a, b| a.proposition == b.proposition) {
            let found = of_one.iter().flat_map(|owner| scene.find(&owner.pattern).into_iter().map(move |one| (*owner, one)));
            mentions.extend(resolve(found.collect()).into_iter().map(|(owner, one)| self.mention(reading, sentence, owner, one)));
        }
        mentions
    }

    fn mention(&self, reading: &Reading<'_>, sentence: usize, owner: &Owner, one: Match) -> Mention {
        let proposition = &reading.codebook.propositions[owner.proposition];
        Mention {
            proposition: proposition.id.clone(),
            wording: owner.wording.unwrap_or(Wording::Names),
            sentence,
            words: one.start..one.end,
            explicit: one.explicit,
            extractor: self.name(),
            pattern: owner.phrase.clone(),
            strength: proposition.strength,
        }
    }
}

/// Pairs of a sentence and a pattern that may match there, ascending: by sentence, then as the codebook lists its patterns.
pub(super) fn candidates(reading: &Reading<'_>) -> Vec<(usize, usize)> {
    let words = &reading.sentences.words;
    let list = &reading.sentences.list;
    let mut candidates: Vec<(u32, u32)> = Vec::new();
    let mut last = (usize::MAX, 0);
    reading.codebook.automaton.scan(&words.folded, |owner, start, _| {
        if last.0 != start {
            let word = words.at_folded(start + 1);
            let sentence = list.partition_point(|sentence| sentence.words.end <= word);
            last = (start, u32::try_from(sentence).unwrap_or(u32::MAX));
        }
        candidates.push((last.1, owner));
    });
    candidates.sort_unstable();
    candidates.dedup();
    let numbers = candidates.into_iter().map(|(sentence, owner)| (sentence as usize, owner as usize));
    numbers.filter(|(sentence, _)| *sentence < list.len()).collect()
}

/// Of one proposition's matches in a sentence: those that no `except` overlaps and no better match overlaps.
fn resolve(found: Vec<(&Owner, Match)>) -> Vec<(&Owner, Match)> {
    let (hidden, mut found): (Vec<_>, Vec<_>) = found.into_iter().partition(|(owner, _)| owner.wording.is_none());
    found.retain(|(_, one)| !hidden.iter().any(|(_, other)| one.start < other.end && other.start < one.end));
    // A statement says more than a name, and more words say more than fewer.
    found.sort_by_key(|(owner, one)| (!owner.wording.is_some_and(Wording::asserts), std::cmp::Reverse(one.explicit.len()), one.start));
    let mut kept: Vec<(&Owner, Match)> = Vec::new();
    for (owner, one) in found {
        if !kept.iter().any(|(_, other)| one.start < other.end && other.start < one.end) {
            kept.push((owner, one));
        }
    }
    kept
}
