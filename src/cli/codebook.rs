//! `demarche codebook`: check, list and show what is looked for.

use super::inputs::CodebookArgs;
use super::{Ended, complain, print, say};
use crate::codebook::{BUILT_IN, Codebook, Proposition, RelationKind};
use crate::error::{Error, Result};
use crate::model::Side;
use crate::pipeline::Coder;
use crate::text::near::did_you_mean;
use std::fmt::Write;
use std::path::PathBuf;

/// Check, list or show a codebook
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Check a codebook: its form, its relations, and that every example reads as its entry says
    Check(CheckArgs),
    /// List the propositions by topic, and the built-in codebooks
    List(ListArgs),
    /// Show one proposition: wording, phrases, relations, examples
    Show(ShowArgs),
}

#[derive(Debug, clap::Args)]
struct CheckArgs {
    /// Codebooks: names of built-in ones, files, or folders; each built-in codebook if none is given
    #[arg(value_name = "NAME|FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    codebook: CodebookArgs,
}

#[derive(Debug, clap::Args)]
struct ListArgs {
    /// Codebooks: names of built-in ones, files, or folders; the first built-in codebook if none is given
    #[arg(value_name = "NAME|FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    codebook: CodebookArgs,
}

#[derive(Debug, clap::Args)]
struct ShowArgs {
    /// The proposition's id, e.g. il.applies
    #[arg(value_name = "ID")]
    id: String,
    /// Codebooks: names of built-in ones, files, or folders; the built-in codebook that has the proposition if none is given
    #[arg(value_name = "NAME|FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    codebook: CodebookArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    match &args.command {
        Command::Check(args) => check_all(&args.codebook.with(&args.files)),
        Command::List(args) => list(&args.codebook.with(&args.files)),
        Command::Show(args) => show(&args.codebook.with(&args.files), &args.id),
    }
}

/// Checks the codebook that is named, or each built-in one.
fn check_all(args: &CodebookArgs) -> Result<Ended> {
    if !args.is_default() {
        return check(args, "");
    }
    let mut worst = Ended::Done;
    for built_in in BUILT_IN {
        if check(&args.with(&[built_in.id.into()]), &format!("{}: ", built_in.id))? != Ended::Done {
            worst = Ended::Found;
        }
    }
    Ok(worst)
}

fn check(args: &CodebookArgs, label: &str) -> Result<Ended> {
    match args.build()? {
        Err(problems) => {
            problems.iter().for_each(complain);
            say(&format!("{label}{} problem{}", problems.len(), if problems.len() == 1 { "" } else { "s" }));
            Ok(Ended::Found)
        }
        Ok(codebook) => {
            let coder = Coder { codebook, actors: args.gazetteer()? };
            let (count, wrong) = examples(&coder);
            for line in &wrong {
                say(&format!("example: {line}"));
            }
            let (propositions, phrases) =
                (coder.codebook.propositions.len(), coder.codebook.propositions.iter().map(|one| one.phrases.len()).sum::<usize>());
            let relations = coder.codebook.relations.iter().count();
            print(&format!(
                "{label}{propositions} propositions, {phrases} phrases, {relations} relations, {count} examples, {} of which do not read as they should\n",
                wrong.len()
            ))?;
            Ok(if wrong.is_empty() { Ended::Done } else { Ended::Found })
        }
    }
}

/// Reads every example; gives their number, and what is wrong with those that do not read as they should.
fn examples(coder: &Coder) -> (usize, Vec<String>) {
    let speaker = coder.actors.iter().next().map_or(String::new(), |actor| actor.id.clone());
    let (mut count, mut wrong) = (0, Vec::new());
    for proposition in &coder.codebook.propositions {
        for (sentences, expected) in
            [(&proposition.supports, Some(Side::For)), (&proposition.opposes, Some(Side::Against)), (&proposition.silent, None)]
        {
            for sentence in sentences {
                count += 1;
                let outcome = coder.code_sentence(sentence, &speaker);
                let claim = outcome.claims.iter().find(|claim| claim.proposition_id == proposition.id);
                if claim.map(|claim| claim.stance.side()) != expected {
                    let meant = expected.map_or("no claim", |side| if side == Side::For { "support" } else { "opposition" });
                    let got = claim.map_or("no claim".to_owned(), |claim| claim.stance.to_string());
                    wrong.push(format!("{}: expected {meant}, got {got}: {sentence}", proposition.id));
                }
            }
        }
    }
    (count, wrong)
}

fn list(args: &CodebookArgs) -> Result<Ended> {
    let codebook = &args.coder()?.codebook;
    let mut out = format!("{} ({})\n", codebook.title, codebook.id);
    let mut topics: Vec<&str> = Vec::new();
    for proposition in &codebook.propositions {
        if !topics.contains(&proposition.topic.as_str()) {
            topics.push(&proposition.topic);
        }
    }
    for topic in topics {
        let _ = writeln!(out, "\n{topic}");
        for proposition in codebook.propositions.iter().filter(|one| one.topic == topic) {
            let _ = writeln!(out, "  {:<28} {}", proposition.id, proposition.wording);
        }
    }
    if args.is_default() {
        let _ = writeln!(out, "\nBuilt-in codebooks, for --codebook");
        for built_in in BUILT_IN {
            let _ = writeln!(out, "  {:<28} {}", built_in.id, built_in.title);
        }
    }
    print(&out)?;
    Ok(Ended::Done)
}

fn show(args: &CodebookArgs, id: &str) -> Result<Ended> {
    let mut known: Vec<String> = Vec::new();
    let all = if args.is_default() { BUILT_IN.iter().map(|one| args.with(&[one.id.into()])).collect() } else { vec![args.clone()] };
    for args in all {
        let codebook = &args.coder()?.codebook;
        if let Some(proposition) = codebook.proposition(id) {
            print(&described(codebook, proposition))?;
            return Ok(Ended::Done);
        }
        known.extend(codebook.propositions.iter().map(|one| one.id.clone()));
    }
    Err(Error::new(format!("there is no proposition `{id}`")).hint(did_you_mean(id, known.iter().map(String::as_str))))
}

fn described(codebook: &Codebook, proposition: &Proposition) -> String {
    let mut out = format!("{}  ({})\n{}\n", proposition.id, proposition.topic, proposition.wording);
    for (wording, phrase) in &proposition.phrases {
        let _ = writeln!(out, "  {:<15} {phrase}", wording.key());
    }
    for (a, b, kind) in codebook.relations.iter().filter(|(a, b, _)| *a == proposition.id || *b == proposition.id) {
        let line = match kind {
            RelationKind::Entails if b == proposition.id => format!("entailed by     {a}"),
            _ => format!("{:<15} {}", kind.name(), if a == proposition.id { b } else { a }),
        };
        let _ = writeln!(out, "  {line}");
    }
    for (name, sentences) in [("supports", &proposition.supports), ("opposes", &proposition.opposes), ("silent", &proposition.silent)] {
        for sentence in sentences {
            let _ = writeln!(out, "  {name:<15} “{sentence}”");
        }
    }
    out
}
