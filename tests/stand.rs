//! How things stand is made document by document; it is what one makes of all documents at once.

#![cfg(feature = "serve")]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stderr, reason = "tests read and write scratch files")]

#[path = "support/http.rs"]
mod http;
#[path = "support/served.rs"]
mod served;
mod support;

use demarche::learn::Random;
use demarche::model::{Claim, ClaimReading, Comparison, Correction, Document, PropositionEntry, Reviewed, Stance, Via};
use demarche::pipeline::Coded;
use demarche::project::{Asked, Author, Project, Target, Wanted};
use demarche::review::{self, Applied, Conflict};
use demarche::store::{ClaimQuery, ClaimRow, Kept, RANKED, Standing};
use served::{coder, reader, sample};
use std::collections::BTreeSet;
use std::fs;

fn entry(id: &str) -> PropositionEntry {
    coder().codebook.proposition(id).map_or_else(
        || PropositionEntry { id: id.to_owned(), topic: String::new(), wording: id.to_owned() },
        |one| PropositionEntry { id: one.id.clone(), topic: one.topic.clone(), wording: one.wording.clone() },
    )
}

/// The slow twin: everything in memory, everything looked at at once.
fn twin(project: &Project) -> (Comparison, Vec<Claim>, Vec<Conflict>) {
    let kept: Vec<Kept<Coded>> = project.store.kept().unwrap();
    let (documents, mut coded): (Vec<Document>, Vec<Coded>) = kept.into_iter().map(|one| (one.document, one.found)).unzip();
    let claims: Vec<Claim> = coded.iter_mut().flat_map(|one| std::mem::take(&mut one.outcome.claims)).collect();
    let Applied { claims, rejected, conflicts, .. } = review::apply(&project.history().unwrap(), &documents, &claims, &entry);
    coded[0].outcome.claims = claims;
    (coder().combine(&documents, coded, 0.0), rejected, conflicts)
}

/// A claim as the database keeps it.
fn kept(claim: &Claim) -> Claim {
    let mut claim = claim.clone();
    claim.evidence.steps.clear();
    claim
}

fn assert_same(project: &mut Project, when: &str) {
    let (whole, rejected, conflicts) = twin(project);
    let stood = project.compare(coder(), 0.0, &|_| true).unwrap();
    assert!(stood.comparison == whole, "{when}: the comparison");
    assert_eq!(stood.rejected, rejected, "{when}");
    assert_eq!(stood.conflicts, conflicts, "{when}");
    // What single decisions left, and what is made anew.
    for made in ["left", "anew"] {
        if made == "anew" {
            project.stand(coder()).unwrap();
        } else {
            project.refresh(coder()).unwrap();
        }
        let store = &project.store;
        let all = ClaimQuery { limit: usize::MAX, ..ClaimQuery::default() };
        let by_id = |claims: Vec<Claim>| {
            let mut claims = claims;
            claims.sort_by(|a, b| a.claim_id.cmp(&b.claim_id));
            claims
        };
        let standing = by_id(store.claims(&all).unwrap());
        let expected = by_id(whole.claims.iter().chain(&rejected).map(kept).collect());
        assert_eq!(standing.len(), expected.len(), "{when}, {made}");
        for (one, other) in standing.iter().zip(&expected) {
            assert_eq!(one, other, "{when}, {made}");
        }
        let mut positions = whole.positions.clone();
        positions.sort_by(|a, b| {
            (&a.proposition_id, &a.actor, a.via.name(), &a.group).cmp(&(&b.proposition_id, &b.actor, b.via.name(), &b.group))
        });
        assert_eq!(store.positions(None, None).unwrap(), positions, "{when}, {made}");
        if made == "anew" {
            let actors: Vec<_> = whole.actors.values().cloned().collect();
            assert_eq!(store.actors().unwrap(), actors, "{when}");
            let known: BTreeSet<String> = store.propositions().unwrap().into_iter().map(|one| one.id).collect();
            assert!(whole.propositions.iter().all(|one| known.contains(&one.id)), "{when}");
            let written: Vec<Conflict> = store.conflicts().unwrap().iter().map(|text| serde_json::from_str(text).unwrap()).collect();
            let (mut written, mut expected) = (written, conflicts.clone());
            review::sort(&mut written);
            review::sort(&mut expected);
            assert_eq!(written, expected, "{when}");
        }
    }
}

