//! Claims that were missed or wrong → phrases that find such words, and phrases that keep a proposition from being found.

use super::{MOST, PRECISION, Said, UNDECIDED};
use crate::discover::{self, stems};
use crate::model::{Claim, Document, Reviewed};
use crate::text::toml::toml_string;
use crate::text::{Span, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Bags are made of so many of the rarest stems of a quote.
const STEMS: usize = 12;

/// What a phrase is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lesson {
    /// It finds the proposition where it was missed.
    Names,
    /// It keeps it from being found where it was wrongly.
    Except,
}

impl Lesson {
    /// The key of the codebook that holds such phrases.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Except => "except",
        }
    }
}

/// A phrase that the codebook could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The proposition's id.
    pub proposition: String,
    /// What it is for.
    pub lesson: Lesson,
    /// The phrase, as a codebook writes it.
    pub phrase: String,
    /// The quotes that speak for it, verbatim, each with its document's id.
    pub quotes: Vec<(String, String)>,
    /// How many quotes that were decided on speak against it.
    pub against: usize,
    /// In how many sentences it stands that nobody has decided on.
    pub undecided: usize,
}

/// A claim that people decided on.
pub(super) struct Judged {
    pub(super) document: usize,
    pub(super) doc_id: String,
    pub(super) quote: String,
    pub(super) span: Span,
    pub(super) holder: String,
    pub(super) proposition: String,
    /// Whether it is a claim.
    pub(super) is_claim: bool,
    /// Whether the program found it.
    pub(super) is_found: bool,
    pub(super) stems: BTreeSet<String>,
}

/// The phrases as more of a codebook.
#[must_use]
pub fn written(proposals: &[Proposal]) -> String {
    let mut out = String::new();
    let ids: BTreeSet<&str> = proposals.iter().map(|one| one.proposition.as_str()).collect();
    for id in ids {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "[[more]]\nid = {}", toml_string(id));
        for lesson in [Lesson::Names, Lesson::Except] {
            let phrases: Vec<String> =
                proposals.iter().filter(|one| one.proposition == id && one.lesson == lesson).map(|one| toml_string(&one.phrase)).collect();
            if !phrases.is_empty() {
                let _ = writeln!(out, "{} = [\n  {},\n]", lesson.key(), phrases.join(",\n  "));
            }
        }
        out.push('\n');
    }
    out
}

/// The claims that were decided on, as they were read and as they now stand.
pub(super) fn judged<'a>(documents: &[Document], read: &[Claim], standing: impl Iterator<Item = &'a Claim>) -> Vec<Judged> {
    let places: BTreeMap<&str, usize> = documents.iter().enumerate().map(|(at, document)| (document.id.as_str(), at)).collect();
    let was: BTreeMap<&str, &Claim> = read.iter().map(|claim| (claim.claim_id.as_str(), claim)).collect();
    let mut found = Vec::new();
    for claim in standing {
        let Some(document) = places.get(claim.doc_id.as_str()) else { continue };
        let mut add = |proposition: &str, is_claim: bool, is_found: bool| {
            found.push(Judged {
                document: *document,
                doc_id: claim.doc_id.clone(),
                quote: claim.quote.clone(),
                span: claim.span,
                holder: claim.holder.clone(),
                proposition: proposition.to_owned(),
                is_claim,
                is_found,
                stems: stems(&claim.quote).into_iter().collect(),
            });
        };
        let before = was.get(claim.claim_id.as_str());
        let is_same = before.is_some_and(|before| before.proposition_id == claim.proposition_id);
        match claim.reviewed {
            Reviewed::Accepted | Reviewed::Changed | Reviewed::Added => {
                add(&claim.proposition_id, true, is_same);
                if let Some(before) = before.filter(|_| !is_same) {
                    add(&before.proposition_id, false, true);
                }
            }
            Reviewed::Rejected => add(&claim.proposition_id, false, true),
            Reviewed::No | Reviewed::Disputed => {}
        }
    }
    found
}

pub(super) fn proposals(judged: &[&Judged], said: &[Said], least: usize) -> Vec<Proposal> {
    proposals_of(judged, &said.iter().collect::<Vec<_>>(), least)
}

