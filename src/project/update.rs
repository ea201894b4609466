//! Files that are new or have changed → documents, and what was found in them. What has not changed is not touched.

use super::{Project, now};
use crate::error::{Error, Result};
use crate::files;
use crate::model::{Claim, Document, Notice};
use crate::pipeline::{Coded, Coder};
use crate::read::{self, Columns, Manifest, Options, Overrides, Source};
use crate::review::words;
use crate::store::Kept;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What so many files say is found and kept at a time: a run that is killed loses no more than these.
const BATCH: usize = 32;

/// What reads: a program with a codebook.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The hash of all that decides what is found in a text.
    pub fingerprint: String,
    /// The codebook's name, for people.
    pub codebook: String,
}

/// What is wanted of an update.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Read documents anew that another program or codebook has read. Without this it is only found out what would change.
    pub reread: bool,
    /// Take documents out whose files are gone.
    pub forget_missing: bool,
    /// Paths, as `demarche.toml` has them, whose files are read again even if they have not changed.
    pub again: Vec<String>,
}

/// What another program or codebook reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The document.
    pub doc_id: String,
    /// The words.
    pub quote: String,
    /// Whose position it is.
    pub holder: String,
    /// The proposition's id.
    pub proposition: String,
    /// The stance as it was read before; none if no claim was read.
    pub was: Option<&'static str>,
    /// The stance as it is read now; none if no claim is.
    pub now: Option<&'static str>,
}

/// What an update did.
#[derive(Debug, Default)]
pub struct Report {
    /// How many files were new.
    pub new: usize,
    /// How many had changed.
    pub changed: usize,
    /// How many were as before.
    pub unchanged: usize,
    /// Files that lie elsewhere now: from, to.
    pub moved: Vec<(String, String)>,
    /// Files that are gone.
    pub missing: Vec<String>,
    /// How many documents another program or codebook has read.
    pub other_reader: usize,
    /// What reading them anew changes.
    pub changes: Vec<Change>,
    /// What could not be read.
    pub errors: Vec<Error>,
    /// What was doubtful.
    pub notices: Vec<Notice>,
}

/// A file on its way in.
struct File {
    source: Source,
    entry: usize,
    hash: String,
}

/// A file that was read.
struct ReadFile<'f> {
    file: &'f File,
    documents: Vec<Document>,
    /// Whether all of it could be read.
    is_whole: bool,
}