fn author(name: &str, settles: bool) -> Author {
    Author { name: name.to_owned(), settles }
}

/// Decides at random on claims at random; what makes no sense is refused, and changes nothing.
fn decide(project: &mut Project, random: &mut Random, times: usize) {
    let propositions = ["il.applies", "rid.poa", "il.lbi_needed", "own.new"];
    for _ in 0..times {
        let claims = project.store.claims(&ClaimQuery { limit: usize::MAX, ..ClaimQuery::default() }).unwrap();
        let claim = &claims[random.below(claims.len())];
        let by = author(["ann", "ben", "eve"][random.below(3)], random.below(5) == 0);
        let stance = Stance::ALL[random.below(6)];
        let proposition = propositions[random.below(4)].to_owned();
        let asked = match random.below(9) {
            0 | 1 => Asked::Accept,
            2 => Asked::Reject,
            3 => Asked::Correct(Correction { stance: Some(stance), strength: Some(5), ..Correction::default() }),
            4 => Asked::Correct(Correction { proposition: Some(proposition), ..Correction::default() }),
            5 => {
                let words: Vec<&str> = claim.quote.split_whitespace().collect();
                Asked::Correct(Correction { quote: Some(words[..words.len().min(4)].join(" ")), ..Correction::default() })
            }
            6 => {
                let read = ClaimReading { holder: claim.holder.clone(), proposition, stance, strength: 3 };
                let target = Target { doc_id: claim.doc_id.clone(), quote: claim.quote.clone(), read, via: Via::National };
                let _ = project.add_claim(coder(), &target, &by, None);
                continue;
            }
            7 => {
                let _ = project.undo(coder(), &by).unwrap();
                continue;
            }
            _ => {
                let _ = project.redo(coder(), &by).unwrap();
                continue;
            }
        };
        let _ = project.decide(coder(), &claim.claim_id, &asked, &by, None);
    }
}

#[test]
fn document_by_document_is_all_at_once() {
    for seed in 1..=3 {
        let folder = sample(&format!("stand-{seed}"));
        let mut project = Project::open(&folder).unwrap();
        let mut random = Random(seed);
        assert_same(&mut project, "as it was read");
        project.split(coder(), "rid.poa", "own.new", "Something new.", &author("eve", true), None).unwrap();
        decide(&mut project, &mut random, 40);
        assert_same(&mut project, "after decisions");
        project.merge(coder(), "il.lbi_needed", "il.applies", &author("eve", true), None).unwrap();
        assert_same(&mut project, "after a merge");
        // Words stand twice, words go, words come with others around them, a file has another name.
        let statements = folder.join("statements");
        let mut files: Vec<_> = fs::read_dir(&statements).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let text = |at: usize| fs::read_to_string(&files[at]).unwrap_or_default();
        fs::write(statements.join("a-copy-of-the-first.md"), text(0)).unwrap();
        fs::write(statements.join("z-copy-of-the-second.md"), format!("{}\n\nMore words.\n", text(1))).unwrap();
        fs::remove_file(&files[2]).unwrap();
        fs::rename(&files[3], statements.join("m-moved.md")).unwrap();
        fs::write(&files[4], text(4).replace(' ', "  ").replace(". ", ".\n\nWell. ")).unwrap();
        let wanted = Wanted { forget_missing: true, ..Wanted::default() };
        project.update(coder(), &reader(), &wanted, &|| ()).unwrap();
        assert_same(&mut project, "after the files changed");
        decide(&mut project, &mut random, 15);
        // A decision on one document leaves what was said of words that stand in several, or nowhere, to the next time all is made anew.
        project.stand(coder()).unwrap();
        assert_same(&mut project, "after more decisions");
    }
}

