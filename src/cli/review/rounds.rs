//! Rounds of review: what is drawn for it, what it says of all claims, how far coders agree.

use super::super::project::ProjectArgs;
use super::super::{Ended, output, print, say};
use super::table;
use crate::error::{Error, Result};
use crate::export::Cells;
use crate::export::review::{self as tables, AgreementRow};
use crate::model::{Claim, ClaimReading, Reviewed};
use crate::project::Project;
use crate::review::compared::{Aspect, differing, figures};
use crate::review::rated;
use crate::review::sample::{self as plans, Candidate, Plan, Sample};
use crate::store::ClaimQuery;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Draw claims for review, and remember which: the least sure, a random sample, or so many of each topic
///
/// Give the same sheet to several people for double coding: it shows what the program reads, and nothing of what others decided.
#[derive(Debug, clap::Args)]
pub(super) struct SampleArgs {
    /// The sample's name, for `review precision`
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    project: ProjectArgs,
    /// uncertain (the least sure first), random (says how many of all are right), stratified (so many of each topic; says it too)
    #[arg(long, default_value = "random", value_parser = plan)]
    plan: Plan,
    /// How many claims
    #[arg(short, value_name = "N", default_value_t = 100)]
    n: usize,
    /// Another draw
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Write the sheet to this file (.csv or .xlsx) instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Tell how many of all claims are right, from a sample that was decided on
///
/// A claim counts as right if it was accepted, as wrong if it was rejected or corrected. With Wilson's 95 % interval.
#[derive(Debug, clap::Args)]
pub(super) struct PrecisionArgs {
    /// The sample's name
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    project: ProjectArgs,
}

/// What coders are compared by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum ComparedBy {
    /// whose position on what, and how; or that it is wrong
    #[default]
    Reading,
    /// whether the claim is right at all
    Right,
    /// the stance alone
    Stance,
    /// the strength, as an order
    Strength,
}

impl From<ComparedBy> for Aspect {
    fn from(by: ComparedBy) -> Self {
        match by {
            ComparedBy::Reading => Self::Reading,
            ComparedBy::Right => Self::Right,
            ComparedBy::Stance => Self::Stance,
            ComparedBy::Strength => Self::Strength,
        }
    }
}

/// Tell how far coders agree beyond chance: Krippendorff's alpha of all, Cohen's kappa of each two
///
/// Overall and for each proposition, with the middle 95 % of a bootstrap over claims. What settles a dispute counts for nobody.
#[derive(Debug, clap::Args)]
pub(super) struct AgreementArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// What coders are compared by
    #[arg(long, value_enum, default_value_t)]
    by: ComparedBy,
    /// How many samples the intervals rest on
    #[arg(long, value_name = "N", default_value_t = 1000)]
    draws: usize,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// List the claims on which coders differ, with what each says; `review correct --settle` settles one
#[derive(Debug, clap::Args)]
pub(super) struct DisagreementsArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn plan(name: &str) -> std::result::Result<Plan, String> {
    let names = || Plan::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Plan::ALL.iter().find(|(known, _)| *known == name).map(|(_, plan)| *plan).ok_or_else(|| format!("the plans are {}", names()))
}

fn fresh(args: &ProjectArgs) -> Result<Project> {
    let (mut project, coder) = args.open_with_coder()?;
    project.refresh(coder)?;
    Ok(project)
}

fn setting(name: &str) -> String {
    format!("sample:{name}")
}

pub(super) fn sample(args: &SampleArgs) -> Result<Ended> {
    let project = fresh(&args.project)?;
    if project.store.setting(&setting(&args.name))?.is_some() {
        return Err(Error::new(format!("there is a sample `{}` already", args.name)).hint("give another name: a sample is drawn once"));
    }
    let all = project.store.claims(&ClaimQuery { limit: usize::MAX, ..ClaimQuery::default() })?;
    let claims: BTreeMap<&str, &Claim> =
        all.iter().filter(|claim| claim.reviewed != Reviewed::Added).map(|claim| (claim.claim_id.as_str(), claim)).collect();
    // Who chooses by doubt chooses among what nobody has looked at.
    let is_open = |claim: &&&Claim| args.plan != Plan::Uncertain || claim.reviewed.is_no();
    let candidate =
        |claim: &&Claim| Candidate { claim_id: claim.claim_id.clone(), confidence: claim.confidence, stratum: claim.topic.clone() };
    let drawn = plans::sample(claims.values().filter(is_open).map(candidate).collect(), args.plan, args.n, args.seed);
    let text = serde_json::to_string(&drawn).map_err(|cause| Error::new("the sample could not be written").caused_by(cause))?;
    // What others decided is not shown: neither that they did, nor how sure the program has become of it.
    let shown: Vec<Claim> = drawn
        .claims
        .iter()
        .filter_map(|(id, _)| claims.get(id.as_str()))
        .map(|claim| Claim { reviewed: Reviewed::No, ..(*claim).clone() })
        .collect();
    project.store.set(&setting(&args.name), &text)?;
    table::write(args.output.as_deref(), &shown, &project.store.propositions()?, Cells::SpreadsheetSafe)?;
    say(&format!("drew {} of {} claims as `{}`", shown.len(), drawn.of.values().sum::<usize>(), args.name));
    Ok(Ended::Done)
}

