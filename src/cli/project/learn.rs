//! `demarche learn`: decisions in, phrases that the codebook could have out.

use super::super::{Ended, output, print, say};
use super::{ProjectArgs, codebook};
use crate::codebook::SourceFile;
use crate::error::Result;
use crate::export::review::{self as tables, LessonRow};
use crate::project::{Effect, written};
use std::fmt::Write;
use std::path::PathBuf;

/// Propose phrases for the codebook from what people decided, with their measured effect; nothing is changed
///
/// From claims that people added or moved to another proposition come phrases that find such words (`names`); from claims found
/// wrong, phrases that keep a proposition from being found (`except`). Each is shown with the quotes it rests on, how many decided
/// quotes speak against it, and in how many sentences it stands that nobody decided on. Precision and recall before and after are
/// of claims that were decided on, by cross-validation over documents: phrases are tried on documents they were not made from.
///
/// To take proposals over: write them with --toml, delete what is not wanted, name the file under `add` in demarche.toml, and
/// `demarche update` shows what changes before it does.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// A phrase must be spoken for by so many quotes
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..))]
    least: u16,
    /// Write the phrases to this file, as more of a codebook
    #[arg(long, value_name = "FILE")]
    toml: Option<PathBuf>,
    /// Write the proposals as a table (CSV) instead of showing them
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<Ended> {
    let (project, coder) = args.project.open_with_coder()?;
    let codebook = codebook(&project.folder, &project.config);
    let build = |more: &str| codebook.coder_and(SourceFile::new("the proposals", more));
    let lessons = project.learn(coder, usize::from(args.least), &build)?;
    if lessons.proposals.is_empty() {
        say("nothing to propose: it takes claims that were added, moved to another proposition, or rejected, with words in common");
        return Ok(Ended::Found);
    }
    if let Some(path) = &args.toml {
        let head = "# Phrases proposed from decisions. Delete what is not wanted; then name this file under `add` in demarche.toml.\n\n";
        output::text(Some(path), &(head.to_owned() + &written(&lessons.proposals)))?;
        say(&format!("wrote {}", path.display()));
    }
    let effect = |id: &str| lessons.effects.get(id).copied().unwrap_or_default();
    if let Some(path) = &args.output {
        let rows: Vec<LessonRow<'_>> = lessons
            .proposals
            .iter()
            .map(|one| {
                let (before, after) = effect(&one.proposition);
                LessonRow {
                    proposition: &one.proposition,
                    key: one.lesson.key(),
                    phrase: &one.phrase,
                    quotes: one.quotes.iter().map(|(_, quote)| quote.as_str()).collect(),
                    against: one.against,
                    undecided: one.undecided,
                    figures: [before.precision(), before.recall(), after.precision(), after.recall()],
                }
            })
            .collect();
        output::file(path, &|out| tables::lessons(out, rows.iter()))?;
        say(&format!("wrote {}", path.display()));
        return Ok(Ended::Done);
    }
    let mut out = String::new();
    let mut shown = "";
    for one in &lessons.proposals {
        // Writing to a String cannot fail.
        if shown != one.proposition {
            shown = &one.proposition;
            let (before, after) = effect(shown);
            let _ = writeln!(out, "{shown}: {} → {} with phrases from other documents", in_words(before), in_words(after));
        }
        let _ = writeln!(
            out,
            "  {} {}: {} for, {} against, {} undecided",
            one.lesson.key(),
            one.phrase,
            one.quotes.len(),
            one.against,
            one.undecided
        );
        for (document, quote) in one.quotes.iter().take(3) {
            let _ = writeln!(out, "      \"{}\" ({document})", quote.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    print(&out)?;
    Ok(Ended::Done)
}

fn in_words(effect: Effect) -> String {
    let share = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.2}"));
    format!("precision {} recall {}", share(effect.precision()), share(effect.recall()))
}
