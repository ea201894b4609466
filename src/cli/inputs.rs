//! The arguments that all commands on statements share, and what they bring: a coder and documents.

use super::cache::{self, Cache, Entry};
use super::near::Near;
use super::reading::ReadingArgs;
use super::terminal::Progress;
use super::{complain, say};
use crate::codebook::sense::Sense;
use crate::codebook::{Actors, BUILT_IN, BuiltIn, Codebook, SourceFile};
use crate::error::{Error, Result};
use crate::files;
use crate::meaning::Encoder;
use crate::model::{Comparison, Coverage, Date, Document, Notice};
use crate::near::{self, Print, Shingles};
use crate::pipeline::{Coded, Coder};
use crate::read::{self, Manifest, Options, Overrides, Source};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What to look for, and whose names to know.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct CodebookArgs {
    /// Use this codebook: a built-in one by its name (ict, unga), a TOML file, or a folder of them [default: ict]
    #[arg(long, value_name = "NAME|FILE", help_heading = "What to look for")]
    codebook: Vec<PathBuf>,
    /// Add this file's propositions and concepts to the codebook
    #[arg(long, value_name = "FILE", help_heading = "What to look for")]
    add: Vec<PathBuf>,
    /// Models of which words go with the codebook's propositions, made by `demarche train propositions`
    #[arg(long, value_name = "FILE", help_heading = "What to look for")]
    models: Option<PathBuf>,
    /// A folder with a sentence encoder (model.onnx and tokenizer.json; README says how to get one), which helps the models
    #[arg(long, value_name = "DIR", help_heading = "What to look for")]
    encoder: Option<PathBuf>,
    /// Find propositions by phrases only, not by models of which words go with them
    #[arg(long, help_heading = "What to look for", conflicts_with = "models")]
    phrases_only: bool,
    /// Add this file's States and groups to the built-in ones
    #[arg(long, value_name = "FILE", help_heading = "What to look for")]
    actors: Vec<PathBuf>,
}

/// The statements, and what is said about them.
#[derive(Debug, clap::Args)]
pub(super) struct InputArgs {
    /// Statements: files of any format that `demarche formats` lists, folders of them, or - for standard input
    #[cfg_attr(feature = "project", arg(value_name = "INPUT"))]
    #[cfg_attr(not(feature = "project"), arg(value_name = "INPUT", required = true))]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    of: WhichProject,
    #[command(flatten)]
    pub(super) about: AboutArgs,
    #[command(flatten)]
    pub(super) codebook: CodebookArgs,
    /// Leave out claims less likely right than this (0–1)
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    min_confidence: f64,
}

/// The project that is worked on, for commands that can do without one.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct WhichProject {
    /// Work on this project, as people left it, if no statements are given [default: the one this folder is in]
    #[cfg(feature = "project")]
    #[arg(long, value_name = "FOLDER")]
    project: Option<PathBuf>,
}

/// What is said about the statements over their own heads.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct AboutArgs {
    /// A CSV table as `demarche scan` writes it: the columns path, turn, kind, actor, group, speaker, date, forum, title (all but path may be left out)
    #[arg(long, value_name = "FILE", help_heading = "What is known of the statements")]
    manifest: Option<PathBuf>,
    /// Whose statements these are: a code (JPN), a name, or a group
    #[arg(long = "as", value_name = "ACTOR", help_heading = "What is known of the statements")]
    pub(super) actor: Option<String>,
    /// When they were made: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", help_heading = "What is known of the statements")]
    date: Option<Date>,
    /// Where they were made, e.g. OEWG
    #[arg(long, value_name = "FORUM", help_heading = "What is known of the statements")]
    forum: Option<String>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// Statements that could be read, and how many could not.
pub(super) struct Loaded {
    pub(super) documents: Vec<Document>,
    pub(super) notices: Vec<Notice>,
    pub(super) failed: usize,
}

