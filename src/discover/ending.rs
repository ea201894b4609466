//! The words of an object → whether they speak of its end ("the lifting of the embargo") or of harm to it ("violations of human
//! rights"), so that to be for them is to be against it.

use Kind::{Harm, Head, Purpose};

/// Where a word turns the object it stands with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// At the head or the end of the object, or as its verb.
    Head,
    /// Wherever it stands, as in the name of a treaty.
    Purpose,
    /// At the head of the object, which it harms: that it ends is wanted by those who want the object.
    Harm,
}

/// The stems of such words, ascending.
const ENDINGS: &[(&str, Kind)] = &[
    ("abandon", Purpose),
    ("abolish", Purpose),
    ("abolit", Purpose),
    ("ban", Purpose),
    ("breach", Harm),
    ("cancel", Head),
    ("ceas", Head),
    ("cessat", Purpose),
    ("combat", Purpose),
    ("counter", Purpose),
    ("curb", Purpose),
    ("disarm", Purpose),
    ("disarma", Purpose),
    ("discontinu", Head),
    ("dismantl", Purpose),
    ("disregard", Harm),
    ("elimin", Purpose),
    ("end", Head),
    ("erad", Purpose),
    ("eradic", Purpose),
    ("fight", Purpose),
    ("halt", Head),
    ("infring", Harm),
    ("lift", Purpose),
    ("nonprolifer", Purpose),
    ("prevent", Purpose),
    ("prohibit", Purpose),
    ("remov", Purpose),
    ("repeal", Purpose),
    ("revok", Purpose),
    ("stop", Head),
    ("suspend", Head),
    ("suspens", Head),
    ("tackl", Purpose),
    ("termin", Head),
    ("undermin", Harm),
    ("violat", Harm),
    ("withdraw", Head),
];

/// Whether a stem speaks of the end of what it stands with, or of harm to it.
pub(super) fn is_ending(stem: &str) -> bool {
    kind(stem).is_some()
}

/// Whether the words of an object turn it. `told` are their stems in the order of the text, each with whether it stands as a verb.
pub(super) fn turns(told: &[(String, bool)]) -> bool {
    let holds = |wanted: &dyn Fn(usize, bool, Kind) -> bool| {
        told.iter().enumerate().any(|(at, (stem, verb))| kind(stem).is_some_and(|kind| wanted(at, *verb, kind)))
    };
    let ends = holds(&|at, verb, kind| match kind {
        Head => at == 0 || at + 1 == told.len() || verb,
        Purpose => true,
        Harm => false,
    });
    let harms = holds(&|at, _, kind| kind == Harm && at <= 1 && at + 1 < told.len());
    ends != harms
}

fn kind(stem: &str) -> Option<Kind> {
    ENDINGS.binary_search_by_key(&stem, |(known, _)| known).ok().and_then(|at| ENDINGS.get(at)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::light::stem;

    #[test]
    fn every_ending_is_found() {
        assert!(ENDINGS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(ENDINGS.iter().all(|(stem, _)| is_ending(stem)));
    }

    #[test]
    fn which_objects_are_turned() {
        for (words, expected) in [
            ("lifting embargo", true),
            ("embargo", false),
            ("treaty prohibition weapon", true),
            ("violations sovereignty", true),
            ("combating violations sovereignty", false),
            ("embargo withdrawn", true),
            ("withdrawal troops", true),
            ("troops withdraw border", false),
        ] {
            let told: Vec<(String, bool)> = words.split(' ').filter_map(|word| Some((stem(word)?, false))).collect();
            assert_eq!(turns(&told), expected, "{words}");
        }
    }
}
