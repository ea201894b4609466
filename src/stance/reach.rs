//! Which cues reach a mention, and in which order they apply to it.

use super::cues::Hit;
use super::subject::Subject;
use crate::codebook::{Direction, Effect, Reach, Reading};
use crate::model::{Mention, Wording};
use crate::text::Break;

/// On which side of a mention a cue that reaches it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// Whether a hit reaches the mention, and from which side.
pub(super) fn reaches(reading: &Reading<'_>, hits: &[Hit<'_>], hit: &Hit<'_>, mention: &Mention) -> Option<Side> {
    let shares = hit.explicit.iter().any(|word| mention.explicit.contains(word));
    // A phrase that names its object with a verb of attitude in it ("must remain open") takes a side all the same.
    // The same for an act that the words of a phrase report ("we set up a national centre").
    let begins = mention.wording == Wording::Names
        && hit.words.start <= mention.words.start
        && mention.explicit.iter().any(|word| *word >= hit.words.end);
    let takes = hit.cue.has(Effect::For) && !mention.wording.asserts() && (hit.cue.impersonal || begins) || hit.cue.has(Effect::Practice);
    if shares && !takes {
        return None;
    }
    if shares {
        return Some(Side::Before);
    }
    // An attitude within the naming words is part of the name: "a treaty to combat cybercrime".
    let within = mention.words.start < hit.words.start && hit.words.end < mention.words.end;
    let deontic = hit.small.reach.deontic.holds(reading.word(hit.words.start));
    if within && hit.cue.has(Effect::Against) && !deontic {
        return None;
    }
    // "We find the checklist useful": the words stand around it.
    if hit.cue.is_attitude() && hit.words.start < mention.words.start && mention.words.end < hit.words.end {
        return Some(Side::Before);
    }
    let end = reading.sentence(mention.sentence).words.end;
    let elliptic = is_elliptic(reading, hit, end);
    let forward = matches!(hit.cue.direction, Direction::Forward | Direction::Both);
    // A verb with a holder for its subject has its object after it, wherever its cue may act otherwise ("is unacceptable").
    let predicate = matches!(hit.cue.direction, Direction::Backward | Direction::Both) && hit.subject == Subject::Unsaid;
    // Words that stand around the cue are not said before it.
    let backward = (predicate || elliptic) && mention.explicit.last().is_some_and(|last| *last < hit.words.start);
    // Only the speaker's own acts are its practice.
    if hit.cue.has(Effect::Practice) && !opens_with_speaker(reading, hit) {
        return None;
    }
    if forward
        && let Some(word) = mention.explicit.iter().copied().find(|word| *word >= hit.words.end)
        && word - hit.words.end < hit.cue.words
        && !barred(reading, hits, hit.words.end, word, hit)
        && !leaves_embedding(reading, hit, mention.words.end - 1)
    {
        return Some(Side::Before);
    }
    if backward
        && let Some(word) = mention.explicit.iter().rev().copied().find(|word| *word < hit.words.start)
        && hit.words.start - word <= hit.cue.words.min(25)
        && (elliptic || !barred(reading, hits, word + 1, hit.words.start, hit) && !changes_subject(reading, hit, word + 1))
    {
        return Some(Side::After);
    }
    None
}

/// Whether an attitude has no object after it: "B-land opposed;", "we are not convinced."
pub(super) fn is_elliptic(reading: &Reading<'_>, hit: &Hit<'_>, end: usize) -> bool {
    let attitude = hit.cue.effects.iter().any(|effect| matches!(effect, Effect::For | Effect::Against));
    let closes = |word: usize| word == end || reading.between(word).contains([';', ',']);
    let words = &hit.small.reach;
    let pronoun = hit.words.end < end && words.pronouns.holds(reading.word(hit.words.end));
    let bare = !hit.cue.impersonal && (hit.words.end == end || reading.between(hit.words.end).contains(';'));
    // "…, which we support, …"
    let which = (1..=4).filter_map(|back| hit.words.start.checked_sub(back)).any(|word| words.which.holds(reading.word(word)));
    let bare = bare || !hit.cue.impersonal && which && closes(hit.words.end);
    attitude && (bare || pronoun && closes(hit.words.end + 1))
}