#[test]
fn who_codes_blind_is_asked_for_the_least_sure_of_all_documents_first() {
    let folder = sample("stand-blind");
    let mut project = Project::open(&folder).unwrap();
    project.refresh(coder()).unwrap();
    let kept: Vec<Kept<Coded>> = project.store.kept().unwrap();
    let mut read: Vec<Claim> = kept.into_iter().flat_map(|one| one.found.outcome.claims).collect();
    read.sort_by(|a, b| a.confidence.total_cmp(&b.confidence).then_with(|| a.claim_id.cmp(&b.claim_id)));
    assert!(read.iter().map(|claim| &claim.doc_id).collect::<BTreeSet<_>>().len() > 3);
    // Others decide: what the program thinks of a claim is still what counts, and what one has decided on is left out.
    let by = author("ann", false);
    let to = Correction { proposition: Some("rid.poa".to_owned()), ..Correction::default() };
    project.decide(coder(), &read[0].claim_id, &Asked::Accept, &by, None).unwrap();
    project.decide(coder(), &read[1].claim_id, &Asked::Reject, &author("ben", false), None).unwrap();
    let moved = read.iter().find(|claim| claim.proposition_id != "rid.poa").unwrap().clone();
    project.decide(coder(), &moved.claim_id, &Asked::Correct(to), &author("eve", true), None).unwrap();
    let ids = |coder: &str, query: &ClaimQuery| {
        let (open, all) = project.store.undecided_by(coder, query).unwrap();
        assert!(open.len() == all.min(query.limit));
        open.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    };
    let all = ClaimQuery { limit: usize::MAX, ..ClaimQuery::default() };
    let expected = |without: &[&str]| -> Vec<String> {
        read.iter().map(|claim| claim.claim_id.clone()).filter(|id| !without.contains(&id.as_str())).collect()
    };
    assert_eq!(ids("joe", &all), expected(&[]));
    assert_eq!(ids("ann", &all), expected(&[&read[0].claim_id]));
    assert_eq!(ids("ben", &ClaimQuery { limit: 5, ..all.clone() }), expected(&[&read[1].claim_id])[..5]);
    let on_its_own = ClaimQuery { proposition: Some(moved.proposition_id.clone()), ..all.clone() };
    assert!(ids("joe", &on_its_own).contains(&moved.claim_id), "filters do not tell what others decided");
    assert!(project.store.claims(&all).unwrap().iter().any(|claim| claim.reviewed == Reviewed::Rejected));
}

#[test]
fn words_that_stand_everywhere_are_ranked_among_the_first_alone() {
    let folder = sample("stand-search");
    let mut project = Project::open(&folder).unwrap();
    project.refresh(coder()).unwrap();
    let all = project.store.claims(&ClaimQuery { limit: usize::MAX, ..ClaimQuery::default() }).unwrap();
    let holds = |claim: &&Claim| claim.quote.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with("law"));
    let expected: BTreeSet<String> = all.iter().filter(holds).map(|claim| claim.claim_id.clone()).collect();
    let found = project.store.search("LAW", usize::MAX).unwrap();
    assert!(expected.len() > 2 && !found.is_more && found.count == expected.len());
    assert_eq!(found.shown.iter().map(|hit| hit.claim.claim_id.clone()).collect::<BTreeSet<_>>(), expected);
    let lengths: Vec<usize> = found.shown.iter().map(|hit| hit.claim.quote.chars().count()).collect();
    assert!(lengths.is_sorted() && found.shown.iter().all(|hit| hit.marked.contains('\u{2}')));
    assert_eq!(project.store.search("LAW", 1).unwrap().shown.len(), 1);
    // More than are ranked: many claims with one word, in a document of its own.
    let many = RANKED + 10;
    let rows = (0..many).map(|at| {
        let claim = Claim { claim_id: format!("made:{at}"), quote: format!("Zygote {}", "x ".repeat(many - at)), ..all[0].clone() };
        ClaimRow::of(claim, None).unwrap()
    });
    let standing = Standing { claims: rows.collect(), ..Standing::default() };
    let number = project.store.number_of(&all[0].doc_id).unwrap().unwrap();
    project.store.together(|store| store.restand_document(number, &standing, &[])).unwrap();
    let found = project.store.search("zygote", 3).unwrap();
    assert!(found.is_more && found.count == RANKED && found.shown.len() == 3);
    // Of those that are looked at, the shortest.
    assert_eq!(found.shown[0].claim.claim_id, format!("made:{}", RANKED - 1));
    assert_eq!(project.store.search("", 3).unwrap().count, 0);
}
