//! The one file that names every stage, in order.

use crate::analyse;
use crate::assertion;
use crate::codebook::{Actors, Codebook, Reading, SourceFile};
use crate::criticism::{self, Reproaches};
use crate::discover::{self, Clause};
use crate::error::{Error, Result};
use crate::extract;
use crate::link;
use crate::model::{
    Actor, Claim, Comparison, Coverage, Criticism, Date, Discovery, Document, Mention, Metadata, Notice, Position, PropositionEntry, Side,
};
use crate::position;
use crate::segment;
use crate::stance::{self, Outcome, SentenceDerivation};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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

    /// The claims of a sentence, read as said by `actor` in a meeting on the codebook's subject.
    #[must_use]
    pub fn code_sentence(&self, text: &str, actor: &str) -> Outcome {
        self.code_as(&spoken(text, actor), Domain::Assumed)
    }

    /// The position-taking sentences of documents that none of the `claims` codes, as claims without a proposition, by document
    /// and place; and how much of what each actor says the claims hold, by actor. Takes several times as long as coding.
    #[must_use]
    pub fn open(&self, documents: &[Document], claims: &[Claim]) -> (Vec<Claim>, Vec<Coverage>) {
        let mut by_document: BTreeMap<&str, Vec<Claim>> = BTreeMap::new();
        for claim in claims {
            by_document.entry(&claim.doc_id).or_default().push(claim.clone());
        }
        let look = |document: &Document| {
            let sentences = segment::segment(document);
            let reading = self.reading(document, &sentences, Domain::FromWords);
            assertion::find(&reading, by_document.get(document.id.as_str()).map_or(&[], Vec::as_slice))
        };
        let found: Vec<assertion::Found> = documents.par_iter().map(look).collect();
        let mut open = Vec::new();
        let mut coverage: BTreeMap<String, Coverage> = BTreeMap::new();
        for one in found {
            open.extend(one.open);
            let actor = one.coverage.actor.clone();
            coverage.entry(actor.clone()).or_insert_with(|| Coverage { actor, ..Coverage::default() }).add(&one.coverage);
        }
        open.sort_by(|a, b| (&a.doc_id, a.span).cmp(&(&b.doc_id, b.span)));
        (open, coverage.into_values().collect())
    }

    /// Who is reproached in a document, and in which words.
    #[must_use]
    pub fn criticisms(&self, document: &Document) -> Vec<Criticism> {
        let sentences = segment::segment(document);
        let reading = self.reading(document, &sentences, Domain::FromWords);
        reproaches(&reading)
    }

    /// How each mention of a document came to its stance, or to none.
    #[must_use]
    pub fn explain(&self, document: &Document) -> Vec<SentenceDerivation> {
        self.explain_as(document, Domain::FromWords)
    }

    /// The same for a sentence, read as said by `actor` in a meeting on the codebook's subject.
    #[must_use]
    pub fn explain_sentence(&self, text: &str, actor: &str) -> Vec<SentenceDerivation> {
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
        let outcomes: Vec<(Outcome, Vec<Criticism>)> = documents
            .par_iter()
            .map(|document| {
                let sentences = segment::segment(document);
                let reading = self.reading(document, &sentences, Domain::FromWords);
                let found = (self.code_reading(&reading), reproaches(&reading));
                done();
                found
            })
            .collect();
        let mut comparison = Comparison { documents: documents.len(), ..Comparison::default() };
        for (outcome, criticisms) in outcomes {
            comparison.criticisms.extend(criticisms);
            comparison.claims.extend(outcome.claims.into_iter().filter(|claim| claim.confidence >= min_confidence));
            comparison.alignments.extend(outcome.alignments);
            comparison.edits.extend(outcome.edits);
            comparison.notices.extend(outcome.notices);
        }
        comparison
            .claims
            .sort_by(|a, b| (&a.doc_id, a.span, &a.proposition_id, &a.holder).cmp(&(&b.doc_id, b.span, &b.proposition_id, &b.holder)));
        comparison.alignments.sort_by(|a, b| (&a.doc_id, a.span, a).cmp(&(&b.doc_id, b.span, b)));
        comparison.edits.sort_by(|a, b| (&a.doc_id, a.span, &a.actor).cmp(&(&b.doc_id, b.span, &b.actor)));
        comparison.criticisms.sort_by(|a, b| (&a.doc_id, a.span, &a.to).cmp(&(&b.doc_id, b.span, &b.to)));
        comparison.notices.sort();
        comparison.propositions = self.propositions(&comparison);
        comparison.speakers = speakers(documents);
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
        let comparable: Vec<Position> =
            comparison.positions.iter().filter(|position| !position.proposition_id.starts_with("para.")).cloned().collect();
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
        let clauses: Vec<Vec<Clause>> = documents
            .par_iter()
            .map(|document| {
                let clauses = self.clauses(document);
                done();
                clauses
            })
            .collect();
        if clauses.iter().all(Vec::is_empty) {
            return Err(Error::new("no statement takes a position: there is nothing to discover")
                .hint("give statements in English that support, oppose, urge or reject something"));
        }
        let mut found = discover::propose(clauses.into_iter().flatten().collect(), &self.codebook, options);
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
    fn clauses(&self, document: &Document) -> Vec<Clause> {
        let sentences = segment::segment(document);
        let reading = self.reading(document, &sentences, Domain::FromWords);
        let mentions = discover::objects(&reading);
        let of: BTreeMap<&str, &Mention> = mentions.iter().map(|mention| (mention.proposition.as_str(), mention)).collect();
        let entry = |id: &str| PropositionEntry { id: id.to_owned(), topic: String::new(), wording: String::new() };
        let claims = stance::claims(&reading, &mentions, &entry).claims;
        let coded = stance::claims(&reading, &extract::mentions(&reading), &|id| extract::entry(&reading, id)).claims;
        let found = claims.iter().filter_map(|claim| discover::clause(&reading, of.get(claim.proposition_id.as_str())?, claim));
        let same = |clause: &Clause| {
            let overlaps =
                |claim: &&Claim| claim.evidence.mention.start < clause.span.end && clause.span.start < claim.evidence.mention.end;
            coded.iter().find(overlaps).map(|claim| claim.proposition_id.clone())
        };
        found.map(|clause| Clause { coded: same(&clause), ..clause }).collect()
    }

    fn code_as(&self, document: &Document, domain: Domain) -> Outcome {
        let sentences = segment::segment(document);
        self.code_reading(&self.reading(document, &sentences, domain))
    }

    fn code_reading(&self, reading: &Reading<'_>) -> Outcome {
        let mentions = extract::mentions(reading);
        let mut outcome = stance::claims(reading, &mentions, &|id| extract::entry(reading, id));
        outcome.notices.extend(self.unread_language(reading.document));
        outcome
    }

    fn explain_as(&self, document: &Document, domain: Domain) -> Vec<SentenceDerivation> {
        let sentences = segment::segment(document);
        let reading = self.reading(document, &sentences, domain);
        let mentions = extract::mentions(&reading);
        stance::explain(&reading, &mentions)
    }

    fn reading<'a>(&'a self, document: &'a Document, sentences: &'a crate::model::Sentences, domain: Domain) -> Reading<'a> {
        Reading { document, sentences, codebook: &self.codebook, actors: &self.actors, assume_domain: domain == Domain::Assumed }
    }

    /// A statement in a language the codebook has no phrases for is said to be so: never a silent zero.
    fn unread_language(&self, document: &Document) -> Option<Notice> {
        let body = document.text.get(document.body..).unwrap_or(&document.text);
        let found = whatlang::detect(body)?;
        let code = iso639_1(found.lang());
        let unread =
            found.is_reliable() && body.split_whitespace().count() >= 12 && !self.codebook.languages.iter().any(|known| known == code);
        unread.then(|| Notice {
            place: document.source.clone(),
            what: format!(
                "looks {}: not extracted, as the codebook has phrases for {} only",
                found.lang().eng_name(),
                self.codebook.languages.join(", ")
            ),
        })
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
    for document in documents {
        let speaker = document.meta.group.as_ref().unwrap_or(&document.actor);
        speakers.entry(speaker.clone()).or_default().extend(document.meta.date);
    }
    for dates in speakers.values_mut() {
        dates.sort_unstable();
        dates.dedup();
    }
    speakers
}

/// The two-letter code of a language, where it has one; codebooks name their languages by it.
fn iso639_1(lang: whatlang::Lang) -> &'static str {
    match lang {
        whatlang::Lang::Eng => "en",
        whatlang::Lang::Fra => "fr",
        whatlang::Lang::Spa => "es",
        whatlang::Lang::Rus => "ru",
        whatlang::Lang::Cmn => "zh",
        whatlang::Lang::Ara => "ar",
        other => other.code(),
    }
}
