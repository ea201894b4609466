//! Claims as `demarche claims` wrote them (CSV, JSON Lines, Parquet) → the claims again, so that stages can run apart.
//!
//! ```text
//! files, folders of shards ─┬ .csv ──── columns of words ─┐
//!                           ├ .parquet ─ columns ─────────┼→ row → Claim ─→ Kept
//!                           └ .jsonl ─── one claim a line ┘         └ Run: what the run knew besides (Parquet only)
//! ```

mod row;

#[cfg(feature = "arrow")]
use super::cells::Cells;
use crate::error::{Error, Result};
use crate::files;
use crate::model::{Claim, Run};
#[cfg(feature = "arrow")]
use arrow_array::RecordBatch;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The endings of the files that are looked for in folders.
const ENDINGS: &[&str] = &["csv", "jsonl", "ndjson", "parquet"];

/// Claims that were kept in files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// The claims, by document and place; of one place in the order of the files.
    pub claims: Vec<Claim>,
    /// What the runs knew besides; none if one of the files does not say, as only Parquet files by `demarche claims` do.
    pub run: Option<Run>,
}

/// Reads the claims of files and folders. Of a folder those files are read that hold claims; what is hidden in it is not.
///
/// # Errors
/// If a file cannot be read, holds no claims though it is named, a claim is faulty, or one comes twice.
pub fn load(paths: &[PathBuf]) -> Result<Kept> {
    let mut parts: Vec<(PathBuf, Kept)> = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = parts.len();
            for file in files::below(path, ENDINGS)? {
                parts.extend(read(&file)?.map(|kept| (file, kept)));
            }
            if parts.len() == before {
                return Err(
                    Error::new("the folder holds no claims: expected .csv, .jsonl or .parquet files by `demarche claims`").in_file(path)
                );
            }
        } else {
            let kept = read(path)?.ok_or_else(|| {
                Error::new("is no table of claims").in_file(path).hint("make one with `demarche claims statements/ -o claims.csv`")
            })?;
            parts.push((path.clone(), kept));
        }
    }
    together(parts)
}

/// The claims of a batch of columns, such as those of a Parquet file by `demarche claims`; further columns do not matter.
///
/// # Errors
/// If a column is missing, or a claim is faulty.
#[cfg(feature = "arrow")]
pub fn of_batch(batch: &RecordBatch) -> Result<Vec<Claim>> {
    let schema = batch.schema_ref();
    let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
    let columns = row::Columns::of(&names)?;
    let cells = Cells::of(batch, &columns.used())?;
    (0..batch.num_rows())
        .map(|at| columns.claim(&|column| cells.text(column, at)).map_err(|error| error.at(format!("row {}", at + 1))))
        .collect()
}

/// The claims of several batches, by document and place.
///
/// # Errors
/// If a column is missing, a claim is faulty, or one comes twice.
#[cfg(feature = "arrow")]
pub fn of_batches(batches: &[RecordBatch]) -> Result<Vec<Claim>> {
    let part = |(at, batch): (usize, &RecordBatch)| {
        let name = format!("batch {}", at + 1);
        let claims = of_batch(batch).map_err(|error| {
            let place = error.place().map_or_else(|| name.clone(), |inside| format!("{name}, {inside}"));
            error.at(place)
        })?;
        Ok((PathBuf::from(name), Kept { claims, run: None }))
    };
    Ok(together(batches.iter().enumerate().map(part).collect::<Result<_>>()?)?.claims)
}

/// The claims of all parts. A claim that comes twice would count twice, so it is refused.
fn together(parts: Vec<(PathBuf, Kept)>) -> Result<Kept> {
    let mut seen: BTreeMap<&str, &Path> = BTreeMap::new();
    for (path, kept) in &parts {
        for claim in &kept.claims {
            if let Some(first) = seen.insert(&claim.claim_id, path) {
                return Err(Error::new(format!("the claim `{}` comes twice, also in {}", claim.claim_id, first.display()))
                    .in_file(path)
                    .hint("give each file once, and claims of different statements only"));
            }
        }
    }
    let mut all = Kept { claims: Vec::new(), run: Some(Run::default()) };
    for (_, kept) in parts {
        all.claims.extend(kept.claims);
        all.run = all.run.zip(kept.run).map(|(mut all, run)| {
            all.add(run);
            all
        });
    }
    all.claims.sort_by(|a, b| (&a.doc_id, a.span, &a.proposition_id, &a.holder).cmp(&(&b.doc_id, b.span, &b.proposition_id, &b.holder)));
    Ok(all)
}

