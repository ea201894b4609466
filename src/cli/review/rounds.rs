//! Rounds of review: what is drawn for it, what it says of all claims, how far coders agree.

use super::super::project::ProjectArgs;
use super::super::{Ended, output, print, say};
use super::table;
use crate::error::{Error, Result};
use crate::export::Cells;
use crate::export::review::{self as tables, AgreementRow};
use crate::model::{Claim, ClaimReading, Reviewed};
use crate::project::Project;
use crate::review::agreement::{Scale, alpha, interval, kappa};
use crate::review::sample::{self as plans, Candidate, Plan, Sample};
use crate::review::{Rated, rated};
use crate::store::ClaimQuery;
use std::collections::{BTreeMap, BTreeSet};
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
enum Aspect {
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

/// Tell how far coders agree beyond chance: Krippendorff's alpha of all, Cohen's kappa of each two
///
/// Overall and for each proposition, with the middle 95 % of a bootstrap over claims. What settles a dispute counts for nobody.
#[derive(Debug, clap::Args)]
pub(super) struct AgreementArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// What coders are compared by
    #[arg(long, value_enum, default_value_t)]
    by: Aspect,
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

/// What a coder says of a claim, as a category.
fn category(aspect: Aspect, reading: Option<&ClaimReading>) -> Option<String> {
    match (aspect, reading) {
        (Aspect::Right, one) => Some(if one.is_some() { "right" } else { "wrong" }.to_owned()),
        (Aspect::Reading | Aspect::Stance, None) => Some("none".to_owned()),
        (Aspect::Strength, None) => None,
        (Aspect::Reading, Some(one)) => Some(in_words(one)),
        (Aspect::Stance, Some(one)) => Some(one.stance.name().to_owned()),
        (Aspect::Strength, Some(one)) => Some(one.strength.to_string()),
    }
}

fn in_words(one: &ClaimReading) -> String {
    format!("{} {} {}", one.holder, one.stance, one.proposition)
}

pub(super) fn agreement(args: &AgreementArgs) -> Result<Ended> {
    let all = rated(&args.project.open()?.history()?);
    let coders: Vec<&String> = all.iter().flat_map(|one| one.readings.keys()).collect::<BTreeSet<_>>().into_iter().collect();
    if coders.len() < 2 {
        return Err(
            Error::new("fewer than two people have decided on claims").hint("agreement is between coders: see `demarche review coders`")
        );
    }
    let told: BTreeSet<String> =
        all.iter().flat_map(|one| one.readings.values()).filter_map(|one| category(args.by, one.as_ref())).collect();
    let number: BTreeMap<String, usize> = told.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
    let unit = |one: &Rated| -> Vec<Option<usize>> {
        coders.iter().map(|by| category(args.by, one.readings.get(*by)?.as_ref()).and_then(|name| number.get(&name).copied())).collect()
    };
    let scale = if args.by == Aspect::Strength { Scale::Ordinal } else { Scale::Nominal };
    let mut groups: Vec<(String, Vec<Vec<Option<usize>>>)> = vec![("all".to_owned(), all.iter().map(unit).collect())];
    let propositions: BTreeSet<&str> = all.iter().map(|one| one.on.read.proposition.as_str()).collect();
    for id in propositions {
        groups.push((id.to_owned(), all.iter().filter(|one| one.on.read.proposition == id).map(unit).collect()));
    }
    let mut rows = Vec::new();
    for (name, units) in &groups {
        let names = coders.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(";");
        let all_of = |units: &[Vec<Option<usize>>]| alpha(units, scale);
        rows.push((name, "alpha", names, counted(units), all_of(units), interval(units, args.draws, all_of)));
        if name != "all" {
            continue;
        }
        for (i, a) in coders.iter().enumerate() {
            for (j, b) in coders.iter().enumerate().skip(i + 1) {
                let two: Vec<Vec<Option<usize>>> = units.iter().map(|unit| vec![unit[i], unit[j]]).collect();
                let of = |units: &[Vec<Option<usize>>]| {
                    let column = |at: usize| units.iter().map(|unit| unit[at]).collect::<Vec<_>>();
                    kappa(&column(0), &column(1))
                };
                rows.push((name, "kappa", format!("{a};{b}"), counted(&two), of(&two), interval(&two, args.draws, of)));
            }
        }
    }
    output::to(args.output.as_deref(), &|out| {
        tables::agreement(
            out,
            rows.iter().map(|(proposition, measure, coders, (units, agree), value, interval)| AgreementRow {
                proposition,
                measure,
                coders,
                units: *units,
                agree: *agree,
                value: *value,
                interval: *interval,
            }),
        )
    })?;
    Ok(Ended::Done)
}

/// How many units two or more rated, and on how many of these all agree.
fn counted(units: &[Vec<Option<usize>>]) -> (usize, usize) {
    let rated = units.iter().map(|unit| unit.iter().flatten().collect::<Vec<_>>()).filter(|unit| unit.len() > 1);
    rated.fold((0, 0), |(units, agree), unit| (units + 1, agree + usize::from(unit.iter().all(|one| *one == unit[0]))))
}

pub(super) fn disagreements(args: &DisagreementsArgs) -> Result<Ended> {
    let all = rated(&args.project.open()?.history()?);
    let mut rows = Vec::new();
    for one in all.iter().filter(|one| one.readings.values().collect::<BTreeSet<_>>().len() > 1) {
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