impl CodebookArgs {
    /// Builds the codebook and the gazetteer that the arguments name. They serve until the program ends: to take them
    /// apart would only cost time.
    pub(super) fn coder(&self) -> Result<&'static Coder> {
        self.coder_with(|codebook| codebook)
    }

    /// The same with a codebook that is changed first.
    pub(super) fn coder_with(&self, change: impl FnOnce(Codebook) -> Codebook) -> Result<&'static Coder> {
        let (codebook, actors) = rayon::join(|| self.build(), || self.gazetteer());
        let codebook = codebook?.map_err(|problems| together(&problems))?;
        Ok(Box::leak(Box::new(Coder { codebook: change(codebook), actors: actors? })))
    }

    /// The same with more of a codebook's TOML.
    #[cfg(feature = "project")]
    pub(super) fn coder_and(&self, more: SourceFile) -> Result<Coder> {
        let codebook = self.build_with(vec![more])?.map_err(|problems| together(&problems))?;
        Ok(Coder { codebook, actors: self.gazetteer()? })
    }

    /// Builds the codebook, or lists every problem it has.
    pub(super) fn build(&self) -> Result<std::result::Result<Codebook, Vec<Error>>> {
        self.build_with(Vec::new())
    }

    fn build_with(&self, more: Vec<SourceFile>) -> Result<std::result::Result<Codebook, Vec<Error>>> {
        let mut files = if self.codebook.is_empty() { Codebook::built_in_files() } else { codebooks(&self.codebook)? };
        files.extend(codebooks(&self.add)?);
        files.extend(more);
        let cues = Codebook::built_in_cues();
        let (codebook, sense) = rayon::join(|| Codebook::build(&files, &cues), || self.sense());
        let sense = sense?;
        Ok(codebook.map(|codebook| sense.into_iter().fold(codebook, Codebook::with_sense)))
    }

    /// The models that are named, or those of the first built-in codebook in use that has any.
    fn sense(&self) -> Result<Option<Sense>> {
        match &self.models {
            Some(path) => {
                let sense = Sense::parse(&path.display().to_string(), &files::bytes(path)?)?;
                Ok(Some(self.open_encoder()?.into_iter().fold(sense, Sense::with_encoder)))
            }
            None if self.phrases_only => Ok(None),
            None if self.encoder.is_some() && self.is_default() => Ok(self.open_encoder()?.map(Sense::built_in_with).transpose()?),
            None if self.codebook.is_empty() => BUILT_IN[0].sense(),
            None => self.codebook.iter().filter_map(|path| built_in(path)).find_map(|one| one.sense().transpose()).transpose(),
        }
    }

    /// The encoder that is named.
    pub(super) fn open_encoder(&self) -> Result<Option<Encoder>> {
        self.encoder.as_deref().map(Encoder::open).transpose()
    }

    /// The built-in codebooks in use.
    pub(super) fn built_in(&self) -> Vec<&'static BuiltIn> {
        if self.codebook.is_empty() {
            BUILT_IN.iter().take(1).collect()
        } else {
            self.codebook.iter().filter_map(|path| built_in(path)).collect()
        }
    }

    /// What a project's settings name.
    #[cfg(feature = "project")]
    pub(super) fn new(
        codebook: Vec<PathBuf>,
        add: Vec<PathBuf>,
        models: Option<PathBuf>,
        phrases_only: bool,
        actors: Vec<PathBuf>,
    ) -> Self {
        Self { codebook, add, models, encoder: None, phrases_only, actors }
    }

    /// The files and folders that are named.
    pub(super) fn named_files(&self) -> Vec<PathBuf> {
        let Self { codebook, add, models, encoder, actors, phrases_only: _ } = self;
        codebook.iter().chain(add).chain(models).chain(encoder).chain(actors).cloned().collect()
    }

    /// Whether nothing at all is named.
    #[cfg(feature = "project")]
    pub(super) fn is_default_whole(&self) -> bool {
        self.named_files().is_empty() && !self.phrases_only
    }

    /// Whether no codebook is named.
    pub(super) fn is_default(&self) -> bool {
        self.codebook.is_empty() && self.add.is_empty()
    }

    /// The same but for the codebook: the one of this name, with its own models.
    pub(super) fn named(&self, name: &str) -> Self {
        Self { codebook: vec![name.into()], add: Vec::new(), models: None, ..self.clone() }
    }

    /// The same, with files that were given as plain arguments.
    pub(super) fn with(&self, files: &[PathBuf]) -> Self {
        let mut all = self.clone();
        all.codebook.extend(files.iter().cloned());
        all
    }

    pub(super) fn gazetteer(&self) -> Result<Actors> {
        let mut all = Actors::built_in()?;
        for path in &self.actors {
            all.extend(Actors::parse(&path.display().to_string(), &files::text(path)?)?);
        }
        Actors::new(all)
    }
}

impl WhichProject {
    /// The codebook of the project, if there is one and no other codebook is named.
    #[cfg_attr(not(feature = "project"), expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "there are no projects"))]
    pub(super) fn codebook(&self, named: &CodebookArgs) -> Result<CodebookArgs> {
        #[cfg(feature = "project")]
        return super::project::codebook_in(self.project.as_deref(), named);
        #[cfg(not(feature = "project"))]
        Ok(named.clone())
    }
}

