//! One decision at a time.

use super::super::{Ended, say};
use super::By;
use crate::error::{Error, Result};
use crate::export::review::what;
use crate::model::{ClaimReading, Correction, Decision, Stance, Via};
use crate::project::{Asked, Target};
use crate::text::near::did_you_mean;

/// Say that claims are right, or wrong
#[derive(Debug, clap::Args)]
pub(super) struct OnClaims {
    /// The claims' ids
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<String>,
    #[command(flatten)]
    by: By,
}

/// Say what is otherwise about a claim
#[derive(Debug, clap::Args)]
pub(super) struct CorrectArgs {
    /// The claim's id
    #[arg(value_name = "CLAIM")]
    claim: String,
    #[command(flatten)]
    read: ReadArgs,
    /// Other words, as they stand in the document
    #[arg(long, value_name = "WORDS")]
    quote: Option<String>,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
struct ReadArgs {
    /// Whose position it is
    #[arg(long, value_name = "ACTOR")]
    holder: Option<String>,
    /// The proposition's id
    #[arg(long, value_name = "ID")]
    proposition: Option<String>,
    /// support, qualified, practice, undecided, reservation or oppose
    #[arg(long, value_parser = stance)]
    stance: Option<Stance>,
    /// 1 acknowledgement … 5 red line
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=5))]
    strength: Option<u8>,
}

/// Put a remark beside a claim; it changes nothing
#[derive(Debug, clap::Args)]
pub(super) struct NoteArgs {
    /// The claim's id
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// The remark
    #[arg(value_name = "TEXT")]
    text: String,
    #[command(flatten)]
    by: By,
}

/// Add a claim that was missed
#[derive(Debug, clap::Args)]
pub(super) struct AddArgs {
    /// The document's id
    #[arg(value_name = "DOCUMENT")]
    document: String,
    /// The words, as they stand in it
    #[arg(value_name = "WORDS")]
    quote: String,
    #[command(flatten)]
    read: ReadArgs,
    /// The position reaches us through a group, or is reported
    #[arg(long, value_name = "WAY", value_parser = ["national", "group", "reported"], default_value = "national")]
    via: String,
    #[command(flatten)]
    by: By,
}

/// Make one proposition part of another
#[derive(Debug, clap::Args)]
pub(super) struct MergeArgs {
    /// The proposition that goes
    #[arg(value_name = "FROM")]
    from: String,
    /// The one that stays
    #[arg(value_name = "INTO")]
    into: String,
    #[command(flatten)]
    by: By,
}

/// Put a new proposition beside one that is several; then move claims to it with `correct --proposition`
#[derive(Debug, clap::Args)]
pub(super) struct SplitArgs {
    /// The proposition that is several
    #[arg(value_name = "FROM")]
    from: String,
    /// The id of the new one
    #[arg(value_name = "ID")]
    id: String,
    /// Its wording
    #[arg(value_name = "WORDING")]
    wording: String,
    #[command(flatten)]
    by: By,
}

/// Take back your last decision; bring again what you took back
#[derive(Debug, clap::Args)]
pub(super) struct BackArgs {
    #[command(flatten)]
    by: By,
}

pub(super) fn accept(args: &OnClaims) -> Result<Ended> {
    each(args, &Asked::Accept)
}

pub(super) fn reject(args: &OnClaims) -> Result<Ended> {
    each(args, &Asked::Reject)
}

fn each(args: &OnClaims, asked: &Asked) -> Result<Ended> {
    let (mut project, coder, author) = args.by.open()?;
    for claim in &args.claims {
        told(&project.decide(coder, claim, asked, &author, args.by.why.clone())?);
    }
    Ok(Ended::Done)
}

pub(super) fn correct(args: &CorrectArgs) -> Result<Ended> {
    let (mut project, coder, author) = args.by.open()?;
    let holder = args.read.holder.as_ref().map(|name| super::holder(coder, name));
    let to = Correction {
        holder,
        proposition: args.read.proposition.clone(),
        stance: args.read.stance,
        strength: args.read.strength,
        quote: args.quote.clone(),
    };
    told(&project.decide(coder, &args.claim, &Asked::Correct(to), &author, args.by.why.clone())?);
    Ok(Ended::Done)
}