/// Whether a cue governs a clause about the mention: "the claim that …", "those who …", "whether …".
pub(super) fn embeds(reading: &Reading<'_>, hit: &Hit<'_>, mention: &Mention) -> bool {
    (hit.words.start..mention.words.start.max(hit.words.start)).any(|word| opens(reading, hit, word))
}

/// At most so many words stand between a verb and its object: "accept the jurisdiction of the …".
const MOST_BEFORE_OBJECT: usize = 4;

/// Whether the mention is the cue's own object: "reject a treaty". In "condemn the raids, which break the law" the raids are.
pub(super) fn is_object(reading: &Reading<'_>, hit: &Hit<'_>, mention: &Mention) -> bool {
    let start = mention.words.start;
    start <= hit.words.end + MOST_BEFORE_OBJECT && (hit.words.end..=start).all(|word| reading.before(word) == Break::None)
}

/// Whether a cue is said of what is told of the mention ("the claim that …"), or points back to it ("…, which we reject").
pub(super) fn is_told(reading: &Reading<'_>, hit: &Hit<'_>, mention: &Mention, side: Side) -> bool {
    let (start, end) = (mention.words.start, reading.sentence(mention.sentence).words.end);
    let unbroken = |from: usize| (from + 1..=start).all(|word| reading.before(word) == Break::None);
    match side {
        // "Violations of the law must stop" has nobody who stops.
        Side::After => {
            is_elliptic(reading, hit, end) && hit.subject != Subject::Unsaid
                || (start.saturating_sub(4)..start).any(|word| opens(reading, hit, word))
        }
        Side::Before => (hit.words.start..start.max(hit.words.start)).any(|word| opens(reading, hit, word) && unbroken(word)),
    }
}

/// Whether a word opens what is told: "that", "claim", "those who".
fn opens(reading: &Reading<'_>, hit: &Hit<'_>, word: usize) -> bool {
    let (small, written) = (hit.small, reading.word(word));
    let next = |at: usize| at < reading.sentences.words.tokens.len() && small.subject.relatives.holds(reading.word(at));
    small.reach.embeds.holds(written) && (!small.subject.others.holds(written) || next(word + 1))
}

/// Whether a text or a debate about the mention stands between a cue and it: "oppose a paragraph on ransomware".
pub(super) fn is_about_text(reading: &Reading<'_>, hit: &Hit<'_>, mention: &Mention) -> bool {
    (hit.words.end..mention.words.start.max(hit.words.end)).any(|word| hit.small.reach.texts.holds(reading.word(word)))
}

/// Whether something between the words `from..=to` ends the hit's reach.
fn barred(reading: &Reading<'_>, hits: &[Hit<'_>], from: usize, to: usize, hit: &Hit<'_>) -> bool {
    match hit.cue.reach {
        Reach::Sentence => false,
        Reach::Comma => (from..=to).any(|word| reading.before(word) != Break::None) || stopped(hits, from, to, hit),
        Reach::Clause => (from..=to).any(|word| reading.between(word).contains([';', '?', '!'])) || stopped(hits, from, to, hit),
    }
}

/// Whether "and that" goes back to a verb before the hit, so that the hit governs only the first of two clauses: "to show that it
/// will not tolerate attacks and that it is ready to cooperate". A hit that opens a clause itself goes on over it.
fn leaves_embedding(reading: &Reading<'_>, hit: &Hit<'_>, to: usize) -> bool {
    let (from, words) = (hit.words.end, &hit.small.reach);
    let that = |word: usize| words.that.holds(reading.word(word));
    let again = (from + 1..=to).find(|word| that(*word) && words.that_joins.holds(reading.word(word - 1)));
    again.is_some_and(|again| !(from.saturating_sub(1)..again).any(that))
}

/// Whether a new coordinate clause begins between the words: modifiers stay in their own ("is not complete, and there are gaps").
fn new_clause(reading: &Reading<'_>, hit: &Hit<'_>, from: usize, to: usize) -> bool {
    (from..=to).any(|word| {
        reading.between(word).contains(':') || reading.before(word) != Break::None && hit.small.reach.clause_joins.holds(reading.word(word))
    })
}

