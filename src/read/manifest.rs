//! A table of the inputs (CSV) → what each row says about its file.

use super::overrides::{Said, unknown};
use super::{Kind, date, forum};
use crate::codebook::Actors;
use crate::error::{Error, Result};
use crate::text::near::did_you_mean;
use std::path::{Component, Path};

/// The columns of a manifest. `demarche scan` writes them all, in this order.
pub const COLUMNS: [&str; 16] = [
    "path",
    "turn",
    "format",
    "kind",
    "actor",
    "group",
    "speaker",
    "date",
    "forum",
    "title",
    "language",
    "confidence",
    "actor_confidence",
    "group_confidence",
    "date_confidence",
    "notices",
];

/// Columns that only tell what was found; what stands in them changes nothing.
const TOLD: [&str; 7] = ["format", "language", "confidence", "actor_confidence", "group_confidence", "date_confidence", "notices"];

/// Another name of the column `group`.
const ON_BEHALF_OF: &str = "on_behalf_of";

/// In the columns `actor` and `group`: nobody, whatever the text says.
const NOBODY: &str = "-";

/// What a table says about the files it names.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Default)]
struct Row {
    path: Vec<String>,
    turn: Option<usize>,
    said: Said,
}

impl Manifest {
    /// Reads a CSV table whose header names `path` and any other of the [`COLUMNS`]. An empty cell says nothing; `-` as actor or
    /// group says that there is none; the kinds `chair` and `skip` leave the piece out.
    ///
    /// # Errors
    /// If a column, an actor or a kind is unknown, a date or a turn is none, or a path (and turn) stands there twice; the error names the line.
    pub fn parse(name: &str, text: &str, actors: &Actors) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|cause| Error::new("is no CSV table").at(name).caused_by(cause))?.clone();
        for column in &header {
            if !COLUMNS.contains(&column) && column != ON_BEHALF_OF {
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

    /// The row for a source, or for one of its turns, whose path ends the given one, the longest first.
    pub(super) fn row(&self, path: &Path, turn: Option<usize>) -> Option<&Said> {
        let parts = parts(path);
        let ending = self.rows.iter().filter(|row| row.turn == turn && parts.ends_with(&row.path));
        ending.max_by_key(|row| row.path.len()).map(|row| &row.said)
    }

    /// Whether there is a row for a turn of the source.
    pub(super) fn names_turns(&self, path: &Path) -> bool {
        let parts = parts(path);
        self.rows.iter().any(|row| row.turn.is_some() && parts.ends_with(&row.path))
    }

    fn add<'a>(&mut self, cells: impl Iterator<Item = (&'a str, &'a str)>, actors: &Actors) -> Result<()> {
        let known = |name: &str| actors.resolve(name).map(str::to_owned).ok_or_else(|| unknown(name, actors));
        let mut row = Row::default();
        let said = &mut row.said;
        for (column, cell) in cells {
            match column {
                "path" => row.path = parts(Path::new(cell)),
                "turn" => row.turn = Some(number(cell)?),
                "kind" => said.kind = Some(kind(cell)?),
                "actor" if cell == NOBODY => said.no_actor = true,
                "actor" => said.meta.actor = Some(known(cell)?),
                "group" | ON_BEHALF_OF if cell == NOBODY => said.no_group = true,
                "group" | ON_BEHALF_OF => said.meta.group = Some(known(cell)?),
                "speaker" => said.meta.speaker = Some(cell.to_owned()),
                "forum" => said.meta.forum = Some(forum::value(cell)),
                "title" => said.meta.title = Some(cell.to_owned()),
                column if TOLD.contains(&column) => {}
                _ => said.meta.date = Some(date::value(cell).ok_or_else(|| not_a_date(cell))?.date),
            }
        }
        if row.path.is_empty() {
            return Err(Error::new("the row has no path"));
        }
        if self.rows.iter().any(|other| other.path == row.path && other.turn == row.turn) {
            let turn = row.turn.map_or(String::new(), |turn| format!(" for turn {turn}"));
            return Err(Error::new(format!("`{}` has two rows{turn}", row.path.join("/"))));
        }
        self.rows.push(row);
        Ok(())
    }
}

fn number(cell: &str) -> Result<usize> {
    let number = cell.parse().ok().filter(|turn| *turn > 0);
    number.ok_or_else(|| {
        Error::new(format!("`{cell}` is no turn")).hint("turns are numbered from 1; leave the cell empty for the whole file")
    })
}

fn kind(cell: &str) -> Result<Kind> {
    let names = || Kind::ALL.map(Kind::name).join(", ");
    Kind::named(cell).ok_or_else(|| Error::new(format!("`{cell}` is no kind")).hint(format!("kinds are {}", names())))
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
        let actor = |path: &str| manifest.row(Path::new(path), None).and_then(|said| said.meta.actor.clone());
        assert_eq!(actor("in/a.txt").as_deref(), Some("JPN"));
        assert_eq!(actor("./in/x/a.txt").as_deref(), Some("FRA"));
        assert_eq!(actor("in/aa.txt"), None);
        let meta = &manifest.row(Path::new("x/a.txt"), None).unwrap().meta;
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
            ("path,turn\na.txt,0\n", "m.csv:2: `0` is no turn"),
            ("path,turn\na.txt,1\na.txt,1\n", "m.csv:3: `a.txt` has two rows for turn 1"),
            ("path,kind\na.txt,speech\n", "m.csv:2: `speech` is no kind\n  help: kinds are statement, turn, reply, chair, report, skip"),
            ("path,actor\na.txt\n", "m.csv: is no CSV table: "),
        ] {
            let error = Manifest::parse("m.csv", table, &actors()).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn turns_have_rows_of_their_own_and_what_was_told_says_nothing() {
        let table = "path,turn,format,actor,on_behalf_of,kind,notices\na.txt,1,plain text,-,,chair,\"what, ever\"\na.txt,2,,JPN,-,,\n";
        let manifest = Manifest::parse("m.csv", table, &actors()).unwrap();
        let path = Path::new("in/a.txt");
        let one = manifest.row(path, Some(1)).unwrap();
        assert!(one.no_actor && one.kind == Some(Kind::Chair));
        let two = manifest.row(path, Some(2)).unwrap();
        assert!(two.no_group && two.meta.actor.as_deref() == Some("JPN"));
        assert!(manifest.row(path, None).is_none() && manifest.names_turns(path));
    }
}