impl InputArgs {
    /// The same, for a command that can also do without statements.
    pub(super) fn new(inputs: &[PathBuf], of: &WhichProject, about: &AboutArgs, codebook: &CodebookArgs, min_confidence: f64) -> Self {
        Self { inputs: inputs.to_vec(), of: of.clone(), about: about.clone(), codebook: codebook.clone(), min_confidence }
    }

    /// The paths that are given.
    pub(super) fn paths(&self) -> &[PathBuf] {
        &self.inputs
    }

    /// The project that is named.
    #[cfg(feature = "project")]
    pub(super) fn project_folder(&self) -> Option<PathBuf> {
        self.of.project.clone()
    }

    /// Claims less likely right than this are left out.
    pub(super) fn least_confidence(&self) -> f64 {
        self.min_confidence
    }

    /// Statements and a project are not named together.
    #[cfg_attr(not(feature = "project"), expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "there are no projects"))]
    pub(super) fn one_of_both(&self) -> Result<()> {
        #[cfg(feature = "project")]
        if self.of.project.is_some() {
            return Err(Error::new("statements are named, and a project too")
                .hint("leave one of them out; `demarche add` adds statements to a project"));
        }
        Ok(())
    }

    /// What is looked for: the project's codebook, if no statements are given.
    ///
    /// # Errors
    /// If there is then no project, or a codebook is named besides.
    pub(super) fn codebook_in_use(&self) -> Result<CodebookArgs> {
        #[cfg(feature = "project")]
        if self.inputs.is_empty() {
            return super::project::codebook_of(self);
        }
        Ok(self.codebook.clone())
    }

    /// Reads the statements, those of the project if none are given, with what reads for them.
    ///
    /// # Errors
    /// If there is neither, or not one statement can be read.
    pub(super) fn documents(&self) -> Result<(&'static Coder, Loaded)> {
        #[cfg(feature = "project")]
        if self.inputs.is_empty() {
            return super::project::documents(self);
        }
        self.one_of_both()?;
        let coder = self.codebook.coder()?;
        let loaded = self.load(&coder.actors)?;
        Ok((coder, loaded))
    }

    /// Reads the statements. Those that cannot be read are complained of; the rest goes on.
    ///
    /// # Errors
    /// If the manifest cannot be read, or not one statement can.
    pub(super) fn load(&self, actors: &Actors) -> Result<Loaded> {
        let loaded = self.about.load(&self.inputs, actors)?;
        if loaded.documents.is_empty() {
            return Err(nothing_read());
        }
        Ok(loaded)
    }

    /// Reads and compares the statements, with a progress bar if that takes long; and how many could not be read.
    pub(super) fn compare(&self) -> Result<(&'static Coder, Comparison, usize)> {
        let (coder, comparison, loaded) = self.compare_loaded()?;
        Ok((coder, comparison, loaded.failed))
    }

    /// The same, with the statements.
    pub(super) fn compare_loaded(&self) -> Result<(&'static Coder, Comparison, Loaded)> {
        self.compare_where(&|_| true)
    }

    /// The same with those of the statements alone that `keep` keeps.
    pub(super) fn compare_where(&self, keep: &dyn Fn(&Document) -> bool) -> Result<(&'static Coder, Comparison, Loaded)> {
        self.compare_near(keep, &mut Near::default())
    }

    /// The same, after a look for statements of the same words.
    pub(super) fn compare_near(&self, keep: &dyn Fn(&Document) -> bool, near: &mut Near) -> Result<(&'static Coder, Comparison, Loaded)> {
        #[cfg(feature = "project")]
        if self.inputs.is_empty() {
            near.not_in_projects()?;
            return super::project::compare(self, keep);
        }
        self.one_of_both()?;
        let coder = self.codebook.coder()?;
        let mut loaded = self.load(&coder.actors)?;
        loaded.documents.retain(keep);
        if loaded.documents.is_empty() {
            return Err(none_left());
        }
        let left_out = near.look(&|| near::find(&loaded.documents), &mut loaded.notices);
        loaded.documents.retain(|document| !left_out.contains(&document.id));
        let progress = Progress::new("statements", loaded.documents.len());
        let mut comparison = coder.compare_surer(&loaded.documents, self.min_confidence, &|| progress.step());
        progress.finish();
        comparison.notices.append(&mut loaded.notices);
        comparison.notices.sort();
        mention(&comparison.notices);
        Ok((coder, comparison, loaded))
    }
}

