//! What `demarche discover` promises: planted propositions are found with their sides, the order of the inputs changes no byte, the
//! draft is a codebook that passes its own check and codes the statements it came from; and how its groups fare on texts by others.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use demarche::discover::{Grouping, Text, group, stems};
use demarche::evaluate::{VMeasure, v_measure};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::{Run, scratch, shared};

/// Who says what of three planted propositions: a moratorium on trawling, a levy on shipping, a tribunal for rivers. Everybody thanks
/// and greets too. The States are those of the sample, and invented.
const SPEECHES: [(&str, &str); 6] = [
    (
        "XEL",
        "We call for a moratorium on deep-sea trawling in the southern basin. We oppose the proposed levy on ocean shipping emissions. \
         We must all work together for a better world.",
    ),
    (
        "XHE",
        "Hesperland supports a moratorium on deep-sea trawling throughout the basin. The levy on ocean shipping emissions must be adopted. \
         Let me congratulate you, Mr. President, on your election.",
    ),
    (
        "XKE",
        "We reject the moratorium on deep-sea trawling. Kelmora supports the establishment of a tribunal for transboundary rivers. \
         We support a levy on ocean shipping emissions as a source of finance.",
    ),
    (
        "XNE",
        "A moratorium on deep-sea trawling in the basin is essential. We are in favour of the levy on ocean shipping emissions. \
         We thank the Secretariat for the report on fisheries.",
    ),
    (
        "XOS",
        "My delegation supports the moratorium on deep-sea trawling. We call for a tribunal for transboundary rivers with binding jurisdiction. \
         We cannot accept the levy on ocean shipping emissions.",
    ),
    (
        "XPE",
        "We urge the establishment of a tribunal for transboundary rivers. We believe that all must work together. \
         Peace and prosperity matter to every nation.",
    ),
];

/// A folder with the planted corpus.
fn planted(name: &str) -> PathBuf {
    let folder = scratch(name);
    for (actor, text) in SPEECHES {
        fs::write(folder.join(format!("{actor}_2024.txt")), format!("Mr. President,\n\n{text}\n")).unwrap();
    }
    folder
}

fn discover(inputs: &[&str], draft: &Path) -> support::Ended {
    let draft = draft.display().to_string();
    Run::new(&[inputs, &["-o", &draft, "--min-actors", "2", "--actors", "data/sample/actors.toml"]].concat()).output()
}

/// The rows of a table as maps.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

#[test]
fn planted_propositions_are_found_with_their_sides() {
    let folder = planted("planted");
    let ended = discover(&["discover", &folder.display().to_string()], &folder.join("draft.toml"));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let found = rows(&folder.join("draft.csv"));
    let names: Vec<&str> = found.iter().map(|row| row["name"].as_str()).collect();
    for (words, for_it, against) in
        [("trawling", "XEL;XHE;XNE;XOS", "XKE"), ("levy", "XHE;XKE;XNE", "XEL;XOS"), ("tribunal", "XKE;XOS;XPE", "")]
    {
        let rows: Vec<_> = found.iter().filter(|row| row["name"].contains(words)).collect();
        assert_eq!(rows.len(), 1, "{words}: {names:?}");
        assert_eq!((rows[0]["states_for"].as_str(), rows[0]["states_against"].as_str()), (for_it, against), "{words}");
    }
    assert_eq!(found.len(), 3, "{names:?}");
}

#[test]
fn every_quote_stands_verbatim_at_its_offsets() {
    let folder = planted("quotes");
    discover(&["discover", &folder.display().to_string()], &folder.join("draft.toml"));
    let quotes = rows(&folder.join("draft.quotes.csv"));
    assert!(quotes.len() >= 13, "{}", quotes.len());
    for row in quotes {
        let bytes = fs::read(&row["source"]).unwrap();
        assert_eq!(&bytes[row["start"].parse().unwrap()..row["end"].parse().unwrap()], row["quote"].as_bytes());
    }
}

#[test]
fn the_order_of_the_inputs_changes_no_byte() {
    let folder = planted("order");
    let mut files: Vec<String> = SPEECHES.iter().map(|(actor, _)| folder.join(format!("{actor}_2024.txt")).display().to_string()).collect();
    let mut written = Vec::new();
    for _ in 0..2 {
        let inputs: Vec<&str> = ["discover"].into_iter().chain(files.iter().map(String::as_str)).collect();
        assert_eq!(discover(&inputs, &folder.join("draft.toml")).code, Some(0));
        written.push(["draft.toml", "draft.csv", "draft.quotes.csv"].map(|name| fs::read(folder.join(name)).unwrap()));
        files.reverse();
    }
    assert!(written[0] == written[1]);
}

