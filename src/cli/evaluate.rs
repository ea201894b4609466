//! `demarche evaluate`: a gold coding in, precision, recall, F1, stance accuracy, confusion and κ out.

use super::inputs::{self, CodebookArgs};
use super::{Ended, output, say};
use crate::codebook::Effect;
use crate::error::{Error, Result};
use crate::evaluate::tasks::{self, Given};
use crate::evaluate::{self, Ablated, Found, Judged, Unit};
use crate::files;
use crate::model::{Claim, Document, Metadata, Via};
use crate::pipeline::Coder;
use crate::text::Span;
use std::path::PathBuf;

/// Measure extraction against a coding by hand
///
/// GOLD.csv has the columns unit, country, sentence, context, proposition, stance: one row a position, `none` where the sentence
/// takes none. Each sentence is read in its context; claims in it count if they are the speaker's own or reported of an actor. Of a
/// project only the codebook is taken: what it is measured on is the coding, not the project's statements.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The coding by hand
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Measure a task set by others instead: argunsc, unscon, …; FILE is then its labelled file or files
    #[arg(long, value_name = "TASK")]
    task: Option<String>,
    /// With --task: apply these weights (`built-in` for those that ship with the program); without, the task is cross-validated
    #[arg(long, value_name = "WEIGHTS", requires = "task")]
    weights: Option<PathBuf>,
    /// With --task: running text of the same kind (files or folders of .txt and .md), from which words used alike are known
    #[arg(long, value_name = "TEXT", requires = "task")]
    text: Vec<PathBuf>,
    /// With --task: write what was said of each example to this file, with tabs
    #[arg(long, value_name = "OUT.tsv", requires = "task")]
    predictions: Option<PathBuf>,
    /// Only units of actors whose code is this one or comes after it
    #[arg(long, value_name = "CODE")]
    from: Option<String>,
    /// Only units of actors whose code comes before this one
    #[arg(long, value_name = "CODE")]
    before: Option<String>,
    /// Propositions that count on neither side
    #[arg(long, value_name = "ID", value_delimiter = ',', default_value = "other,nat.measure")]
    leave_out: Vec<String>,
    /// text, csv (a row a proposition) or json
    #[arg(short, long, value_enum, default_value = "text")]
    format: Format,
    /// Show precision and recall from each confidence on, and whether confidence means what it says
    #[arg(long)]
    curve: bool,
    /// Leave out claims less likely right than this (0–1)
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = inputs::probability)]
    min_confidence: f64,
    /// Show what each family of cues brings: the figures with all cues, and without each
    #[arg(long, conflicts_with_all = ["curve", "details"])]
    cue_ablation: bool,
    /// List what was wrong and what was missed
    #[arg(long)]
    details: bool,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Measure the codebook of this project [default: that of the project this folder is in, if no codebook is named]
    #[cfg(feature = "project")]
    #[arg(long, value_name = "FOLDER")]
    project: Option<PathBuf>,
    #[command(flatten)]
    codebook: CodebookArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Csv,
    Json,
}

impl Args {
    /// The codebook that is measured.
    #[cfg_attr(not(feature = "project"), expect(clippy::unnecessary_wraps, reason = "there are no projects"))]
    fn codebook_in_use(&self) -> Result<CodebookArgs> {
        #[cfg(feature = "project")]
        return super::project::codebook_in(self.project.as_deref(), &self.codebook);
        #[cfg(not(feature = "project"))]
        Ok(self.codebook.clone())
    }
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let codebook = args.codebook_in_use()?;
    if let Some(task) = &args.task {
        return measure(args, &codebook, task);
    }
    let [gold] = args.files.as_slice() else {
        return Err(Error::new("one gold file is needed").hint("several files are for --task"));
    };
    let name = gold.display().to_string();
    let coder = codebook.coder()?;
    let mut units = evaluate::parse(&name, &files::text(gold)?)?;
    units.retain(|unit| {
        args.from.as_ref().is_none_or(|from| unit.actor >= *from) && args.before.as_ref().is_none_or(|before| unit.actor < *before)
    });
    if units.is_empty() {
        return Err(Error::new("no unit is left to score").at(name).hint("check --from and --before against the column `country`"));
    }
    if args.cue_ablation {
        return ablate(args, &codebook, coder, &units);
    }
    let mut unknown = Vec::new();
    let mut judged: Vec<Judged> = Vec::new();
    let coded: Vec<(Unit, Vec<Found>)> = units
        .into_iter()
        .map(|unit| {
            let found = claims(coder, &unit).into_iter().filter(|claim| claim.confidence >= args.min_confidence);
            let found: Vec<Claim> = found.collect();
            judged.extend(judgements(&found, &unit, &args.leave_out));
            unknown.extend(
                unit.gold
                    .iter()
                    .map(|gold| gold.proposition.clone())
                    .filter(|id| coder.codebook.proposition(id).is_none() && !args.leave_out.contains(id)),
            );
            (unit, found.into_iter().map(|claim| Found { proposition: claim.proposition_id, stance: Some(claim.stance) }).collect())
        })
        .collect();
    unknown.sort();
    unknown.dedup();
    if !unknown.is_empty() {
        say(&format!("note: the codebook lacks propositions of the gold, which count as missed: {}", unknown.join(", ")));
    }
    let report = evaluate::score(&coded, coder.codebook.propositions.len(), &args.leave_out);
    let written = match args.format {
        Format::Text if args.curve => {
            let gold = report.overall.true_positive + report.overall.false_negative;
            evaluate::text(&report, args.details) + &evaluate::curve(&judged, gold)
        }
        Format::Text => evaluate::text(&report, args.details),
        Format::Csv => evaluate::csv(&report)?,
        Format::Json => evaluate::json(&report)?,
    };
    output::text(args.output.as_deref(), &written)?;
    Ok(Ended::Done)
}

