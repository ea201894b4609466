//! The derivation of every mention: cues with their reach, the algebra step by step, the verdict or why there is none.

use super::algebra::{Attitude, Turn};
use super::before;
use super::cues::{Hit, hits};
use super::edits;
use super::reach::{Side, attitudes, modifiers_of, modifiers_of_mention, reaches};
use super::subject::{Subject, subject};
use super::voices::{Voice, voices};
use crate::codebook::{Effect, Reading};
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
    /// The change of text it proposes.
    pub edit: Option<Edit>,
}

/// The derivations of a document's mentions, sentence by sentence, for a person to read.
#[must_use]
pub fn explain(reading: &Reading<'_>, mentions: &[Mention]) -> Vec<SentenceDerivation> {
    derive(reading, mentions, &voices(reading, &mut Vec::new()))
}

pub(super) fn derive(reading: &Reading<'_>, mentions: &[Mention], voices: &[Voice]) -> Vec<SentenceDerivation> {
    let mut done: Vec<SentenceDerivation> = Vec::new();
    let mut rest = mentions;
    let mut sentence = 0;
    while sentence < reading.sentences.list.len() {
        // Far from any mention there is nothing to derive: go on to the next sentence that has one.
        let follows = done.last().is_some_and(|last| last.sentence + 1 == sentence);
        let Some(next) = rest.first().map(|mention| mention.sentence) else {
            if !follows {
                break;
            }
            done.extend(one(reading, sentence, &[], &voices[sentence], done.last()));
            sentence += 1;
            continue;
        };
        if next > sentence && !follows {
            sentence = next;
            continue;
        }
        let count = rest.iter().take_while(|mention| mention.sentence == sentence).count();
        let (here, later) = rest.split_at(count);
        rest = later;
        done.extend(one(reading, sentence, here, &voices[sentence], done.last()));
        sentence += 1;
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
    let hits = hits(reading, sentence);
    let actors = reading.actors_in(sentence);
    let own: Vec<&str> = voice.own.iter().map(String::as_str).collect();
    let with_subjects: Vec<(Hit<'_>, Subject)> =
        hits.iter().map(|hit| (hit.clone(), subject(reading, sentence, hit, &actors, &own))).collect();
    let edit = edits::edit(reading, sentence, voice);
    let judge =
        Judge { reading, sentence, hits: &hits, subjects: &with_subjects, voice, edit: edit.as_ref().map(|(_, inserted)| *inserted) };
    let mut derivations: Vec<Derivation> = mentions.iter().flat_map(|mention| judge.derive(mention)).collect();
    if derivations.is_empty()
        && let Some(last) = last
            .filter(|last| last.sentence + 1 == sentence && reading.sentence(last.sentence).block + 1 >= reading.sentence(sentence).block)
        && before::points_back(reading, sentence, &with_subjects)
        && let Some(antecedent) = before::antecedent(&last.derivations)
    {
        derivations.extend(judge.point_back(antecedent));
    }
    if derivations.is_empty() && edit.is_none() {
        return None;
    }
    let cues = hits.iter().map(|hit| judge.shown(hit)).collect();
    Some(SentenceDerivation { sentence, span: reading.sentence(sentence).span, cues, derivations, edit: edit.map(|(edit, _)| edit) })
}

struct Judge<'j, 'a> {
    reading: &'j Reading<'a>,
    sentence: usize,
    hits: &'j [Hit<'a>],
    subjects: &'j [(Hit<'a>, Subject)],
    voice: &'j Voice,
    /// Whether the sentence proposes a change of text, and the words it puts in.
    edit: Option<Option<Span>>,
}

impl Judge<'_, '_> {
    fn shown(&self, hit: &Hit<'_>) -> CueHit {
        let effect = hit.cue.effects.iter().map(|effect| effect.name()).collect::<Vec<_>>().join("+");
        CueHit { cue: hit.cue.id.clone(), span: self.reading.span(&hit.words), effect: format!("{effect} {}", hit.cue.strength) }
    }

    fn subject_of(&self, hit: &Hit<'_>) -> &Subject {
        self.subjects
            .iter()
            .find(|(other, _)| other.words == hit.words && other.cue.id == hit.cue.id)
            .map_or(&Subject::Unsaid, |(_, subject)| subject)
    }