impl InputArgs {
    /// The same as [`InputArgs::compare`], but files that have not changed since an earlier run with this output folder are
    /// not read again.
    pub(super) fn compare_changed(&self, folder: &Path, near: &mut Near) -> Result<(&'static Coder, Comparison, usize)> {
        let (coder, comparison, loaded) = self.compare_changed_near(folder, &|_| true, near)?;
        Ok((coder, comparison, loaded.failed))
    }

    /// The same with those of the statements alone that `keep` keeps. The documents have no words.
    pub(super) fn compare_changed_where(
        &self,
        folder: &Path,
        keep: &dyn Fn(&Document) -> bool,
    ) -> Result<(&'static Coder, Comparison, Loaded)> {
        self.compare_changed_near(folder, keep, &mut Near::default())
    }

    fn compare_changed_near(
        &self,
        folder: &Path,
        keep: &dyn Fn(&Document) -> bool,
        near: &mut Near,
    ) -> Result<(&'static Coder, Comparison, Loaded)> {
        // A project remembers by itself.
        #[cfg(feature = "project")]
        if self.inputs.is_empty() {
            near.not_in_projects()?;
            return super::project::compare(self, keep);
        }
        self.one_of_both()?;
        let Some(fingerprint) = cache::fingerprint(&self.named_files(), &format!("{:?}{:?}", self.codebook, self.about)) else {
            return self.compare_near(keep, near);
        };
        let coder = self.codebook.coder()?;
        let mut cache = Cache::open(folder, fingerprint);
        let overrides = self.about.overrides(&coder.actors)?;
        let (sources, errors) = read::gather(&self.inputs);
        errors.iter().for_each(complain);
        let mut loaded = Loaded { documents: Vec::new(), notices: Vec::new(), failed: errors.len() };
        let options = self.about.reading.options();
        let mut files: Vec<File> = sources.iter().map(|source| File::of(source, &cache)).collect();
        for file in &mut files {
            file.read_if_new(&coder.actors, &overrides, &options, &mut loaded);
        }
        // An id depends on the other files of the run; a statement that has another one is read anew.
        let before: Vec<usize> = files.iter().map(|file| file.documents.len()).collect();
        let mut all: Vec<Document> = files.iter_mut().flat_map(|file| std::mem::take(&mut file.documents)).collect();
        let known: Vec<String> = all.iter().map(|document| document.id.clone()).collect();
        read::ids(&mut all);
        let mut rest = all.into_iter().zip(known);
        for (file, count) in files.iter_mut().zip(before) {
            let (documents, known): (Vec<Document>, Vec<String>) = rest.by_ref().take(count).unzip();
            let ids: Vec<String> = documents.iter().map(|document| document.id.clone()).collect();
            file.documents = documents;
            if file.coded.is_some() && ids != known {
                file.coded = None;
                file.read_if_new(&coder.actors, &overrides, &options, &mut loaded);
                for (document, id) in file.documents.iter_mut().zip(ids) {
                    document.id = id;
                }
            }
        }
        if files.iter().all(|file| file.documents.is_empty()) {
            return Err(nothing_read());
        }
        let topics = coder.topics();
        let progress = Progress::new("statements", files.iter().filter(|file| file.coded.is_none()).map(|file| file.documents.len()).sum());
        files.par_iter_mut().for_each(|file| {
            if file.coded.is_none() {
                let code = |document: &Document| {
                    let coded = coder.code_fully(document, &topics);
                    progress.step();
                    coded
                };
                file.coded = Some(file.documents.par_iter().map(code).collect());
                file.prints = file.documents.par_iter().map(|document| Print::of(near::said(document))).collect();
            }
        });
        progress.finish();
        let (mut coded, mut prints, mut places, mut entries) = (Vec::new(), Vec::new(), Vec::new(), BTreeMap::new());
        for mut file in files {
            // What can be read again need not be kept.
            if file.hash.is_some() {
                file.documents.iter_mut().for_each(|document| document.text = String::new());
            }
            let of_file = file.coded.unwrap_or_default();
            if let Some(hash) = &file.hash
                && !file.documents.is_empty()
            {
                let whole = file.documents.iter().zip(&of_file).zip(&file.prints);
                let statements = whole.map(|((document, coded), print)| (document.clone(), coded.clone(), *print)).collect();
                entries.insert(file.source.source.clone(), Entry::new(hash, statements, file.notices.clone()));
            }
            for (nth, ((document, of_document), print)) in file.documents.into_iter().zip(of_file).zip(file.prints).enumerate() {
                if keep(&document) {
                    loaded.documents.push(document);
                    coded.push(of_document);
                    prints.push(print);
                    places.push((file.source, nth));
                }
            }
            loaded.notices.extend(file.notices);
        }
        if loaded.documents.is_empty() {
            return Err(none_left());
        }
        let again = |source: &Source| read::load_all(source, &coder.actors, &overrides, &options).documents;
        let find = || near::find_by(&loaded.documents, &prints, &|wanted| shingles(wanted, &loaded.documents, &places, &again));
        let left_out = near.look(&find, &mut loaded.notices);
        let (documents, coded): (Vec<Document>, Vec<Coded>) =
            loaded.documents.into_iter().zip(coded).filter(|(document, _)| !left_out.contains(&document.id)).unzip();
        loaded.documents = documents;
        loaded.documents.iter_mut().for_each(|document| document.text = String::new());
        let mut comparison = coder.combine(&loaded.documents, coded, self.min_confidence);
        comparison.notices.append(&mut loaded.notices);
        comparison.notices.sort();
        mention(&comparison.notices);
        // A run that could not keep what it read has still done what was asked.
        if let Err(error) = cache.save(entries) {
            say(&format!("note: {error}"));
        }
        Ok((coder, comparison, loaded))
    }

