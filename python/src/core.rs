//! A codebook that is ready to read, as Python holds it.

use crate::capsule::opened;
use crate::raised;
use crate::table::Table;
use crate::threads;
use arrow_array::RecordBatch;
use demarche::codebook::sense::Sense;
use demarche::codebook::{Actors, BuiltIn, Codebook, SourceFile};
use demarche::export::{ViewKind, columns};
use demarche::link;
use demarche::model::{LinkKind, Run, Stance};
use demarche::pipeline::{Coder, Depth};
use demarche::read::Columns;
use pyo3::prelude::*;

/// A file: its name, and what it holds.
type Named = (String, String);

/// What is looked for, and whose names are known.
#[pyclass(module = "demarche._demarche", frozen)]
pub(crate) struct Core {
    coder: Coder,
}

/// The columns of statements, by what they hold.
#[derive(FromPyObject)]
struct Said {
    #[pyo3(item("text"))]
    text: Option<String>,
    #[pyo3(item("actor"))]
    actor: Option<String>,
    #[pyo3(item("date"))]
    date: Option<String>,
    #[pyo3(item("language"))]
    language: Option<String>,
    #[pyo3(item("doc_id"))]
    id: Option<String>,
    #[pyo3(item("coverage"))]
    coverage: bool,
}

#[pymethods]
impl Core {
    /// A codebook of the built-in ones that are named and of TOML files, with the models of the first built-in one that has any (unless
    /// only phrases count), and the built-in actors with those of more TOML files.
    #[new]
    fn new(py: Python<'_>, built_in: Vec<String>, files: Vec<Named>, actors: Vec<Named>, phrases_only: bool) -> PyResult<Self> {
        threaded(py, || {
            let known =
                built_in.iter().map(|name| BuiltIn::named(name).ok_or_else(|| raised(format!("there is no built-in codebook `{name}`"))));
            let known: Vec<&BuiltIn> = known.collect::<PyResult<_>>()?;
            let mut sources: Vec<SourceFile> = known.iter().flat_map(|one| one.files()).collect();
            sources.extend(files.into_iter().map(|(name, text)| SourceFile::new(name, text)));
            let codebook = Codebook::build(&sources, &Codebook::built_in_cues())
                .map_err(|problems| raised(problems.iter().take(10).map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
            let sense: Option<Sense> =
                if phrases_only { None } else { known.iter().find_map(|one| one.sense().transpose()).transpose().map_err(raised)? };
            let mut all = Actors::built_in().map_err(raised)?;
            for (name, text) in &actors {
                all.extend(Actors::parse(name, text).map_err(raised)?);
            }
            let actors = Actors::new(all).map_err(raised)?;
            Ok(Self { coder: Coder { codebook: sense.into_iter().fold(codebook, Codebook::with_sense), actors } })
        })
    }

    /// The propositions that are looked for: id, topic, wording.
    fn propositions(&self) -> Vec<(String, String, String)> {
        self.coder.codebook.propositions.iter().map(|one| (one.id.clone(), one.topic.clone(), one.wording.clone())).collect()
    }

    /// How two stances stand to each other, on one proposition or on two related ones, as a table: every combination that agrees,
    /// conflicts or differs.
    fn links(&self) -> PyResult<Table> {
        let mut columns: [Vec<Option<String>>; 5] = Default::default();
        let mut add = |first: &str, second: &str, kind: &dyn Fn(Stance, Stance) -> Option<LinkKind>| {
            for (a, b) in Stance::ALL.into_iter().flat_map(|a| Stance::ALL.map(|b| (a, b))) {
                if let Some(kind) = kind(a, b) {
                    let row = [first, a.name(), second, b.name(), kind.name()];
                    columns.iter_mut().zip(row).for_each(|(column, cell)| column.push(Some(cell.to_owned())));
                }
            }
        };
        let codebook = &self.coder.codebook;
        codebook.propositions.iter().for_each(|one| add(&one.id, &one.id, &link::same_proposition));
        let related = codebook.relations.iter().filter(|(first, second, _)| first != second);
        related.for_each(|(first, second, relation)| add(first, second, &|a, b| link::related(relation, a, b)));
        let names = ["proposition_a", "stance_a", "proposition_b", "stance_b", "kind"].map(str::to_owned);
        Table::of_texts(names.into_iter().zip(columns).collect())
    }

    /// The name of an actor that is known by this id.
    fn actor(&self, id: &str) -> Option<String> {
        self.coder.actors.get(id).map(|actor| actor.name.clone())
    }

    /// The claims of statements, one a row, batch by batch. Python can do other things meanwhile.
    fn extract(&self, py: Python<'_>, statements: &Bound<'_, PyAny>, said: Said) -> PyResult<Table> {
        let columns =
            Columns { text: said.text, actor: said.actor, date: said.date, language: said.language, id: said.id, optional: false };
        let depth = if said.coverage { Depth::All } else { Depth::Claims };
        let reader = opened(statements)?;
        let schema = columns::schema(ViewKind::Claims).map_err(raised)?;
        threaded(py, || {
            let mut table = Table { schema, batches: Vec::new(), run: None, notices: Vec::new(), errors: Vec::new() };
            let mut run = Run::default();
            for batch in reader {
                let found = self.coder.extract_batch(&batch.map_err(raised)?, &columns, depth).map_err(raised)?;
                run.add(found.run);
                table.notices.extend(found.notices.iter().map(ToString::to_string));
                table.errors.extend(found.errors.iter().map(ToString::to_string));
                table.batches.push(found.claims);
            }
            Ok(Table { run: Some(run), ..table })
        })
    }

    /// The claims, positions and pairs of tables of claims. What is known of the statements besides counts if all tables know it.
    fn compare(&self, py: Python<'_>, claims: Vec<Bound<'_, PyAny>>, min_confidence: f64) -> PyResult<(Table, Table, Table)> {
        let known = claims.iter().map(|table| table.cast::<Table>().ok().and_then(|table| table.get().run.clone()));
        let known: Option<Vec<Run>> = known.collect();
        let readers = claims.iter().map(opened).collect::<PyResult<Vec<_>>>()?;
        threaded(py, || {
            let run = known.filter(|all| !all.is_empty()).map(|all| {
                all.into_iter().fold(Run::default(), |mut sum, run| {
                    sum.add(run);
                    sum
                })
            });
            let batches = readers.into_iter().flatten().collect::<Result<Vec<RecordBatch>, _>>().map_err(raised)?;
            let comparison = self.coder.compare_batches(&batches, run, min_confidence).map_err(raised)?;
            let table = |kind| Coder::columns_of(&comparison, kind).map(Table::of).map_err(raised);
            let claims = Table { run: Some(Run::of(&comparison)), ..table(ViewKind::Claims)? };
            Ok((claims, table(ViewKind::Positions)?, table(ViewKind::Actors)?))
        })
    }
}

/// Does work without Python's lock, on threads of this process.
fn threaded<T: Send>(py: Python<'_>, work: impl FnOnce() -> PyResult<T> + Send) -> PyResult<T> {
    py.detach(|| threads::run(work))
}