impl Project {
    /// Reads what is new or has changed. `progress` is called after each document, from any thread.
    ///
    /// # Errors
    /// If the database cannot be written, or a manifest not be read. Files that cannot be read are in the report.
    pub fn update(&mut self, coder: &Coder, reader: &Reader, wanted: &Wanted, progress: &(dyn Fn() + Sync)) -> Result<Report> {
        let mut report = Report::default();
        let files = self.gather(&mut report);
        let known: BTreeMap<String, String> = self.store.files()?.into_iter().map(|file| (file.file, file.hash)).collect();
        let overrides: Vec<(Overrides, Options)> =
            self.config.statements.iter().map(|entry| self.overrides(entry, coder)).collect::<Result<_>>()?;
        let there: BTreeSet<&str> = files.iter().map(|file| file.source.source.as_str()).collect();
        let gone: Vec<(&String, &String)> = known.iter().filter(|(source, _)| !there.contains(source.as_str())).collect();
        let (unchanged, news): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| {
            let again = wanted.again.contains(&self.config.statements[file.entry].path);
            !again && known.get(&file.source.source) == Some(&file.hash)
        });
        report.unchanged = unchanged.len();
        self.store.reader(&reader.fingerprint, &reader.codebook, env!("CARGO_PKG_VERSION"), &now())?;
        let mut forget: Vec<String> = Vec::new();
        for (source, hash) in gone {
            if let Some(file) = news.iter().find(|file| file.hash == *hash) {
                report.moved.push((source.clone(), file.source.source.clone()));
                forget.push(source.clone());
            } else {
                report.missing.push(source.clone());
                if wanted.forget_missing {
                    forget.push(source.clone());
                }
            }
        }
        if !forget.is_empty() {
            self.store.together(|store| {
                store.outdate()?;
                forget.iter().try_for_each(|source| store.forget(source))
            })?;
        }
        let read = self.read(&news, &overrides, coder, &mut report)?;
        for batch in read.chunks(BATCH) {
            self.take_in(batch, coder, reader, progress)?;
        }
        for file in &news {
            let is_moved = report.moved.iter().any(|(_, to)| *to == file.source.source);
            if known.contains_key(&file.source.source) {
                report.changed += 1;
            } else if !is_moved {
                report.new += 1;
            }
        }
        self.reread(coder, reader, wanted.reread, &mut report, progress)?;
        self.refresh(coder)?;
        Ok(report)
    }

    /// The files that the project's statements are in, each under the name the project knows it by.
    fn gather(&self, report: &mut Report) -> Vec<File> {
        let mut files = Vec::new();
        let mut seen = BTreeSet::new();
        for (entry, said) in self.config.statements.iter().enumerate() {
            let (sources, errors) = read::gather(&[self.folder.join(&said.path)]);
            report.errors.extend(errors);
            for mut source in sources {
                let Some(path) = source.path.clone() else { continue };
                source.source = self.name(&path);
                if !seen.insert(source.source.clone()) {
                    continue;
                }
                match files::bytes(&path) {
                    Ok(bytes) => files.push(File { source, entry, hash: blake3::hash(&bytes).to_hex().to_string() }),
                    Err(error) => report.errors.push(error),
                }
            }
        }
        files.sort_by(|a, b| a.source.source.cmp(&b.source.source));
        files
    }

    /// The name by which the project knows a file: see [`name_in`].
    #[must_use]
    pub fn name(&self, path: &Path) -> String {
        name_in(&self.folder, path)
    }

    fn overrides(&self, entry: &super::Entry, coder: &Coder) -> Result<(Overrides, Options)> {
        let manifest = match &entry.manifest {
            Some(path) => {
                let path: PathBuf = self.folder.join(path);
                Some(Manifest::parse(&path.display().to_string(), &files::text(&path)?, &coder.actors)?)
            }
            None => None,
        };
        let columns = Columns {
            text: entry.text_column.clone(),
            actor: entry.actor_column.clone(),
            date: entry.date_column.clone(),
            optional: false,
            ..Columns::default()
        };
        let overrides = Overrides { manifest, actor: entry.actor.clone(), date: entry.date, forum: entry.forum.clone() };
        Ok((overrides, Options { columns, ..Options::default() }))
    }

    /// Reads files side by side, and gives each document an id that no other of the project has.
    fn read<'f>(
        &self,
        files: &[&'f File],
        overrides: &[(Overrides, Options)],
        coder: &Coder,
        report: &mut Report,
    ) -> Result<Vec<ReadFile<'f>>> {
        let found: Vec<_> = files
            .par_iter()
            .map(|file| {
                let (overrides, options) = &overrides[file.entry];
                read::load_all(&file.source, &coder.actors, overrides, options)
            })
            .collect();
        let mut read = Vec::new();
        for (file, found) in files.iter().zip(found) {
            report.notices.extend(found.notices);
            let is_whole = found.errors.is_empty();
            report.errors.extend(found.errors);
            // What cannot be read at all leaves what was read before.
            if is_whole || !found.documents.is_empty() {
                read.push(ReadFile { file, documents: found.documents, is_whole });
            }
        }
        let anew: BTreeSet<&str> = read.iter().map(|one| one.file.source.source.as_str()).collect();
        let others = self.store.abouts()?.into_iter().filter(|(file, _)| !anew.contains(file.as_str()));
        let mut all: Vec<Document> = others.map(|(_, document)| document).collect();
        // Documents that are there keep the ids they have.
        let mut taken: BTreeSet<String> = all.iter().map(|document| document.id.clone()).collect();
        let before = all.len();
        let counts: Vec<usize> = read.iter().map(|one| one.documents.len()).collect();
        all.extend(read.iter_mut().flat_map(|one| std::mem::take(&mut one.documents)));
        read::ids(&mut all);
        let mut new = all.split_off(before).into_iter().map(|mut document| {
            document.id = free(&document.id, &taken);
            taken.insert(document.id.clone());
            document
        });
        for (one, count) in read.iter_mut().zip(counts) {
            one.documents = new.by_ref().take(count).collect();
        }
        Ok(read)
    }

    /// Finds what files say, and keeps it all at once.
    fn take_in(&mut self, files: &[ReadFile<'_>], coder: &Coder, reader: &Reader, progress: &(dyn Fn() + Sync)) -> Result<()> {
        let documents: Vec<&Document> = files.iter().flat_map(|one| &one.documents).collect();
        let mut coded = coded(&documents, coder, progress).into_iter();
        self.store.together(|store| {
            store.outdate()?;
            for one in files {
                let name = &one.file.source.source;
                store.forget(name)?;
                // A file that was read only in part is read again next time.
                let hash = if one.is_whole { one.file.hash.as_str() } else { "" };
                for (document, coded) in one.documents.iter().zip(coded.by_ref()) {
                    store.put(document, name, hash, &reader.fingerprint, &coded)?;
                }
            }
            Ok(())
        })
    }

    /// Looks what another reader would read otherwise, and, if that is wanted, keeps it.
    fn reread(&mut self, coder: &Coder, reader: &Reader, keep: bool, report: &mut Report, progress: &(dyn Fn() + Sync)) -> Result<()> {
        let numbers = self.store.read_by_others(&reader.fingerprint)?;
        report.other_reader = numbers.len();
        for batch in numbers.chunks(BATCH) {
            let kept: Vec<Kept<Coded>> =
                batch.iter().filter_map(|number| self.store.kept_one(*number).transpose()).collect::<Result<_>>()?;
            let documents: Vec<&Document> = kept.iter().map(|one| &one.document).collect();
            let anew = coded(&documents, coder, progress);
            for (one, coded) in kept.iter().zip(&anew) {
                report.changes.extend(changes(&one.document.id, &one.found.outcome.claims, &coded.outcome.claims));
            }
            if keep {
                self.store.together(|store| {
                    store.outdate()?;
                    kept.iter().zip(&anew).try_for_each(|(one, coded)| store.recode(one.number, &reader.fingerprint, coded))
                })?;
            }
        }
        report.changes.sort();
        Ok(())
    }
}

