//! How fast each stage is on text of our own, and on the corpus where there is one: `cargo bench --bench stages` prints MB/s. Each
//! stage alone runs on one core; `whole` uses as many as there are (`RAYON_NUM_THREADS=1` for one).

#![allow(clippy::unwrap_used, clippy::unit_arg, reason = "a bench that cannot be set up is to stop")]

#[path = "../tests/support/build.rs"]
#[allow(dead_code, unreachable_pub, reason = "each bench uses some of this")]
mod build;
mod made;

use demarche::codebook::{Overview, Reading};
use demarche::export::{FORMATS, Format, TABLES, View, ViewKind};
use demarche::model::{Claim, Comparison, Document, Sentences};
use demarche::{analyse, assertion, extract, link, near, position, read, segment, stance};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use made::{CODER, DOCUMENTS, corpus, size};
use std::path::Path;
use std::sync::LazyLock;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

static SENTENCES: LazyLock<Vec<Sentences>> = LazyLock::new(|| DOCUMENTS.iter().map(segment::segment).collect());

static OVERVIEWS: LazyLock<Vec<Overview>> =
    LazyLock::new(|| SENTENCES.iter().map(|sentences| Overview::of(&CODER.codebook, sentences)).collect());

static COMPARISON: LazyLock<Comparison> = LazyLock::new(|| CODER.compare(&made::documents(200, 40), &|| {}));

fn readings() -> impl Iterator<Item = Reading<'static>> {
    let all = DOCUMENTS.iter().zip(SENTENCES.iter()).zip(OVERVIEWS.iter());
    all.map(|((document, sentences), overview)| Reading {
        document,
        sentences,
        overview,
        codebook: &CODER.codebook,
        actors: &CODER.actors,
        assume_domain: false,
    })
}

fn over_text<T>(bencher: Bencher<'_, '_>, documents: &[Document], mut run: impl FnMut(&[Document]) -> T) {
    bencher.counter(BytesCount::new(size(documents))).bench_local(|| run(black_box(documents)));
}

/// Bytes of a file → its text, by kind; per byte of text taken out.
#[divan::bench(args = ["txt", "md", "html", "docx", "odt", "pdf", "csv", "jsonl"], sample_count = 20)]
fn reading(bencher: Bencher<'_, '_>, kind: &str) {
    let statement = build::Statement::parse(&DOCUMENTS[0].text, DOCUMENTS[0].body);
    let table = |row: &dyn Fn(&Document) -> String| DOCUMENTS.iter().map(row).collect::<String>();
    let bytes = match kind {
        "md" => statement.md(),
        "html" => statement.html(),
        "docx" => statement.docx(),
        "odt" => statement.odt(1),
        "pdf" => statement.pdf(1),
        "csv" => format!("actor,text\n{}", table(&|one| format!("{},\"{}\"\n", one.actor, one.text.replace('"', "\"\"")))).into_bytes(),
        "jsonl" => table(&|one| format!("{}\n", serde_json::json!({"actor": one.actor, "text": one.text}))).into_bytes(),
        _ => statement.txt(),
    };
    let name = format!("statement.{kind}");
    let run = || read::parts_of(Some(Path::new(&name)), black_box(&bytes), &read::Options::default()).unwrap();
    let text: usize = run().parts.iter().map(|part| part.text.len()).sum();
    bencher.counter(BytesCount::new(text)).bench_local(run);
}

/// Document → sentences with their words.
#[divan::bench(sample_count = 20)]
fn segmenting(bencher: Bencher<'_, '_>) {
    over_text(bencher, &DOCUMENTS, |documents| documents.iter().map(segment::segment).collect::<Vec<_>>());
}

/// The codebook's literals looked for in folded text.
#[divan::bench(sample_count = 20)]
fn literals(bencher: Bencher<'_, '_>) {
    LazyLock::force(&SENTENCES);
    over_text(bencher, &DOCUMENTS, |_| SENTENCES.iter().map(|sentences| CODER.codebook.literals_in(&sentences.words)).sum::<usize>());
}

/// Sentences → mentions of propositions, by phrases and models.
#[divan::bench(sample_count = 5)]
fn extracting(bencher: Bencher<'_, '_>) {
    LazyLock::force(&SENTENCES);
    over_text(bencher, &DOCUMENTS, |_| readings().map(|reading| extract::mentions(&reading)).collect::<Vec<_>>());
}

