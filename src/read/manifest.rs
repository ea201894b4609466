//! A table of the inputs (CSV) → what each row says about its file.

use super::overrides::unknown;
use super::{date, forum};
use crate::codebook::Actors;
use crate::error::{Error, Result};
use crate::model::Metadata;
use crate::text::near::did_you_mean;
use std::path::{Component, Path};

const COLUMNS: [&str; 7] = ["path", "actor", "group", "speaker", "date", "forum", "title"];

/// What a table says about the files it names.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    rows: Vec<(Vec<String>, Metadata)>,
}

impl Manifest {
    /// Reads a CSV table whose header names `path` and any of `actor`, `group`, `speaker`, `date`, `forum`, `title`.
    ///
    /// # Errors
    /// If a column or an actor is unknown, a date is none, or a path stands there twice; the error names the line.
    pub fn parse(name: &str, text: &str, actors: &Actors) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|cause| Error::new("is no CSV table").at(name).caused_by(cause))?.clone();
        for column in &header {
            if !COLUMNS.contains(&column) {
                return Err(Error::new(format!("unknown column `{column}`")).at(format!("{name}:1")).hint(did_you_mean(column, COLUMNS)));
            }
        }
        if !header.iter().any(|column| column == "path") {
            return Err(Error::new("lacks the column `path`").at(format!("{name}:1")).hint(format!("columns are {}", COLUMNS.join(","))));
        }
        let mut manifest = Self::default();
        for record in reader.records() {
            let record = record.map_err(|cause| Error::new("is no CSV table").at(name).caused_by(cause))?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells = header.iter().zip(&record).filter(|(_, cell)| !cell.is_empty());
            manifest.add(cells, actors).map_err(|error| error.at(format!("{name}:{line}")))?;
        }
        Ok(manifest)
    }

    /// The row whose path ends the given one, the longest first.
    pub(super) fn row(&self, path: &Path) -> Option<&Metadata> {
        let parts = parts(path);
        let ending = self.rows.iter().filter(|(row, _)| parts.ends_with(row));
        ending.max_by_key(|(row, _)| row.len()).map(|(_, meta)| meta)
    }

    fn add<'a>(&mut self, cells: impl Iterator<Item = (&'a str, &'a str)>, actors: &Actors) -> Result<()> {
        let known = |name: &str| actors.resolve(name).map(str::to_owned).ok_or_else(|| unknown(name, actors));
        let (mut path, mut meta) = (Vec::new(), Metadata::default());
        for (column, cell) in cells {
            match column {
                "path" => path = parts(Path::new(cell)),
                "actor" => meta.actor = Some(known(cell)?),
                "group" => meta.group = Some(known(cell)?),
                "speaker" => meta.speaker = Some(cell.to_owned()),
                "forum" => meta.forum = Some(forum::value(cell)),
                "title" => meta.title = Some(cell.to_owned()),
                _ => meta.date = Some(date::value(cell).ok_or_else(|| not_a_date(cell))?.date),
            }
        }
        if path.is_empty() {
            return Err(Error::new("the row has no path"));
        }
        if self.rows.iter().any(|(row, _)| *row == path) {
            return Err(Error::new(format!("`{}` has two rows", path.join("/"))));
        }
        self.rows.push((path, meta));
        Ok(())
    }
}

/// The error for a value that is no date.
pub(super) fn not_a_date(text: &str) -> Error {
    Error::new(format!("`{text}` is no date")).hint("write it as 2019-09-09, 2019-09, 2019 or `9 September 2019`")
}

fn parts(path: &Path) -> Vec<String> {
    path.components()
        .filter(|part| !matches!(part, Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actors() -> Actors {
        Actors::new(Actors::built_in().unwrap()).unwrap()
    }

    #[test]
    fn a_row_speaks_for_the_path_that_ends_with_its_own() {
        let table = "path,actor,group,date\na.txt,Japan,,2019-09-09\nx/a.txt,FRA,EU,9 September 2020\n";
        let manifest = Manifest::parse("m.csv", table, &actors()).unwrap();
        let actor = |path: &str| manifest.row(Path::new(path)).and_then(|meta| meta.actor.clone());
        assert_eq!(actor("in/a.txt").as_deref(), Some("JPN"));
        assert_eq!(actor("./in/x/a.txt").as_deref(), Some("FRA"));
        assert_eq!(actor("in/aa.txt"), None);
        let meta = manifest.row(Path::new("x/a.txt")).unwrap();
        assert_eq!((meta.group.as_deref(), meta.date.unwrap().to_string().as_str()), (Some("EUE"), "2020-09-09"));
    }

    #[test]
    fn wrong_tables_are_refused_with_the_line() {
        for (table, expected) in [
            ("path,speakers\n", "m.csv:1: unknown column `speakers`\n  help: did you mean `speaker`?"),
            ("actor\nJPN\n", "m.csv:1: lacks the column `path`"),
            ("path,actor\na.txt,JPN\nb.txt,Japn\n", "m.csv:3: `Japn` is no known State, group or observer\n  help: did you mean `Japan`?"),
            ("path,date\na.txt,soon\n", "m.csv:2: `soon` is no date"),
            ("path\na.txt\n./a.txt\n", "m.csv:3: `a.txt` has two rows"),
            ("path,actor\na.txt\n", "m.csv: is no CSV table: "),
        ] {
            let error = Manifest::parse("m.csv", table, &actors()).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
