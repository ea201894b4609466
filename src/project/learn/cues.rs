//! Decisions that corrected a stance → cues that the codebook could have, and what they do to the stances that are read.
//!
//! ```text
//! decided claim + how its mention was derived ─words before or after it→ candidates ─enough for, few against→ chosen
//!                                            └─ the codebook with them, on the same documents: what they mend, what they break → kept
//! ```

use super::grams::{Gram, Place, grams};
use super::{Effect, MOST, PRECISION, Said, UNDECIDED};
use crate::error::Result;
use crate::model::{Act, Claim, Decision, Document, Reviewed, Stance};
use crate::pipeline::Coder;
use crate::review::History;
use crate::stance::{Derivation, Outcome, SentenceDerivation};
use crate::text::Span;
use crate::text::toml::toml_string;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Makes a coder of the project's codebook and more of its TOML.
pub(super) type Build<'a> = dyn Fn(&str) -> Result<Coder> + Sync + 'a;

/// Makes a coder with cues from some documents, by whether one is held out; none if there are no such cues.
pub(super) type Made<'a> = dyn Fn(&dyn Fn(usize) -> bool) -> Result<Option<Coder>> + 'a;

/// By stance: how it is read by the codebook as it is, and with more cues.
pub(super) type Stances = BTreeMap<&'static str, (Effect, Effect)>;

/// A cue that the codebook could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueProposal {
    /// Its id.
    pub id: String,
    /// The phrase, as a codebook writes it.
    pub phrase: String,
    /// The stance that it makes of a mention.
    pub stance: Stance,
    /// 1–5.
    pub strength: u8,
    /// Whether it acts on what stands before it.
    pub is_backward: bool,
    /// The cues whose words it takes over, as they read the wrong way; none if no cue was there.
    pub instead_of: Vec<String>,
    /// The quotes that it mends, verbatim, each with its document's id.
    pub quotes: Vec<(String, String)>,
    /// How many quotes that were decided on speak against it.
    pub against: usize,
    /// In how many sentences its words stand that nobody has decided on.
    pub undecided: usize,
}

impl CueProposal {
    /// Its effects, as a codebook names them.
    #[must_use]
    pub fn effects(&self) -> &'static [&'static str] {
        match self.stance {
            Stance::Support => &["for"],
            Stance::Qualified => &["for", "weaken"],
            Stance::Practice => &["practice"],
            Stance::Undecided => &["neutral"],
            Stance::Reservation => &["against", "weaken"],
            Stance::Oppose => &["against"],
        }
    }
}

/// A claim that people decided on.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) document: usize,
    doc_id: String,
    quote: String,
    span: Span,
    holder: String,
    proposition: String,
    /// What its stance is; none if all that is known is that it was read wrongly.
    stance: Option<Stance>,
    strength: u8,
    /// The stance that is read.
    was: Option<Stance>,
    /// The words around its mention, with the cues that they would take the place of.
    grams: BTreeMap<Gram, Vec<String>>,
}

