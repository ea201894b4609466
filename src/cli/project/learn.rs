//! `demarche learn`: decisions in, phrases and cues that the codebook could have out.

use super::super::{Ended, output, print, say};
use super::{ProjectArgs, codebook};
use crate::codebook::SourceFile;
use crate::error::Result;
use crate::export::review::{self as tables, LessonRow};
use crate::project::{CueProposal, Effect, Lessons, Proposal, written, written_cues};
use std::fmt::Write;
use std::path::PathBuf;

/// Propose phrases and cues for the codebook from what people decided, with their measured effect; nothing is changed
///
/// From claims that people added or moved to another proposition come phrases that find such words (`names`); from claims found
/// wrong, phrases that keep a proposition from being found (`except`). From claims whose stance was corrected, or that were missed
/// where the proposition is named, come cues: words near it that no cue covers, or that one reads the wrong way; a claim rejected with
/// the word `stance` in its reason speaks against a cue that reads it so. Each is shown with the quotes it rests on, how many decided
/// quotes speak against it, and in how many sentences it stands that nobody decided on. Precision and recall before and after are of
/// claims that were decided on, of each proposition and (for cues) of each stance, by cross-validation over documents: what is proposed
/// is tried on documents it was not made from.
///
/// To take proposals over: write them with --toml, delete what is not wanted, name the file under `add` in demarche.toml, and
/// `demarche update` shows what changes before it does.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// A phrase or a cue must be spoken for by so many quotes
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..))]
    least: u16,
    /// Write the phrases and cues to this file, as more of a codebook
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
    if lessons.proposals.is_empty() && lessons.cues.is_empty() {
        say("nothing to propose: it takes claims that were added, moved, corrected or rejected, with words in common");
        return Ok(Ended::Found);
    }
    if let Some(path) = &args.toml {
        let head =
            "# Phrases and cues proposed from decisions. Delete what is not wanted; then name this file under `add` in demarche.toml.\n\n";
        output::text(Some(path), &(head.to_owned() + &written(&lessons.proposals) + &written_cues(&lessons.cues)))?;
        say(&format!("wrote {}", path.display()));
    }
    if let Some(path) = &args.output {
        let rows = rows(&lessons);
        output::file(path, &|out| tables::lessons(out, rows.iter()))?;
        say(&format!("wrote {}", path.display()));
        return Ok(Ended::Done);
    }
    print(&shown(&lessons))?;
    Ok(Ended::Done)
}

fn rows(lessons: &Lessons) -> Vec<LessonRow<'_>> {
    let figures = |(before, after): (Effect, Effect)| [before.precision(), before.recall(), after.precision(), after.recall()];
    let of_phrase = |one: &'_ Proposal| figures(lessons.effects.get(&one.proposition).copied().unwrap_or_default());
    let of_cue = |one: &'_ CueProposal| figures(lessons.stances.get(one.stance.name()).copied().unwrap_or_default());
    let phrases = lessons.proposals.iter().map(|one| LessonRow {
        proposition: &one.proposition,
        key: one.lesson.key(),
        phrase: &one.phrase,
        quotes: one.quotes.iter().map(|(_, quote)| quote.as_str()).collect(),
        against: one.against,
        undecided: one.undecided,
        figures: of_phrase(one),
        stance: "",
        instead_of: String::new(),
    });
    let cues = lessons.cues.iter().map(|one| LessonRow {
        proposition: "",
        key: "cue",
        phrase: &one.phrase,
        quotes: one.quotes.iter().map(|(_, quote)| quote.as_str()).collect(),
        against: one.against,
        undecided: one.undecided,
        figures: of_cue(one),
        stance: one.stance.name(),
        instead_of: one.instead_of.join(";"),
    });
    phrases.chain(cues).collect()
}

fn shown(lessons: &Lessons) -> String {
    let mut out = String::new();
    let mut last = "";
    for one in &lessons.proposals {
        // Writing to a String cannot fail.
        if last != one.proposition {
            last = &one.proposition;
            let (before, after) = lessons.effects.get(last).copied().unwrap_or_default();
            let _ = writeln!(out, "{last}: {} → {} with phrases from other documents", in_words(before), in_words(after));
        }
        let counts = counts(one.quotes.len(), one.against, one.undecided);
        let _ = writeln!(out, "  {} {}: {counts}", one.lesson.key(), one.phrase);
        quotes(&mut out, &one.quotes);
    }
    for one in &lessons.cues {
        if last != one.stance.name() {
            last = one.stance.name();
            let (before, after) = lessons.stances.get(last).copied().unwrap_or_default();
            let _ = writeln!(out, "the stance {last}: {} → {} with cues from other documents", in_words(before), in_words(after));
        }
        let instead = if one.instead_of.is_empty() { String::new() } else { format!(", instead of {}", one.instead_of.join(", ")) };
        let counts = counts(one.quotes.len(), one.against, one.undecided);
        let _ = writeln!(out, "  cue {} ({} {}{instead}): {counts}", one.phrase, one.effects().join(" "), one.strength);
        quotes(&mut out, &one.quotes);
    }
    out
}

fn counts(speaking_for: usize, against: usize, undecided: usize) -> String {
    format!("{speaking_for} for, {against} against, {undecided} undecided")
}

fn quotes(out: &mut String, quotes: &[(String, String)]) {
    for (document, quote) in quotes.iter().take(3) {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "      \"{}\" ({document})", quote.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

fn in_words(effect: Effect) -> String {
    let share = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.2}"));
    format!("precision {} recall {}", share(effect.precision()), share(effect.recall()))
}
