//! Statements of the same words are found, as the slow way finds them.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests read and write scratch files, and say what they measured"
)]

mod support;

use demarche::codebook::{Actors, Codebook};
use demarche::learn::Random;
use demarche::model::{Date, Document, Metadata, Repeated};
use demarche::near::{self, FEWEST_WORDS, LEAST_SHARE, Print, SHINGLE};
use demarche::read::{self, Options, Overrides};
use std::collections::BTreeSet;
use std::fs;
use support::{Run, scratch, shared};

/// The words of a text as the slow way takes them: small letters, no marks, no bare numbers.
fn words(text: &str) -> Vec<String> {
    let joined = text.replace(['-', '\''], "");
    let all = joined.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    all.filter(|word| word.contains(char::is_alphabetic)).collect()
}

/// Every two texts of which half of the word sequences are in both, found by looking at all pairs.
fn slow(texts: &[&str]) -> Vec<(usize, usize)> {
    let sets: Vec<Option<BTreeSet<Vec<String>>>> = texts
        .iter()
        .map(|text| words(text))
        .map(|words| (words.len() >= FEWEST_WORDS).then(|| words.windows(SHINGLE).map(<[String]>::to_vec).collect()))
        .collect();
    let mut found = Vec::new();
    for (a, first) in sets.iter().enumerate() {
        for (b, second) in sets.iter().enumerate().skip(a + 1) {
            let (Some(first), Some(second)) = (first, second) else { continue };
            let common = first.intersection(second).count();
            if common as f64 >= LEAST_SHARE * (first.len() + second.len() - common) as f64 {
                found.push((a, b));
            }
        }
    }
    found
}

/// The sentences that the built-in codebook gives as examples.
fn sentences() -> Vec<String> {
    let codebook = Codebook::built_in().unwrap();
    codebook.propositions.iter().flat_map(|one| one.supports.iter().chain(&one.opposes).cloned()).collect()
}

/// A statement of so many sentences.
fn statement(from: &[String], count: usize, random: &mut Random) -> String {
    (0..count).map(|_| from[random.below(from.len())].as_str()).collect::<Vec<_>>().join(" ")
}

/// The text with that share of its words changed: another word in the place, none, or one more.
fn edited(text: &str, rate: f64, vocabulary: &[&str], random: &mut Random) -> String {
    let mut out: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        if random.share() >= rate {
            out.push(word);
            continue;
        }
        match random.below(3) {
            0 => out.push(vocabulary[random.below(vocabulary.len())]),
            1 => {}
            _ => out.extend([word, vocabulary[random.below(vocabulary.len())]]),
        }
    }
    out.join(" ")
}

fn document(id: usize, text: &str) -> Document {
    spoken(id, text, "AAA", None, None)
}

fn spoken(id: usize, text: &str, actor: &str, group: Option<&str>, date: Option<u16>) -> Document {
    let meta = Metadata { group: group.map(str::to_owned), date: date.map(Date::year), ..Metadata::default() };
    let id = format!("d{id:05}");
    Document { source: format!("{id}.txt"), id, text: text.to_owned(), pages: Vec::new(), body: 0, actor: actor.to_owned(), meta }
}

fn found(texts: &[&str]) -> Vec<(usize, usize)> {
    let documents: Vec<Document> = texts.iter().enumerate().map(|(at, text)| document(at, text)).collect();
    let number = |id: &str| id[1..].parse::<usize>().unwrap();
    near::find(&documents).iter().map(|pair| (number(&pair.first.doc_id), number(&pair.second.doc_id))).collect()
}