/// The claims that were decided on as they now stand, in documents that are read anew; those that were rejected because of their
/// stance, so the reason says, among them.
pub(super) fn cases<'a>(coder: &Coder, documents: &[Document], history: &History, standing: impl Iterator<Item = &'a Claim>) -> Vec<Case> {
    let places: BTreeMap<&str, usize> = documents.iter().enumerate().map(|(at, document)| (document.id.as_str(), at)).collect();
    let for_stance: BTreeSet<[&str; 3]> = history.holding().filter_map(rejected_for_stance).collect();
    let mut of: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
    for claim in standing {
        let counts = match claim.reviewed {
            Reviewed::Accepted | Reviewed::Changed | Reviewed::Added => true,
            Reviewed::Rejected => for_stance.contains(&[claim.quote.as_str(), &claim.holder, &claim.proposition_id]),
            Reviewed::No | Reviewed::Disputed => false,
        };
        if let Some(at) = places.get(claim.doc_id.as_str()).filter(|_| counts) {
            of.entry(*at).or_default().push(claim);
        }
    }
    let found: Vec<Vec<Case>> = of
        .into_par_iter()
        .map(|(at, claims)| {
            let (outcome, derivations) = coder.explain(&documents[at]);
            claims.into_iter().map(|claim| case(at, &documents[at], claim, &outcome, &derivations)).collect()
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// The words, the holder and the proposition of a claim that was rejected because of its stance.
fn rejected_for_stance(decision: &Decision) -> Option<[&str; 3]> {
    let Act::Reject { on } = &decision.act else { return None };
    let is_for_stance = decision.why.as_ref().is_some_and(|why| why.to_lowercase().contains("stance"));
    is_for_stance.then_some([on.quote.as_str(), &on.read.holder, &on.read.proposition])
}

fn case(at: usize, document: &Document, claim: &Claim, outcome: &Outcome, derivations: &[SentenceDerivation]) -> Case {
    let mut case = Case {
        document: at,
        doc_id: claim.doc_id.clone(),
        quote: claim.quote.clone(),
        span: claim.span,
        holder: claim.holder.clone(),
        proposition: claim.proposition_id.clone(),
        stance: (claim.reviewed != Reviewed::Rejected).then_some(claim.stance),
        strength: claim.strength,
        was: None,
        grams: BTreeMap::new(),
    };
    case.was = case.read(&outcome.claims).map(|claim| claim.stance);
    let of = |one: &&Derivation| one.mention.proposition == claim.proposition_id && one.span.overlaps(claim.span);
    if let Some((sentence, derivation)) = derivations.iter().find_map(|one| one.derivations.iter().find(of).map(|of| (one, of))) {
        case.grams = grams(&document.text, sentence.span, derivation);
    }
    case
}

impl Case {
    /// The claim that stands for it among those that were read.
    fn read<'c>(&self, claims: &'c [Claim]) -> Option<&'c Claim> {
        let is_it =
            |claim: &&Claim| claim.proposition_id == self.proposition && claim.holder == self.holder && claim.span.overlaps(self.span);
        claims.iter().find(is_it)
    }

    /// Whether it is read as it is.
    fn is_right(&self) -> bool {
        self.stance.is_some() && self.stance == self.was
    }

    /// Whether it speaks against a cue for this stance that stands in it.
    fn is_against(&self, stance: Stance) -> bool {
        match self.stance {
            Some(own) => own != stance,
            None => self.was.is_some_and(|was| was.side() == stance.side()),
        }
    }
}

/// The cues that decided claims speak for, each tried on the documents of these claims: at least `least` of them become right by
/// it, and few become wrong.
pub(super) fn proposals(
    cases: &[&Case],
    said: &[&Said],
    documents: &[Document],
    least: usize,
    build: &Build<'_>,
) -> Result<Vec<CueProposal>> {
    let chosen = chosen(cases, said, least);
    if chosen.is_empty() {
        return Ok(chosen);
    }
    let other = build(&written_cues(&chosen))?;
    let read = read_by(&other, cases, documents);
    let mut effect: BTreeMap<&str, (Vec<&Case>, usize)> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.stance.is_some()) {
        let claim = read.get(&case.document).and_then(|claims| case.read(claims));
        let is_right = claim.map(|claim| claim.stance) == case.stance;
        let acts = |one: &&CueProposal| claim.is_some_and(|claim| claim.evidence.cues.iter().any(|cue| cue.cue == one.id));
        match (case.is_right(), is_right) {
            (false, true) => chosen.iter().filter(acts).for_each(|one| effect.entry(&one.id).or_default().0.push(case)),
            (true, false) => {
                let here = |one: &&CueProposal| acts(one) || case.grams.keys().any(|(_, words)| phrase(words) == one.phrase);
                chosen.iter().filter(here).for_each(|one| effect.entry(&one.id).or_default().1 += 1);
            }
            _ => {}
        }
    }
    let mut kept = Vec::new();
    for one in &chosen {
        let Some((mended, broken)) = effect.get(one.id.as_str()) else { continue };
        if mended.len() >= least && mended.len() as f64 >= PRECISION * (mended.len() + broken) as f64 {
            let quotes = mended.iter().map(|case| (case.doc_id.clone(), case.quote.clone())).collect();
            kept.push(CueProposal { quotes, ..one.clone() });
        }
    }
    Ok(kept)
}

/// What a coder reads in the documents of some claims.
fn read_by(coder: &Coder, cases: &[&Case], documents: &[Document]) -> BTreeMap<usize, Vec<Claim>> {
    let needed: BTreeSet<usize> = cases.iter().map(|one| one.document).collect();
    needed.into_par_iter().map(|at| (at, coder.code(&documents[at]).claims)).collect()
}