    /// The files and folders that the arguments name, besides the statements.
    fn named_files(&self) -> Vec<PathBuf> {
        self.codebook.named_files().into_iter().chain(self.about.manifest.clone()).collect()
    }
}

/// The shingles of the documents at these places: the words of the few that may be alike are read again, if they are not kept.
fn shingles(
    wanted: &BTreeSet<usize>,
    documents: &[Document],
    places: &[(&Source, usize)],
    again: &(dyn Fn(&Source) -> Vec<Document> + Sync),
) -> BTreeMap<usize, Shingles> {
    let words = |at: &usize| {
        let (document, (source, nth)) = (documents.get(*at)?, places.get(*at)?);
        if document.text.is_empty() {
            again(source).get(*nth).map(|document| (*at, Shingles::of(near::said(document))))
        } else {
            Some((*at, Shingles::of(near::said(document))))
        }
    };
    wanted.par_iter().filter_map(words).collect()
}

/// A file on its way through a run.
struct File<'a> {
    source: &'a Source,
    /// The hash of its bytes; none for standard input and what cannot be read.
    hash: Option<String>,
    documents: Vec<Document>,
    notices: Vec<Notice>,
    /// What each document says, if that is known.
    coded: Option<Vec<Coded>>,
    /// What tells of each whether another is of the same words; there once it is known what they say.
    prints: Vec<Print>,
}

impl<'a> File<'a> {
    /// The file as an earlier run read it, if it has not changed.
    fn of(source: &'a Source, cache: &Cache) -> Self {
        let hash = source.path.as_deref().and_then(cache::hash);
        let mut file = Self { source, hash, documents: Vec::new(), notices: Vec::new(), coded: None, prints: Vec::new() };
        if let Some(entry) = file.hash.as_deref().and_then(|hash| cache.get(&source.source, hash)) {
            let (statements, prints): (Vec<_>, Vec<Print>) =
                entry.statements.iter().map(|(document, coded, print)| ((document.clone(), coded.clone()), *print)).unzip();
            let (documents, coded) = statements.into_iter().unzip();
            (file.documents, file.coded, file.prints, file.notices) = (documents, Some(coded), prints, entry.notices.clone());
        }
        file
    }

    /// Reads the file, if it is not known what it says.
    fn read_if_new(&mut self, actors: &Actors, overrides: &Overrides, options: &Options, loaded: &mut Loaded) {
        if self.coded.is_some() {
            return;
        }
        let found = read::load_all(self.source, actors, overrides, options);
        (self.documents, self.notices) = (found.documents, found.notices);
        // What was read only in part is read again next time, so that it is complained of again.
        if !found.errors.is_empty() {
            found.errors.iter().for_each(complain);
            loaded.failed += found.errors.len();
            self.hash = None;
        }
    }
}

