//! `demarche explain`: how each claim came about: mention, cues with what they did, algebra, verdict, confidence.

use super::inputs::{AboutArgs, CodebookArgs, InputArgs, WhichProject};
use super::{Ended, print};
use crate::error::{Error, Result};
use crate::model::{Claim, Document};
use crate::pipeline::Coder;
use crate::stance::{Derivation, Outcome, SentenceDerivation};
use crate::text::near::did_you_mean;
use std::fmt::Write;
use std::path::PathBuf;

/// Show how each claim came about: the words, the cues that reach them, the algebra, the verdict
///
/// With --sentence, the sentence is read as said by the actor of --as in a meeting on the codebook's subject. In a project its
/// statements and its codebook are taken; what is shown is how the program reads them, whatever people decided since.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Statements: .txt and .md files, folders of them, or - for standard input
    #[cfg_attr(feature = "project", arg(value_name = "INPUT"))]
    #[cfg_attr(not(feature = "project"), arg(value_name = "INPUT", required_unless_present = "sentence"))]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    of: WhichProject,
    /// Only this claim (an id from the column `claim_id`)
    #[arg(long, value_name = "ID")]
    claim: Option<String>,
    /// A sentence instead of files
    #[arg(long, value_name = "TEXT", conflicts_with = "inputs", requires = "actor")]
    sentence: Option<String>,
    #[command(flatten)]
    about: AboutArgs,
    #[command(flatten)]
    codebook: CodebookArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    if let (Some(sentence), Some(name)) = (&args.sentence, &args.about.actor) {
        let coder = args.of.codebook(&args.codebook)?.coder()?;
        let hint = || coder.actors.suggest(name);
        let actor = coder
            .actors
            .resolve(name)
            .ok_or_else(|| Error::new(format!("`{name}` is no known State, group or observer")).at("--as").hint(hint()))?;
        let (outcome, derivations) = coder.explain_sentence(sentence, actor);
        print(&shown(sentence, &derivations, &outcome, None))?;
        return Ok(Ended::Done);
    }
    let (coder, loaded) = InputArgs::new(&args.inputs, &args.of, &args.about, &args.codebook, 0.0).documents()?;
    let mut out = String::new();
    let mut known = Vec::new();
    for document in &loaded.documents {
        let (outcome, derivations) = coder.explain(document);
        known.extend(outcome.claims.iter().map(|claim| claim.claim_id.clone()));
        if args.claim.as_ref().is_some_and(|id| !outcome.claims.iter().any(|claim| claim.claim_id == *id)) {
            continue;
        }
        let _ = writeln!(out, "── {} ({})", document.id, document.source);
        out.push_str(&about(coder, document));
        out.push_str(&shown(&document.text, &derivations, &outcome, args.claim.as_deref()));
    }
    if let Some(id) = &args.claim
        && !known.contains(id)
    {
        return Err(
            Error::new(format!("there is no claim `{id}` in these statements")).hint(did_you_mean(id, known.iter().map(String::as_str)))
        );
    }
    print(&out)?;
    Ok(if loaded.failed > 0 { Ended::Partly } else { Ended::Done })
}

fn about(coder: &Coder, document: &Document) -> String {
    let name = |id: &str| coder.actors.get(id).map_or_else(|| id.to_owned(), |actor| format!("{} ({id})", actor.name));
    let mut parts = vec![name(&document.actor)];
    parts.extend(document.meta.group.as_deref().map(|group| format!("for {}", name(group))));
    parts.extend(document.meta.speaker.clone());
    parts.extend(document.meta.forum.clone());
    parts.extend(document.meta.date.map(|date| date.to_string()));
    format!("   {}\n\n", parts.join(" · "))
}

/// The derivations as text; only that of one claim if its id is given.
fn shown(text: &str, sentences: &[SentenceDerivation], outcome: &Outcome, only: Option<&str>) -> String {
    let mut out = String::new();
    for sentence in sentences {
        let chosen: Vec<(&Derivation, Option<&Claim>)> = sentence
            .derivations
            .iter()
            .map(|derivation| (derivation, claim_of(derivation, outcome)))
            .filter(|(_, claim)| only.is_none_or(|id| claim.is_some_and(|claim| claim.claim_id == id)))
            .collect();
        if chosen.is_empty() && (only.is_some() || sentence.edits.is_empty()) {
            continue;
        }
        let _ = writeln!(out, "“{}”", one_line(sentence.span.of(text)));
        if !sentence.cues.is_empty() {
            let cues: Vec<String> =
                sentence.cues.iter().map(|cue| format!("{} “{}” [{}]", cue.cue, one_line(cue.span.of(text)), cue.effect)).collect();
            let _ = writeln!(out, "  cues: {}", cues.join(" · "));
        }
        for (derivation, claim) in chosen {
            let _ = writeln!(out, "  {} at “{}”", derivation.mention.proposition, one_line(derivation.span.of(text)));
            for step in &derivation.steps {
                let _ = writeln!(out, "     {step}");
            }
            match claim {
                Some(claim) => {
                    let _ = writeln!(
                        out,
                        "     ⇒ {} {} {} · {} · confidence {:.2} · {}",
                        claim.holder,
                        claim.stance,
                        claim.strength,
                        claim.via.name(),
                        claim.confidence,
                        claim.claim_id
                    );
                    if let Some(condition) = &claim.condition {
                        let _ = writeln!(out, "       condition: “{}”", one_line(condition));
                    }
                    let _ = writeln!(out, "       quote {}..{}: “{}”", claim.span.start, claim.span.end, one_line(&claim.quote));
                }
                None => {
                    let _ = writeln!(
                        out,
                        "     ⇒ no claim{}",
                        if derivation.stance.is_some() && !derivation.holders.is_empty() {
                            ": another mention of the same proposition in this sentence says more"
                        } else {
                            ""
                        }
                    );
                }
            }
        }
        for edit in &sentence.edits {
            let _ = writeln!(out, "  textual proposal: {:?} {} {}", edit.op, edit.target, edit.new_text.as_deref().unwrap_or(""));
        }
        out.push('\n');
    }
    if out.is_empty() {
        out.push_str("nothing here takes up a proposition of the codebook\n");
    }
    out
}

fn claim_of<'o>(derivation: &Derivation, outcome: &'o Outcome) -> Option<&'o Claim> {
    derivation.stance?;
    outcome.claims.iter().find(|claim| {
        claim.proposition_id == derivation.mention.proposition
            && claim.evidence.mention == derivation.span
            && claim.evidence.steps == derivation.steps
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
