//! The one file that names every stage, in order.

#[cfg(feature = "arrow")]
mod batches;
mod coalitions;
mod from_claims;
mod intervals;

use crate::analyse;
use crate::assertion::{self, Topics};
use crate::codebook::{Actors, Codebook, Overview, Reading, SourceFile};
use crate::criticism::{self, Reproaches};
use crate::discover::{self, Clause, Motto};
use crate::error::{Error, Result};
use crate::extract;
use crate::link;
use crate::model::{
    Actor, Claim, Comparison, Coverage, Criticism, Date, Discovery, Document, Mention, Metadata, Notice, Position, PropositionEntry,
    Sentences, Side,
};
use crate::position;
use crate::segment;
use crate::stance::{self, Outcome, SentenceDerivation};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[cfg(feature = "arrow")]
pub use batches::Extracted;
pub use coalitions::coalitions;
pub use intervals::FEWEST_DRAWS;

/// All that one document says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Coded {
    /// Its claims, alignments and textual proposals.
    pub outcome: Outcome,
    /// Whom it reproaches.
    pub criticisms: Vec<Criticism>,
    /// What takes a position besides, and how much of what it says the codebook holds.
    pub asserted: assertion::Found,
}

/// How much of what a document says is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Its claims, alignments and textual proposals.
    Claims,
    /// Whom it reproaches besides, and what else takes a position: so much more is looked at that it takes several times as long.
    All,
}

/// Reads documents with a codebook and a gazetteer.
#[derive(Debug)]
pub struct Coder {
    /// What is looked for.
    pub codebook: Codebook,
    /// Who can hold it.
    pub actors: Actors,
}

impl Coder {
    /// The claims, alignments and textual proposals of one document.
    #[must_use]
    pub fn code(&self, document: &Document) -> Outcome {
        self.code_as(document, Domain::FromWords)
    }

    /// The claims of a sentence, read as said by `actor` in a meeting on the codebook's subject; in the codebook's own language if
    /// the sentence is too short to tell.
    #[must_use]
    pub fn code_sentence(&self, text: &str, actor: &str) -> Outcome {
        self.code_as(&spoken(text, actor), Domain::Assumed)
    }

    /// The same for a sentence in a language given by its ISO 639-1 code.
    #[must_use]
    pub fn code_sentence_in(&self, text: &str, actor: &str, language: &str) -> Outcome {
        let mut document = spoken(text, actor);
        document.meta.language = Some(language.to_owned());
        self.code_as(&document, Domain::Assumed)
    }

    /// The claims of a document, and how each mention in it came to its stance, or to none.
    #[must_use]
    pub fn explain(&self, document: &Document) -> (Outcome, Vec<SentenceDerivation>) {
        self.explain_as(document, Domain::FromWords)
    }

    /// The same for a sentence, read as said by `actor` in a meeting on the codebook's subject.
    #[must_use]
    pub fn explain_sentence(&self, text: &str, actor: &str) -> (Outcome, Vec<SentenceDerivation>) {
        self.explain_as(&spoken(text, actor), Domain::Assumed)
    }

    /// Everything that documents say, and how their speakers stand to each other. `done` is called after each document, from
    /// any thread. The order of the documents makes no difference.
    #[must_use]
    pub fn compare(&self, documents: &[Document], done: &(dyn Fn() + Sync)) -> Comparison {
        self.compare_surer(documents, 0.0, done)
    }

    /// The same from claims of at least this confidence (0–1) alone.
    #[must_use]
    pub fn compare_surer(&self, documents: &[Document], min_confidence: f64, done: &(dyn Fn() + Sync)) -> Comparison {
        let topics = self.topics();
        let coded = documents
            .par_iter()
            .map(|document| {
                let coded = self.code_fully(document, &topics);
                done();
                coded
            })
            .collect();
        self.combine(documents, coded, min_confidence)
    }

    /// The words by which the topic of a sentence without a proposition is told.
    #[must_use]
    pub fn topics(&self) -> Topics {
        Topics::of(&self.codebook)
    }

    /// What [`Coder::code_to`] needs at a depth: nothing where only claims are looked for.
    #[must_use]
    pub fn topics_to(&self, depth: Depth) -> Topics {
        match depth {
            Depth::Claims => Topics::default(),
            Depth::All => self.topics(),
        }
    }

