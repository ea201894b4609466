//! Derivations → claims with their quotes, ids and confidence.

use super::confidence::confidence;
use super::explain::{Derivation, SentenceDerivation};
use super::quote;
use crate::codebook::Reading;
use crate::codebook::sense::nameless;
use crate::model::{Claim, Evidence, PropositionEntry, Reviewed, Stance, Via};
use crate::text::Break;
use std::collections::BTreeMap;
use std::ops::Range;

/// The claims of a sentence: of several mentions of one proposition by one holder, the best.
pub(super) fn claims(reading: &Reading<'_>, sentence: &SentenceDerivation, entry: &dyn Fn(&str) -> PropositionEntry) -> Vec<Claim> {
    let mut best: BTreeMap<(&str, &str), (Stance, &Derivation)> = BTreeMap::new();
    for derivation in &sentence.derivations {
        let Some(stance) = derivation.stance.map(|stance| practised(reading, derivation, stance)) else { continue };
        for (holder, _) in &derivation.holders {
            let key = (derivation.mention.proposition.as_str(), holder.as_str());
            let better = best.get(&key).is_none_or(|(_, known)| rank(derivation) > rank(known));
            if better {
                best.insert(key, (stance, derivation));
            }
        }
    }
    let held: Vec<Held> = best
        .iter()
        .map(|((id, holder), (stance, derivation))| Held {
            id: (*id).to_owned(),
            holder: (*holder).to_owned(),
            stance: *stance,
            words: derivation.mention.words.clone(),
        })
        .collect();
    best.retain(|(id, holder), (_, derivation)| !is_said_better(reading, id, holder, &derivation.mention.words, &held));
    let made = best.into_iter().filter_map(|((_, holder), (stance, derivation))| {
        let via = derivation.holders.iter().find(|(id, _)| id == holder).map(|(_, via)| *via)?;
        Some(claim(reading, derivation, stance, holder, via, entry))
    });
    made.collect()
}

/// The stance of a bare statement of the speaker's own acts is practice.
fn practised(reading: &Reading<'_>, derivation: &Derivation, stance: Stance) -> Stance {
    let practice = reading.codebook.proposition(&derivation.mention.proposition).is_some_and(|proposition| proposition.practice);
    if practice && stance == Stance::Support { Stance::Practice } else { stance }
}

/// A claim of the sentence, and the words of its mention.
struct Held {
    id: String,
    holder: String,
    stance: Stance,
    words: Range<usize>,
}

/// Whether another claim of the sentence by the same holder says the same more exactly (`covers`), or, of a proposition that only
/// takes what is left (`residual`), reports the practice already.
fn is_said_better(reading: &Reading<'_>, id: &str, holder: &str, words: &Range<usize>, held: &[Held]) -> bool {
    let residual = reading.codebook.proposition(id).is_some_and(|proposition| proposition.residual);
    // "The law applies, as do human rights": what an ellipsis adds leaves the first claim standing.
    let ellipses = &reading.small_words(reading.sentence_of(words.start)).reach.ellipses;
    let is_ellipsis = |word: usize| reading.before(word) != Break::None && ellipses.holds(reading.word(word));
    let adds = |other: &Held| (words.end..other.words.end).any(is_ellipsis);
    held.iter().filter(|other| other.id != id && other.holder == holder).any(|other| {
        let covers =
            reading.codebook.proposition(&other.id).is_some_and(|proposition| proposition.covers.iter().any(|covered| covered == id));
        covers && !adds(other) || residual && other.stance == Stance::Practice
    })
}

/// The main clause says more than a concession, a phrase more than a guess by words, a statement more than a name; a voiced attitude more than a bare statement; then the words that come first.
fn rank(derivation: &Derivation) -> (bool, bool, bool, bool, std::cmp::Reverse<usize>) {
    let main_clause = !derivation.rules.iter().any(|rule| rule == "concession");
    let phrased = derivation.mention.extractor != "semantic";
    (
        main_clause,
        phrased,
        derivation.mention.wording.asserts(),
        !derivation.cues.is_empty(),
        std::cmp::Reverse(derivation.mention.words.start),
    )
}

fn claim(
    reading: &Reading<'_>,
    derivation: &Derivation,
    stance: Stance,
    holder: &str,
    via: Via,
    entry: &dyn Fn(&str) -> PropositionEntry,
) -> Claim {
    let document = reading.document;
    let sentence = derivation.sentence;
    let span = quote::quote(reading, sentence, &derivation.words);
    let proposition = entry(&derivation.mention.proposition);
    let mut claim = Claim {
        claim_id: String::new(),
        doc_id: document.id.clone(),
        source: document.source.clone(),
        page: document.page(span.start),
        paragraph: reading.sentence(sentence).paragraph.clone(),
        span,
        quote: span.of(&document.text).to_owned(),
        holder: holder.to_owned(),
        via,
        group: derivation.group.clone().filter(|_| via == Via::Group),
        topic: proposition.topic,
        proposition_id: proposition.id,
        proposition: proposition.wording,
        stance,
        strength: derivation.strength.clamp(1, 5),
        modality: derivation.modality,
        condition: derivation.condition.map(|span| span.of(&document.text).to_owned()),
        confidence: 0.0,
        method: derivation.mention.extractor.to_owned(),
        rules: derivation.rules.clone(),
        date: document.meta.date,
        forum: document.meta.forum.clone(),
        reviewed: Reviewed::No,
        evidence: Evidence {
            mention: derivation.span,
            pattern: derivation.mention.pattern.clone(),
            odds: odds(reading, derivation),
            cues: derivation.cues.clone(),
            steps: derivation.steps.clone(),
        },
    };
    claim.confidence = confidence(&claim, reading.sentence(sentence).span.of(&document.text));
    claim
}

/// What the words of the mention's sentence say for its proposition, if there is a model of it.
fn odds(reading: &Reading<'_>, derivation: &Derivation) -> Option<f32> {
    let sense = reading.codebook.sense.as_ref()?;
    let sentence = reading.sentence(derivation.mention.sentence);
    let words = nameless(&reading.sentences.words, &reading.document.text, sentence.words.clone(), reading.actors);
    sense.score(sentence.span.of(&reading.document.text), &words, &derivation.mention.proposition)
}

/// Gives the claims of one document their ids: document, byte, proposition, and a number where two would be equal.
pub(super) fn number(claims: &mut [Claim]) {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for claim in claims {
        let base = format!("{}:{}:{}", claim.doc_id, claim.span.start, claim.proposition_id);
        let count = used.entry(base.clone()).or_default();
        *count += 1;
        claim.claim_id = if *count == 1 { base } else { format!("{base}:{count}") };
    }
}