pub(super) fn precision(args: &PrecisionArgs) -> Result<Ended> {
    let project = fresh(&args.project)?;
    let text = project
        .store
        .setting(&setting(&args.name))?
        .ok_or_else(|| Error::new(format!("there is no sample `{}`", args.name)).hint("`demarche review sample NAME` draws one"))?;
    let drawn: Sample = serde_json::from_str(&text).map_err(|cause| Error::new("the sample cannot be read").caused_by(cause))?;
    let mut decided: BTreeMap<String, bool> = BTreeMap::new();
    for (id, _) in &drawn.claims {
        let state = project.store.claim(id)?.map_or(Reviewed::No, |(_, claim)| claim.reviewed);
        match state {
            Reviewed::Accepted => _ = decided.insert(id.clone(), true),
            Reviewed::Rejected | Reviewed::Changed => _ = decided.insert(id.clone(), false),
            Reviewed::No | Reviewed::Added | Reviewed::Disputed => {}
        }
    }
    let Some(found) = plans::estimate(&drawn, &|id| decided.get(id).copied()) else {
        if drawn.plan == Plan::Uncertain {
            return Err(Error::new("a sample of the least sure claims says nothing of the others").hint("draw one with --plan random"));
        }
        return Err(Error::new("too little of the sample is decided on: every stratum needs a decision")
            .hint("`demarche review list` shows what is open"));
    };
    print(&format!(
        "{} of {} claims of `{}` decided, {} right\nprecision {:.3}, 95 % interval {:.3} to {:.3}\n",
        found.decided,
        drawn.claims.len(),
        args.name,
        found.right,
        found.precision,
        found.low,
        found.high
    ))?;
    Ok(Ended::Done)
}

fn in_words(one: &ClaimReading) -> String {
    format!("{} {} {}", one.holder, one.stance, one.proposition)
}

pub(super) fn agreement(args: &AgreementArgs) -> Result<Ended> {
    let found = figures(&rated(&args.project.open()?.history()?), args.by.into(), args.draws);
    if found.is_empty() {
        return Err(
            Error::new("fewer than two people have decided on claims").hint("agreement is between coders: see `demarche review coders`")
        );
    }
    let names: Vec<String> = found.iter().map(|one| one.coders.join(";")).collect();
    output::to(args.output.as_deref(), &|out| {
        tables::agreement(
            out,
            found.iter().zip(&names).map(|(one, coders)| AgreementRow {
                proposition: one.proposition.as_deref().unwrap_or("all"),
                measure: one.measure.name(),
                coders,
                units: one.units,
                agree: one.agree,
                value: one.value,
                interval: one.interval,
            }),
        )
    })?;
    Ok(Ended::Done)
}

pub(super) fn disagreements(args: &DisagreementsArgs) -> Result<Ended> {
    let all = rated(&args.project.open()?.history()?);
    let mut rows = Vec::new();
    for one in differing(&all) {
        for (coder, says) in &one.readings {
            let says = says.as_ref().map_or_else(|| "no claim".to_owned(), in_words);
            rows.push((one.on.doc_id.as_str(), one.on.quote.as_str(), in_words(&one.on.read), coder.as_str(), says));
        }
    }
    output::to(args.output.as_deref(), &|out| {
        tables::disagreements(
            out,
            rows.iter().map(|(doc, quote, program, coder, says)| [*doc, *quote, program.as_str(), *coder, says.as_str()]),
        )
    })?;
    Ok(if rows.is_empty() { Ended::Done } else { Ended::Found })
}
