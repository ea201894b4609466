//! Transcripts, verbatim records and bulletins: every claim is its speaker's, and the chair's words are nobody's.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use demarche::codebook::{Actors, Codebook};
use demarche::model::{Claim, Document, Notice, Stance, Via};
use demarche::pipeline::Coder;
use demarche::read::{Kind, Options, Overrides, gather, ids, load, scan};
use std::path::Path;
use std::sync::OnceLock;
use support::shared;

fn coder() -> &'static Coder {
    static CODER: OnceLock<Coder> = OnceLock::new();
    CODER.get_or_init(|| Coder {
        codebook: Codebook::build(&Codebook::built_in_files(), &Codebook::built_in_cues()).unwrap(),
        actors: Actors::new(Actors::built_in().unwrap()).unwrap(),
    })
}

fn read(name: &str) -> (Vec<Document>, Vec<Notice>) {
    let path = support::root().join("tests/transcripts").join(name);
    let (sources, errors) = gather(&[path]);
    assert!(errors.is_empty());
    let (mut documents, notices) = load(&sources[0], &coder().actors, &Overrides::default()).unwrap();
    ids(&mut documents);
    (documents, notices)
}

/// The turns as `actor group speaker: first words`.
fn turns(documents: &[Document]) -> Vec<String> {
    let or = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let words = |document: &Document| document.text[document.body..].split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    documents
        .iter()
        .map(|document| format!("{} {} {}: {}", document.actor, or(&document.meta.group), or(&document.meta.speaker), words(document)))
        .collect()
}

/// All claims, after a check that each quote stands in the file at its bytes.
fn claims(documents: &[Document], name: &str) -> Vec<Claim> {
    let file = std::fs::read_to_string(support::root().join("tests/transcripts").join(name)).unwrap();
    let claims: Vec<Claim> = documents.iter().flat_map(|document| coder().code(document).claims).collect();
    for claim in &claims {
        assert_eq!(&file[claim.span.start..claim.span.end], claim.quote);
    }
    claims
}

/// Holder, proposition and stance of each claim.
fn shown(claims: &[Claim]) -> Vec<String> {
    claims.iter().map(|claim| format!("{} {} {}", claim.holder, claim.proposition_id, claim.stance.name())).collect()
}

#[test]
fn each_turn_of_a_session_is_its_speakers() {
    let (documents, notices) = read("session.txt");
    assert_eq!(
        turns(&documents),
        [
            "GHA – –: Thank you, Chair.",
            "NOR nordics –: Thank you, Mr.",
            "CUB – Ferrer: We need a",
            "CHE – Keller: International law, in",
            "FJI pif –: Thank you, Chair.",
            "JPN – –: Thank you, Mr.",
            "CHL – –: Thank you, Chair.",
            "RUS – –: Thank you. We",
            "KOR – Yoon: Chair, we believe",
            "NGA – Adeyemi: Madam Chair, capacity-building",
            "VNM – –: Thank you, Chair.",
            "IRN – –: Thank you, Mr.",
            "AUS – –: Thank you, Chair.",
            "SGP – –: Thank you, Mr.",
            "UKR – Bondar: I take the",
        ]
    );
    for document in &documents {
        assert_eq!(document.meta.date.unwrap().to_string(), "2023-07-25");
        assert_eq!(document.meta.forum.as_deref(), Some("OEWG"));
    }
    let said: Vec<&str> = notices.iter().map(|notice| notice.what.as_str()).collect();
    for (what, count) in [("interpretation", 1), ("right of reply", 1), ("corrects itself", 1), ("whose words", 0)] {
        assert_eq!(said.iter().filter(|said| said.contains(what)).count(), count, "{what}: {said:?}");
    }
}

#[test]
fn each_claim_of_a_session_is_its_holders() {
    let (documents, _) = read("session.txt");
    let claims = claims(&documents, "session.txt");
    // Each turn's claims are the speaker's or its group's; the chair's and the secretariat's words make none.
    for claim in &claims {
        let document = documents.iter().find(|document| document.id == claim.doc_id).unwrap();
        let holder = document.meta.group.as_ref().unwrap_or(&document.actor);
        assert_eq!(&claim.holder, holder, "{}", claim.quote);
        assert!(claim.span.start >= document.body && claim.span.end <= document.text.len());
    }
    let shown = shown(&claims);
    for expected in [
        "GHA il.lbi_needed support",
        "nordics il.lbi_needed oppose",
        "CUB il.lbi_needed support",
        "CHE il.lbi_needed oppose",
        "JPN nrm.no_reopen support",
        "CHL il.lbi_needed support",
        "RUS il.lbi_needed support",
        "KOR il.lbi_needed oppose",
        "IRN il.lbi_needed support",
        "AUS il.lbi_needed oppose",
    ] {
        assert!(shown.iter().any(|shown| shown == expected), "{expected}: {shown:#?}");
    }
    let holders: std::collections::BTreeSet<&str> = claims.iter().map(|claim| claim.holder.as_str()).collect();
    for holder in ["pif", "NGA", "VNM", "SGP", "UKR"] {
        assert!(holders.contains(holder), "{holder}: {shown:#?}");
    }
}

