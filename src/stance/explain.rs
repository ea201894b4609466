//! The derivation of every mention: cues with their reach, the algebra step by step, the verdict or why there is none.

use super::algebra::{Attitude, Turn};
use super::aside;
use super::before;
use super::cues::{Hit, hits};
use super::edits::{self, Proposal};
use super::quote::quoted;
use super::reach::{Side, attitudes, modifiers_of, modifiers_of_mention};
use super::subject::Subject;
use super::voices::{Voice, voices};
use crate::codebook::{Clues, Effect, Reading, Takes};
use crate::model::{CueHit, Edit, Mention, Modality, SentenceKind, Stance, Via, Wording};
use crate::text::Span;

/// How one mention came to its stance, or to none.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// The mention.
    pub mention: Mention,
    /// Its words.
    pub span: Span,
    /// The cues that acted, innermost first.
    pub cues: Vec<CueHit>,
    /// What happened, one step a line.
    pub steps: Vec<String>,
    /// The stance; none if no claim is made.
    pub stance: Option<Stance>,
    /// 1–5.
    pub strength: u8,
    /// Whose position it is, and how it reached us; empty if nobody's.
    pub holders: Vec<(String, Via)>,
    /// The group that was spoken for.
    pub group: Option<String>,
    /// What kind of act the words are.
    pub modality: Modality,
    /// The words of a condition.
    pub condition: Option<Span>,
    /// The names of the rules that acted.
    pub rules: Vec<String>,
    /// Whether the view is another's.
    pub(super) reported: bool,
    /// The attitude, for a sentence that points back to this one.
    pub(super) attitude: Attitude,
    /// The words of mention and cues together.
    pub(super) words: std::ops::Range<usize>,
    /// The sentence in which the stance was taken: that of the mention, or the one after it.
    pub(super) sentence: usize,
}

/// The derivations of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceDerivation {
    /// The sentence's index.
    pub sentence: usize,
    /// Its words.
    pub span: Span,
    /// All cues found in it, with what they do.
    pub cues: Vec<CueHit>,
    /// Its mentions.
    pub derivations: Vec<Derivation>,
    /// The changes of text it proposes.
    pub edits: Vec<Edit>,
}

/// The derivations of a document's mentions, sentence by sentence, for a person to read.
#[must_use]
pub fn explain(reading: &Reading<'_>, mentions: &[Mention]) -> Vec<SentenceDerivation> {
    derive(reading, mentions, &voices(reading, &mut Vec::new()))
}

pub(super) fn derive(reading: &Reading<'_>, mentions: &[Mention], voices: &[Voice]) -> Vec<SentenceDerivation> {
    let mut done: Vec<SentenceDerivation> = Vec::new();
    let mut rest = mentions;
    for (sentence, voice) in voices.iter().enumerate() {
        let count = rest.iter().take_while(|mention| mention.sentence == sentence).count();
        let (here, later) = rest.split_at(count);
        rest = later;
        // Far from any mention only a change of text is left to be seen.
        let follows = done.last().is_some_and(|last| last.sentence + 1 == sentence);
        let proposes = || reading.may_show(Clues::EDIT, sentence) && edits::proposal(reading, sentence, voice).is_some();
        if !here.is_empty() || follows || proposes() {
            done.extend(one(reading, sentence, here, voice, done.last()));
        }
    }
    done
}

/// The derivation of one sentence; `last` is the one derived before it.
fn one(
    reading: &Reading<'_>,
    sentence: usize,
    mentions: &[Mention],
    voice: &Voice,
    last: Option<&SentenceDerivation>,
) -> Option<SentenceDerivation> {
    if reading.sentence(sentence).kind == SentenceKind::Boilerplate {
        return None;
    }
    let own: Vec<&str> = voice.own.iter().map(String::as_str).collect();
    let asides = aside::asides(reading, sentence);
    let mut hits = hits(reading, sentence, &own);
    hits.retain(|hit| !asides.iter().any(|aside| aside.words.contains(&hit.words.start)));
    let proposal = edits::proposal(reading, sentence, voice);
    let judge = Judge { reading, sentence, hits: &hits, voice, proposal: proposal.as_ref() };
    let mut derivations: Vec<Derivation> = mentions.iter().flat_map(|mention| judge.derive(mention)).collect();
    derivations.extend(aside::opponents(&derivations, &asides));
    if derivations.is_empty()
        && let Some(last) = last
            .filter(|last| last.sentence + 1 == sentence && reading.sentence(last.sentence).block + 1 >= reading.sentence(sentence).block)
        && before::points_back(reading, sentence, &hits)
        && let Some(antecedent) = before::antecedent(&last.derivations)
    {
        derivations.extend(judge.point_back(antecedent));
    }
    if derivations.is_empty() && proposal.is_none() {
        return None;
    }
    let cues = hits.iter().map(|hit| judge.shown(hit)).collect();
    Some(SentenceDerivation {
        sentence,
        span: reading.sentence(sentence).span,
        cues,
        derivations,
        edits: proposal.map_or(Vec::new(), |proposal| proposal.edits),
    })
}