#[test]
fn what_the_slow_way_finds_is_found_at_every_rate_of_edits() {
    let sentences = sentences();
    let vocabulary: Vec<&str> = sentences.iter().flat_map(|one| one.split_whitespace()).collect();
    for (length, percent, least) in
        [(6, 0_u32, 1.0), (6, 2, 0.9), (6, 5, 0.9), (60, 0, 1.0), (60, 1, 1.0), (60, 2, 0.99), (60, 5, 0.97), (60, 8, 0.9), (60, 15, 0.0)]
    {
        let mut random = Random(u64::from(percent) + length as u64);
        let mut texts: Vec<String> = (0..100).map(|_| statement(&sentences, length, &mut random)).collect();
        for at in 0..100 {
            let copy = edited(&texts[at], f64::from(percent) / 100.0, &vocabulary, &mut random);
            texts.push(copy);
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (slow, fast) = (slow(&texts), found(&texts));
        let right = fast.iter().filter(|pair| slow.contains(pair)).count();
        let recall = right as f64 / slow.len().max(1) as f64;
        let prints: Vec<Print> = texts.iter().map(|text| Print::of(text)).collect();
        let bits = |pairs: &mut dyn Iterator<Item = (usize, usize)>| {
            let all: Vec<f64> = pairs.map(|(a, b)| f64::from(prints[a].distance(prints[b]))).collect();
            all.iter().sum::<f64>() / all.len() as f64
        };
        eprintln!(
            "{length} sentences, {percent} % of the words edited: {} of {} pairs by the slow way, {} found in all; copies differ in {:.1} bits, others in {:.1}; {} candidates",
            right,
            slow.len(),
            fast.len(),
            bits(&mut (0..100).map(|at| (at, at + 100))),
            bits(&mut (0..99).map(|at| (at, at + 1))),
            near::candidates(&prints).len(),
        );
        assert_eq!(right, fast.len(), "nothing is found that the slow way does not find");
        assert!(recall >= least, "{length} sentences, {percent} %: {recall}");
    }
}

#[test]
fn the_order_of_the_documents_makes_no_difference() {
    let sentences = sentences();
    let mut random = Random(5);
    let vocabulary: Vec<&str> = sentences.iter().flat_map(|one| one.split_whitespace()).collect();
    let mut documents: Vec<Document> = Vec::new();
    for at in 0..120 {
        let text = if at % 4 == 0 {
            statement(&sentences, 20, &mut random)
        } else {
            edited(&documents[at - 1].text, 0.02, &vocabulary, &mut random)
        };
        let (actor, group) = (["AAA", "BBB"][random.below(2)], [None, Some("lakes")][random.below(2)]);
        let date = [None, Some(2019), Some(2021)][random.below(3)];
        documents.push(spoken(at, &text, actor, group, date));
    }
    let found = near::find(&documents);
    assert!(found.len() > 120, "only {} pairs", found.len());
    for _ in 0..5 {
        let shuffled: Vec<Document> = random.order(documents.len()).into_iter().map(|at| documents[at].clone()).collect();
        let again = near::find(&shuffled);
        assert_eq!(again, found);
        assert_eq!(near::repeats(&again), near::repeats(&found));
    }
    // What is left out repeats something that stays, and nothing that stays repeats another that does.
    let repeats = near::repeats(&found);
    let left_out: BTreeSet<&str> = repeats.iter().map(|pair| pair.second.doc_id.as_str()).collect();
    assert!(!left_out.is_empty() && repeats.iter().all(|pair| !left_out.contains(pair.first.doc_id.as_str())));
    for pair in found.iter().filter(|pair| pair.repeated != Repeated::OtherSpeaker) {
        assert!([&pair.first, &pair.second].iter().any(|copy| left_out.contains(copy.doc_id.as_str())), "{pair:?}");
    }
}

#[test]
fn whose_words_they_are_decides_whether_they_repeat() {
    let text = statement(&sentences(), 10, &mut Random(9));
    for (a, b, expected, left_out) in [
        (("AAA", None, Some(2020)), ("AAA", None, Some(2019)), Repeated::SameSpeaker, Some("d00000")),
        (("AAA", None, None), ("AAA", None, Some(2019)), Repeated::SameSpeaker, Some("d00000")),
        (("AAA", None, Some(2019)), ("AAA", None, Some(2019)), Repeated::SameSpeaker, Some("d00001")),
        (("AAA", None, Some(2019)), ("AAA", Some("lakes"), Some(2019)), Repeated::SameSpeaker, Some("d00000")),
        (("AAA", Some("lakes"), None), ("BBB", Some("lakes"), None), Repeated::SameGroup, Some("d00001")),
        (("lakes", None, None), ("BBB", Some("lakes"), None), Repeated::SameGroup, Some("d00000")),
        (("AAA", None, None), ("BBB", Some("lakes"), None), Repeated::OtherSpeaker, None),
        (("AAA", None, None), ("BBB", None, None), Repeated::OtherSpeaker, None),
        (("", None, None), ("", None, None), Repeated::OtherSpeaker, None),
    ] {
        let documents = [spoken(0, &text, a.0, a.1, a.2), spoken(1, &text, b.0, b.1, b.2)];
        let found = near::find(&documents);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].repeated, found[0].common), (expected, found[0].all), "{a:?} {b:?}");
        let repeats: Vec<&str> = near::repeats(&found).iter().map(|pair| pair.second.doc_id.as_str()).collect();
        assert_eq!(repeats, Vec::from_iter(left_out), "{a:?} {b:?}");
    }
}

