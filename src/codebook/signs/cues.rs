//! A sentence's cues → features: which, what each does and how strongly, in what kind of act, and whose attitude it is.

use super::seen::Seen;
use crate::learn::Bag;
use std::collections::BTreeSet;

/// The cues of a sentence; each thing counts once.
pub(super) fn cues(bag: &mut Bag, kind: &str, seen: &Seen<'_>) {
    let mut named: BTreeSet<(&str, String)> = BTreeSet::new();
    for (words, cue) in &seen.cues {
        named.insert(("cue", cue.id.clone()));
        let effects: Vec<&str> = cue.effects.iter().map(|effect| effect.name()).collect();
        for effect in &effects {
            named.insert(("effect", (*effect).to_owned()));
            named.insert(("who", format!("{} {effect}", holder(seen, words.start))));
        }
        if cue.is_attitude() {
            named.insert(("strength", format!("{} {}", effects.first().unwrap_or(&""), cue.strength)));
        }
        if let Some(modality) = cue.modality {
            named.insert(("act", modality.name().to_owned()));
        }
    }
    named.insert(("attitudes", seen.cues.iter().filter(|(_, cue)| cue.is_attitude()).count().min(3).to_string()));
    for (what, name) in &named {
        bag.add_pair(kind, what, name, 1.0);
    }
}

/// Who stands nearest before a cue: the speaker, others, an actor, or nobody.
fn holder(seen: &Seen<'_>, cue: usize) -> &'static str {
    for at in (cue.saturating_sub(8)..cue).rev() {
        if seen.actors.iter().any(|(words, ..)| words.contains(&at)) {
            return "actor";
        }
        match seen.words[at] {
            "we" | "i" | "our" | "my" | "us" => return "self",
            "they" | "he" | "she" | "it" | "who" | "which" | "their" | "his" => return "others",
            "council" | "community" | "organization" | "states" | "parties" | "members" => return "body",
            _ => {}
        }
    }
    "nobody"
}
