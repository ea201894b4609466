//! A report's sentences on what "States" said, against what they said.

use super::ground::{Ground, Thresholds};
use crate::model::{Side, Stance};

/// How many a report speaks of. Ordered: a later one claims more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantifier {
    /// "a State", "one delegation".
    One,
    /// "some States", "several States", "a number of States".
    Some,
    /// "many States", "most delegations", "a majority of States".
    Many,
    /// "States", "all States", "the Group".
    All,
}

impl Quantifier {
    /// The word that a report may use: as [`Ground::quantifier`] gives it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::One => "a State",
            Self::Some => "some States",
            Self::Many => "many States",
            Self::All => "States",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        [Self::One, Self::Some, Self::Many, Self::All].into_iter().find(|one| one.word() == word)
    }
}

/// Nouns for those who speak, in the plural and the singular.
const MANY: [&str; 6] = ["states", "delegations", "countries", "members", "participants", "speakers"];
const ONE: [&str; 6] = ["state", "delegation", "country", "member", "participant", "speaker"];

/// What may stand before them; the first word decides.
const BEFORE: [(&str, Quantifier); 24] = [
    ("all", Quantifier::All),
    ("the", Quantifier::All),
    ("a vast majority of", Quantifier::Many),
    ("the vast majority of", Quantifier::Many),
    ("an overwhelming majority of", Quantifier::Many),
    ("the overwhelming majority of", Quantifier::Many),
    ("a majority of", Quantifier::Many),
    ("the majority of", Quantifier::Many),
    ("a large number of", Quantifier::Many),
    ("a great number of", Quantifier::Many),
    ("most", Quantifier::Many),
    ("many", Quantifier::Many),
    ("many other", Quantifier::Many),
    ("numerous", Quantifier::Many),
    ("a number of", Quantifier::Some),
    ("several", Quantifier::Some),
    ("some", Quantifier::Some),
    ("some other", Quantifier::Some),
    ("other", Quantifier::Some),
    ("certain", Quantifier::Some),
    ("various", Quantifier::Some),
    ("a few", Quantifier::Some),
    ("a group of", Quantifier::Some),
    ("two", Quantifier::Some),
];

/// A stretch of a sentence that says of so many what they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// How many it speaks of.
    pub quantifier: Quantifier,
    /// Where those words begin in the sentence, in bytes.
    pub start: usize,
    /// Where what they hold begins.
    pub after: usize,
    /// Where it ends.
    pub end: usize,
}

/// The stretches of a sentence that begin with "many States", "some delegations" and the like as a subject, each up to the next one.
/// Must leave "relations between States", "other States' views" and "States should implement the norms" alone: these are no reports.
#[must_use]
pub fn quantified(sentence: &str) -> Vec<Finding> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (at, c) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
        match (c.is_alphanumeric() || matches!(c, '\'' | '’'), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    let lower: Vec<String> = words.iter().map(|(from, to)| sentence[*from..*to].to_lowercase()).collect();
    let mut found: Vec<Finding> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((quantifier, length)) = subject(&lower[at..]) else {
            at += 1;
            continue;
        };
        let begins = at == 0 || opens(&sentence[words[at - 1].1..words[at].0], &lower[at - 1]);
        let next = lower.get(at + length).map(String::as_str);
        // A subject is followed by a verb of saying or holding; "States should" is a view of the report's own.
        if begins && next.is_some_and(reports) {
            if let Some(last) = found.last_mut() {
                last.end = words[at].0;
            }
            found.push(Finding { quantifier, start: words[at].0, after: words[at + length - 1].1, end: sentence.len() });
        }
        at += length;
    }
    found
}

/// The words for so many of them at the start, and how many words that is.
fn subject(words: &[String]) -> Option<(Quantifier, usize)> {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.as_str()));
    // "member States" is one noun.
    let noun = |at: usize, list: &[&str]| if is(at, list) { Some(1) } else { (is(at, &["member"]) && is(at + 1, list)).then_some(2) };
    if let Some(length) = noun(0, &MANY) {
        return Some((Quantifier::All, length));
    }
    if is(0, &["a", "one", "another"])
        && let Some(length) = noun(1, &ONE)
    {
        return Some((Quantifier::One, 1 + length));
    }
    let mut best: Option<(Quantifier, usize)> = None;
    for (phrase, quantifier) in BEFORE {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let fits = parts.iter().enumerate().all(|(at, part)| words.get(at).is_some_and(|word| word == part));
        if fits && let Some(length) = noun(parts.len(), &MANY) {
            let whole = parts.len() + length;
            if best.is_none_or(|(_, length)| whole > length) {
                best = Some((quantifier, whole));
            }
        }
    }
    best
}