/// Whether a clause with a subject of its own begins between a word and a hit after it: "there is no gap, and we see no need for X" says nothing of
/// the gap.
fn changes_subject(reading: &Reading<'_>, hit: &Hit<'_>, from: usize) -> bool {
    let words = &hit.small.reach;
    (from..hit.words.start).any(|word| {
        reading.before(word) != Break::None
            && words.clause_joins.holds(reading.word(word))
            && words.clause_subjects.holds(reading.word(word + 1))
            // "As we welcome the treaty, we must see to other concerns"; but "the treaty, we believe, is premature".
            || reading.before(word) != Break::None
                && hit.small.subject.speaker.holds(reading.word(word))
                && (word + 1..hit.words.start).all(|later| reading.before(later) == Break::None)
    })
}

/// Whether the cue's subject is the speaker, or an actor named in the cue itself.
fn opens_with_speaker(reading: &Reading<'_>, hit: &Hit<'_>) -> bool {
    let (opening, words) = (reading.word(hit.words.start), &hit.small.subject);
    hit.subject == Subject::Speaker || [&words.speaker, &words.possessive, &words.act_openers].iter().any(|list| list.holds(opening)) || {
        let span = reading.span(&(hit.words.start..hit.words.start + 1));
        span.of(&reading.document.text).starts_with(char::is_uppercase)
    }
}