/// The claims of a file; none if it is a table of something else.
fn read(path: &Path) -> Result<Option<Kept>> {
    let file = files::open(path)?;
    let found = if files::has_extension(path, &["parquet"]) {
        of_parquet(file)
    } else if files::has_extension(path, &["jsonl", "ndjson"]) {
        of_lines(BufReader::new(file))
    } else {
        of_csv(file)
    };
    found.map_err(|error| {
        let place = error.place().map_or_else(|| path.display().to_string(), |inside| format!("{}: {inside}", path.display()));
        error.at(place)
    })
}

fn of_csv(file: impl Read) -> Result<Option<Kept>> {
    let broken = |cause| Error::new("is no table").caused_by(cause);
    let mut reader = csv::Reader::from_reader(file);
    let names: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
    if !row::is_of_claims(&names) {
        return Ok(None);
    }
    let columns = row::Columns::of(&names)?;
    let mut claims = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let claim = columns.claim(&|column| record.get(column).map(str::to_owned));
        claims.push(claim.map_err(|error| error.at(format!("row {}", claims.len() + 1)))?);
    }
    Ok(Some(Kept { claims, run: None }))
}

fn of_lines(file: impl BufRead) -> Result<Option<Kept>> {
    let mut claims = Vec::new();
    for (at, line) in file.lines().enumerate() {
        let line = line.map_err(|cause| Error::new("could not be read").caused_by(cause))?;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(&line) {
            Ok(claim) => claims.push(claim),
            // What does not begin with a claim holds something else.
            Err(_) if claims.is_empty() => return Ok(None),
            Err(cause) => return Err(Error::new("is no claim").at(format!("line {}", at + 1)).caused_by(cause)),
        }
    }
    Ok((!claims.is_empty()).then_some(Kept { claims, run: None }))
}

#[cfg(feature = "parquet")]
fn of_parquet(file: std::fs::File) -> Result<Option<Kept>> {
    let mut file = super::parquet::File::open(file)?;
    if !row::is_of_claims(&file.columns) {
        return Ok(None);
    }
    let said = |key: &str| file.about.iter().find(|one| one.key == key).and_then(|one| one.value.as_deref());
    if let Some(version) = said(crate::model::COLUMNS)
        && version.parse::<u32>().ok() > crate::model::COLUMNS_VERSION.parse().ok()
    {
        return Err(Error::new(format!("has columns of version {version}, which a later version of this program wrote"))
            .hint("bring this program up to date"));
    }
    let run = said(crate::model::RUN).map(serde_json::from_str).transpose();
    let run = run.map_err(|cause| Error::new(format!("is faulty in its metadata `{}`", crate::model::RUN)).caused_by(cause))?;
    let mut claims = Vec::new();
    while let Some(batch) = file.next()? {
        claims.extend(of_batch(&batch)?);
    }
    Ok(Some(Kept { claims, run }))
}

#[cfg(not(feature = "parquet"))]
fn of_parquet(_: std::fs::File) -> Result<Option<Kept>> {
    Err(super::without_parquet())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance;
    use crate::model::made_up::claim;

    #[test]
    fn a_claim_that_comes_twice_is_refused() {
        let kept = || Kept { claims: vec![claim("FRA", "p", Stance::Support)], run: None };
        let error = together(vec![("a".into(), kept()), ("b".into(), kept())]).unwrap_err().to_string();
        assert!(error.starts_with("b: the claim `FRA-p-support` comes twice, also in a"), "{error}");
    }

    #[test]
    fn what_runs_knew_adds_up_only_if_all_tell() {
        let run = |documents| Some(Run { documents, ..Run::default() });
        let kept = |actor: &str, run| Kept { claims: vec![claim(actor, "p", Stance::Support)], run };
        let both = together(vec![("a".into(), kept("RUS", run(2))), ("b".into(), kept("FRA", run(3)))]).unwrap();
        assert_eq!((both.run, both.claims[0].holder.as_str()), (run(5), "FRA"));
        assert_eq!(together(vec![("a".into(), kept("RUS", run(2))), ("b".into(), kept("FRA", None))]).unwrap().run, None);
    }

    #[test]
    fn lines_of_something_else_are_no_claims() {
        assert_eq!(of_lines(&b"{\"actor\": \"FRA\"}\n"[..]).unwrap(), None);
        let line = serde_json::to_string(&claim("FRA", "p", Stance::Support)).unwrap();
        assert_eq!(of_lines(line.as_bytes()).unwrap().unwrap().claims.len(), 1);
        assert!(of_lines(format!("{line}\n{{}}\n").as_bytes()).unwrap_err().to_string().starts_with("line 2: is no claim"));
    }
}
