//! Source files → a [`Codebook`], or every problem they have.

use super::cue::{Cue, Effect};
use super::edition::{self, Edition};
use super::language::{Language, SmallWords};
use super::lookout::Lookout;
use super::proposition::{Context, Proposition};
use super::relation::{RelationKind, Relations};
use super::sense::Sense;
use super::source::{self, CodebookFile, ConceptEntry, ContextSource, CueEntry, CueFile, PropositionSource, SourceFile, Written};
use crate::error::Error;
use crate::model::{ENGLISH, Wording};
use crate::text::near::did_you_mean;
use crate::text::phrase::{ConceptId, Lexicon, Pattern, Phrase};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;

/// What a pattern of a codebook belongs to.
#[derive(Debug, Clone)]
pub struct Owner {
    /// The proposition's index.
    pub proposition: usize,
    /// How the pattern takes the proposition up; none if it hides a match it overlaps.
    pub wording: Option<Wording>,
    /// Whether it is a term, counted over the whole document.
    pub term: bool,
    /// The pattern as written.
    pub phrase: String,
    /// The pattern.
    pub(crate) pattern: Pattern,
}

/// Propositions, concepts, cues: everything extraction looks for.
#[derive(Debug)]
pub struct Codebook {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The language its phrases are in, as an ISO 639-1 code.
    pub own_language: String,
    /// The same propositions with phrases in other languages, by their codes.
    pub(crate) editions: Vec<Edition>,
    /// The propositions, in the order of their files.
    pub propositions: Vec<Proposition>,
    /// Where each of them stands among them.
    places: BTreeMap<String, usize>,
    /// How they stand to each other.
    pub relations: Relations,
    /// The cues of all languages, one language after the other.
    pub cues: Vec<Cue>,
    /// So many of them, the first, are from the codebook's own files.
    pub own_cues: usize,
    /// The languages in which stance can be read; at least one.
    pub(crate) spoken: Vec<Language>,
    /// All words and concepts.
    pub(crate) lexicon: Lexicon,
    /// The patterns of all propositions.
    pub(crate) owners: Vec<Owner>,
    /// Says which of `owners` to look at where.
    pub(crate) lookout: Lookout,
    /// The concept by which a passage is known to be about the debate.
    pub(crate) domain: Option<ConceptId>,
    /// That concept's name.
    pub(crate) domain_name: Option<String>,
    /// Models of which words go with which proposition, if there are any.
    pub(crate) sense: Option<Sense>,
}

impl Codebook {
    /// Builds a codebook from its files and the cues. Files with phrases in further languages are kept until they are needed.
    ///
    /// # Errors
    /// Every problem found, each with file, line and caret.
    pub fn build(files: &[SourceFile], cues: &[SourceFile]) -> Result<Self, Vec<Error>> {
        let (own, editions) = edition::parted(files);
        Self::build_on(&own, cues, None).map(|codebook| Self { editions, ..codebook })
    }

    /// The phrases of `files` in a language for the propositions of another codebook; or a codebook of its own.
    pub(super) fn build_on(files: &[SourceFile], cues: &[SourceFile], base: Option<(&Self, &str)>) -> Result<Self, Vec<Error>> {
        let mut builder = Builder::default();
        if let Some((_, language)) = base {
            builder.lexicon = Lexicon::in_language(language);
        }
        let (files, cues) = rayon::join(|| parsed::<CodebookFile<'_>>(files), || parsed::<CueFile<'_>>(cues));
        let files = builder.readable(files);
        builder.concepts(&files);
        match base {
            None => {
                builder.propositions(&files);
                builder.more(&files);
                builder.relate(&files);
            }
            Some((base, _)) => builder.phrases_for(base, &files),
        }
        let cues = builder.readable(cues);
        builder.own_cues(&files);
        builder.cues(cues);
        builder.finish(&files, base)
    }

    /// The codebook with models of which words go with its propositions: then these are also found in other words.
    #[must_use]
    pub fn with_sense(self, sense: Sense) -> Self {
        Self { sense: Some(sense), ..self }
    }

    /// The codebook with cues that lack an effect.
    #[must_use]
    pub fn without(mut self, effect: Effect) -> Self {
        self.cues.iter_mut().for_each(|cue| cue.forget(effect));
        self
    }