    /// The derivations of a mention: one, or one for each actor of which the sentence reports an attitude of its own.
    fn derive(&self, mention: &Mention) -> Vec<Derivation> {
        let first = self.reading.sentence(self.sentence).words.start;
        let end = self.reading.sentence(self.sentence).words.end;
        let attitudes = attitudes(self.reading, self.hits, mention, first);
        // "On a permanent mechanism, B-land opposed; C-land supported.": each attitude without an object is a view of its own.
        let (elliptic, governing): (Vec<_>, Vec<_>) = attitudes.into_iter().partition(|(hit, side)| {
            *side == Side::After && is_named(self.subject_of(hit)) && super::reach::is_elliptic(self.reading, hit, end)
        });
        if elliptic.is_empty() {
            return vec![self.verdict(mention, &governing, Attitude::start(self.reading, mention), Vec::new())];
        }
        let derive = |one: (&Hit<'_>, Side)| {
            let mut all = governing.clone();
            all.retain(|(hit, _)| !matches!(self.subject_of(hit), Subject::Actors(_)));
            self.verdict_of(mention, &all, one)
        };
        elliptic.into_iter().map(derive).collect()
    }

    fn verdict_of(&self, mention: &Mention, governing: &[(&Hit<'_>, Side)], one: (&Hit<'_>, Side)) -> Derivation {
        let mut all: Vec<(&Hit<'_>, Side)> = governing.to_vec();
        all.push(one);
        self.verdict(mention, &all, Attitude::start(self.reading, mention), Vec::new())
    }

    /// The derivation for a sentence that points back to the mention of the one before.
    fn point_back(&self, antecedent: &Derivation) -> Option<Derivation> {
        let opinion = |hit: &&Hit<'_>| hit.cue.effects.iter().any(|effect| matches!(effect, Effect::For | Effect::Against));
        let found: Vec<(&Hit<'_>, Side)> =
            self.hits.iter().filter(opinion).filter(|hit| *self.subject_of(hit) != Subject::Others).map(|hit| (hit, Side::After)).collect();
        let mut attitude = antecedent.attitude;
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
        if !points_back {
            for hit in modifiers_of_mention(self.reading, self.hits, mention) {
                attitude.modify(&hit.cue.effects);
                self.record(&mut made, hit, "acts on the words themselves");
            }
        }
        for (hit, side) in attitudes {
            let Some(mut turn) = Turn::new(&hit.cue.effects, hit.cue.strength) else { continue };
            turn.embeds = hit.cue.impersonal || *side == Side::After || super::reach::embeds(self.reading, hit, mention);
            self.record(&mut made, hit, "reaches the mention");
            for modifier in modifiers_of(self.reading, self.hits, hit, mention) {
                turn = turn.modified(&modifier.cue.effects);
                self.record(&mut made, modifier, &format!("changes `{}`", hit.cue.id));
            }
            attitude.turn(turn, mention.wording);
            if let Some(modality) = hit.cue.modality {
                made.modality = modality;
            }
            made.steps.push(format!("→ {}", attitude.shown()));
        }
        made.attitude = attitude;
        self.conclude(&mut made, mention, attitudes);
        made
    }

    fn record(&self, made: &mut Derivation, hit: &Hit<'_>, what: &str) {
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

    /// Conditions, questions, reports: whether there is a claim, whose it is, and with what limit.
    fn conclude(&self, made: &mut Derivation, mention: &Mention, attitudes: &[(&Hit<'_>, Side)]) {
        let here = mention.sentence == self.sentence;
        let reaching = |effect: Effect| {
            self.hits.iter().find(move |hit| hit.cue.has(effect) && (!here || reaches(self.reading, self.hits, hit, mention).is_some()))
        };
        if let Some(hit) = reaching(Effect::Condition) {
            made.condition = Some(self.condition_span(hit));
            made.modality = Modality::Condition;
            self.record(made, hit, "puts a condition");
        }
        let conditional = made.condition.is_some();
        made.stance = made.attitude.stance(conditional);
        made.strength = made.attitude.strength;
        if conditional && made.stance == Some(Stance::Qualified) {
            made.strength = made.strength.min(3);
        }
        // Outermost first: whose attitude it is.
        let outermost = attitudes.iter().rev().map(|(hit, _)| self.subject_of(hit)).find(|subject| **subject != Subject::Unsaid).cloned();
        let report = reaching(Effect::Report).filter(|hit| {
            // A speaker that judges a report makes it its own business: "we disagree with those who argue that …".
            !attitudes.iter().any(|(other, _)| other.words.start < hit.words.start && *self.subject_of(other) == Subject::Speaker)
        });
        match (report, outermost) {
            (Some(hit), Some(Subject::Actors(named))) if attitudes.iter().any(|(other, _)| other.words == hit.words) => {
                made.holders = reported(named)
            }
            (Some(hit), _) => {
                self.record(made, hit, "reports a view of others");
                made.reported = true;
            }
            (None, Some(Subject::Others)) => made.reported = true,
            (None, Some(Subject::Actors(named))) => {
                made.reported = true;
                made.holders = reported(named);
            }
            (None, _) => made.holders.extend(self.voice.holder.clone().map(|holder| (holder, self.voice.via))),
        }
        if made.holders.is_empty() {
            made.steps.push(if made.reported {
                "no claim: the view of others who are not named".to_owned()
            } else {
                "no claim: these are nobody's own words (the Chair)".to_owned()
            });
        }
        self.silence(made, &reaching);
    }

    /// What makes no claim although words take a side: questions, disclaimers, changes of text.
    fn silence<'h>(&'h self, made: &mut Derivation, reaching: &dyn Fn(Effect) -> Option<&'h Hit<'h>>) {
        let rhetorical = self.hits.iter().any(|hit| hit.cue.has(Effect::Rhetorical));
        let span = self.reading.sentence(self.sentence).span;
        let asks = span.of(&self.reading.document.text).trim_end_matches(['*', '"', '”', '’', '_']).ends_with('?');
        let why = if let Some(hit) = reaching(Effect::Disclaim) {
            Some(format!("no claim: “{}” says only what was not said", self.reading.span(&hit.words).of(&self.reading.document.text)))
        } else if (asks || reaching(Effect::Question).is_some()) && !rhetorical {
            made.modality = Modality::Ask;
            Some("no claim: a question".to_owned())
        } else if let Some(inserted) = self.edit {
            made.modality = Modality::ProposeText;
            let in_new_text = inserted.is_some_and(|span| span.contains(made.span));
            if in_new_text {
                made.stance = Some(Stance::Support);
                made.strength = 4;
                made.rules.push("text to be put in".to_owned());
                None
            } else {
                Some("no claim: a change of the text is no stance on its idea".to_owned())
            }
        } else {
            None
        };
        if rhetorical {
            made.rules.push("rhetorical".to_owned());
        }
        if let Some(why) = why {
            made.stance = None;
            made.steps.push(why);
        } else if made.stance.is_none() {
            made.steps.push("no claim: the words only name the object, and no cue takes a side".to_owned());
        }
    }

    /// The words of the condition: from its cue to the next comma or the end of the clause.
    fn condition_span(&self, hit: &Hit<'_>) -> Span {
        let end = self.reading.sentence(self.sentence).words.end;
        let mut last = hit.words.end;
        while last < end && !self.reading.between(last).contains([',', ';']) {
            last += 1;
        }
        self.reading.span(&(hit.words.start..last.max(hit.words.start + 1)))
    }
}

impl Attitude {
    fn start(reading: &Reading<'_>, mention: &Mention) -> Self {
        let harm = reading.codebook.proposition(&mention.proposition).is_some_and(|proposition| proposition.harm);
        Self::of(mention.wording, mention.strength, harm)
    }
}

fn is_named(subject: &Subject) -> bool {
    matches!(subject, Subject::Actors(_))
}

fn reported(named: Vec<String>) -> Vec<(String, Via)> {
    named.into_iter().map(|id| (id, Via::Reported)).collect()
}

fn verb(wording: Wording) -> &'static str {
    match wording {
        Wording::States => "states",
        Wording::Denies => "denies",
        Wording::Names => "names the object of",
        Wording::NamesOpposite => "names the opposite of",
    }
}