    /// What one document says, for [`Coder::combine`]; `topics` are those of [`Coder::topics_to`] at that depth.
    #[must_use]
    pub fn code_to(&self, depth: Depth, document: &Document, topics: &Topics) -> Coded {
        match depth {
            Depth::Claims => Coded { outcome: self.code(document), ..Coded::default() },
            Depth::All => self.code_fully(document, topics),
        }
    }

    /// All that one document says, for [`Coder::combine`].
    #[must_use]
    pub fn code_fully(&self, document: &Document, topics: &Topics) -> Coded {
        let read = self.read(document, Domain::FromWords, |reading| {
            let (outcome, _) = code_reading(reading);
            let asserted = assertion::find(reading, topics, &outcome.claims);
            Coded { outcome, criticisms: reproaches(reading), asserted }
        });
        let mut coded = Coded::together(read.found);
        coded.outcome.notices.extend(self.unread(document, read.unread));
        coded
    }

    /// What documents say together, from what each says alone, in the same order; claims of at least this confidence (0–1). The
    /// words of the documents are not looked at.
    #[must_use]
    pub fn combine(&self, documents: &[Document], coded: Vec<Coded>, min_confidence: f64) -> Comparison {
        self.conclude(gathered(documents, coded, min_confidence))
    }

    /// The claims of documents and what else they say, in order, as [`Coder::combine`] gives them, but nothing that follows from them:
    /// no positions, pairs or common ground.
    #[must_use]
    pub fn list(&self, documents: &[Document], coded: Vec<Coded>, min_confidence: f64) -> Comparison {
        let mut comparison = gathered(documents, coded, min_confidence);
        in_order(&mut comparison);
        comparison.actors = self.named(&comparison);
        comparison
    }

    /// Works out what follows from the claims.
    fn conclude(&self, mut comparison: Comparison) -> Comparison {
        in_order(&mut comparison);
        comparison.propositions = self.propositions(&comparison);
        comparison.actors = self.named(&comparison);
        let order: Vec<String> = comparison.propositions.iter().map(|entry| entry.id.clone()).collect();
        let members = |group: &str, date: Option<Date>| self.actors.members(group, date).into_iter().map(str::to_owned).collect();
        comparison.positions = position::positions(&comparison.claims, &members, &order);
        for position in &comparison.positions {
            if let Some(actor) = self.actors.get(&position.actor) {
                comparison.actors.entry(position.actor.clone()).or_insert_with(|| actor.clone());
            }
        }
        // Paragraph 12 of one draft is not paragraph 12 of another: such positions are listed, and compared with none.
        let comparable: Vec<Position> = comparison.positions.iter().filter(|position| is_comparable(position)).cloned().collect();
        comparison.pairs = link::pairs(&comparable, &self.codebook.relations);
        comparison.ground =
            analyse::ground(&comparison.positions, &comparison.propositions, comparison.speakers.keys().map(String::as_str));
        comparison
    }

    /// What the documents' actors are for or against, whether the codebook knows it or not. `done` is called after each document,
    /// from any thread. The order of the documents makes no difference.
    ///
    /// # Errors
    /// If no document takes a position, or no proposition is taken up by enough actors.
    pub fn discover(&self, documents: &[Document], options: &discover::Options, done: &(dyn Fn() + Sync)) -> Result<Vec<Discovery>> {
        let read: Vec<(Vec<Clause>, BTreeSet<Motto>)> = documents
            .par_iter()
            .map(|document| {
                let sentences = segment::segment(document);
                let (codebook, actors) = (&self.codebook, &self.actors);
                let overview = Overview::of(codebook, &sentences);
                let reading = Reading { document, sentences: &sentences, overview: &overview, codebook, actors, assume_domain: false };
                let read = (Self::clauses(&reading), discover::mottos(&reading));
                done();
                read
            })
            .collect();
        let (clauses, mottos): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        if clauses.iter().all(Vec::is_empty) {
            return Err(Error::new("no statement takes a position: there is nothing to discover")
                .hint("give statements in English that support, oppose, urge or reject something"));
        }
        let mut found = discover::propose(clauses.into_iter().flatten().collect(), &mottos, &self.codebook, options)?;
        found.retain(|one| !one.names.is_empty() || !one.names_opposite.is_empty());
        if found.is_empty() {
            let what = format!("no proposition is taken up by {} actors or more", options.grouping.actors);
            return Err(Error::new(what).hint("give more statements, or ask for fewer actors with --min-actors"));
        }
        self.illustrate(&mut found)?;
        Ok(found)
    }

