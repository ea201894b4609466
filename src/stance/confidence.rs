//! How likely a claim is right: what is known of how it came about → a probability, by a small model fitted to coded
//! sentences (`demarche train confidence`).

use crate::learn::{Features, Models};
use crate::model::{Claim, Side, Via};
use std::sync::LazyLock;

/// The model's name in its file.
pub const MODEL: &str = "confidence";

static BUILT_IN: LazyLock<Option<Models>> =
    LazyLock::new(|| Models::parse("built-in confidence", include_bytes!("../../data/models/confidence.bin")).ok());

/// Odds are counted between these.
const LEAST: f32 = -5.0;
const MOST: f32 = 3.0;

/// Cues beyond this number make a reading doubtful.
const FEW_CUES: usize = 2;

/// The length of a usual mention, in bytes.
const USUAL_LENGTH: f32 = 33.0;

/// What the model sees of a claim, as numbered features:
/// 0 found by words, not by a phrase · 1 the words assert, they do not only name · 2 no cue · 3 how many cues beyond two · 4
/// reported · 5 the words stand in another sentence than the stance · 6 there is a model of the proposition · 7 what it says of the
/// sentence (log-odds/2) · 8 found by reference or term · 9 against · 10 how long the mention is (ln of its share of a usual one) ·
/// 11 its strength, from 3.
#[must_use]
pub fn features(claim: &Claim) -> Features {
    let (cues, mention) = (claim.evidence.cues.len(), claim.evidence.mention);
    let beyond = u8::try_from(cues.saturating_sub(FEW_CUES)).unwrap_or(3).min(3);
    let length = u16::try_from(mention.end - mention.start).unwrap_or(u16::MAX).max(1);
    let is = |holds: bool| if holds { 1.0 } else { 0.0 };
    let all = [
        is(claim.method == "semantic"),
        is(claim.rules.iter().any(|rule| rule.ends_with(":says") || rule.ends_with(":denies"))),
        is(cues == 0),
        f32::from(beyond),
        is(claim.via == Via::Reported),
        is(!mention.overlaps(claim.span)),
        is(claim.evidence.odds.is_some()),
        claim.evidence.odds.map_or(0.0, |odds| odds.clamp(LEAST, MOST) / 2.0),
        is(claim.method != "semantic" && claim.method != "phrase"),
        is(claim.stance.side() == Side::Against),
        (f32::from(length) / USUAL_LENGTH).ln(),
        f32::from(claim.strength) - 3.0,
    ];
    (0u32..).zip(all).filter(|(_, value)| *value != 0.0).collect()
}

/// The probability that the holder takes up the claim's proposition there, on the side that the claim says, 0–1. What was hard to hear, and what refers
/// to something unknown, is doubted by a fixed share more.
#[must_use]
pub fn confidence(claim: &Claim, sentence: &str) -> f64 {
    let model = BUILT_IN.as_ref().and_then(|models| models.list.get(MODEL));
    let mut sure = model.map_or(0.5, |model| f64::from(model.probability(&features(claim))));
    if sentence.contains("[unclear]") || sentence.contains("[inaudible]") {
        sure *= 0.7;
    }
    if claim.rules.iter().any(|rule| rule.starts_with("unknown reference")) {
        sure *= 0.7;
    }
    (sure * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance;
    use crate::model::made_up::claim;

    #[test]
    fn what_was_hard_to_hear_is_less_sure() {
        let claim = claim("XAA", "il.applies", Stance::Support);
        let (clear, unclear) = (confidence(&claim, "It applies."), confidence(&claim, "It [inaudible] applies."));
        assert!(unclear < clear && (0.0..=1.0).contains(&clear));
    }

    #[test]
    fn words_that_go_with_the_proposition_make_a_claim_surer() {
        let mut likely = claim("XAA", "il.applies", Stance::Support);
        likely.evidence.odds = Some(2.0);
        let mut unlikely = likely.clone();
        unlikely.evidence.odds = Some(-4.0);
        assert!(confidence(&likely, "") > confidence(&unlikely, ""));
    }

    #[test]
    fn a_claim_against_something_is_less_sure() {
        let sure = |stance| confidence(&claim("XAA", "il.applies", stance), "");
        assert!(sure(Stance::Oppose) < sure(Stance::Support));
    }
}