/// Measures what each family of cues brings.
fn ablate(args: &Args, codebook: &CodebookArgs, whole: &Coder, units: &[Unit]) -> Result<Ended> {
    let mut runs = vec![ablated(args, whole, units, None)];
    for effect in Effect::ALL.into_iter().filter(|effect| whole.codebook.cues.iter().any(|cue| cue.has(*effect))) {
        let coder = codebook.coder_with(|codebook| codebook.without(effect))?;
        runs.push(ablated(args, coder, units, Some(effect)));
    }
    output::text(args.output.as_deref(), &evaluate::ablation(&runs))?;
    Ok(Ended::Done)
}

/// The figures of one run over the gold and over the examples of the codebook.
fn ablated(args: &Args, coder: &Coder, units: &[Unit], without: Option<Effect>) -> Ablated {
    let found = |unit: &Unit| -> Vec<Found> {
        let claims = claims(coder, unit).into_iter().filter(|claim| claim.confidence >= args.min_confidence);
        claims.map(|claim| Found { proposition: claim.proposition_id, stance: Some(claim.stance) }).collect()
    };
    let coded: Vec<(Unit, Vec<Found>)> = units.iter().map(|unit| (unit.clone(), found(unit))).collect();
    let report = evaluate::score(&coded, coder.codebook.propositions.len(), &args.leave_out);
    let examples = super::codebook::examples(coder);
    Ablated { without: without.map(|effect| effect.name().to_owned()), report, examples }
}

/// Measures a task set by others.
fn measure(args: &Args, codebook: &CodebookArgs, name: &str) -> Result<Ended> {
    let task = tasks::named(name)?;
    let files = inputs::sources(&args.files)?;
    let weights = args.weights.as_deref().map(|path| super::train::weights(task, path)).transpose()?;
    let coder = codebook.coder()?;
    let encoder = codebook.open_encoder()?;
    let text = inputs::running_text(&args.text)?;
    let outcome = task.evaluate(&Given {
        files: &files,
        text: &text,
        weights: weights.as_ref(),
        codebook: &coder.codebook,
        actors: &coder.actors,
        encoder: encoder.as_ref(),
    })?;
    if let Some(path) = &args.predictions {
        output::text(Some(path), &outcome.predictions_tsv())?;
    }
    output::text(args.output.as_deref(), &outcome.text())?;
    Ok(Ended::Done)
}

/// The claims in a unit's sentence when its context is read: one a proposition.
pub(super) fn claims(coder: &Coder, unit: &Unit) -> Vec<Claim> {
    let actor = coder.actors.by_code(&unit.actor).or_else(|| coder.actors.resolve(&unit.actor)).unwrap_or(&unit.actor).to_owned();
    let at = unit.context.find(&unit.sentence).unwrap_or(0);
    let sentence = Span::new(at, at + unit.sentence.len());
    let document = Document {
        id: unit.id.clone(),
        source: unit.id.clone(),
        text: unit.context.clone(),
        pages: Vec::new(),
        body: 0,
        actor: actor.clone(),
        meta: Metadata::default(),
    };
    let claims = coder.code(&document).claims.into_iter();
    let here = claims.filter(|claim| {
        claim.span.overlaps(sentence) && claim.evidence.mention.overlaps(sentence) && (claim.via != Via::Reported || claim.holder == actor)
    });
    let mut found: Vec<Claim> = here.collect();
    found.sort_by(|a, b| (&a.proposition_id, a.stance).cmp(&(&b.proposition_id, b.stance)));
    found.dedup_by(|a, b| a.proposition_id == b.proposition_id);
    found
}

/// Each claim's confidence, and whether it is right: the gold has its proposition, and on the same side if the gold gives a stance.
/// Without those that count on neither side.
pub(super) fn judgements(found: &[Claim], unit: &Unit, leave_out: &[String]) -> Vec<Judged> {
    let counted = found.iter().filter(|claim| evaluate::counts(&claim.proposition_id, leave_out));
    let agrees = |gold: &Found, claim: &Claim| {
        gold.proposition == claim.proposition_id && gold.stance.is_none_or(|stance| stance.side() == claim.stance.side())
    };
    counted.map(|claim| (claim.confidence, unit.gold.iter().any(|gold| agrees(gold, claim)))).collect()
}