    /// Gives each discovery those of its sentences as examples that a codebook of the discoveries alone reads as it should.
    fn illustrate(&self, found: &mut [Discovery]) -> Result<()> {
        let Some(speaker) = self.actors.iter().next().map(|actor| actor.id.clone()).filter(|_| !found.is_empty()) else { return Ok(()) };
        let draft = SourceFile::new("draft", discover::draft(found, "Draft"));
        let codebook = Codebook::build(&[draft], &Codebook::built_in_cues())
            .map_err(|problems| problems.into_iter().next().unwrap_or_else(|| Error::new("the draft codebook is faulty")))?;
        let read = Coder { codebook, actors: Actors::new(self.actors.iter().cloned().collect())? };
        found.par_iter_mut().for_each(|one| {
            for quote in one.quotes.iter().take(TRIED) {
                let (list, expected) = if quote.agrees { (&mut one.supports, Side::For) } else { (&mut one.opposes, Side::Against) };
                let sentence = quote.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
                if list.len() >= EXAMPLES || list.contains(&sentence) {
                    continue;
                }
                let claims = read.code_sentence(&sentence, &speaker).claims;
                if claims.iter().find(|claim| claim.proposition_id == one.id).is_some_and(|claim| claim.stance.side() == expected) {
                    list.push(sentence);
                }
            }
        });
        Ok(())
    }

    /// The position-taking clauses of a document.
    fn clauses(reading: &Reading<'_>) -> Vec<Clause> {
        let mentions = discover::objects(reading);
        let of: BTreeMap<&str, &Mention> = mentions.iter().map(|mention| (mention.proposition.as_str(), mention)).collect();
        let entry = |id: &str| PropositionEntry { id: id.to_owned(), topic: String::new(), wording: String::new() };
        let claims = stance::claims(reading, &mentions, &entry).claims;
        let coded = stance::claims(reading, &extract::mentions(reading), &|id| extract::entry(reading, id)).claims;
        let found = claims.iter().filter_map(|claim| discover::clause(reading, of.get(claim.proposition_id.as_str())?, claim));
        let same = |clause: &Clause| {
            let overlaps =
                |claim: &&Claim| claim.evidence.mention.start < clause.span.end && clause.span.start < claim.evidence.mention.end;
            coded.iter().find(overlaps).map(|claim| claim.proposition_id.clone())
        };
        found.map(|clause| Clause { coded: same(&clause), ..clause }).collect()
    }

    fn code_as(&self, document: &Document, domain: Domain) -> Outcome {
        let read = self.read(document, domain, |reading| code_reading(reading).0);
        let mut outcome = Outcome::together(read.found);
        outcome.notices.extend(self.unread(document, read.unread));
        outcome
    }

    fn explain_as(&self, document: &Document, domain: Domain) -> (Outcome, Vec<SentenceDerivation>) {
        let read = self.read(document, domain, |reading| {
            let (outcome, mentions) = code_reading(reading);
            (outcome, stance::explain(reading, &mentions))
        });
        let (outcomes, derivations): (Vec<_>, Vec<_>) = read.found.into_iter().unzip();
        let mut outcome = Outcome::together(outcomes);
        outcome.notices.extend(self.unread(document, read.unread));
        let mut derivations: Vec<SentenceDerivation> = derivations.into_iter().flatten().collect();
        derivations.sort_by_key(|derivation| derivation.span);
        (outcome, derivations)
    }