pub(super) fn note(args: &NoteArgs) -> Result<Ended> {
    let (mut project, coder, author) = args.by.open()?;
    told(&project.decide(coder, &args.claim, &Asked::Note, &author, Some(args.text.clone()))?);
    Ok(Ended::Done)
}

pub(super) fn add(args: &AddArgs) -> Result<Ended> {
    let (mut project, coder, author) = args.by.open()?;
    let needed = |what: &str| Error::new(format!("the claim has no {what}")).hint(format!("give it with --{what}"));
    let speaker = || {
        let abouts = project.store.abouts().ok()?;
        let about = abouts.into_iter().map(|(_, about)| about).find(|about| about.id == args.document)?;
        Some(about.meta.group.unwrap_or(about.actor)).filter(|actor| !actor.is_empty())
    };
    let holder = match &args.read.holder {
        Some(name) => super::holder(coder, name),
        None => speaker().ok_or_else(|| needed("holder"))?,
    };
    let read = ClaimReading {
        holder,
        proposition: args.read.proposition.clone().ok_or_else(|| needed("proposition"))?,
        stance: args.read.stance.ok_or_else(|| needed("stance"))?,
        strength: args.read.strength.unwrap_or(3),
    };
    let via = match args.via.as_str() {
        "group" => Via::Group,
        "reported" => Via::Reported,
        _ => Via::National,
    };
    let target = Target { doc_id: args.document.clone(), quote: args.quote.clone(), read, via };
    told(&project.add_claim(coder, &target, &author, args.by.why.clone())?);
    Ok(Ended::Done)
}

pub(super) fn merge(args: &MergeArgs) -> Result<Ended> {
    let (mut project, coder, author) = args.by.open()?;
    told(&project.merge(coder, &args.from, &args.into, &author, args.by.why.clone())?);
    Ok(Ended::Done)
}

pub(super) fn split(args: &SplitArgs) -> Result<Ended> {
    let (mut project, coder, author) = args.by.open()?;
    told(&project.split(coder, &args.from, &args.id, &args.wording, &author, args.by.why.clone())?);
    Ok(Ended::Done)
}

pub(super) fn undo(args: &BackArgs) -> Result<Ended> {
    let (mut project, coder, author) = args.by.open()?;
    Ok(moved("took back", "there is nothing to take back", project.undo(coder, &author)?))
}

pub(super) fn redo(args: &BackArgs) -> Result<Ended> {
    let (mut project, coder, author) = args.by.open()?;
    Ok(moved("brought again", "there is nothing to bring again", project.redo(coder, &author)?))
}

fn moved(did: &str, nothing: &str, decision: Option<Decision>) -> Ended {
    if let Some(decision) = decision {
        say(&format!("{did} {}", in_words(&decision)));
        return Ended::Done;
    }
    say(nothing);
    Ended::Found
}

fn told(decision: &Decision) {
    say(&in_words(decision));
}

/// A decision in a line.
fn in_words(decision: &Decision) -> String {
    let on = decision.act.anchor().map_or_else(String::new, |on| {
        let quote: String = on.quote.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
        format!(" {} {} {}: \"{quote}\"", on.read.holder, on.read.stance, on.read.proposition)
    });
    let what = what(decision);
    let gap = if what.is_empty() { "" } else { " " };
    format!("{} {}{on}{gap}{what}", decision.id, decision.act.name())
}

/// A stance by its name.
pub(super) fn stance(name: &str) -> std::result::Result<Stance, String> {
    let all = || Stance::ALL.iter().map(|one| one.name());
    Stance::named(&name.trim().to_lowercase()).ok_or_else(|| {
        format!("there is no stance `{name}`; {}; the stances are {}", did_you_mean(name, all()), all().collect::<Vec<_>>().join(", "))
    })
}
