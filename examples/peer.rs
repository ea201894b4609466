//! Our side of `benches/peers.sh`: one stage alone, with the processor time it took.
//!
//! ```text
//! cargo run --release --example peer -- literals TEXT ROUNDS     words of the codebook looked for in a text, folded beforehand
//! cargo run --release --example peer -- claims TEXT ROUNDS       the text, in memory, as statements to claims
//! cargo run --release --example peer -- made CLAIMS              such a table of claims: actor, proposition, stance, strength, date
//! cargo run --release --example peer -- pairs CLAIMS.csv         its positions and pairs
//! cargo run --release --example peer -- columns CLAIMS           so many claims of 200 actors on 1,000 propositions, without a table
//! ```

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, reason = "an example prints what it measures")]

use demarche::codebook::{Actors, BUILT_IN, Codebook};
use demarche::learn::Random;
use demarche::link::counted;
use demarche::model::{Document, Metadata, Stance};
use demarche::pipeline::Coder;
use demarche::position::{Columns, fold_columns};
use demarche::text::Words;
use std::fs;
use std::io::Write;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ACTORS: usize = 200;
const PROPOSITIONS: usize = 300;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["literals", text, rounds] => literals(&fs::read_to_string(text).unwrap(), rounds.parse().unwrap()),
        ["claims", text, rounds] => claims(&fs::read_to_string(text).unwrap(), rounds.parse().unwrap()),
        ["made", claims] => made(claims.parse().unwrap()),
        ["columns", claims] => folded(&made_columns(claims.parse().unwrap(), 1_000), 1_000),
        ["pairs", claims] => pairs(&fs::read_to_string(claims).unwrap()),
        _ => println!("literals TEXT ROUNDS | claims TEXT ROUNDS | made CLAIMS | pairs CLAIMS.csv"),
    }
}

/// Seconds of processor time that all threads have had.
fn processor() -> f64 {
    let threads = fs::read_dir("/proc/self/task").unwrap();
    let told = threads.map(|thread| fs::read_to_string(thread.unwrap().path().join("schedstat")).unwrap());
    told.map(|told| told.split(' ').next().unwrap().parse::<f64>().unwrap()).sum::<f64>() / 1e9
}

fn literals(text: &str, rounds: u32) {
    let codebook = Codebook::built_in().unwrap();
    let count = codebook.literals().len();
    let start = processor();
    let words = Words::of(text);
    let folding = processor() - start;
    let start = processor();
    let hits: usize = (0..rounds).map(|_| codebook.literals_in(&words)).sum();
    let work = (processor() - start) / f64::from(rounds);
    println!("work={work:.4} folding={folding:.4} literals={count} hits={}", hits / rounds as usize);
}

fn claims(text: &str, rounds: u32) {
    let built_in = &BUILT_IN[0];
    let codebook = built_in.build().unwrap();
    let codebook = built_in.sense().unwrap().into_iter().fold(codebook, Codebook::with_sense);
    let coder = Coder { codebook, actors: Actors::new(Actors::built_in().unwrap()).unwrap() };
    let documents: Vec<Document> = statements(text).map(document).collect();
    let all = || documents.iter().map(|document| coder.code(document).claims.len()).sum::<usize>();
    let timed = || {
        // What is made when first needed is not of the text.
        let _ = all();
        let start = processor();
        let claims: usize = (0..rounds).map(|_| all()).sum();
        let work = (processor() - start) / f64::from(rounds);
        println!("work={work:.4} claims={}", claims / rounds as usize);
    };
    // As in the program: the work is done by the threads of a pool, here by one.
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(timed);
}

/// A text as statements of the length of a speech, each of whole paragraphs.
fn statements(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.bytes().enumerate().skip(SPEECH).find(|(_, byte)| *byte == b'\n').map_or(rest.len(), |(at, _)| at + 1);
        let (one, after) = rest.split_at(end);
        rest = after;
        (!one.is_empty()).then_some(one)
    })
}

/// So many bytes a speech has at least.
const SPEECH: usize = 12_000;

fn document(text: &str) -> Document {
    let meta = Metadata { actor: Some("CHE".to_owned()), ..Metadata::default() };
    Document {
        id: "text".to_owned(),
        source: "text".to_owned(),
        text: text.to_owned(),
        pages: Vec::new(),
        body: 0,
        actor: "CHE".to_owned(),
        meta,
    }
}

fn made(claims: usize) {
    let mut random = Random(42);
    let mut out = std::io::BufWriter::new(std::io::stdout());
    writeln!(out, "actor,proposition,stance,strength,date").unwrap();
    for _ in 0..claims {
        let [actor, proposition, stance] = [ACTORS, PROPOSITIONS, Stance::ALL.len()].map(|bound| random.below(bound));
        writeln!(out, "{actor},{proposition},{stance},{},{}", random.below(5) + 1, random.below(4_000) + 1).unwrap();
    }
}

fn pairs(csv: &str) {
    let mut columns: [Vec<u32>; 5] = Default::default();
    for line in csv.lines().skip(1) {
        for (column, cell) in columns.iter_mut().zip(line.split(',')) {
            column.push(cell.parse().unwrap());
        }
    }
    folded(&columns, PROPOSITIONS);
}

/// Such claims as columns: actor, proposition, stance, strength, date.
fn made_columns(claims: usize, propositions: usize) -> [Vec<u32>; 5] {
    let mut random = Random(42);
    let mut column = |bound: usize, least: u32| (0..claims).map(|_| u32::try_from(random.below(bound)).unwrap() + least).collect();
    [column(ACTORS, 0), column(propositions, 0), column(Stance::ALL.len(), 0), column(5, 1), column(4_000, 1)]
}

/// Folds and pairs, and says how long that takes.
fn folded([holders, propositions, stances, strengths, dates]: &[Vec<u32>; 5], count: usize) {
    let stances: Vec<Stance> = stances.iter().map(|stance| Stance::ALL[*stance as usize]).collect();
    let strengths: Vec<u8> = strengths.iter().map(|strength| u8::try_from(*strength).unwrap()).collect();
    let columns = Columns { holders, propositions, stances: &stances, strengths: &strengths, dates };
    let start = processor();
    let cells = fold_columns(&columns, ACTORS, count).unwrap();
    let stances: Vec<Option<Stance>> = cells.iter().map(|cell| cell.map(|cell| cell.stance)).collect();
    let folding = processor() - start;
    let found = counted(&stances, count, &[]);
    let work = processor() - start;
    let sum = |of: fn(&demarche::link::Counted) -> u32| found.iter().map(|pair| u64::from(of(pair))).sum::<u64>();
    let (agree, conflict, differ) = (sum(|pair| pair.agree), sum(|pair| pair.conflict), sum(|pair| pair.differ));
    println!("work={work:.4} positions={folding:.4} pairs={} agree={agree} conflict={conflict} differ={differ}", found.len());
}