/// Mentions → claims.
#[divan::bench(sample_count = 5)]
fn taking_stances(bencher: Bencher<'_, '_>) {
    let mentions: Vec<_> = readings().map(|reading| extract::mentions(&reading)).collect();
    over_text(bencher, &DOCUMENTS, |_| {
        let claims = |(reading, mentions): (Reading<'_>, &Vec<_>)| stance::claims(&reading, mentions, &|id| extract::entry(&reading, id));
        readings().zip(&mentions).map(claims).collect::<Vec<_>>()
    });
}

/// Sentences → those that take a position on nothing in the codebook.
#[divan::bench(sample_count = 5)]
fn finding_assertions(bencher: Bencher<'_, '_>) {
    let topics = CODER.topics();
    LazyLock::force(&SENTENCES);
    over_text(bencher, &DOCUMENTS, |_| readings().map(|reading| assertion::find(&reading, &topics, &[])).collect::<Vec<_>>());
}

/// Document → all that it says, one core: made-up text, and the corpus.
#[divan::bench(args = ["made", "corpus"], sample_count = 5)]
fn coding(bencher: Bencher<'_, '_>, text: &str) {
    let documents = texts(text);
    let topics = CODER.topics();
    over_text(bencher, &documents, |documents| documents.iter().map(|document| CODER.code_fully(document, &topics)).collect::<Vec<_>>());
}

/// Documents → everything that is found in them, on all cores.
#[divan::bench(args = ["made", "corpus"], sample_count = 5)]
fn whole(bencher: Bencher<'_, '_>, text: &str) {
    let documents = texts(text);
    over_text(bencher, &documents, |documents| CODER.compare(documents, &|| {}));
}

/// Words → what tells whether two statements may be alike.
#[divan::bench(sample_count = 20)]
fn prints(bencher: Bencher<'_, '_>) {
    over_text(bencher, &DOCUMENTS, |documents| documents.iter().map(|document| near::Print::of(&document.text)).max());
}

/// Statements → those of nearly the same words, on all cores.
#[divan::bench(args = ["made", "corpus"], sample_count = 10)]
fn near_duplicates(bencher: Bencher<'_, '_>, text: &str) {
    let documents = texts(text);
    over_text(bencher, &documents, near::find);
}

/// Claims → positions.
#[divan::bench(sample_count = 20)]
fn positions(bencher: Bencher<'_, '_>) {
    let order: Vec<String> = COMPARISON.propositions.iter().map(|entry| entry.id.clone()).collect();
    let members = |_: &str, _| Vec::new();
    bencher.counter(claims_count()).bench_local(|| position::positions(black_box(&COMPARISON.claims), &members, &order));
}

/// Positions → pairs of actors.
#[divan::bench(sample_count = 20)]
fn pairs(bencher: Bencher<'_, '_>) {
    LazyLock::force(&COMPARISON);
    bencher.bench_local(|| link::pairs(black_box(&COMPARISON.positions), &CODER.codebook.relations));
}

/// Claims → the graph of claims, 10,000 links listed.
#[divan::bench(sample_count = 20)]
fn claim_graph(bencher: Bencher<'_, '_>) {
    bencher.counter(claims_count()).bench_local(|| link::ClaimGraph::new(black_box(&COMPARISON.claims), &CODER.codebook.relations, 10_000));
}

/// Everything found → columns on actors and propositions.
#[divan::bench(sample_count = 20)]
fn attributes(bencher: Bencher<'_, '_>) {
    LazyLock::force(&COMPARISON);
    bencher.bench_local(|| analyse::attributes(black_box(&COMPARISON)));
}

/// Everything found → each table and each format of the graph of actors; per byte written.
#[divan::bench(args = names(), sample_count = 10)]
fn exports(bencher: Bencher<'_, '_>, name: &str) {
    let format: &dyn Format = demarche::export::named(name).unwrap();
    let attributes = analyse::attributes(&COMPARISON);
    let view = View { kind: ViewKind::Actors, attributes: &attributes, ..View::new(&COMPARISON) };
    let run = || {
        let mut out = Vec::new();
        format.write(&view, &mut out).unwrap();
        out
    };
    bencher.counter(BytesCount::new(run().len())).bench_local(run);
}

/// The names of all tables and formats; but for databases, which are files of their own.
fn names() -> Vec<&'static str> {
    FORMATS.iter().chain(TABLES).map(|format| format.name()).filter(|name| *name != "dna").collect()
}

fn texts(name: &str) -> Vec<Document> {
    if name == "corpus" { corpus(60) } else { DOCUMENTS.clone() }
}

fn claims_count() -> divan::counter::ItemsCount {
    let claims: &[Claim] = &COMPARISON.claims;
    divan::counter::ItemsCount::new(claims.len())
}