fn stopped(hits: &[Hit<'_>], from: usize, to: usize, hit: &Hit<'_>) -> bool {
    hits.iter().any(|other| other.cue.has(Effect::Stop) && other.words.start >= from && other.words.start < to && other.words != hit.words)
}

/// The attitudes that reach a mention, innermost first, without those that a coordinated one has relieved.
pub(super) fn attitudes<'h, 'a>(reading: &Reading<'_>, hits: &'h [Hit<'a>], mention: &Mention, first: usize) -> Vec<(&'h Hit<'a>, Side)> {
    let reaching: Vec<(&Hit<'_>, Side)> = hits
        .iter()
        .filter(|hit| hit.cue.is_attitude())
        .filter_map(|hit| reaches(reading, hits, hit, mention).map(|side| (hit, side)))
        .collect();
    let mut after: Vec<_> = reaching.iter().copied().filter(|(_, side)| *side == Side::After).collect();
    after.sort_by_key(|(hit, _)| hit.words.start);
    // "X is premature and would duplicate Y": the second says the same of X once more, not something of the first.
    let joined = after.iter().skip(1).position(|(hit, _)| is_coordinated(reading, hit, first));
    after.truncate(joined.map_or(after.len(), |at| at + 1));
    // "We support this and oppose that": a cue that is joined to those before it by "and" or a comma takes their place.
    let mut before: Vec<(&Hit<'_>, Side)> = Vec::new();
    for (hit, side) in reaching.into_iter().filter(|(_, side)| *side == Side::Before) {
        if is_coordinated(reading, hit, first) && before.iter().any(|(other, _)| is_rival(other, hit)) {
            before.clear();
        }
        before.push((hit, side));
    }
    before.reverse();
    // An attitude after the mention stands in the clause of the mention; those before it govern that clause.
    after.into_iter().chain(before).collect()
}

/// Whether a coordinated cue takes the place of an earlier one: both are of the same grammatical kind.
fn is_rival(earlier: &Hit<'_>, later: &Hit<'_>) -> bool {
    earlier.cue.impersonal == later.cue.impersonal || !later.cue.impersonal
}

/// Whether a cue is joined to what is before it by "and", "or", or a comma, over its subject and adverbs.
fn is_coordinated(reading: &Reading<'_>, hit: &Hit<'_>, first: usize) -> bool {
    let mut at = hit.words.start;
    loop {
        if at <= first {
            return false;
        }
        if reading.before(at) != Break::None {
            return true;
        }
        let word = reading.word(at - 1);
        if hit.small.reach.verb_joins.holds(word) {
            return true;
        }
        if !hit.small.reach.verb_joins_over.holds(word) {
            return false;
        }
        at -= 1;
    }
}

/// The modifiers of an attitude: those that stand within it or shortly before it.
pub(super) fn modifiers_of<'h, 'a>(reading: &Reading<'_>, hits: &'h [Hit<'a>], attitude: &Hit<'_>, mention: &Mention) -> Vec<&'h Hit<'a>> {
    let mut found: Vec<&Hit<'_>> = hits
        .iter()
        .filter(|hit| hit.cue.is_modifier() && !hit.explicit.iter().any(|word| mention.explicit.contains(word)))
        .filter(|hit| !hit.cue.has(Effect::Remove) && !hit.cue.has(Effect::Spoil))
        .filter(|hit| {
            let inside = attitude.words.contains(&hit.words.start);
            let before = hit.words.end <= attitude.words.start
                && attitude.words.start - hit.words.end < hit.cue.words
                && !barred(reading, hits, hit.words.end, attitude.words.start, hit)
                && !(hit.words.end..=attitude.words.start).any(|word| reading.between(word).contains('—'));
            // Another attitude in between takes the modifier for itself.
            let taken = hits
                .iter()
                .any(|other| other.cue.is_attitude() && other.words.start >= hit.words.end && other.words.start < attitude.words.start);
            let passes_mention = mention.explicit.iter().any(|word| *word >= hit.words.end && *word < attitude.words.start);
            inside || (before && !taken && !passes_mention)
        })
        .collect();
    found.sort_by_key(|hit| std::cmp::Reverse(hit.words.start));
    found
}

/// The modifiers that act on the mention itself: they reach it, and no attitude stands between that would take them.
pub(super) fn modifiers_of_mention<'h, 'a>(reading: &Reading<'_>, hits: &'h [Hit<'a>], mention: &Mention) -> Vec<&'h Hit<'a>> {
    let mut found: Vec<(usize, &Hit<'_>)> = hits
        .iter()
        .filter(|hit| hit.cue.is_modifier())
        .filter_map(|hit| {
            let side = reaches(reading, hits, hit, mention)?;
            let word = match side {
                Side::Before => mention.explicit.iter().copied().find(|word| *word >= hit.words.end)?,
                Side::After => mention.explicit.iter().rev().copied().find(|word| *word < hit.words.start)?,
            };
            let (from, to) = if side == Side::Before { (hit.words.start, word) } else { (word, hit.words.start) };
            if new_clause(reading, hit, from + 1, to) {
                return None;
            }
            let taken = !hit.cue.has(Effect::Remove)
                && hits.iter().any(|other| {
                    other.cue.is_attitude()
                        && (other.words.start < to && other.words.start > from
                            || other.words.contains(&hit.words.start) && side == Side::After)
                });
            (!taken).then_some((word.abs_diff(hit.words.start), hit))
        })
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, hit)| hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::made_up::with_sentence;
    use crate::stance::cues::hits;

    /// The cues that reach the word "checklist", innermost first.
    fn reaching(text: &str) -> Vec<String> {
        with_sentence(text, |reading| {
            let hits = hits(reading, 0, &["JPN"]);
            let word = reading.sentence(0).words.clone().find(|word| reading.word(*word) == "checklist").unwrap();
            let mention = Mention {
                proposition: "nrm.checklist".into(),
                wording: Wording::Names,
                sentence: 0,
                words: word..word + 1,
                explicit: vec![word],
                extractor: "phrase",
                pattern: "checklist".into(),
                strength: 3,
            };
            attitudes(reading, &hits, &mention, 0).into_iter().map(|(hit, _)| hit.cue.id.clone()).collect()
        })
    }

    #[test]
    fn a_cue_reaches_its_own_clause() {
        for (text, expected) in [
            ("We find the checklist useful", vec!["found_good"]),
            ("The checklist is premature", vec!["premature"]),
            ("We like the checklist; templates are premature", vec![]),
            ("Of the checklist, we cannot accept paragraph 4", vec![]),
            ("The checklist, which we support, is long", vec!["support"]),
            ("We fear the fund and support the checklist", vec!["support"]),
            ("We believe that the checklist should be adopted", vec!["modal", "believe"]),
        ] {
            assert_eq!(reaching(text), expected, "{text}");
        }
    }
}
