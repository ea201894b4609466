//! A position-taking sentence without a proposition → a claim whose proposition is empty.

use crate::codebook::signs::Seen;
use crate::codebook::{Effect, Reading};
use crate::model::{Claim, CueHit, Evidence, Modality, Reviewed, Stance, Via};

/// The claim of a sentence on a topic, if it is on one. Its stance is taken from its attitude cues where they are all on one side
/// and nothing turns them, else it is undecided.
pub(super) fn claim(reading: &Reading<'_>, at: usize, seen: &Seen<'_>, topic: Option<(&str, f32)>, probability: f32) -> Claim {
    let (document, sentence) = (reading.document, reading.sentence(at));
    let cue = |words: &std::ops::Range<usize>| reading.span(&(words.start + sentence.words.start..words.end + sentence.words.start));
    let cues: Vec<CueHit> = seen
        .cues
        .iter()
        .filter(|(_, one)| one.is_attitude())
        .map(|(words, one)| CueHit {
            cue: one.id.clone(),
            span: cue(words),
            effect: one.effects.first().map_or("", |e| e.name()).to_owned(),
        })
        .collect();
    Claim {
        claim_id: format!("{}:open:{}", document.id, sentence.span.start),
        doc_id: document.id.clone(),
        source: document.source.clone(),
        page: document.page(sentence.span.start),
        paragraph: sentence.paragraph.clone(),
        span: sentence.span,
        quote: sentence.span.of(&document.text).to_owned(),
        holder: document.meta.group.clone().unwrap_or_else(|| document.actor.clone()),
        via: if document.meta.group.is_some() { Via::Group } else { Via::National },
        group: document.meta.group.clone(),
        topic: topic.map_or("", |(name, _)| name).to_owned(),
        proposition_id: String::new(),
        proposition: String::new(),
        stance: stance(seen),
        strength: seen.cues.iter().filter(|(_, one)| one.is_attitude()).map(|(_, one)| one.strength).max().unwrap_or(3),
        modality: seen.cues.iter().find_map(|(_, one)| one.modality).unwrap_or(Modality::Assert),
        condition: None,
        confidence: f64::from(probability),
        method: "open".to_owned(),
        rules: cues.iter().map(|hit| hit.cue.clone()).collect(),
        date: document.meta.date,
        forum: document.meta.forum.clone(),
        reviewed: Reviewed::No,
        evidence: Evidence {
            mention: sentence.span,
            pattern: String::new(),
            odds: None,
            cues,
            steps: std::iter::once("takes a position; no proposition fits".to_owned())
                .chain(topic.map(|(name, near)| format!("its words are nearest those of the topic {name} ({near:.2})")))
                .collect(),
        },
    }
}

fn stance(seen: &Seen<'_>) -> Stance {
    let has = |effect: Effect| seen.cues.iter().any(|(_, cue)| cue.has(effect));
    let turned = [Effect::Negate, Effect::Remove, Effect::Report, Effect::Question, Effect::Disclaim, Effect::Weaken].into_iter().any(has);
    match (has(Effect::For), has(Effect::Against)) {
        (true, false) if !turned => Stance::Support,
        (false, true) if !turned => Stance::Oppose,
        _ => Stance::Undecided,
    }
}