/// Whether a subject may begin after these signs and this word.
fn opens(between: &str, before: &str) -> bool {
    between.contains([',', ';', ':', '.', '–', '—'])
        || matches!(before, "while" | "and" | "but" | "whereas" | "that" | "although" | "though" | "also" | "meeting")
}

/// Whether a word after a subject tells what they said or hold, and not what they should do.
fn reports(word: &str) -> bool {
    const AUXILIARIES: [&str; 12] = ["have", "had", "has", "were", "was", "are", "is", "also", "did", "do", "could", "felt"];
    const NOT: [&str; 12] = ["should", "must", "shall", "may", "can", "will", "need", "to", "and", "in", "of", "that"];
    const VERBS: [&str; 34] = [
        "say",
        "says",
        "said",
        "held",
        "hold",
        "holds",
        "saw",
        "see",
        "sees",
        "took",
        "take",
        "takes",
        "spoke",
        "put",
        "sought",
        "drew",
        "made",
        "support",
        "supports",
        "oppose",
        "opposes",
        "stress",
        "stresses",
        "emphasise",
        "emphasize",
        "argue",
        "argues",
        "reject",
        "rejects",
        "welcome",
        "propose",
        "underline",
        "call",
        "continue",
    ];
    !NOT.contains(&word) && (AUXILIARIES.contains(&word) || VERBS.contains(&word) || word.ends_with("ed") || word.ends_with("ly"))
}

/// Whether a report's sentence is borne out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// So many, or more, said so.
    Supported,
    /// Fewer said so than the report says.
    Overstated,
    /// It is on nothing that the codebook knows, takes no side, or nobody spoke of it.
    Unknown,
}

impl Verdict {
    /// The name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Overstated => "overstated",
            Self::Unknown => "unknown",
        }
    }
}

/// What a report says of one proposition, against what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Audited<'a> {
    /// Whether it is borne out.
    pub verdict: Verdict,
    /// The word that the report may use; empty if nobody said so.
    pub may_say: &'static str,
    /// Those who said so.
    pub with: Vec<&'a str>,
    /// Those who said otherwise.
    pub against: Vec<&'a str>,
}

impl<'a> Audited<'a> {
    /// Holds a report's word for those on one side of a proposition against what was said of it; `ground` is none if nobody took the
    /// proposition up, and `side` none if the report takes no side on any.
    #[must_use]
    pub fn new(quantifier: Quantifier, side: Option<Side>, ground: Option<&Ground<'a>>, thresholds: &Thresholds) -> Self {
        let unknown = Self { verdict: Verdict::Unknown, may_say: "", with: Vec::new(), against: Vec::new() };
        let (Some(ground), Some(side)) = (ground, side.filter(|side| *side != Side::Neither)) else { return unknown };
        let other = if side == Side::For { Side::Against } else { Side::For };
        let may_say = ground.quantifier(side, thresholds);
        let verdict = match Quantifier::of_word(may_say) {
            Some(honest) if honest >= quantifier => Verdict::Supported,
            _ => Verdict::Overstated,
        };
        // Who merely acts so has not said so.
        let said = |side: Side| ground.on(side).into_iter().filter(|actor| !ground.of(Stance::Practice).contains(actor)).collect();
        Self { verdict, may_say, with: said(side), against: said(other) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_by_its_subjects() {
        use Quantifier::{All, Many, One, Some};
        for (sentence, expected) in [
            ("Many States emphasised that law applies.", vec![Many]),
            ("States emphasized that law applies.", vec![All]),
            ("A number of delegations have called for a fund, while some States opposed it.", vec![Some, Some]),
            ("The vast majority of States supported it.", vec![Many]),
            ("One delegation was of the view that it is premature.", vec![One]),
            ("Member States also recalled the norms.", vec![All]),
            ("States should implement the norms.", vec![]),
            ("Cooperation between States increased.", vec![]),
            ("The rights of other States deserve respect.", vec![]),
            ("We support it.", vec![]),
        ] {
            let found: Vec<Quantifier> = quantified(sentence).iter().map(|one| one.quantifier).collect();
            assert_eq!(found, expected, "{sentence}");
        }
    }

    #[test]
    fn a_stretch_ends_where_the_next_begins() {
        let sentence = "Many States supported it, but some States opposed it.";
        let found = quantified(sentence);
        assert_eq!(&sentence[found[0].after..found[0].end], " supported it, but ");
        assert_eq!(&sentence[found[1].start..found[1].after], "some States");
    }
}
