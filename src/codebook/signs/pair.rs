//! Two sentences, of which one may support or attack the other → features: the words and cues of each, what they share, how
//! their forms differ, and how far apart they stand.

use super::seen::{Named, Seen};
use super::shape::CLASSES;
use super::{cues, words};
use crate::codebook::Effect;
use crate::learn::{Bag, Features};
use crate::text::inflect::is_function_word;
use std::collections::BTreeSet;

/// The features of a pair: `claim` and the sentence that may support or attack it. `apart` is how many sentences after the
/// claim it stands, negative if before; none if that is not known or shall not count.
#[must_use]
pub fn pair(claim: &Seen<'_>, other: &Seen<'_>, apart: Option<isize>) -> Features {
    let mut bag = Bag::new(super::BITS);
    for (kind, seen) in [("claim", claim), ("other", other)] {
        words::words(&mut bag, kind, seen);
        bag.close(0.7);
        cues::cues(&mut bag, kind, seen);
        bag.close(0.4);
    }
    let mut found: BTreeSet<String> = BTreeSet::new();
    found.insert(format!("apart {:?}", apart.map(|apart| apart.clamp(-4, 4))));
    found.insert(format!("same {}", claim.text == other.text));
    let (first, second) = (content(claim), content(other));
    let shared = first.intersection(&second).count();
    found.insert(format!("overlap {}", shared * 5 / first.len().min(second.len()).max(1)));
    found.insert(format!("shared {}", shared.min(4)));
    for (side, seen) in [("claim", claim), ("other", other)] {
        found.extend(classes(&seen.words).map(|class| format!("{side} class {class}")));
        found.extend(seen.words.iter().take(2).map(|word| format!("{side} opens {word}")));
    }
    for class in ["negation", "contrast", "report", "certainty"] {
        let has = |seen: &Seen<'_>| classes(&seen.words).any(|one| one == class);
        found.insert(format!("both {class} {} {}", has(claim), has(other)));
    }
    if let Some(apart) = apart.filter(|apart| *apart != 0) {
        let later = if apart > 0 { other } else { claim };
        let opening = &later.words[..later.words.len().min(4)];
        found.extend(classes(opening).map(|class| format!("later {class}")));
        found.extend(later.words.first().map(|word| format!("later opens {word} {}", apart.abs() == 1)));
    }
    found.insert(format!("sides {} {}", side(claim), side(other)));
    let actors = |seen: &Seen<'_>| seen.actors.iter().map(|(.., id)| (*id).to_owned()).collect::<BTreeSet<String>>();
    found.insert(format!("actors shared {}", !actors(claim).is_disjoint(&actors(other))));
    let own = |seen: &Seen<'_>| seen.actors.iter().any(|(_, named, _)| *named == Named::Own);
    found.insert(format!("own {} {}", own(claim), own(other)));
    for name in &found {
        bag.add("pair", name, 1.0);
    }
    bag.close(1.0);
    bag.finish()
}

fn content<'a>(seen: &Seen<'a>) -> BTreeSet<&'a str> {
    seen.words.iter().copied().filter(|word| !is_function_word(word)).collect()
}

fn classes<'s>(words: &'s [&str]) -> impl Iterator<Item = &'static str> + 's {
    CLASSES.iter().filter(|(_, members)| words.iter().any(|word| members.contains(word))).map(|(class, _)| *class)
}

/// Whether a sentence's cues are rather for or against something.
fn side(seen: &Seen<'_>) -> &'static str {
    let count = |effect: Effect| seen.cues.iter().filter(|(_, cue)| cue.has(effect)).count();
    match count(Effect::For).cmp(&count(Effect::Against)) {
        std::cmp::Ordering::Greater => "for",
        std::cmp::Ordering::Less => "against",
        std::cmp::Ordering::Equal => "even",
    }
}