pub(super) fn proposals_of(judged: &[&Judged], said: &[&Said], least: usize) -> Vec<Proposal> {
    let ids: BTreeSet<&str> = judged.iter().map(|one| one.proposition.as_str()).collect();
    let mut found = Vec::new();
    for id in ids {
        let of: Vec<&Judged> = judged.iter().copied().filter(|one| one.proposition == id).collect();
        let (claims, faults): (Vec<&Judged>, Vec<&Judged>) = of.iter().partition(|one| one.is_claim);
        let missed: Vec<&Judged> = claims.iter().copied().filter(|one| !one.is_found).collect();
        // What was decided to be another proposition only speaks against a phrase.
        let others: Vec<&Judged> = judged
            .iter()
            .copied()
            .filter(|one| one.proposition != id && one.is_claim && !claims.iter().any(|claim| claim.span == one.span))
            .collect();
        let against: Vec<&Judged> = faults.iter().copied().chain(others).collect();
        for (lesson, wanted, against) in [(Lesson::Names, &missed, &against), (Lesson::Except, &faults, &claims)] {
            for bag in bags(wanted, against, said, least, lesson == Lesson::Names) {
                let holds = |one: &&&Judged| bag.iter().all(|stem| one.stems.contains(stem));
                let quotes: Vec<&Judged> = wanted.iter().filter(holds).copied().collect();
                let Some(phrase) = phrase(&bag, &quotes) else { continue };
                found.push(Proposal {
                    proposition: id.to_owned(),
                    lesson,
                    phrase,
                    quotes: quotes.iter().map(|one| (one.doc_id.clone(), one.quote.clone())).collect(),
                    against: against.iter().filter(holds).count(),
                    undecided: said.iter().filter(|one| !one.is_decided && bag.iter().all(|stem| one.stems.contains(stem))).count(),
                });
            }
        }
    }
    found
}

/// Bags of two or three stems that between them are in as many of the wanted quotes as can be, and in few others.
fn bags(wanted: &[&Judged], against: &[&Judged], said: &[&Said], least: usize, is_wide: bool) -> Vec<Vec<String>> {
    let mut rarity: BTreeMap<&String, usize> = BTreeMap::new();
    for stem in said.iter().flat_map(|one| &one.stems) {
        *rarity.entry(stem).or_default() += 1;
    }
    let mut candidates: BTreeSet<Vec<String>> = BTreeSet::new();
    for one in wanted {
        let mut stems: Vec<&String> = one.stems.iter().collect();
        stems.sort_by_key(|stem| (rarity.get(*stem).copied().unwrap_or(0), (*stem).clone()));
        stems.truncate(STEMS);
        stems.sort();
        for (i, a) in stems.iter().enumerate() {
            for (j, b) in stems.iter().enumerate().skip(i + 1) {
                candidates.insert(vec![(*a).clone(), (*b).clone()]);
                candidates.extend(stems[j + 1..].iter().map(|c| vec![(*a).clone(), (*b).clone(), (*c).clone()]));
            }
        }
    }
    let holds = |bag: &[String], stems: &BTreeSet<String>| bag.iter().all(|stem| stems.contains(stem));
    let mut good: Vec<(Vec<String>, BTreeSet<usize>, usize, usize)> = Vec::new();
    for bag in candidates {
        let of: BTreeSet<usize> = (0..wanted.len()).filter(|at| holds(&bag, &wanted[*at].stems)).collect();
        if of.len() < least {
            continue;
        }
        let faults = against.iter().filter(|one| holds(&bag, &one.stems)).count();
        if (of.len() as f64) < PRECISION * (of.len() + faults) as f64 {
            continue;
        }
        let undecided = said.iter().filter(|one| !one.is_decided && holds(&bag, &one.stems)).count();
        if !is_wide || undecided <= UNDECIDED * of.len() {
            good.push((bag, of, faults, undecided));
        }
    }
    let (mut chosen, mut covered) = (Vec::new(), BTreeSet::new());
    while chosen.len() < MOST {
        let gain = |of: &BTreeSet<usize>| of.difference(&covered).count();
        let best = good.iter().max_by_key(|(bag, of, faults, undecided)| {
            (
                gain(of),
                std::cmp::Reverse(*faults),
                std::cmp::Reverse(*undecided),
                std::cmp::Reverse(bag.len()),
                std::cmp::Reverse(bag.clone()),
            )
        });
        let Some((bag, of, ..)) = best.filter(|(_, of, ..)| gain(of) > 0).cloned() else { break };
        covered.extend(of);
        chosen.push(bag);
    }
    chosen
}

/// A bag as a codebook writes it: each stem by the words that stand for it in the quotes.
fn phrase(bag: &[String], quotes: &[&Judged]) -> Option<String> {
    let mut forms: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for one in quotes {
        let words = Words::of(&one.quote);
        for at in 0..words.tokens.len() {
            let word = words.word(at);
            let of = stems(word);
            if let Some(stem) = bag.iter().find(|stem| of.contains(stem)) {
                forms.entry(stem).or_default().insert(word.to_owned());
            }
        }
    }
    let written = |stem: &String| -> Option<Vec<&str>> {
        let forms: Vec<&str> = forms.get(stem)?.iter().map(String::as_str).filter(|form| form.chars().all(char::is_alphabetic)).collect();
        (!forms.is_empty()).then_some(forms)
    };
    let items: Option<Vec<Vec<&str>>> = bag.iter().map(written).collect();
    items.map(|items| discover::bag(&items.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}