/// What a coder finds in documents, in their order.
fn coded(documents: &[&Document], coder: &Coder, progress: &(dyn Fn() + Sync)) -> Vec<Coded> {
    let topics = coder.topics();
    let code = |document: &&Document| {
        let coded = coder.code_fully(document, &topics);
        progress();
        coded
    };
    documents.par_iter().map(code).collect()
}

/// The name by which the project in a folder knows a file: its path from there if it lies in the folder, else its whole path.
#[must_use]
pub fn name_in(folder: &Path, path: &Path) -> String {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let (folder, path) = (whole(folder), whole(path));
    match path.strip_prefix(&folder) {
        Ok(rest) => rest.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"),
        Err(_) => path.to_string_lossy().into_owned(),
    }
}

/// An id that no other document has.
fn free(id: &str, taken: &BTreeSet<String>) -> String {
    let others = (2..).map(|copy| format!("{id}-{copy}"));
    std::iter::once(id.to_owned()).chain(others).find(|id| !taken.contains(id)).unwrap_or_default()
}

/// How two readings of a document differ.
fn changes(doc_id: &str, was: &[Claim], now: &[Claim]) -> Vec<Change> {
    let stances = |claims: &[Claim]| -> BTreeMap<(String, String, String), (&'static str, String)> {
        let key = |claim: &Claim| (words::key(&claim.quote), claim.holder.clone(), claim.proposition_id.clone());
        claims.iter().map(|claim| (key(claim), (claim.stance.name(), claim.quote.clone()))).collect()
    };
    let (was, now) = (stances(was), stances(now));
    let keys: BTreeSet<_> = was.keys().chain(now.keys()).collect();
    keys.into_iter()
        .filter_map(|key| {
            let (before, after) = (was.get(key), now.get(key));
            let stance = |one: Option<&(&'static str, String)>| one.map(|(stance, _)| *stance);
            (stance(before) != stance(after)).then(|| Change {
                doc_id: doc_id.to_owned(),
                quote: after.or(before).map(|(_, quote)| quote.clone()).unwrap_or_default(),
                holder: key.1.clone(),
                proposition: key.2.clone(),
                was: stance(before),
                now: stance(after),
            })
        })
        .collect()
}
