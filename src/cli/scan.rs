//! `demarche scan`: files in, a manifest of what was detected in each of them and in each turn of a transcript out.

use super::inputs::AboutArgs;
use super::{Ended, output, say};
use crate::codebook::Actors;
use crate::error::{Error, Result};
use crate::files;
use crate::read::{self, COLUMNS, Detected, Kind, Options, Overrides, Trust};
use crate::text::language::detect;
use std::io::Write;
use std::path::PathBuf;

/// Tell what was detected in each file, and in each turn of a transcript, as a manifest to correct
///
/// Writes a CSV table: who, for whom, when and where, with how surely it is known (sure, likely, doubtful). Correct it by hand
/// and give it back to the other commands with --manifest. An empty cell says nothing; `-` as actor or group says that there is
/// none; the kinds chair and skip leave a piece out.
///
/// It looks at files before they are part of a project, and so takes none: `demarche add --manifest` takes its table.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files, folders of them, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    about: AboutArgs,
    /// Add this file's States and groups to the built-in ones
    #[arg(long, value_name = "FILE", help_heading = "What to look for")]
    actors: Vec<PathBuf>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let mut list = Actors::built_in()?;
    for path in &args.actors {
        list.extend(Actors::parse(&path.display().to_string(), &files::text(path)?)?);
    }
    let actors = Actors::new(list)?;
    let overrides = args.about.overrides(&actors)?;
    let (sources, errors) = read::gather(&args.inputs);
    let options = args.about.reading.options();
    let mut rows = Vec::new();
    let mut failed = errors.len();
    errors.iter().for_each(super::complain);
    for source in &sources {
        let found = rows_of(source, &actors, &overrides, &options);
        failed += usize::from(found.is_err());
        rows.extend(found.unwrap_or_else(|error| vec![unreadable(&source.source, &error)]));
    }
    let unsure = rows.iter().filter(|row| row[CONFIDENCE] != Trust::Sure.name()).count();
    output::to(args.output.as_deref(), &|out| write(&rows, out))?;
    say(&format!("{} rows from {} files, of which {unsure} are not sure", rows.len(), sources.len()));
    Ok(if failed > 0 { Ended::Partly } else { Ended::Done })
}

type Row = [String; COLUMNS.len()];

/// The place of the overall confidence among the columns.
const CONFIDENCE: usize = 11;

fn rows_of(source: &read::Source, actors: &Actors, overrides: &Overrides, options: &Options) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for text in read::scan(source, actors, overrides, options)? {
        let found = text.found?;
        rows.extend(found.iter().map(|piece| row(&text.source, &text.text, piece)));
    }
    Ok(rows)
}

fn row(source: &str, text: &str, piece: &Detected) -> Row {
    let meta = &piece.meta;
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    let is_nobodys = matches!(piece.kind, Kind::Chair | Kind::Report | Kind::Skip);
    // What nothing tells is least sure; a chair and a report need no actor.
    let overall = [(piece.actor_trust, is_nobodys), (piece.group_trust, is_nobodys), (piece.date_trust, false)];
    let overall = overall.into_iter().filter(|(_, needless)| !needless).map(|(trust, _)| trust).min().unwrap_or_default();
    let overall = if overall == Trust::Unknown { Trust::Doubtful } else { overall };
    let notices: Vec<&str> = piece.notices.iter().map(|notice| notice.what.as_str()).collect();
    [
        source.to_owned(),
        meta.turn.map(|turn| turn.to_string()).unwrap_or_default(),
        piece.format.to_owned(),
        piece.kind.name().to_owned(),
        or_empty(&meta.actor),
        or_empty(&meta.group),
        or_empty(&meta.speaker),
        meta.date.map(|date| date.to_string()).unwrap_or_default(),
        or_empty(&meta.forum),
        or_empty(&meta.title),
        language(&text[piece.body..piece.end]).to_owned(),
        overall.name().to_owned(),
        piece.actor_trust.name().to_owned(),
        piece.group_trust.name().to_owned(),
        piece.date_trust.name().to_owned(),
        notices.join("; "),
    ]
}

/// The row of a file that could not be read; it says nothing about it.
fn unreadable(source: &str, error: &Error) -> Row {
    let mut row: Row = Default::default();
    source.clone_into(&mut row[0]);
    Trust::Doubtful.name().clone_into(&mut row[CONFIDENCE]);
    row[COLUMNS.len() - 1] = format!("could not be read: {}", error.what());
    row
}

/// The two-letter code of the language of a speech; empty if its words are too few to tell.
fn language(speech: &str) -> &'static str {
    detect(speech).map_or("", |found| found.code)
}

fn write(rows: &[Row], out: &mut dyn Write) -> Result<()> {
    let failed = |cause: csv::Error| Error::new("could not write the table").caused_by(cause);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS).map_err(failed)?;
    for row in rows {
        writer.write_record(row).map_err(failed)?;
    }
    writer.flush().map_err(|cause| Error::new("could not write the table").caused_by(cause))
}