    /// The language with that ISO 639-1 code; the first one if there is none such.
    ///
    /// # Panics
    /// Never: a codebook has at least one language.
    #[must_use]
    pub fn language(&self, code: &str) -> &Language {
        self.spoken.iter().find(|language| language.id == code).unwrap_or(&self.spoken[0])
    }

    /// The same propositions with phrases in that language: itself, one of its editions, or none.
    ///
    /// # Errors
    /// Every problem of the edition's files, when it is first asked for.
    pub fn in_language(&self, language: &str) -> Result<Option<&Self>, &[Error]> {
        if self.own_language == language {
            return Ok(Some(self));
        }
        self.editions.iter().find(|edition| edition.language == language).map(|edition| edition.codebook(self)).transpose()
    }

    /// The languages its phrases are in, as ISO 639-1 codes, its own first.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        std::iter::once(self.own_language.as_str()).chain(self.editions.iter().map(|edition| edition.language.as_str())).collect()
    }

    /// The proposition with that id.
    #[must_use]
    pub fn proposition(&self, id: &str) -> Option<&Proposition> {
        self.propositions.get(*self.places.get(id)?)
    }
}

/// A file and what it holds, or why it cannot be read.
type Parsed<'f, T> = (&'f SourceFile, Result<T, Error>);

