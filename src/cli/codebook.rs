//! `demarche codebook`: check, list and show what is looked for.

use super::inputs::CodebookArgs;
use super::{Ended, complain, print, say};
use crate::codebook::{BUILT_IN, Codebook, Proposition, RelationKind};
use crate::error::{Error, Result};
use crate::evaluate::{self, Examples};
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
    /// List all phrases, or the words that are looked for first
    Phrases(PhrasesArgs),
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
struct PhrasesArgs {
    /// Codebooks: names of built-in ones, files, or folders; the first built-in codebook if none is given
    #[arg(value_name = "NAME|FILE")]
    files: Vec<PathBuf>,
    /// List the words of which one stands in whatever a phrase finds, in small letters, one a line: with a space before and behind, or
    /// only before for the beginning of a word
    #[arg(long)]
    literals: bool,
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
        Command::Phrases(args) => list_phrases(&args.codebook.with(&args.files), args.literals),
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
            let read = examples(&coder);
            let (count, wrong) = (read.count(), read.wrong);
            for line in &wrong {
                say(&format!("example: {line}"));
            }
            let (propositions, phrases) = (coder.codebook.propositions.len(), phrases(&coder.codebook));
            let relations = coder.codebook.relations.iter().count();
            print(&format!(
                "{label}{propositions} propositions, {phrases} phrases, {relations} relations, {count} examples, {} of which do not read as they should\n",
                wrong.len()
            ))?;
            Ok(if wrong.is_empty() { Ended::Done } else { Ended::Found })
        }
    }
}

/// How a codebook reads its own examples, in each of its languages.
pub(super) fn examples(coder: &Coder) -> Examples {
    let speaker = coder.actors.iter().next().map_or("", |actor| actor.id.as_str());
    evaluate::examples(&coder.codebook, &|sentence, language| coder.code_sentence_in(sentence, speaker, language).claims)
}

/// The number of phrases in all languages.
fn phrases(codebook: &Codebook) -> usize {
    let each = codebook.languages().into_iter().filter_map(|language| codebook.in_language(language).ok().flatten());
    each.flat_map(|codebook| &codebook.propositions).map(|one| one.phrases.len()).sum()
}

fn list(args: &CodebookArgs) -> Result<Ended> {
    let codebook = &args.coder()?.codebook;
    let mut out = format!("{} ({}), with phrases in {}\n", codebook.title, codebook.id, codebook.languages().join(", "));
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

/// Prints a proposition, what its words say, and the phrase on each line, divided by tabs; or the literals.
fn list_phrases(args: &CodebookArgs, literals: bool) -> Result<Ended> {
    let codebook = &args.coder()?.codebook;
    let mut out = String::new();
    if literals {
        out = codebook.literals().join("\n") + "\n";
    } else {
        for proposition in &codebook.propositions {
            for (wording, phrase) in &proposition.phrases {
                let _ = writeln!(out, "{}\t{}\t{phrase}", proposition.id, wording.key());
            }
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