impl AboutArgs {
    /// Reads the statements that can be read, and complains of the others.
    pub(super) fn load(&self, inputs: &[PathBuf], actors: &Actors) -> Result<Loaded> {
        let overrides = self.overrides(actors)?;
        let (sources, errors) = read::gather(inputs);
        let mut loaded = Loaded { documents: Vec::new(), notices: Vec::new(), failed: errors.len() };
        errors.iter().for_each(complain);
        for source in &sources {
            let found = read::load_all(source, actors, &overrides, &self.reading.options());
            loaded.documents.extend(found.documents);
            loaded.notices.extend(found.notices);
            found.errors.iter().for_each(complain);
            loaded.failed += found.errors.len();
        }
        read::ids(&mut loaded.documents);
        Ok(loaded)
    }

    pub(super) fn overrides(&self, actors: &Actors) -> Result<Overrides> {
        let manifest = match &self.manifest {
            Some(path) => Some(Manifest::parse(&path.display().to_string(), &files::text(path)?, actors)?),
            None => None,
        };
        Ok(Overrides { manifest, actor: self.actor.clone(), date: self.date, forum: self.forum.clone() })
    }
}

/// A probability as an argument.
pub(super) fn probability(written: &str) -> std::result::Result<f64, String> {
    let wrong = || format!("`{written}` is no probability; give a number from 0 to 1, such as 0.5");
    written.parse().ok().filter(|number| (0.0..=1.0).contains(number)).ok_or_else(wrong)
}

pub(super) fn nothing_read() -> Error {
    Error::new("no statement could be read").hint("see the errors above, if any; `demarche formats` lists what is read")
}

fn none_left() -> Error {
    Error::new("no statement is left").hint("none of those read fits --in-forum, --from and --to")
}

/// At most so many notices are printed; the number of the others is said.
const MOST_NOTICES: usize = 20;

pub(super) fn mention(notices: &[Notice]) {
    for notice in notices.iter().take(MOST_NOTICES) {
        say(&format!("note: {notice}"));
    }
    if notices.len() > MOST_NOTICES {
        say(&format!("note: and {} more such notes", notices.len() - MOST_NOTICES));
    }
}

/// The codebook files that paths name: a built-in codebook's name stands for its files, a folder for its TOML files.
fn codebooks(paths: &[PathBuf]) -> Result<Vec<SourceFile>> {
    let mut found = Vec::new();
    for path in paths {
        match built_in(path) {
            Some(built_in) => found.extend(built_in.files()),
            None if path.exists() => found.extend(sources(std::slice::from_ref(path))?),
            None => return Err(unknown(path)),
        }
    }
    Ok(found)
}

/// The labelled files or codebook files that paths name: a folder stands for its TOML files.
pub(super) fn sources(paths: &[PathBuf]) -> Result<Vec<SourceFile>> {
    all_of(paths, &["toml"])
}

/// The texts that paths name: a folder stands for its text files.
pub(super) fn running_text(paths: &[PathBuf]) -> Result<Vec<SourceFile>> {
    all_of(paths, &["txt", "md"])
}

fn all_of(paths: &[PathBuf], extensions: &[&str]) -> Result<Vec<SourceFile>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            for file in files::below(path, extensions)? {
                found.push(source(&file)?);
            }
        } else {
            found.push(source(path)?);
        }
    }
    Ok(found)
}

fn source(path: &Path) -> Result<SourceFile> {
    Ok(SourceFile::new(path.display().to_string(), files::text(path)?))
}

/// The built-in codebook that has this name.
fn built_in(path: &Path) -> Option<&'static BuiltIn> {
    path.to_str().and_then(BuiltIn::named)
}

/// Neither a file, nor a folder, nor a built-in codebook.
fn unknown(path: &Path) -> Error {
    let names = BUILT_IN.iter().map(|one| format!("`{}`", one.id)).collect::<Vec<_>>().join(" and ");
    Error::new(format!("there is no codebook `{}`", path.display()))
        .hint(format!("the built-in ones are {names}; else give a TOML file or a folder of them"))
}

/// Several problems as one error.
fn together(problems: &[Error]) -> Error {
    let shown = problems.iter().take(10).map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let more = problems.len().saturating_sub(10);
    let rest = if more > 0 { format!("\nand {more} more; `demarche codebook check FILE` lists all") } else { String::new() };
    Error::new(format!("the codebook has {} problem{}:\n{shown}{rest}", problems.len(), if problems.len() == 1 { "" } else { "s" }))
}

/// How much of what was said the codebook holds, in words.
pub(super) fn coverage(comparison: &Comparison) -> String {
    let all = Coverage::together(&comparison.coverage);
    let share = 100.0 * all.said.share().unwrap_or(0.0);
    format!("{share:.1} % of {} position-taking sentences (of {}) are in the codebook", all.said.position_taking, all.sentences)
}