/// One sentence under judgement.
pub(super) struct Judge<'j, 'a> {
    pub(super) reading: &'j Reading<'a>,
    pub(super) sentence: usize,
    pub(super) hits: &'j [Hit<'a>],
    pub(super) voice: &'j Voice,
    /// The change of text that the sentence proposes.
    pub(super) proposal: Option<&'j Proposal>,
}

impl Judge<'_, '_> {
    fn shown(&self, hit: &Hit<'_>) -> CueHit {
        let effect = hit.cue.effects.iter().map(|effect| effect.name()).collect::<Vec<_>>().join("+");
        CueHit { cue: hit.cue.id.clone(), span: self.reading.span(&hit.words), effect: format!("{effect} {}", hit.cue.strength) }
    }

    /// The derivations of a mention, and what a later clause of the sentence answers to them where they are only reported.
    fn derive(&self, mention: &Mention) -> Vec<Derivation> {
        let mut made = self.derive_clause(mention);
        let Some(view) = made.first().filter(|_| made.iter().all(|one| one.reported && one.holders.is_empty())) else { return made };
        let end = self.reading.sentence(self.sentence).words.end;
        let answers = |hit: &&Hit<'_>| {
            hit.subject != Subject::Others && before::points_within(self.reading, hit, mention.words.end, end) && !view.has(self, hit)
        };
        let later: Vec<(&Hit<'_>, Side)> = self.hits.iter().filter(answers).map(|hit| (hit, Side::After)).collect();
        if !later.is_empty() {
            let mut attitude = view.attitude;
            attitude.rest();
            made.push(self.verdict(mention, &later, attitude, vec!["the clause before".to_owned()]));
        }
        made
    }

    /// One derivation, or one for each actor of which the sentence reports an attitude of its own.
    fn derive_clause(&self, mention: &Mention) -> Vec<Derivation> {
        let first = self.reading.sentence(self.sentence).words.start;
        let end = self.reading.sentence(self.sentence).words.end;
        // The use of a term is evidence whatever is said with it.
        let mut attitudes = if mention.extractor == "term" { Vec::new() } else { attitudes(self.reading, self.hits, mention, first) };
        if self.is_taken_back(mention, &attitudes) {
            return Vec::new();
        }
        // "The so-called programme would undermine the norms": whoever says more than "so-called" is heard on that.
        let takes_side = |hit: &Hit<'_>| hit.cue.has(Effect::For) || hit.cue.has(Effect::Against);
        let apart = |hit: &Hit<'_>| hit.cue.has(Effect::Distance);
        if attitudes.iter().any(|(hit, _)| takes_side(hit) && !apart(hit)) {
            attitudes.retain(|(hit, _)| !apart(hit));
        }
        // "While some want a treaty, we see no need for it", "… we believe that this is premature": the answer is to the thing, not
        // to their wish.
        let elliptic = |hit: &Hit<'_>| super::reach::is_elliptic(self.reading, hit, end);
        let answers = |hit: &Hit<'_>| elliptic(hit) || before::points_within(self.reading, hit, mention.words.end, end);
        if attitudes.iter().any(|(hit, side)| *side == Side::After && hit.subject != Subject::Others && answers(hit)) {
            attitudes.retain(|(hit, _)| hit.subject != Subject::Others);
        }
        let start = Attitude::start(self.reading, mention);
        // "B-land proposed it, and we support it": the speaker's view stands beside the other's.
        let answers = attitudes.iter().any(|(hit, side)| *side == Side::Before && is_named(hit));
        // "On a permanent mechanism, B-land opposed; C-land supported.": each attitude without an object is a view of its own.
        let (elliptic, governing): (Vec<_>, Vec<_>) = attitudes.into_iter().partition(|(hit, side)| {
            *side == Side::After && elliptic(hit) && (is_named(hit) || answers && hit.subject == Subject::Speaker)
        });
        if elliptic.is_empty() {
            return vec![self.verdict(mention, &governing, start, Vec::new())];
        }
        let mut derivations = Vec::new();
        if governing.iter().any(|(hit, _)| is_named(hit) || hit.subject == Subject::Speaker) {
            derivations.push(self.verdict(mention, &governing, start, Vec::new()));
        }
        let unnamed: Vec<_> = governing.into_iter().filter(|(hit, _)| !is_named(hit)).collect();
        derivations.extend(elliptic.into_iter().map(|one| {
            let all: Vec<_> = unnamed.iter().copied().filter(|(hit, _)| hit.subject != Subject::Speaker).chain([one]).collect();
            self.verdict(mention, &all, start, Vec::new())
        }));
        derivations
    }