#[test]
fn the_draft_passes_its_check_and_codes_the_statements() {
    let folder = planted("draft");
    let (draft, out) = (folder.join("draft.toml"), folder.join("out"));
    let ended = discover(&["discover", "--corpus", &folder.display().to_string()], &draft);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let [draft, out] = [draft, out].map(|path| path.display().to_string());
    let check = Run::new(&["codebook", "check", &draft]).output();
    assert_eq!(check.code, Some(0), "{}{}", check.out, check.err);
    assert!(!check.out.contains(" 0 examples"), "{}", check.out);
    let corpus = folder.display().to_string();
    let compared = Run::new(&["compare", &corpus, "--codebook", &draft, "-o", &out, "--actors", "data/sample/actors.toml"]).output();
    assert_eq!(compared.code, Some(0), "{}", compared.err);
    let positions = rows(&folder.join("out/positions.csv"));
    let stance = |actor: &str, word: &str| {
        let mut rows = positions.iter().filter(|row| row["state_iso3"] == actor && row["proposition_id"].contains(word));
        rows.next().map(|row| row["stance"].clone())
    };
    assert_eq!(stance("XHE", "trawling").as_deref(), Some("support"));
    assert_eq!(stance("XKE", "trawling").as_deref(), Some("oppose"));
    assert_eq!(stance("XEL", "levy").as_deref(), Some("oppose"));
    assert_eq!(stance("XNE", "levy").as_deref(), Some("support"));
}

#[test]
fn what_the_codebook_has_is_not_drafted_again() {
    let folder = planted("known");
    let corpus = folder.display().to_string();
    let first = folder.join("first.toml");
    discover(&["discover", &corpus], &first);
    let again = folder.join("again.toml");
    let ended = discover(&["discover", &corpus, "--codebook", &first.display().to_string()], &again);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(!again.exists() && ended.err.contains("claims all of them already"), "{}", ended.err);
    let found = rows(&folder.join("again.csv"));
    assert!(found.len() == 3 && found.iter().all(|row| row["coded"].parse::<f64>().unwrap() >= 0.5), "{found:?}");
}

#[test]
fn a_corpus_without_positions_is_an_error_that_says_so() {
    let folder = scratch("nothing");
    fs::write(folder.join("XEL_2024.txt"), "The sea is blue.\n").unwrap();
    let ended = discover(&["discover", &folder.display().to_string()], &folder.join("draft.toml"));
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("no statement takes a position"), "{}", ended.err);
    let empty = scratch("empty");
    let ended = discover(&["discover", &empty.display().to_string()], &folder.join("draft.toml"));
    assert_eq!(ended.code, Some(2));
    assert!(!folder.join("draft.toml").exists());
}

/// The perspectives of Perspectrum (Chen et al. 2019), grouped claim by claim and all together, against its clusters of those that
/// mean the same. Perspectives that no group takes stand for themselves.
#[test]
fn groups_of_perspectives_against_perspectrum() {
    for (part, least) in [("train", 0.78), ("dev", 0.79)] {
        let Some(path) = shared(&format!("bench/perspectrum/{part}.tsv")) else { return };
        let mut table = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_path(path).unwrap();
        let rows: Vec<BTreeMap<String, String>> = table.deserialize().map(Result::unwrap).collect();
        let mut by_claim: BTreeMap<&str, Vec<&BTreeMap<String, String>>> = BTreeMap::new();
        for row in &rows {
            by_claim.entry(&row["claim_id"]).or_default().push(row);
        }
        let grouping = Grouping { actors: 2, ..Grouping::default() };
        let claims = by_claim.values().map(|rows| measured(rows, &grouping));
        let (mut homogeneity, mut completeness, mut v, mut count) = (0.0, 0.0, 0.0, 0.0);
        for one in claims {
            (homogeneity, completeness, v, count) =
                (homogeneity + one.homogeneity, completeness + one.completeness, v + one.v, count + 1.0);
        }
        println!("{part}, mean of {count} claims: h {:.3} c {:.3} V {:.3}", homogeneity / count, completeness / count, v / count);
        let all = measured(&rows.iter().collect::<Vec<_>>(), &grouping);
        println!("{part}, all claims together: h {:.3} c {:.3} V {:.3}", all.homogeneity, all.completeness, all.v);
        assert!(all.v >= least && v / count >= least, "{part}: {all:?}");
    }
}

fn measured(rows: &[&BTreeMap<String, String>], grouping: &Grouping) -> VMeasure {
    let stems: Vec<Vec<String>> = rows.iter().map(|row| stems(&row["perspective"])).collect();
    let texts: Vec<Text<'_>> = rows.iter().zip(&stems).map(|(row, stems)| Text { actor: &row["perspective_id"], stems }).collect();
    let mut cluster: Vec<usize> = (0..rows.len()).map(|at| rows.len() + at).collect();
    for (number, group) in group(&texts, grouping).iter().enumerate() {
        group.texts.iter().for_each(|text| cluster[*text] = number);
    }
    let class = |row: &BTreeMap<String, String>| (row["claim_id"].clone(), row["cluster"].clone());
    let classes: Vec<(String, String)> = rows.iter().map(|row| class(row)).collect();
    v_measure(&classes.iter().zip(cluster).collect::<Vec<_>>())
}