    /// Looks at a document once in each of its languages that the codebook has phrases in.
    fn read<T>(&self, document: &Document, domain: Domain, look: impl Fn(&Reading<'_>) -> T) -> InLanguages<T> {
        let sentences = segment::segment(document);
        let languages: BTreeSet<&'static str> = sentences.list.iter().map(|sentence| sentence.language).collect();
        let mut known: Vec<(&'static str, &Codebook)> = Vec::new();
        let mut unread = Vec::new();
        for language in languages {
            match self.codebook.in_language(language) {
                Ok(Some(codebook)) => known.push((language, codebook)),
                Ok(None) | Err(_) => unread.push(language),
            }
        }
        let reading = |sentences: &Sentences, codebook: &Codebook| {
            let assume_domain = domain == Domain::Assumed;
            let overview = &Overview::of(codebook, sentences);
            look(&Reading { document, sentences, overview, codebook, actors: &self.actors, assume_domain })
        };
        let found = match known.as_slice() {
            // What is taken for another language may still be the codebook's own.
            [] => vec![reading(&sentences, &self.codebook)],
            [(_, codebook)] if unread.is_empty() => vec![reading(&sentences, codebook)],
            several => {
                let own = |one: &str, language: &str| one == self.codebook.own_language && unread.contains(&language);
                let only = |one: &str| sentences.only(&|language| language == one || own(one, language));
                several.iter().map(|(one, codebook)| reading(&only(one), codebook)).collect()
            }
        };
        InLanguages { found, unread }
    }

    /// What is in a language that the codebook has no phrases for is said to be so: never a silent zero.
    fn unread(&self, document: &Document, languages: Vec<&'static str>) -> Vec<Notice> {
        let known = self.codebook.languages().join(", ");
        let what = |language| {
            let name = crate::text::language::name(language).unwrap_or(language);
            format!("what is in {name} was not extracted, as the codebook has phrases for {known} only")
        };
        languages.into_iter().map(|language| Notice { place: document.source.clone(), what: what(language) }).collect()
    }

    /// The codebook's propositions, then the targets made from the words of claims.
    fn propositions(&self, comparison: &Comparison) -> Vec<PropositionEntry> {
        let listed = self.codebook.propositions.iter();
        let mut entries: Vec<PropositionEntry> =
            listed.map(|one| PropositionEntry { id: one.id.clone(), topic: one.topic.clone(), wording: one.wording.clone() }).collect();
        let known: BTreeSet<&str> = self.codebook.propositions.iter().map(|one| one.id.as_str()).collect();
        let made = comparison.claims.iter().filter(|claim| !known.contains(claim.proposition_id.as_str()));
        let made: BTreeMap<&str, PropositionEntry> = made
            .map(|claim| {
                let entry =
                    PropositionEntry { id: claim.proposition_id.clone(), topic: claim.topic.clone(), wording: claim.proposition.clone() };
                (claim.proposition_id.as_str(), entry)
            })
            .collect();
        entries.extend(made.into_values());
        entries
    }

    /// The actors that appear in a comparison.
    fn named(&self, comparison: &Comparison) -> BTreeMap<String, Actor> {
        let holders = comparison.claims.iter().map(|claim| &claim.holder);
        let aligned = comparison.alignments.iter().flat_map(|alignment| [&alignment.actor, &alignment.with]);
        let criticised = comparison.criticisms.iter().flat_map(|criticism| [&criticism.from, &criticism.to]);
        let ids: BTreeSet<&String> = holders.chain(aligned).chain(criticised).chain(comparison.speakers.keys()).collect();
        ids.into_iter().filter_map(|id| self.actors.get(id).map(|actor| (id.clone(), actor.clone()))).collect()
    }
}

/// All that documents say, each by itself; claims of at least this confidence.
fn gathered(documents: &[Document], coded: Vec<Coded>, min_confidence: f64) -> Comparison {
    let mut comparison = Comparison { documents: documents.len(), ..Comparison::default() };
    // Exactly the room they take: there may be very many.
    comparison.claims.reserve_exact(coded.iter().map(|coded| coded.outcome.claims.len()).sum());
    let mut coverage: BTreeMap<String, Coverage> = BTreeMap::new();
    for Coded { outcome, criticisms, asserted } in coded {
        comparison.criticisms.extend(criticisms);
        comparison.open.extend(asserted.open);
        // Where nobody looked nothing is covered.
        if asserted.coverage != Coverage::default() {
            let actor = asserted.coverage.actor.clone();
            coverage.entry(actor.clone()).or_insert_with(|| Coverage { actor, ..Coverage::default() }).add(&asserted.coverage);
        }
        comparison.claims.extend(outcome.claims.into_iter().filter(|claim| claim.confidence >= min_confidence));
        comparison.alignments.extend(outcome.alignments);
        comparison.edits.extend(outcome.edits);
        comparison.notices.extend(outcome.notices);
    }
    comparison.coverage = coverage.into_values().collect();
    comparison.speakers = speakers(documents);
    comparison
}

/// Puts what was found in its order.
fn in_order(comparison: &mut Comparison) {
    comparison.open.sort_by(|a, b| (&a.doc_id, a.span).cmp(&(&b.doc_id, b.span)));
    comparison
        .claims
        .sort_by(|a, b| (&a.doc_id, a.span, &a.proposition_id, &a.holder).cmp(&(&b.doc_id, b.span, &b.proposition_id, &b.holder)));
    comparison.alignments.sort_by(|a, b| (&a.doc_id, a.span, a).cmp(&(&b.doc_id, b.span, b)));
    comparison.edits.sort_by(|a, b| (&a.doc_id, a.span, &a.actor).cmp(&(&b.doc_id, b.span, &b.actor)));
    comparison.criticisms.sort_by(|a, b| (&a.doc_id, a.span, &a.to).cmp(&(&b.doc_id, b.span, &b.to)));
    comparison.notices.sort();
}

/// Whether a position can be compared with those of others.
fn is_comparable(position: &Position) -> bool {
    !position.proposition_id.starts_with("para.")
}

/// What is found in a document in each of its languages, and which of them were passed over.
struct InLanguages<T> {
    found: Vec<T>,
    unread: Vec<&'static str>,
}

impl Coded {
    /// Gives the document another id.
    pub fn rename(&mut self, id: &str) {
        for claim in self.outcome.claims.iter_mut().chain(&mut self.asserted.open) {
            let of_document = claim.claim_id.get(claim.doc_id.len()..).unwrap_or_default();
            claim.claim_id = format!("{id}{of_document}");
            id.clone_into(&mut claim.doc_id);
        }
        self.outcome.alignments.iter_mut().for_each(|one| id.clone_into(&mut one.doc_id));
        self.outcome.edits.iter_mut().for_each(|one| id.clone_into(&mut one.doc_id));
        self.criticisms.iter_mut().for_each(|one| id.clone_into(&mut one.doc_id));
    }

    /// What was found in the languages of one document, as if it were one.
    fn together(found: Vec<Self>) -> Self {
        let mut all = Self::default();
        let mut outcomes = Vec::new();
        for one in found {
            outcomes.push(one.outcome);
            all.criticisms.extend(one.criticisms);
            all.asserted.add(one.asserted);
        }
        Self { outcome: Outcome::together(outcomes), ..all }
    }
}

/// A discovery gets at most so many examples a side.
const EXAMPLES: usize = 3;

/// They are looked for in so many of its quotes, the most central first.
const TRIED: usize = 12;

/// Who is reproached in a document; the reproaches are built in, and a test reads them.
fn reproaches(reading: &Reading<'_>) -> Vec<Criticism> {
    Reproaches::built_in().map_or_else(|_| Vec::new(), |reproaches| criticism::criticisms(reading, reproaches))
}

/// How it is known that words are about the codebook's debate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Domain {
    FromWords,
    Assumed,
}

/// A document that holds just these words.
fn spoken(text: &str, actor: &str) -> Document {
    let meta = Metadata { actor: Some(actor.to_owned()), ..Metadata::default() };
    Document {
        id: "sentence".into(),
        source: "sentence".into(),
        text: text.to_owned(),
        pages: Vec::new(),
        body: 0,
        actor: actor.to_owned(),
        meta,
    }
}

/// Who spoke, and when: the group where a group was spoken for, else the actor.
fn speakers(documents: &[Document]) -> BTreeMap<String, Vec<Date>> {
    let mut speakers: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for document in documents.iter().filter(|document| !document.actor.is_empty()) {
        let speaker = document.meta.group.as_ref().unwrap_or(&document.actor);
        speakers.entry(speaker.clone()).or_default().extend(document.meta.date);
    }
    for dates in speakers.values_mut() {
        dates.sort_unstable();
        dates.dedup();
    }
    speakers
}

/// What is claimed, and the mentions it comes from.
fn code_reading(reading: &Reading<'_>) -> (Outcome, Vec<Mention>) {
    let mentions = extract::mentions(reading);
    (stance::claims(reading, &mentions, &|id| extract::entry(reading, id)), mentions)
}