/// The words that most claims speak for which are read with another stance, or not at all, before they are tried.
fn chosen(cases: &[&Case], said: &[&Said], least: usize) -> Vec<CueProposal> {
    let mut found = Vec::new();
    for stance in Stance::ALL {
        let wanted: Vec<&Case> = cases.iter().copied().filter(|case| case.stance == Some(stance) && !case.is_right()).collect();
        let mut holders: BTreeMap<&Gram, BTreeSet<usize>> = BTreeMap::new();
        for (at, case) in wanted.iter().enumerate() {
            case.grams.keys().for_each(|gram| _ = holders.entry(gram).or_default().insert(at));
        }
        let mut good = Vec::new();
        for (gram, of) in holders.into_iter().filter(|(_, of)| of.len() >= least) {
            let against = cases.iter().filter(|case| case.grams.contains_key(gram) && case.is_against(stance)).count();
            if (of.len() as f64) < PRECISION * (of.len() + against) as f64 {
                continue;
            }
            let sought = format!(" {} ", gram.1.join(" "));
            let undecided = said.iter().filter(|one| !one.is_decided && one.folded.contains(&sought)).count();
            if undecided <= UNDECIDED * of.len() {
                good.push((gram, of, against, undecided));
            }
        }
        let mut covered: BTreeSet<usize> = BTreeSet::new();
        for _ in 0..MOST {
            let gain = |of: &BTreeSet<usize>| of.difference(&covered).count();
            let rank = |gram: &Gram, of: &BTreeSet<usize>, against: usize, undecided: usize| {
                (gain(of), std::cmp::Reverse((against, undecided)), gram.1.len(), std::cmp::Reverse(gram.clone()))
            };
            let best = good.iter().max_by_key(|(gram, of, against, undecided)| rank(gram, of, *against, *undecided));
            let Some((gram, of, against, undecided)) = best.filter(|(_, of, ..)| gain(of) > 0) else { break };
            let of: Vec<&Case> = of.iter().map(|at| wanted[*at]).collect();
            found.push(proposal(stance, gram, &of, *against, *undecided));
            let of = of.iter().filter_map(|case| wanted.iter().position(|one| std::ptr::eq(*one, *case)));
            covered.extend(of.collect::<Vec<_>>());
        }
    }
    // Words that speak for two stances speak for neither.
    let doubled: BTreeSet<String> =
        found.iter().filter(|one| found.iter().filter(|other| other.id == one.id).count() > 1).map(|one| one.id.clone()).collect();
    found.retain(|one| !doubled.contains(&one.id));
    found
}

fn proposal(stance: Stance, gram: &Gram, of: &[&Case], against: usize, undecided: usize) -> CueProposal {
    let mut strengths: Vec<u8> = of.iter().map(|case| case.strength).collect();
    strengths.sort_unstable();
    let instead_of: BTreeSet<&String> = of.iter().filter_map(|case| case.grams.get(gram)).flatten().collect();
    CueProposal {
        id: format!("learned_{}", gram.1.join("_")),
        phrase: phrase(&gram.1),
        stance,
        strength: strengths[strengths.len() / 2],
        is_backward: gram.0 == Place::After,
        instead_of: instead_of.into_iter().cloned().collect(),
        quotes: of.iter().map(|case| (case.doc_id.clone(), case.quote.clone())).collect(),
        against,
        undecided,
    }
}

/// Words as a codebook writes them: just these forms.
fn phrase(words: &[String]) -> String {
    words.iter().map(|word| format!("={word}")).collect::<Vec<_>>().join(" ")
}

/// Cues as more of a codebook, each with some of the quotes that speak for it.
#[must_use]
pub fn written_cues(cues: &[CueProposal]) -> String {
    let mut out = String::new();
    for one in cues {
        // Writing to a String cannot fail.
        for (document, quote) in one.quotes.iter().take(3) {
            let _ = writeln!(out, "# “{}” ({document})", quote.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let effects: Vec<String> = one.effects().iter().map(|effect| toml_string(effect)).collect();
        let _ = write!(out, "[[cue]]\nid = {}\nphrases = [{}]\n", toml_string(&one.id), toml_string(&one.phrase));
        let _ = write!(out, "effect = [{}]\nstrength = {}\n", effects.join(", "), one.strength);
        out.push_str(if one.is_backward { "direction = \"backward\"\n\n" } else { "\n" });
    }
    out
}

/// By the stance's name, how stances are read of claims that were decided on: by the codebook as it is, and with cues that were made
/// from other documents than those they are tried on. `made` makes the cues from some documents, by whether one is among those held
/// out.
pub(super) fn effects(cases: &[Case], documents: &[Document], folds: usize, made: &Made<'_>) -> Result<Stances> {
    let mut all = Stances::new();
    for fold in 0..folds {
        let is_held = |document: usize| document % folds == fold;
        let held: Vec<&Case> = cases.iter().filter(|case| is_held(case.document)).collect();
        if held.is_empty() {
            continue;
        }
        let other = made(&is_held)?;
        let read = other.as_ref().map(|other| read_by(other, &held, documents));
        for case in held {
            let now = match &read {
                Some(read) => read.get(&case.document).and_then(|claims| case.read(claims)).map(|claim| claim.stance),
                None => case.was,
            };
            for stance in Stance::ALL {
                let (before, after) = all.entry(stance.name()).or_default();
                for (effect, said) in [(before, case.was), (after, now)] {
                    // Of what was rejected it is known only on which side it is not.
                    if case.stance.is_some() || said.is_some_and(|said| case.is_against(said)) {
                        effect.add(case.stance == Some(stance), said == Some(stance));
                    }
                }
            }
        }
    }
    all.retain(|_, (before, after)| *before != Effect::default() || *after != Effect::default());
    Ok(all)
}
