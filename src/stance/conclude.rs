//! Conditions, exceptions, reports, questions: whether there is a claim, whose it is, and with what limit.

use super::before::points_within;
use super::cues::Hit;
use super::endorse::endorsed;
use super::explain::{Derivation, Judge};
use super::reach::{Side, is_elliptic, reaches};
use super::subject::Subject;
use crate::codebook::Effect;
use crate::model::{Mention, Modality, Side as Towards, Stance, Via, Wording};
use crate::text::{Break, Span};

impl Judge<'_, '_> {
    /// Completes a derivation whose attitude is known.
    pub(super) fn conclude(&self, made: &mut Derivation, mention: &Mention, attitudes: &[(&Hit<'_>, Side)]) {
        let here = mention.sentence == self.sentence;
        let reaching = |effect: Effect| {
            self.hits.iter().find(move |hit| hit.cue.has(effect) && (!here || reaches(self.reading, self.hits, hit, mention).is_some()))
        };
        if let Some(hit) = reaching(Effect::Condition) {
            made.condition = Some(self.condition_span(hit));
            made.modality = Modality::Condition;
            self.record(made, hit, "puts a condition");
        }
        // "If hackers strike our banks" supposes nothing that is not so.
        let conditional = made.condition.is_some() && !made.attitude.is_fact(mention.wording);
        made.stance = made.attitude.stance(conditional);
        made.strength = made.attitude.strength;
        if conditional && made.stance == Some(Stance::Qualified) {
            made.strength = made.strength.min(3);
        }
        // Outermost first: whose attitude it is.
        let outermost = attitudes.iter().rev().map(|(hit, _)| &hit.subject).find(|subject| **subject != Subject::Unsaid).cloned();
        // "We understand that some States want X": to know of a view is not to share it.
        let knows = |hit: &Hit<'_>| hit.subject == Subject::Speaker && hit.cue.has(Effect::Hold);
        let others = attitudes.iter().map(|(hit, _)| &hit.subject).find(|subject| matches!(subject, Subject::Others | Subject::Actors(_)));
        let outermost = match (outermost, others) {
            (Some(Subject::Speaker), Some(others))
                if attitudes.iter().all(|(hit, _)| hit.subject != Subject::Speaker || knows(hit) && self.opens_clause(hit)) =>
            {
                Some(others.clone())
            }
            (outermost, _) => outermost,
        };
        let report = reaching(Effect::Report).filter(|hit| {
            // A speaker that judges a report makes it its own business: "we disagree with those who argue that …".
            !attitudes
                .iter()
                .any(|(other, _)| (other.words.start < hit.words.start && other.subject == Subject::Speaker) || self.answers(other, hit))
        });
        match (report, outermost) {
            (Some(hit), Some(Subject::Actors(named))) if attitudes.iter().any(|(other, _)| other.words == hit.words) => {
                made.holders = reported(named);
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
        self.add_flags(made, mention);
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
        } else if self.hits.iter().any(|hit| hit.cue.has(Effect::Align)) {
            Some("no claim: the sentence joins another's statement, and copies none of its claims".to_owned())
        } else if (asks || reaching(Effect::Question).is_some()) && !rhetorical {
            made.modality = Modality::Ask;
            Some("no claim: a question".to_owned())
        } else if let Some(proposal) = self.proposal {
            made.modality = Modality::ProposeText;
            // "Replace 'States' by 'some States'": the change itself states the proposition.
            let is_the_change = made.mention.wording.asserts() && made.mention.explicit.contains(&proposal.verb);
            if proposal.inserted.is_some_and(|span| span.contains(made.span)) || is_the_change {
                let opposite = made.mention.wording == Wording::Denies || made.mention.wording == Wording::NamesOpposite;
                made.stance = Some(if opposite { Stance::Oppose } else { Stance::Support });
                made.strength = 4;
                made.rules.push("text to be put in".to_owned());
                None
            } else if proposal.weakens && made.mention.proposition.starts_with("para.") {
                made.stance = Some(Stance::Oppose);
                made.strength = 4;
                made.rules.push("weakens the verb".to_owned());
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

    /// Whether a clause follows a cue at once: "we understand that".
    fn opens_clause(&self, hit: &Hit<'_>) -> bool {
        let end = self.reading.sentence(self.sentence).words.end;
        (hit.words.end - 1..(hit.words.end + 1).min(end)).any(|word| hit.small.reach.that.holds(self.reading.word(word)))
    }

    /// Whether an attitude comes after a report, in a clause of its own: "… those who want it, we see no need for it".
    fn answers(&self, hit: &Hit<'_>, report: &Hit<'_>) -> bool {
        let end = self.reading.sentence(self.sentence).words.end;
        hit.words.start > report.words.end
            && (is_elliptic(self.reading, hit, end) || points_within(self.reading, hit, report.words.end, end))
            && hit.subject != Subject::Others
            && (report.words.end..=hit.words.start).any(|word| self.reading.before(word) != Break::None)
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

    /// What a claim carries besides its stance: an exception, an endorsement, a correction, a reference nobody knows.
    fn add_flags(&self, made: &mut Derivation, mention: &Mention) {
        let here = mention.sentence == self.sentence;
        let holds = matches!(made.stance, Some(Stance::Support | Stance::Qualified)) && !made.reported;
        let outside = |hit: &&Hit<'_>| hit.cue.has(Effect::Except) && reaches(self.reading, self.hits, hit, mention).is_none();
        if here
            && holds
            && made.condition.is_none()
            && let Some(hit) = self.hits.iter().find(outside)
        {
            made.condition = Some(self.condition_span(hit));
            self.record(made, hit, "leaves out a part");
        }
        if holds && made.stance.map(Stance::side) == Some(Towards::For) {
            for id in endorsed(self.reading, self.sentence, self.hits, &self.voice.own) {
                made.steps.push(format!("takes over the words of {id}"));
                made.rules.push(format!("endorses {id}"));
            }
        }
        if let Some(hit) = self.hits.iter().find(|hit| hit.cue.has(Effect::Correct)) {
            self.record(made, hit, "takes back what was said before it");
        }
        if let Some(unknown) = mention.pattern.strip_prefix("reference ") {
            made.rules.push(format!("unknown reference {unknown}"));
        }
    }
}

fn reported(named: Vec<String>) -> Vec<(String, Via)> {
    named.into_iter().map(|id| (id, Via::Reported)).collect()
}
