//! How fast networks are: made-up codings from a fixed seed, the counted network against a naive one over all pairs of statements.
//!
//! ```text
//! cargo run --release --example network_speed                     10⁷ statements counted, 10⁵ by both ways
//! cargo run --release --example network_speed -- csv 1000000      writes such a coding, for other programs to read
//! ```

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "an example prints what it measures")]

use demarche::model::{Coding, Variable};
use demarche::network::{Aggregate, Choice, Counts, Products, Scale, Selection};
use std::io::Write;
use std::time::Instant;

const ACTORS: u64 = 200;
const PROPOSITIONS: u64 = 1_000;

/// `SplitMix64`: the same numbers on every machine.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut x = *state;
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Actor, proposition and level (−1, 0, 1) of each statement.
fn rows(statements: usize) -> impl Iterator<Item = (u64, u64, u64)> {
    let mut state = 42;
    (0..statements).map(move |_| (next(&mut state) % ACTORS, next(&mut state) % PROPOSITIONS, next(&mut state) % 3))
}

fn variable(name: &str, values: Vec<String>, codes: Vec<u32>) -> Variable {
    Variable { name: name.to_owned(), values, codes }
}

#[expect(clippy::cast_possible_truncation, reason = "codes are below 1,000")]
fn coding(statements: usize) -> Coding {
    let names = |letter: &str, count: u64| (0..count).map(|at| format!("{letter}{at:04}")).collect::<Vec<_>>();
    let mut codes = [const { Vec::new() }; 3].map(|_: Vec<u32>| Vec::with_capacity(statements));
    for (actor, proposition, level) in rows(statements) {
        codes[0].push(actor as u32);
        codes[1].push(proposition as u32);
        codes[2].push(level as u32);
    }
    let [actors, propositions, levels] = codes;
    let levels = variable("level", ["-1", "0", "1"].map(str::to_owned).to_vec(), levels);
    let variables =
        vec![variable("actor", names("a", ACTORS), actors), variable("proposition", names("p", PROPOSITIONS), propositions), levels];
    Coding { source: "made up".to_owned(), variables, ..Coding::default() }
}

/// The sums over all pairs of statements on the same proposition, straight from the formula.
fn naive(coding: &Coding) -> (Vec<f64>, Vec<f64>) {
    let [actor, proposition, level] = [0, 1, 2].map(|at| &coding.variables[at].codes);
    let n = coding.variables[0].values.len();
    let (mut congruence, mut conflict) = (vec![0.0; n * n], vec![0.0; n * n]);
    for a in 0..actor.len() {
        for b in 0..actor.len() {
            if proposition[a] == proposition[b] && actor[a] != actor[b] {
                let distance = f64::from(level[a].abs_diff(level[b])) / 2.0;
                congruence[(actor[a] as usize) * n + actor[b] as usize] += 1.0 - distance;
                conflict[(actor[a] as usize) * n + actor[b] as usize] += distance;
            }
        }
    }
    (congruence, conflict)
}

/// Congruence, conflict and subtract of all pairs of actors.
fn counted(coding: &Coding) -> [Vec<f64>; 3] {
    let choice = Choice {
        aggregate: Aggregate::Subtract,
        scale: Some(Scale::From(-1.0, 1.0)),
        ..Choice::new("actor", "proposition", Some("level"))
    };
    let selection = Selection::new(coding, &choice).unwrap();
    let counts = Counts::of(&selection, &selection.statements, &|_| 1.0);
    let products = Products::of(&counts, &selection.levels);
    let n = products.rows;
    [Aggregate::Congruence, Aggregate::Conflict, Aggregate::Subtract]
        .map(|aggregate| (0..n * n).map(|at| if at / n == at % n { 0.0 } else { products.value(aggregate, at / n, at % n) }).collect())
}

/// The seconds of processor this program has used so far; 0 where the system does not tell. Other programs do not lengthen them.
fn processor() -> f64 {
    #[expect(clippy::disallowed_methods, reason = "not an input: what the system tells of this process")]
    let status = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    status.split_whitespace().next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// The most memory this program has held so far, in MB; none where the system does not tell.
fn peak() -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "not an input: what the system tells of this process")]
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.get(1).is_some_and(|word| word == "csv") {
        let statements = arguments.get(2).and_then(|number| number.parse().ok()).unwrap_or(1_000_000);
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        writeln!(out, "actor,proposition,level").unwrap();
        for (actor, proposition, level) in rows(statements) {
            writeln!(out, "a{actor:04},p{proposition:04},{}", ["-1", "0", "1"][usize::try_from(level).unwrap()]).unwrap();
        }
        out.flush().unwrap();
        return;
    }
    let small = coding(100_000);
    let before = processor();
    let (congruence, conflict) = naive(&small);
    let slow = processor() - before;
    let before = processor();
    let fast = counted(&small);
    let quick = processor() - before;
    let same = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-9 * (1.0 + x.abs()));
    assert!(same(&congruence, &fast[0]) && same(&conflict, &fast[1]), "both ways give the same");
    println!("10^5 statements: all pairs {slow:.3} s of processor, counted {quick:.4} s: {:.0} times as fast, equal results", slow / quick);
    for statements in [100_000, 1_000_000, 10_000_000] {
        let coding = coding(statements);
        let (before, busy) = (Instant::now(), processor());
        let [congruence, conflict, subtract] = counted(&coding);
        let (time, busy) = (before.elapsed().as_secs_f64(), processor() - busy);
        let sum: f64 = congruence.iter().chain(&conflict).sum();
        let net: f64 = subtract.iter().sum();
        println!(
            "{statements} statements: congruence, conflict and subtract in {time:.3} s ({busy:.3} s of processor); sums {sum} and {net}"
        );
    }
    if let Some(megabytes) = peak() {
        println!("at most {megabytes} MB were held");
    }
}
