//! The phrases of the codebook. Catches "existing international law applies in cyberspace"; must leave "the law on fisheries
//! applies" alone.

use super::{Extractor, Seen};
use crate::codebook::{Clues, Context, Owner, Reading};
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
        let sentences: Vec<usize> = (0..seen.reading.sentences.list.len()).filter(|sentence| Self::may_hold(seen, *sentence)).collect();
        out.par_extend(sentences.par_iter().with_min_len(SENTENCES_A_TASK).flat_map_iter(|sentence| self.of_sentence(seen, *sentence)));
    }
}

/// Fewer sentences than this are not worth a task of their own.
const SENTENCES_A_TASK: usize = 16;

impl Phrases {
    /// Whether a phrase may stand in a sentence and be believed there.
    fn may_hold(seen: &Seen<'_>, sentence: usize) -> bool {
        let read = !matches!(seen.reading.sentence(sentence).kind, SentenceKind::Boilerplate | SentenceKind::Heading);
        // Most sentences end here: their words are those of a phrase, but not of the debate.
        read && (seen.reading.may_show(Clues::OWN, sentence)
            || seen.reading.may_show(Clues::DEBATE, sentence) && Self::is_of_debate(seen, sentence))
    }

    /// Whether a phrase that is believed only where the debate is spoken of may be believed in a sentence.
    fn is_of_debate(seen: &Seen<'_>, sentence: usize) -> bool {
        seen.domain().may_allow(Context::Domain, sentence, seen.reading)
    }

    /// The mentions of one sentence.
    fn of_sentence(&self, seen: &Seen<'_>, sentence: usize) -> Vec<Mention> {
        let reading = seen.reading;
        let lookout = &reading.codebook.lookout;
        let mut numbers = reading.owners(&lookout.own, sentence);
        if Self::is_of_debate(seen, sentence) {
            numbers.extend(reading.owners(&lookout.debate, sentence));
            numbers.sort_unstable();
        }
        if numbers.is_empty() {
            return Vec::new();
        }
        let scene = reading.scene(sentence);
        let context = |owner: &Owner| reading.codebook.propositions[owner.proposition].context;
        let owners: Vec<&Owner> = numbers
            .into_iter()
            .map(|number| &reading.codebook.owners[number as usize])
            .filter(|owner| seen.domain().allows(context(owner), sentence, reading, &scene))
            .collect();
        let mut mentions = Vec::new();
        for of_one in owners.chunk_by(|a, b| a.proposition == b.proposition) {
            let matches = |owner: &'_ Owner| scene.find(&owner.pattern);
            let found: Vec<(&Owner, Match)> = of_one.iter().flat_map(|owner| matches(owner).into_iter().map(|one| (*owner, one))).collect();
            let Some((first, _)) = found.first() else { continue };
            let hiding = lookout.hiding(first.proposition).iter().map(|number| &reading.codebook.owners[*number as usize]);
            let hidden: Vec<Match> = hiding.flat_map(matches).collect();
            mentions.extend(resolve(found, &hidden).into_iter().map(|(owner, one)| self.mention(reading, sentence, owner, one)));
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

/// Of one proposition's matches in a sentence: those that no `except` overlaps and no better match overlaps.
fn resolve<'o>(mut found: Vec<(&'o Owner, Match)>, hidden: &[Match]) -> Vec<(&'o Owner, Match)> {
    found.retain(|(_, one)| !hidden.iter().any(|other| one.start < other.end && other.start < one.end));
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