    /// Whether a correction later in the sentence takes the mention back: "the checklist, I mean, the templates".
    fn is_taken_back(&self, mention: &Mention, attitudes: &[(&Hit<'_>, Side)]) -> bool {
        let correction = self.hits.iter().filter(|hit| hit.cue.has(Effect::Correct)).filter_map(|hit| hit.explicit.first()).max();
        correction.is_some_and(|at| mention.words.end <= *at && !attitudes.iter().any(|(hit, _)| hit.words.start > *at))
    }

    /// The derivation for a sentence that points back to the mention of the one before.
    fn point_back(&self, antecedent: &Derivation) -> Option<Derivation> {
        let found: Vec<(&Hit<'_>, Side)> = self
            .hits
            .iter()
            .filter(|hit| before::judges(hit))
            .filter(|hit| hit.subject != Subject::Others)
            .map(|hit| (hit, Side::After))
            .collect();
        // After one's own words "this" is the thing; after a report it is the view.
        let own_object = !antecedent.reported && !antecedent.mention.wording.asserts();
        let mut attitude = if own_object { Attitude::start(self.reading, &antecedent.mention) } else { antecedent.attitude };
        // A view that was only named, or reported without a side, is taken as its proposition's own.
        attitude.rest();
        let derivation = self.verdict(&antecedent.mention, &found, attitude, vec!["the sentence before".to_owned()]);
        // The speaker's own words once more are no second claim.
        let repeats = !antecedent.reported
            && antecedent.stance.is_some()
            && antecedent.stance.map(Stance::side) == derivation.stance.map(Stance::side);
        (!repeats).then_some(derivation)
    }

    fn verdict(&self, mention: &Mention, attitudes: &[(&Hit<'_>, Side)], start: Attitude, rules: Vec<String>) -> Derivation {
        let points_back = mention.sentence != self.sentence;
        // What was said before stands as it was taken there.
        let settled = points_back || !rules.is_empty();
        let mut made = Derivation {
            mention: mention.clone(),
            span: self.reading.span(&mention.words),
            cues: Vec::new(),
            steps: Vec::new(),
            stance: None,
            strength: 0,
            holders: Vec::new(),
            group: self.voice.group.clone(),
            modality: Modality::Assert,
            condition: None,
            rules,
            reported: false,
            attitude: start,
            words: mention.words.clone(),
            sentence: self.sentence,
        };
        made.rules.push(format!("{}:{}", mention.extractor, mention.wording.key()));
        made.steps.push(format!(
            "`{}` {} the proposition{}",
            mention.pattern,
            verb(mention.wording),
            if points_back { ", in the sentence before" } else { "" }
        ));
        let mut attitude = start;
        if !settled && mention.extractor != "term" {
            for hit in modifiers_of_mention(self.reading, self.hits, mention) {
                attitude.modify(&hit.cue.effects);
                self.record(&mut made, hit, "acts on the words themselves");
            }
        }
        for (hit, side) in attitudes {
            let Some(turn) = Turn::new(&hit.cue.effects, hit.cue.strength) else { continue };
            // "We thank B-land for the templates, which we support": the view counts, not the courtesy.
            if attitude.voiced && said_after(attitudes) && matches!(turn.effect, Effect::Courtesy | Effect::Neutral) {
                continue;
            }
            // "X rather than Y": what comes before is preferred.
            let mut turn = if hit.cue.has(Effect::Prefer) && *side == Side::After { Turn::preference() } else { turn };
            turn.combats &= !super::reach::is_about_text(self.reading, hit, mention);
            turn.embeds = hit.cue.impersonal || *side == Side::After || super::reach::embeds(self.reading, hit, mention);
            self.record(&mut made, hit, "reaches the mention");
            for modifier in modifiers_of(self.reading, self.hits, hit, mention) {
                turn = turn.modified(&modifier.cue.effects);
                self.record(&mut made, modifier, &format!("changes `{}`", hit.cue.id));
            }
            // "We condemn the raids, which break the law" is said of the raids; "we reject the law" of what is stated.
            let told = points_back || super::reach::is_told(self.reading, hit, mention, *side);
            let object = *side == Side::Before && super::reach::is_object(self.reading, hit, mention);
            turn.thing = hit.cue.takes == Takes::Thing && !told && !(object && hit.cue.has(Effect::Combat));
            // "We never recognized the annexation" holds that it is one.
            let denied = turn.effect == Effect::Against && !hit.cue.has(Effect::Against) && !hit.cue.impersonal;
            turn.combats |= denied && mention.wording.asserts() && !told && (hit.cue.has(Effect::Hold) || !object);
            // "Neither should we tolerate attacks": what must not be is held to be an evil.
            turn.combats |= hit.cue.impersonal && hit.cue.has(Effect::For) && turn.effect == Effect::Against;
            attitude.turn(turn, mention.wording);
            if let Some(modality) = hit.cue.modality {
                made.modality = modality;
            }
            made.steps.push(format!("→ {}", attitude.shown()));
        }
        if !settled {
            self.weigh(&mut made, mention, attitudes, &mut attitude);
        }
        made.attitude = attitude;
        self.conclude(&mut made, mention, attitudes);
        made
    }

    /// The weight of words that no attitude reached: those with a "must" within them, and those quoted from another text.
    fn weigh(&self, made: &mut Derivation, mention: &Mention, attitudes: &[(&Hit<'_>, Side)], attitude: &mut Attitude) {
        if !mention.wording.asserts() || mention.extractor == "term" {
            return;
        }
        let within = |hit: &&Hit<'_>| hit.explicit.iter().any(|word| mention.explicit.contains(word));
        let deontic =
            |hit: &&Hit<'_>| hit.cue.impersonal && hit.cue.effects.iter().any(|effect| matches!(effect, Effect::For | Effect::Against));
        if !attitude.voiced
            && let Some(hit) = self.hits.iter().filter(deontic).find(within)
            && attitude.strength < hit.cue.strength
        {
            attitude.strength = hit.cue.strength;
            self.record(made, hit, "is part of the words and gives them its weight");
        }
        let quotes = quoted(&self.reading.document.text, self.reading.sentence(self.sentence).span);
        let quote = quotes.into_iter().find(|quote| quote.contains(made.span));
        let is_quoted = quote.is_some() || self.reading.sentence(self.sentence).kind == SentenceKind::Quotation;
        let outside = |hit: &Hit<'_>| quote.is_none_or(|quote| !quote.contains(self.reading.span(&hit.words)));
        let endorsed = attitudes.iter().any(|(hit, _)| hit.cue.strength >= 4 && !hit.cue.impersonal && outside(hit));
        if is_quoted && !endorsed && self.proposal.is_none() && attitude.strength > 2 {
            attitude.strength = 2;
            made.rules.push("quotation".to_owned());
            made.steps.push("the words are quoted from another text: 2 at most".to_owned());
        }
    }

    pub(super) fn record(&self, made: &mut Derivation, hit: &Hit<'_>, what: &str) {
        let shown = self.shown(hit);
        made.steps.push(format!(
            "“{}” ({}, {}) {what}",
            self.reading.span(&hit.words).of(&self.reading.document.text),
            hit.cue.id,
            shown.effect
        ));
        made.rules.push(hit.cue.id.clone());
        made.cues.push(shown);
        if made.mention.sentence == self.sentence {
            made.words = made.words.start.min(hit.words.start)..made.words.end.max(hit.words.end);
        } else {
            made.words = hit.words.clone();
        }
    }
}

impl Derivation {
    /// Whether the cue takes part in it.
    fn has(&self, judge: &Judge<'_, '_>, hit: &Hit<'_>) -> bool {
        let span = judge.reading.span(&hit.words);
        self.cues.iter().any(|cue| cue.span == span)
    }
}

impl Attitude {
    fn start(reading: &Reading<'_>, mention: &Mention) -> Self {
        let harm = reading.codebook.proposition(&mention.proposition).is_some_and(|proposition| proposition.harm);
        Self::of(mention.wording, mention.strength, harm)
    }
}

/// Whether the speaker says what it holds of the mention after it.
fn said_after(attitudes: &[(&Hit<'_>, Side)]) -> bool {
    attitudes.iter().any(|(hit, side)| *side == Side::After && hit.subject == Subject::Speaker)
}

fn is_named(hit: &Hit<'_>) -> bool {
    matches!(hit.subject, Subject::Actors(_))
}

fn verb(wording: Wording) -> &'static str {
    match wording {
        Wording::States => "states",
        Wording::Denies => "denies",
        Wording::Names => "names the object of",
        Wording::NamesOpposite => "names the opposite of",
    }
}
