//! `demarche text`: the text of a file, exactly as offsets count in it.

use super::reading::ReadingArgs;
use super::{Ended, complain, print, say};
use crate::error::{Error, Result};
use crate::read::{self, Part, Source};
use std::path::{Path, PathBuf};

/// Print the text that was read from a file: what the offsets of claims count in
///
/// Give a value of the column `source`: a file, a row of a table (table.csv#3) or a file in an archive (all.zip/japan.docx).
/// Of a table or an archive as a whole, the texts are listed.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file, or - for standard input
    #[arg(value_name = "SOURCE")]
    source: String,
    #[command(flatten)]
    reading: ReadingArgs,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let (path, key) = split(&args.source);
    let source = Source::named(path.as_deref());
    let found = read::parts(&source, &args.reading.options())?;
    for notice in &found.notices {
        say(&format!("note: {}: {notice}", source.source));
    }
    let failed: Vec<Error> =
        found.failed.iter().map(|(key, what)| Error::new(what.clone()).at(format!("{}{key}", source.source))).collect();
    match found.parts.iter().find(|part| part.key == key) {
        Some(part) => print(&part.text)?,
        None if key.is_empty() => {
            failed.iter().for_each(complain);
            print(&listed(&source.source, &found.parts))?;
        }
        None => {
            return Err(failed.into_iter().find(|error| error.place() == Some(&args.source)).unwrap_or_else(|| {
                Error::new(format!("holds no text `{key}`"))
                    .at(&source.source)
                    .hint(format!("`demarche text {}` lists its texts", source.source))
            }));
        }
    }
    Ok(if failed.is_empty() || !key.is_empty() { Ended::Done } else { Ended::Partly })
}

fn listed(source: &str, parts: &[Part]) -> String {
    let line = |part: &Part| {
        let begin: String = part.text.split_whitespace().take(10).collect::<Vec<_>>().join(" ").chars().take(60).collect();
        format!("{source}{}\t{begin}\n", part.key)
    };
    parts.iter().map(line).collect()
}

/// The file, and which of its texts is meant.
fn split(source: &str) -> (Option<PathBuf>, &str) {
    if source == "-" {
        return (None, "");
    }
    if Path::new(source).exists() {
        return (Some(PathBuf::from(source)), "");
    }
    // The longest beginning that is a file.
    let ends = source.rmatch_indices(['/', '#']).map(|(at, _)| at);
    let found = ends.filter(|at| *at > 0).find(|at| Path::new(&source[..*at]).is_file());
    found.map_or((Some(PathBuf::from(source)), ""), |at| (Some(PathBuf::from(&source[..at])), &source[at..]))
}