/// Parses the files side by side.
fn parsed<'f, T: Deserialize<'f> + Send>(files: &'f [SourceFile]) -> Vec<Parsed<'f, T>> {
    files.par_iter().map(|file| (file, source::parse::<T>(file))).collect()
}

#[derive(Default)]
struct Builder {
    problems: Vec<Error>,
    lexicon: Lexicon,
    propositions: Vec<Proposition>,
    owners: Vec<Owner>,
    relations: Relations,
    cues: Vec<Cue>,
    own_cues: usize,
    /// The code of each language, the places of its cues, and its small words.
    spoken: Vec<(String, Range<usize>, SmallWords)>,
}

impl Builder {
    /// The files that could be read; the others are problems.
    fn readable<'f, T>(&mut self, files: Vec<Parsed<'f, T>>) -> Vec<(&'f SourceFile, T)> {
        let mut readable = Vec::new();
        for (file, parsed) in files {
            match parsed {
                Ok(parsed) => readable.push((file, parsed)),
                Err(error) => self.problems.push(error),
            }
        }
        readable
    }

    /// Compiles the concepts, those first that others use.
    fn concepts(&mut self, files: &[(&SourceFile, CodebookFile<'_>)]) {
        let mut entries: BTreeMap<&str, (&SourceFile, &ConceptEntry<'_>)> = BTreeMap::new();
        for (file, parsed) in files {
            for entry in &parsed.concept {
                if let Some((other, _)) = entries.insert(entry.id.get_ref(), (file, entry)) {
                    let what = format!("the concept `{}` is defined twice, first in {}", entry.id.get_ref(), other.name);
                    self.problems.push(Error::new(what).in_text(&file.name, &file.text, entry.id.span().start));
                }
            }
        }
        let names: Vec<&str> = entries.keys().copied().collect();
        let mut done = BTreeSet::new();
        for name in names {
            self.concept(name, &entries, &mut done, &mut Vec::new());
        }
    }

    fn concept<'e>(
        &mut self,
        name: &'e str,
        entries: &BTreeMap<&'e str, (&SourceFile, &'e ConceptEntry<'_>)>,
        done: &mut BTreeSet<&'e str>,
        open: &mut Vec<&'e str>,
    ) {
        if done.contains(name) {
            return;
        }
        let Some((file, entry)) = entries.get(name) else { return };
        if open.contains(&name) {
            let what = format!("concepts use each other in a circle: {} → {name}", open.join(" → "));
            self.problems.push(Error::new(what).in_text(&file.name, &file.text, entry.id.span().start));
            done.insert(name);
            return;
        }
        open.push(name);
        let mut phrases = Vec::new();
        for written in &entry.phrases {
            match written.get_ref().parsed() {
                Ok(parsed) => {
                    for used in used_concepts(&parsed) {
                        if let Some((key, _)) = entries.get_key_value(used) {
                            self.concept(key, entries, done, open);
                        }
                    }
                    phrases.push((written, parsed));
                }
                Err(error) => self.problems.push(misphrased(file, written, error.at, &error.what)),
            }
        }
        open.pop();
        if !done.insert(name) {
            return;
        }
        let mut patterns = Vec::new();
        for (written, parsed) in phrases {
            match self.lexicon.pattern(&parsed) {
                Ok(pattern) => patterns.push(pattern),
                Err(what) => self.problems.push(misphrased(file, written, 0, &what)),
            }
        }
        self.lexicon.concept(name, patterns);
    }

    fn propositions(&mut self, files: &[(&SourceFile, CodebookFile<'_>)]) {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (file, parsed) in files {
            for entry in &parsed.proposition {
                let id = entry.id.get_ref();
                if let Some(other) = seen.insert(id.clone(), file.name.clone()) {
                    let what = format!("the proposition `{id}` is defined twice, first in {other}");
                    self.problems.push(Error::new(what).in_text(&file.name, &file.text, entry.id.span().start));
                    continue;
                }
                self.proposition(file, entry);
            }
        }
    }

    /// What files give besides for propositions that others list.
    fn more(&mut self, files: &[(&SourceFile, CodebookFile<'_>)]) {
        let places: BTreeMap<String, usize> = self.propositions.iter().enumerate().map(|(at, one)| (one.id.clone(), at)).collect();
        for (file, entry) in files.iter().flat_map(|(file, parsed)| parsed.more.iter().map(move |entry| (file, entry))) {
            let id = entry.id.get_ref();
            let mut problem = |what: String, hint: String| {
                self.problems.push(Error::new(what).in_text(&file.name, &file.text, entry.id.span().start).hint(hint));
            };
            let Some(at) = places.get(id.as_str()) else {
                problem(format!("there is no proposition `{id}`"), did_you_mean(id, places.keys().map(String::as_str)));
                continue;
            };
            if let Some(key) = entry.of_the_proposition() {
                let hint = "a table `[[more]]` gives phrases and examples only".to_owned();
                problem(format!("`{key}` of `{id}` is said where the proposition is listed"), hint);
            }
            let phrases = self.phrases_of(file, entry, *at);
            let proposition = &mut self.propositions[*at];
            proposition.phrases.extend(phrases);
            proposition.supports.extend(entry.supports.iter().cloned());
            proposition.opposes.extend(entry.opposes.iter().cloned());
            proposition.silent.extend(entry.silent.iter().cloned());
        }
    }

    /// The propositions of a codebook, with the phrases that files give for them in another language.
    fn phrases_for(&mut self, base: &Codebook, files: &[(&SourceFile, CodebookFile<'_>)]) {
        let places: BTreeMap<&str, usize> = base.propositions.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
        self.propositions = base.propositions.iter().map(Proposition::without_phrases).collect();
        self.relations = base.relations.clone();
        let mut seen = BTreeSet::new();
        for (file, entry) in files.iter().flat_map(|(file, parsed)| parsed.proposition.iter().map(move |entry| (file, entry))) {
            let id = entry.id.get_ref().as_str();
            let mut problem = |what: String, hint: String| {
                self.problems.push(Error::new(what).in_text(&file.name, &file.text, entry.id.span().start).hint(hint));
            };
            let Some(at) = places.get(id) else {
                problem(format!("there is no proposition `{id}`"), did_you_mean(id, places.keys().copied()));
                continue;
            };
            if !seen.insert(id) {
                problem(format!("the proposition `{id}` has two entries"), "keep its phrases together".to_owned());
            }
            if let Some(key) = entry.of_the_proposition() {
                let hint = "a file with `language = …` gives phrases and examples only".to_owned();
                problem(format!("`{key}` of `{id}` is said where the proposition is listed"), hint);
            }
            let phrases = self.phrases_of(file, entry, *at);
            let terms_min = (!entry.terms.is_empty()).then(|| entry.terms_min.unwrap_or(3));
            let proposition = &mut self.propositions[*at];
            (proposition.phrases, proposition.terms_min) = (phrases, terms_min);
            (proposition.supports, proposition.opposes) = (entry.supports.clone(), entry.opposes.clone());
            proposition.silent.clone_from(&entry.silent);
        }
    }

    /// Compiles the phrases of an entry; gives them as written, with how each takes the proposition up.
    fn phrases_of(&mut self, file: &SourceFile, entry: &PropositionSource<'_>, index: usize) -> Vec<(Wording, String)> {
        let lists = [
            (Some(Wording::States), &entry.says),
            (Some(Wording::Denies), &entry.denies),
            (Some(Wording::Names), &entry.names),
            (Some(Wording::NamesOpposite), &entry.names_opposite),
            (None, &entry.except),
        ];
        let count: usize = lists.iter().map(|(_, list)| list.len()).sum();
        let mut phrases = Vec::with_capacity(count);
        self.owners.reserve(count);
        for (wording, list) in lists {
            for written in list {
                let phrase = written.get_ref().text.clone().into_owned();
                phrases.extend(wording.map(|wording| (wording, phrase.clone())));
                self.owner(file, written, Owner { proposition: index, wording, term: false, phrase, pattern: Pattern::default() });
            }
        }
        for written in &entry.terms {
            let phrase = written.get_ref().text.clone().into_owned();
            let wording = Some(Wording::States);
            self.owner(file, written, Owner { proposition: index, wording, term: true, phrase, pattern: Pattern::default() });
        }
        if phrases.is_empty() && entry.terms.is_empty() {
            let what = format!("the proposition `{}` has no phrases: nothing would ever find it", entry.id.get_ref());
            let error = Error::new(what).in_text(&file.name, &file.text, entry.id.span().start);
            self.problems.push(error.hint("add `says`, `denies` or `names`"));
        }
        phrases
    }

    fn proposition(&mut self, file: &SourceFile, entry: &PropositionSource<'_>) {
        let phrases = self.phrases_of(file, entry, self.propositions.len());
        for (key, value) in [("topic", &entry.topic), ("wording", &entry.wording)] {
            if value.is_none() {
                let what = format!("the proposition `{}` has no `{key}`", entry.id.get_ref());
                self.problems.push(Error::new(what).in_text(&file.name, &file.text, entry.id.span().start));
            }
        }
        if let Some(strength) = &entry.strength
            && !(1..=5).contains(strength.get_ref())
        {
            self.problems.push(Error::new("a strength is 1 to 5").in_text(&file.name, &file.text, strength.span().start));
        }
        self.propositions.push(Proposition {
            id: entry.id.get_ref().clone(),
            topic: entry.topic.clone().unwrap_or_default(),
            wording: entry.wording.clone().unwrap_or_default(),
            phrases,
            context: match entry.context {
                ContextSource::Domain => Context::Domain,
                ContextSource::Own => Context::Own,
                ContextSource::Sentence => Context::Sentence,
            },
            harm: entry.harm,
            practice: entry.practice,
            residual: entry.residual,
            covers: entry.covers.iter().map(|id| id.get_ref().clone()).collect(),
            strength: entry.strength.as_ref().map_or(3, |strength| *strength.get_ref()),
            terms_min: (!entry.terms.is_empty()).then(|| entry.terms_min.unwrap_or(3)),
            supports: entry.supports.clone(),
            opposes: entry.opposes.clone(),
            silent: entry.silent.clone(),
        });
    }

    fn owner(&mut self, file: &SourceFile, written: &Written<'_>, mut owner: Owner) {
        if let Some(pattern) = self.compile(file, written) {
            owner.pattern = pattern;
            self.owners.push(owner);
        }
    }

    /// Compiles a phrase that needs a literal, by which it is found.
    fn compile(&mut self, file: &SourceFile, written: &Written<'_>) -> Option<Pattern> {
        let parsed = match written.get_ref().parsed() {
            Ok(parsed) => parsed,
            Err(error) => {
                self.problems.push(misphrased(file, written, error.at, &error.what));
                return None;
            }
        };
        match self.lexicon.pattern(&parsed) {
            Ok(pattern) if pattern.needs_a_literal() => Some(pattern),
            Ok(_) => {
                self.problems.push(misphrased(file, written, 0, "a phrase must hold a word besides `@actor`"));
                None
            }
            Err(what) => {
                self.problems.push(misphrased(file, written, 0, &what));
                None
            }
        }
    }

    fn relate(&mut self, files: &[(&SourceFile, CodebookFile<'_>)]) {
        let known: BTreeSet<String> = self.propositions.iter().map(|proposition| proposition.id.clone()).collect();
        for (file, parsed) in files {
            for entry in &parsed.proposition {
                let lists = [
                    (RelationKind::Contradicts, &entry.contradicts),
                    (RelationKind::Conflicts, &entry.conflicts),
                    (RelationKind::Differs, &entry.differs),
                    (RelationKind::Entails, &entry.entails),
                ];
                for other in entry.covers.iter().filter(|other| !known.contains(other.get_ref())) {
                    let hint = did_you_mean(other.get_ref(), known.iter().map(String::as_str));
                    let error = Error::new(format!("there is no proposition `{}`", other.get_ref()));
                    self.problems.push(error.in_text(&file.name, &file.text, other.span().start).hint(hint));
                }
                for (kind, list) in lists {
                    for other in list {
                        self.relation(file, entry.id.get_ref(), other, kind, &known);
                    }
                }
            }
        }
    }

    fn relation(&mut self, file: &SourceFile, id: &str, other: &Spanned<String>, kind: RelationKind, known: &BTreeSet<String>) {
        let place = |error: Error| error.in_text(&file.name, &file.text, other.span().start);
        let name = other.get_ref();
        if !known.contains(name) {
            let hint = did_you_mean(name, known.iter().map(String::as_str));
            self.problems.push(place(Error::new(format!("there is no proposition `{name}`"))).hint(hint));
        } else if name == id {
            self.problems.push(place(Error::new(format!("`{id}` is related to itself"))));
        } else if let Some(old) = self.relations.add(id, name, kind) {
            let what = format!("`{id}` and `{name}` are related twice: {} and {}", old.name(), kind.name());
            self.problems.push(place(Error::new(what)));
        }
    }

    /// The cues of the codebook's own files. They stand before those of the language, so that of two for the same words the own one
    /// holds.
    fn own_cues(&mut self, files: &[(&SourceFile, CodebookFile<'_>)]) {
        for (file, entry) in files.iter().flat_map(|(file, parsed)| parsed.cue.iter().map(move |entry| (*file, entry))) {
            self.cue(file, entry, 0);
        }
        self.own_cues = self.cues.len();
    }

    fn cues(&mut self, files: Vec<(&SourceFile, CueFile<'_>)>) {
        // The first language is the codebook's own.
        let mut first = 0;
        for (file, parsed) in files {
            let id = parsed.language.id.get_ref().clone();
            if self.spoken.iter().any(|(other, ..)| *other == id) {
                let what = format!("the language `{id}` has two files of cues");
                self.problems.push(Error::new(what).in_text(&file.name, &file.text, parsed.language.id.span().start));
            }
            for entry in &parsed.cue {
                self.cue(file, entry, first);
            }
            self.spoken.push((id, first..self.cues.len(), parsed.words));
            first = self.cues.len();
        }
    }

    /// Compiles a cue; those from place `first` on are of its language.
    fn cue(&mut self, file: &SourceFile, entry: &CueEntry<'_>, first: usize) {
        let patterns: Vec<Pattern> = entry.phrases.iter().filter_map(|written| self.compile(file, written)).collect();
        let mut problem = |what: String, hint: &str| {
            self.problems.push(Error::new(what).in_text(&file.name, &file.text, entry.id.span().start).hint(hint));
        };
        let id = entry.id.get_ref();
        if self.cues[first..].iter().any(|cue| cue.id == *id) {
            problem(format!("the cue `{id}` is defined twice"), "give one of them another id; the built-in cues have theirs");
        }
        if entry.effect.is_empty() || entry.phrases.is_empty() {
            problem(format!("the cue `{id}` does nothing"), "give it phrases and an effect, such as [\"for\"] or [\"against\"]");
        }
        if !(1..=5).contains(&entry.strength) {
            problem(format!("the cue `{id}` has the strength {}", entry.strength), "it is from 1 (acknowledgement) to 5 (red line)");
        }
        self.cues.push(Cue {
            id: id.clone(),
            patterns,
            phrases: entry.phrases.iter().map(|written| written.get_ref().text.clone().into_owned()).collect(),
            effects: entry.effect.clone(),
            strength: entry.strength,
            direction: entry.direction,
            reach: entry.reach,
            words: entry.words.unwrap_or(40),
            impersonal: entry.impersonal,
            takes: entry.takes,
            modality: entry.modality,
            examples: entry.examples.clone(),
        });
    }

    fn finish(mut self, files: &[(&SourceFile, CodebookFile<'_>)], base: Option<(&Codebook, &str)>) -> Result<Codebook, Vec<Error>> {
        let heads: Vec<_> = files.iter().filter_map(|(file, parsed)| parsed.codebook.as_ref().map(|head| (*file, head))).collect();
        let (mut domain, mut domain_name) = (None, None);
        let (mut id, mut title, mut language) = (String::new(), String::new(), String::new());
        if let Some((base, spoken)) = base {
            (id, title) = (base.id.clone(), base.title.clone());
            spoken.clone_into(&mut language);
            domain = base.domain_name.as_deref().and_then(|name| self.lexicon.concept_id(name));
            if let (Some(name), None, Some((file, _))) = (&base.domain_name, domain, files.first()) {
                let what = format!("the language `{spoken}` has no concept `{name}`, by which it is known what the debate is about");
                self.problems.push(Error::new(what).at(&file.name).hint(format!("add a `[[concept]]` with `id = \"{name}\"`")));
            }
        // A file that extends another codebook may bring its own head; the first one names the whole.
        } else if let Some((file, head)) = heads.first() {
            (id, title) = (head.id.clone(), head.title.clone());
            language = head.languages.first().cloned().unwrap_or_else(|| ENGLISH.to_owned());
            domain_name = head.domain.as_ref().map(|name| name.get_ref().trim_start_matches('@').to_owned());
            if let Some(name) = &head.domain {
                domain = self.lexicon.concept_id(name.get_ref().trim_start_matches('@'));
                if domain.is_none() {
                    let what = format!("the domain `{}` is no concept", name.get_ref());
                    self.problems.push(Error::new(what).in_text(&file.name, &file.text, name.span().start));
                }
            }
        } else if self.problems.is_empty() {
            self.problems.push(
                Error::new("no file has a `[codebook]` head")
                    .hint("begin one with `[codebook]`, `id = \"…\"`, `title = \"…\"`, `domain = \"@concept\"`"),
            );
        }
        if self.propositions.is_empty() && self.problems.is_empty() {
            self.problems.push(
                Error::new("the codebook has no propositions")
                    .hint("add a `[[proposition]]` table; `demarche codebook show il.applies` prints one"),
            );
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let mut lexicon = self.lexicon;
        let cues = self.cues;
        if self.spoken.is_empty() {
            self.spoken.push((String::new(), 0..0, SmallWords::default()));
        }
        let small: Vec<_> = self.spoken.iter().flat_map(|(_, _, words)| words.clues(&mut lexicon)).collect();
        let spoken = self.spoken.into_iter();
        let (spoken, lookout) = rayon::join(
            || spoken.map(|(id, places, words)| Language::new(id, places, &cues, words, &lexicon)).collect(),
            || Lookout::new(&lexicon, &self.owners, &self.propositions, domain, &small),
        );
        Ok(Codebook {
            id,
            title,
            own_language: language,
            editions: Vec::new(),
            places: self.propositions.iter().enumerate().map(|(at, one)| (one.id.clone(), at)).collect(),
            propositions: self.propositions,
            relations: self.relations,
            cues,
            own_cues: self.own_cues,
            spoken,
            lexicon,
            owners: self.owners,
            lookout,
            domain,
            domain_name,
            sense: None,
        })
    }
}

fn misphrased(file: &SourceFile, written: &Written<'_>, at: usize, what: &str) -> Error {
    // The span covers the quotation mark too.
    Error::new(what).in_text(&file.name, &file.text, written.span().start + 1 + at)
}

fn used_concepts<'p>(phrase: &Phrase<'p>) -> Vec<&'p str> {
    use Phrase as P;
    match phrase {
        P::Concept(name) => vec![name],
        P::Sequence(items) | P::Choice(items) | P::Bag { items, .. } => items.iter().flat_map(used_concepts).collect(),
        P::Optional(inner) | P::Not(inner) => used_concepts(inner),
        P::Word(_) | P::Exact(_) | P::Prefix(_) | P::Gap { .. } | P::Start | P::End | P::Bound => Vec::new(),
    }
}