#[test]
fn a_title_block_and_a_short_text_make_no_pair() {
    let sentences = sentences();
    let mut random = Random(2);
    let thanks = "Thank you, Madam Chair, for giving me the floor. I thank the Secretariat and all delegations for their work.";
    assert!(words(thanks).len() < FEWEST_WORDS);
    assert_eq!(found(&[thanks, thanks]), []);
    let opened = |random: &mut Random| format!("{thanks} {thanks} {}", statement(&sentences, 12, random));
    assert_eq!(found(&[&opened(&mut random), &opened(&mut random)]), []);
}

/// A folder with one statement twice, set in two ways, and by another State too.
fn copies(name: &str) -> std::path::PathBuf {
    let folder = scratch(name).join("in");
    fs::create_dir(&folder).unwrap();
    let text = "Chair, we support the norms of responsible State behaviour in cyberspace, which all States have agreed by consensus. \
        International law, in particular the Charter of the United Nations, applies in cyberspace. We see no need for a new treaty. \
        We support the programme of action as a permanent forum, and we call for more capacity-building for all who ask for it.";
    fs::write(folder.join("FRA_2021.txt"), text).unwrap();
    fs::write(folder.join("FRA_2021_web.txt"), text.replace("responsible ", "respon-\nsible ").to_uppercase()).unwrap();
    fs::write(folder.join("DEU_2022.txt"), text).unwrap();
    folder
}

#[test]
fn compare_lists_them_and_counts_them_once_by_choice() {
    let input = copies("near-compare");
    let folder = input.parent().unwrap().to_owned();
    let input = input.display().to_string();
    let claims = |out: &str, file: &str| {
        let written = fs::read_to_string(folder.join(out).join("claims.csv")).unwrap();
        written.lines().filter(|line| line.contains(file)).count()
    };
    let mut tables = Vec::new();
    for (name, more) in [("keep", &[][..]), ("keep", &[][..]), ("once", &["--duplicates", "once"]), ("chars", &["--offsets", "char"])] {
        let out = folder.join(name).display().to_string();
        let mut args = vec!["compare", &input, "-o", &out];
        args.extend(more);
        let ended = Run::new(&args).output();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        tables.push(fs::read_to_string(folder.join(name).join("near_duplicates.csv")).unwrap());
        let notices = fs::read_to_string(folder.join(name).join("notices.csv")).unwrap();
        let said = if name == "once" { "it is left out" } else { "both count; `--duplicates once` counts one" };
        assert!(notices.contains(said) && ended.err.contains(said), "{notices}");
        assert!(notices.contains("by `FRA`, said here by `DEU` (100 % in common): both count"), "{notices}");
    }
    let rows: Vec<&str> = tables[0].lines().collect();
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert_eq!(rows.iter().filter(|row| row.ends_with("1.000,same_speaker")).count(), 1, "{rows:?}");
    assert_eq!(rows.iter().filter(|row| row.ends_with("1.000,other_speaker")).count(), 2, "{rows:?}");
    assert!(tables.iter().all(|table| *table == tables[0]), "read anew, from the cache, and counted otherwise: the same pairs");
    assert!(claims("keep", "FRA_2021_web.txt") > 0 && claims("keep", "FRA_2021.txt") > 0);
    assert_eq!(claims("once", "FRA_2021_web.txt"), 0);
    for file in ["FRA_2021.txt", "DEU_2022.txt"] {
        assert_eq!(claims("once", file), claims("keep", file), "{file}");
    }
}

#[test]
fn ordinary_speeches_are_quiet() {
    let Some(folder) = shared("corpus/un-general-debate") else { return };
    let actors = Actors::new(Actors::built_in().unwrap()).unwrap();
    let (sources, _) = read::gather(&[folder]);
    let mut documents: Vec<Document> =
        sources.iter().flat_map(|source| read::load_all(source, &actors, &Overrides::default(), &Options::default()).documents).collect();
    read::ids(&mut documents);
    let found = near::find(&documents);
    eprintln!("{} speeches: {} pairs of nearly the same words", documents.len(), found.len());
    for pair in found.iter().filter(|pair| pair.first.actor.as_str() < "R" && pair.second.actor.as_str() < "R") {
        eprintln!("  {} and {}: {:.2} {}", pair.first.doc_id, pair.second.doc_id, pair.share(), pair.repeated.name());
    }
    assert!(documents.len() > 500 && found.len() <= documents.len() / 50, "{} pairs", found.len());
}