#[test]
fn a_verbatim_record_of_the_council_is_split() {
    let (documents, _) = read("verbatim_council.txt");
    assert_eq!(
        turns(&documents),
        ["KEN – Mwangi: I thank the", "CHN – Wei: We need a", "MEX – Ochoa: International humanitarian law", "EST – –: Estonia sees no",]
    );
    for document in &documents {
        assert_eq!(document.meta.date.unwrap().to_string(), "2021-06-29");
        assert_eq!(document.meta.forum.as_deref(), Some("Security Council"));
    }
    let claims = claims(&documents, "verbatim_council.txt");
    let shown = shown(&claims);
    assert!(shown.contains(&"CHN il.lbi_needed support".to_owned()) && shown.contains(&"EST il.lbi_needed oppose".to_owned()), "{shown:?}");
    assert!(claims.iter().all(|claim| !claim.quote.contains("resume")));
}

#[test]
fn a_verbatim_record_of_the_assembly_is_split() {
    let (documents, notices) = read("verbatim_assembly.txt");
    assert_eq!(turns(&documents), ["FRA – Lemaire: International law applies", "CRI – Sandoval: We need a", "IND – Rao: I speak in"]);
    for document in &documents {
        assert_eq!(document.meta.date.unwrap().to_string(), "2019-09-25");
        assert_eq!(document.meta.forum.as_deref(), Some("General Assembly"));
    }
    assert_eq!(notices.iter().filter(|notice| notice.what.contains("spoke in")).count(), 2, "{notices:?}");
}

#[test]
fn a_bulletins_sentences_have_several_holders() {
    let (documents, _) = read("bulletin.txt");
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].actor, "");
    let claims = claims(&documents, "bulletin.txt");
    let mut shown = shown(&claims);
    shown.sort();
    println!("{shown:#?}");
    for expected in [
        "CUB il.lbi_needed support",
        "RUS il.lbi_needed support",
        "JPN il.lbi_needed oppose",
        "AUS il.lbi_needed oppose",
        "g77 il.lbi_needed support",
        "nordics il.lbi_needed oppose",
    ] {
        assert!(shown.iter().any(|shown| shown == expected), "{expected}: {shown:#?}");
    }
    // "The EU, opposed by CHINA, supported …": one sentence, two holders, two stances.
    let of =
        |holder: &str| claims.iter().filter(|claim| claim.holder == holder && claim.proposition_id.starts_with("nrm.")).collect::<Vec<_>>();
    let (union, china) = (of("EUE"), of("CHN"));
    assert!(union.iter().any(|claim| claim.stance == Stance::Support), "{shown:#?}");
    for claim in &union {
        assert!(china.iter().any(|other| other.proposition_id == claim.proposition_id && other.stance == Stance::Oppose), "{shown:#?}");
    }
    assert!(claims.iter().all(|claim| claim.via == Via::Reported && !claim.holder.is_empty()));
}

#[test]
fn headings_with_names_of_states_do_not_split_a_statement() {
    let folder = support::scratch("headings");
    let actors = &coder().actors;
    for (name, text) in [
        ("one", "Statement by Japan\n\nMr. Chair,\n\nWe thank you.\n\nSyria\n\nThe war goes on.\n\nLibya\n\nThe talks go on.\n"),
        ("two", "Joint statement by\nNorway\nSweden\nDenmark\n\nMr. Chair,\n\nWe agree.\n"),
        ("three", "Statement by Cuba\n\nSeñor Presidente:\n\nChina: a friend of the South.\n\nWe agree.\n"),
        ("four", "Japan\n\nMr. Chair,\n\nWe agree with Ghana: the law applies.\n"),
    ] {
        let path = folder.join(format!("{name}.txt"));
        std::fs::write(&path, text).unwrap();
        let (sources, _) = gather(&[path]);
        let found = scan(&sources[0], actors, &Overrides::default(), &Options::default()).unwrap().remove(0).found.unwrap();
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0].kind, Kind::Statement, "{name}");
    }
}

/// 781 texts that are no transcripts: the speeches of the General Debate, and the seed statement. Not one is split or taken for
/// a report, and all speeches are held by the State that their file name tells.
#[test]
fn no_statement_is_split_by_accident() {
    let Some(corpus) = shared("corpus/un-general-debate") else { return };
    let mut inputs = vec![corpus];
    inputs.extend(shared("seed/japan-oewg-2019-09-09.md"));
    let (sources, errors) = gather(&inputs);
    assert!(errors.is_empty());
    let mut wrong = Vec::new();
    for source in &sources {
        let found = scan(source, &coder().actors, &Overrides::default(), &Options::default()).unwrap().remove(0).found.unwrap();
        let stem = Path::new(&source.source).file_stem().unwrap().to_string_lossy().into_owned();
        let code = &stem[..3];
        let expected = coder().actors.resolve(if stem.starts_with("japan") { "JPN" } else { code.trim_end_matches('_') });
        if found.len() != 1 || found[0].kind != Kind::Statement || found[0].meta.actor.as_deref() != expected {
            wrong.push(format!("{stem}: {} pieces, {:?}, {:?}", found.len(), found[0].kind, found[0].meta.actor));
        }
    }
    println!("{} texts, {} wrong", sources.len(), wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
