//! What networks promise: the numbers of the field's own program, and the same as a slow plain twin on random codings.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read and write scratch files, and say what they skip"
)]

mod support;

use demarche::export::networks;
use demarche::model::{Coding, Moment, Network, Unit, Variable};
use demarche::network::{
    Aggregate, Choice, Columns, Compat, Drawn, Draws, Duplicates, Edge, Isolates, Kernel, Mode, Named, Normalize, Scale, Selection, Window,
    changes, evidence, from_csv, intervals, network, phases, slices,
};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use support::{Run, SAMPLE, scratch, shared};

fn sample() -> Option<Coding> {
    let path = shared("dna/statements.csv")?;
    Some(from_csv("statements.csv", &std::fs::read_to_string(path).unwrap(), &Columns::default()).unwrap())
}

/// The program's own matrices, each named for how it was made.
#[test]
fn the_matrices_of_the_reference_program_come_out_the_same() {
    let (Some(coding), Some(folder)) = (sample(), shared("dna/matrices")) else { return };
    let mut compared = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let parts: Vec<&str> = stem.split('_').collect();
        let [what, aggregate, normalize, duplicates] = parts[..] else { panic!("{stem}") };
        let (rows, through, mode) = match what {
            "org" => ("organization", "concept", Mode::One),
            "concept" => ("concept", "organization", Mode::One),
            _ => ("organization", "concept", Mode::Two),
        };
        let choice = Choice {
            mode,
            aggregate: Aggregate::named(aggregate).unwrap(),
            normalize: if normalize == "no" { Normalize::None } else { Normalize::named(normalize).unwrap() },
            duplicates: if duplicates == "acrossrange" { Duplicates::Range } else { Duplicates::named(duplicates).unwrap() },
            compat: Compat::Dna,
            ..Choice::new(rows, through, Some("agreement"))
        };
        let found = network(&coding, &choice).unwrap();
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let header: Vec<String> = reader.headers().unwrap().iter().skip(1).map(str::to_owned).collect();
        assert_eq!(found.columns, header, "{stem}");
        for (row, record) in reader.records().enumerate() {
            let record = record.unwrap();
            assert_eq!(found.rows[row], record[0], "{stem}");
            for (column, cell) in record.iter().skip(1).enumerate() {
                let expected: f64 = cell.parse().unwrap();
                assert!((found.weight(row, column) - expected).abs() < 1e-9, "{stem}: {row},{column}: {}", found.weight(row, column));
            }
        }
        assert_eq!(found.rows.len() * found.columns.len(), found.weights.len());
        compared += 1;
    }
    assert!(compared >= 14, "only {compared} matrices");
}

/// Numbers that look random and are the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// One statement, as plain as can be.
#[derive(Debug, Clone, PartialEq)]
struct Plain {
    actor: String,
    concept: String,
    level: i64,
    document: String,
    time: Moment,
}

/// A random coding with levels −2…2 (or 0 and 1), as statements and as the library has it.
fn random(seed: u64, statements: usize, binary: bool) -> Vec<Plain> {
    let mut numbers = Numbers(seed);
    let first: Moment = "2019-11-20".parse().unwrap();
    let mut found: Vec<Plain> = (0..statements)
        .map(|_| {
            let document = numbers.below(12);
            Plain {
                actor: format!("a{}", numbers.below(6)),
                concept: format!("c{}", numbers.below(5)),
                level: if binary { i64::try_from(numbers.below(2)).unwrap() } else { i64::try_from(numbers.below(5)).unwrap() - 2 },
                document: format!("d{document:02}"),
                // Every document has one day; they are spread over four years.
                time: first.later(i64::try_from(document).unwrap() * 120 + 5, Unit::Days),
            }
        })
        .collect();
    found.sort_by(|a, b| (a.time, &a.document).cmp(&(b.time, &b.document)));
    found
}

fn coded(plain: &[Plain]) -> Coding {
    let level = |plain: &Plain| plain.level.to_string();
    let levels: Vec<String> = plain.iter().map(level).collect();
    Coding {
        source: "random".to_owned(),
        ids: (0..plain.len()).map(|at| at.to_string()).collect(),
        documents: Some(Variable::new("document", plain.iter().map(|one| one.document.as_str()))),
        times: Some(plain.iter().map(|one| Some(one.time)).collect()),
        weights: None,
        variables: vec![
            Variable::new("actor", plain.iter().map(|one| one.actor.as_str())),
            Variable::new("concept", plain.iter().map(|one| one.concept.as_str())),
            Variable::new("level", levels.iter().map(String::as_str)),
        ],
    }
}

/// The slow twin: every pair of statements is looked at, straight from the formulas.
struct Twin<'a> {
    statements: Vec<(&'a Plain, f64)>,
    choice: &'a Choice,
    low: i64,
    high: i64,
}

impl<'a> Twin<'a> {
    fn new(plain: &'a [Plain], choice: &'a Choice, low: i64, high: i64) -> Self {
        let mut statements: Vec<(&Plain, f64)> = Vec::new();
        for one in plain {
            let same = |other: &Plain| {
                let level = choice.aggregate == Aggregate::Ignore || other.level == one.level;
                let unit = match choice.duplicates {
                    Duplicates::Include => false,
                    Duplicates::Document => other.document == one.document,
                    Duplicates::Range => true,
                    Duplicates::Year => other.time.civil().0 == one.time.civil().0,
                    Duplicates::Month if choice.compat == Compat::Dna => other.time.civil().1 == one.time.civil().1,
                    Duplicates::Month => (other.time.civil().0, other.time.civil().1) == (one.time.civil().0, one.time.civil().1),
                    Duplicates::Week if choice.compat == Compat::Dna => other.time.week().1 == one.time.week().1,
                    Duplicates::Week => other.time.week() == one.time.week(),
                };
                other.actor == one.actor && other.concept == one.concept && level && unit
            };
            if !statements.iter().any(|(other, _)| same(other)) {
                statements.push((one, 1.0));
            }
        }
        Self { statements, choice, low, high }
    }

    fn names(&self, name: impl Fn(&Plain) -> &str) -> Vec<String> {
        self.statements.iter().map(|(one, _)| name(one).to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Σ of the weights of an actor's statements on a concept (any, if none) at a level (any, if none).
    fn x(&self, actor: &str, concept: Option<&str>, level: Option<i64>) -> f64 {
        let fits = |one: &Plain| {
            one.actor == actor && concept.is_none_or(|concept| one.concept == concept) && level.is_none_or(|level| one.level == level)
        };
        self.statements.iter().filter(|(one, _)| fits(one)).map(|(_, weight)| weight).sum()
    }

    /// Every statement of `a` with every one of `b` on the same concept: (congruence, conflict).
    fn pairs(&self, a: &str, b: &str) -> (f64, f64) {
        let (mut congruence, mut conflict) = (0.0, 0.0);
        for (one, weight) in self.statements.iter().filter(|(one, _)| one.actor == a) {
            for (other, by) in self.statements.iter().filter(|(other, _)| other.actor == b && other.concept == one.concept) {
                let distance = (one.level - other.level).abs() as f64 / (self.high - self.low) as f64;
                congruence += weight * by * (1.0 - distance);
                conflict += weight * by * distance;
            }
        }
        (congruence, conflict)
    }

    fn value(&self, a: &str, b: &str) -> f64 {
        let (congruence, conflict) = self.pairs(a, b);
        match self.choice.aggregate {
            Aggregate::Congruence => congruence,
            Aggregate::Conflict => conflict,
            Aggregate::Subtract => congruence - conflict,
            Aggregate::Ignore | Aggregate::Combine => congruence + conflict,
        }
    }

    fn jaccard(&self, a: &str, b: &str) -> f64 {
        let mut sum = 0.0;
        for concept in self.names(|one| &one.concept) {
            let levels = if self.choice.compat == Compat::Dna { (self.low..=self.high).map(Some).collect() } else { vec![None] };
            for level in levels {
                let (x, y) = (self.x(a, Some(&concept), level), self.x(b, Some(&concept), level));
                sum += if y == 0.0 { x } else { 0.0 } + if x == 0.0 { y } else { 0.0 } + x * y;
            }
        }
        sum
    }

    fn one_mode(&self) -> Network {
        let rows = self.names(|one| &one.actor);
        let mut weights = Vec::new();
        for a in &rows {
            for b in &rows {
                let own = |actor: &str| {
                    let (congruence, conflict) = self.pairs(actor, actor);
                    if self.choice.aggregate == Aggregate::Ignore { congruence + conflict } else { congruence }
                };
                let divisor = match (self.choice.normalize, self.choice.compat) {
                    (Normalize::Average, _) => f64::midpoint(self.x(a, None, None), self.x(b, None, None)),
                    (Normalize::Jaccard, _) => self.jaccard(a, b),
                    (Normalize::Cosine, Compat::Dna) => self.x(a, None, None) * self.x(b, None, None),
                    (Normalize::Cosine, Compat::Own) => own(a).sqrt() * own(b).sqrt(),
                    _ => 1.0,
                };
                weights.push(if a == b || divisor == 0.0 { 0.0 } else { self.value(a, b) / divisor });
            }
        }
        Network { columns: rows.clone(), rows, weights, one_mode: true }
    }

    fn two_mode(&self) -> Network {
        let (rows, columns) = (self.names(|one| &one.actor), self.names(|one| &one.concept));
        let mut weights = Vec::new();
        for actor in &rows {
            for concept in &columns {
                let at = |level: i64| self.x(actor, Some(concept), Some(level));
                let binary = (self.low, self.high) == (0, 1);
                let value = match self.choice.aggregate {
                    Aggregate::Subtract if binary => at(1) - at(0),
                    Aggregate::Subtract => (self.low..=self.high).map(|level| level as f64 * at(level)).sum(),
                    Aggregate::Combine => {
                        let side = |wanted: Ordering| {
                            (self.low..=self.high).any(|level| at(level) > 0.0 && (2 * level).cmp(&(self.low + self.high)) == wanted)
                        };
                        match (side(Ordering::Greater), side(Ordering::Less), side(Ordering::Equal)) {
                            (true, true, _) => 3.0,
                            (true, false, _) => 1.0,
                            (false, true, _) => 2.0,
                            (false, false, true) => 4.0,
                            _ => 0.0,
                        }
                    }
                    _ => self.x(actor, Some(concept), None),
                };
                let divisor = match self.choice.normalize {
                    Normalize::Activity => self.x(actor, None, None),
                    Normalize::Prominence => rows.iter().map(|other| self.x(other, Some(concept), None)).sum(),
                    _ => 1.0,
                };
                weights.push(if divisor == 0.0 { 0.0 } else { value / divisor });
            }
        }
        Network { rows, columns, weights, one_mode: false }
    }
}

fn equal(a: &Network, b: &Network) -> bool {
    a.rows == b.rows
        && a.columns == b.columns
        && a.weights.len() == b.weights.len()
        && a.weights.iter().zip(&b.weights).all(|(x, y)| (x - y).abs() < 1e-9 * (1.0 + x.abs()))
}

/// All choices that go together.
fn choices(scale: Scale) -> Vec<Choice> {
    let mut found = Vec::new();
    for mode in [Mode::One, Mode::Two] {
        for aggregate in Aggregate::ALL {
            for normalize in Normalize::ALL {
                for duplicates in Duplicates::ALL {
                    for compat in Compat::ALL {
                        let choice = Choice {
                            mode,
                            aggregate: *aggregate,
                            normalize: *normalize,
                            duplicates: *duplicates,
                            compat: *compat,
                            scale: Some(scale),
                            ..Choice::new("actor", "concept", Some("level"))
                        };
                        // The program's codes for combinations of more than two levels are bits, which the twin does not have.
                        let bits = *aggregate == Aggregate::Combine && *compat == Compat::Dna && scale != Scale::From(0.0, 1.0);
                        if choice.check().is_ok() && !bits {
                            found.push(choice);
                        }
                    }
                }
            }
        }
    }
    found
}

#[test]
fn every_network_equals_its_slow_twin() {
    let mut compared = 0;
    for seed in 0..6 {
        let binary = seed % 2 == 0;
        let plain = random(seed, 10 + 30 * usize::try_from(seed).unwrap(), binary);
        let (low, high) = if binary { (0, 1) } else { (-2, 2) };
        for choice in choices(Scale::From(low as f64, high as f64)) {
            let twin = Twin::new(&plain, &choice, low, high);
            let expected = if choice.mode == Mode::One { twin.one_mode() } else { twin.two_mode() };
            let found = network(&coded(&plain), &choice).unwrap();
            assert!(equal(&found, &expected), "seed {seed}: {choice:?}\n{found:?}\n{expected:?}");
            compared += 1;
        }
    }
    assert!(compared > 1_000, "{compared}");
}

/// The weight of a kernel, from its definition.
fn kernel(kernel: Kernel, u: f64) -> f64 {
    match kernel {
        _ if u > 1.0 + 1e-9 => 0.0,
        Kernel::None => 1.0,
        Kernel::Uniform => 0.5,
        Kernel::Epanechnikov => 0.75 * (1.0 - u * u),
        Kernel::Triangular => 1.0 - u,
        Kernel::Gaussian => 0.398_942_280_401_432_7 * (-u * u / 2.0).exp(),
    }
}

#[test]
fn every_slice_equals_its_slow_twin() {
    let plain = random(5, 120, false);
    let choice =
        Choice { aggregate: Aggregate::Subtract, scale: Some(Scale::From(-2.0, 2.0)), ..Choice::new("actor", "concept", Some("level")) };
    for shape in Kernel::ALL {
        for (unit, width, days) in [(Unit::Days, 250, 1.0), (Unit::Weeks, 31, 7.0)] {
            let window = Window { width, unit: Some(unit), step: 10, kernel: *shape, edge: Edge::Middles };
            let found = slices(&coded(&plain), &choice, &window).unwrap();
            assert_eq!(found[0].middle, plain[0].time);
            for slice in &found {
                let mut twin = Twin::new(&plain, &choice, -2, 2);
                for (one, weight) in &mut twin.statements {
                    let distance = (one.time.0 - slice.middle.0).abs() as f64 / 86_400.0 / days;
                    *weight = kernel(*shape, distance / (f64::from(width) / 2.0));
                }
                let inside = twin.statements.iter().filter(|(_, weight)| *weight > 0.0).count();
                assert!(equal(&slice.network, &twin.one_mode()), "{shape:?} {unit:?} {}", slice.middle);
                // Where a kernel falls to 0 at its edge a statement there is inside and weighs nothing.
                assert!(inside <= slice.statements);
            }
        }
    }
}

#[test]
fn months_are_those_of_the_calendar() {
    let day = |day: &str| Plain {
        actor: format!("a{day}"),
        concept: "c".to_owned(),
        level: 1,
        document: day.to_owned(),
        time: day.parse().unwrap(),
    };
    let plain = ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30"].map(day);
    let window = Window { width: 1, unit: Some(Unit::Months), step: 1, kernel: Kernel::None, edge: Edge::Middles };
    let choice = Choice { scale: Some(Scale::From(0.0, 1.0)), ..Choice::new("actor", "concept", Some("level")) };
    let found = slices(&coded(&plain), &choice, &window).unwrap();
    let middles: Vec<String> = found.iter().map(|slice| slice.middle.to_string()).collect();
    assert_eq!(middles, ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30"]);
    assert!(found.iter().all(|slice| slice.statements == 1));
}

#[test]
fn a_window_of_statements_takes_those_made_at_the_same_time_too() {
    let plain = random(3, 60, true);
    let choice = Choice::new("actor", "concept", Some("level"));
    let window = Window { width: 7, unit: None, step: 3, kernel: Kernel::None, edge: Edge::Middles };
    let found = slices(&coded(&plain), &choice, &window).unwrap();
    assert_eq!(found.len(), (60 - 7) / 3 + 1);
    for (number, slice) in found.iter().enumerate() {
        let (start, stop) = (plain[number * 3].time, plain[number * 3 + 6].time);
        assert_eq!(slice.statements, plain.iter().filter(|one| start <= one.time && one.time <= stop).count());
    }
}

#[test]
fn the_order_of_the_rows_of_a_table_changes_nothing() {
    let plain = random(9, 80, true);
    let line = |(at, one): (usize, &Plain)| format!("{at},{},{},{},{},{}\n", one.document, one.time, one.actor, one.concept, one.level);
    let mut lines: Vec<String> = plain.iter().enumerate().map(line).collect();
    let table = |lines: &[String]| {
        let text = format!("statement_id,document_id,document_date,actor,concept,level\n{}", lines.concat());
        from_csv("t.csv", &text, &Columns::default()).unwrap()
    };
    let coding = table(&lines);
    lines.reverse();
    let turned = table(&lines);
    assert_eq!(coding, turned);
    let window = Window { width: 300, unit: Some(Unit::Days), step: 30, kernel: Kernel::Gaussian, edge: Edge::Whole };
    let choice =
        Choice { aggregate: Aggregate::Congruence, normalize: Normalize::Cosine, ..Choice::new("actor", "concept", Some("level")) };
    let found = slices(&coding, &choice, &window).unwrap();
    let mut out = Vec::new();
    networks::slice_matrices(&found, &mut out).unwrap();
    let mut again = Vec::new();
    networks::slice_matrices(&slices(&turned, &choice, &window).unwrap(), &mut again).unwrap();
    assert!(out == again && !found.is_empty());
}

#[test]
fn doubled_statements_quadruple_products_and_leave_shares_as_they_were() {
    let plain = random(4, 70, false);
    let doubled: Vec<Plain> = plain.iter().flat_map(|one| [one.clone(), one.clone()]).collect();
    let base =
        Choice { aggregate: Aggregate::Congruence, scale: Some(Scale::From(-2.0, 2.0)), ..Choice::new("actor", "concept", Some("level")) };
    let of = |plain: &[Plain], choice: &Choice| network(&coded(plain), choice).unwrap();
    let scaled = |network: Network, by: f64| Network { weights: network.weights.iter().map(|weight| weight * by).collect(), ..network };
    assert!(equal(&of(&doubled, &base), &scaled(of(&plain, &base), 4.0)));
    let average = Choice { normalize: Normalize::Average, ..base.clone() };
    assert!(equal(&of(&doubled, &average), &scaled(of(&plain, &average), 2.0)));
    let cosine = Choice { normalize: Normalize::Cosine, ..base.clone() };
    assert!(equal(&of(&doubled, &cosine), &of(&plain, &cosine)));
    let once = Choice { duplicates: Duplicates::Document, ..base };
    assert!(equal(&of(&doubled, &once), &of(&plain, &once)));
}

#[test]
fn shares_stay_within_their_bounds_and_share_out_the_whole() {
    for seed in 20..30 {
        let plain = random(seed, 90, false);
        for normalize in [Normalize::None, Normalize::Average, Normalize::Jaccard, Normalize::Cosine] {
            let of = |aggregate| {
                let choice =
                    Choice { aggregate, normalize, scale: Some(Scale::From(-2.0, 2.0)), ..Choice::new("actor", "concept", Some("level")) };
                network(&coded(&plain), &choice).unwrap().weights
            };
            let (congruence, conflict, subtract) = (of(Aggregate::Congruence), of(Aggregate::Conflict), of(Aggregate::Subtract));
            let ignore = of(Aggregate::Ignore);
            for at in 0..ignore.len() {
                assert!((congruence[at] - conflict[at] - subtract[at]).abs() < 1e-9);
                if normalize != Normalize::Cosine {
                    assert!((congruence[at] + conflict[at] - ignore[at]).abs() < 1e-9);
                }
                if matches!(normalize, Normalize::Jaccard | Normalize::Cosine) {
                    let most = [congruence[at], conflict[at], subtract[at].abs(), ignore[at]].into_iter().fold(0.0, f64::max);
                    assert!(most <= 1.0 + 1e-9, "{most}");
                }
            }
        }
    }
}

#[test]
fn weeks_and_months_have_a_year_except_in_the_program() {
    let one = |day: &str| Plain {
        actor: "a".to_owned(),
        concept: "c".to_owned(),
        level: 1,
        document: day.to_owned(),
        time: day.parse().unwrap(),
    };
    let plain = ["2019-03-05", "2020-03-03"].map(one);
    let of = |duplicates, compat| {
        let choice = Choice { mode: Mode::Two, duplicates, compat, ..Choice::new("actor", "concept", Some("level")) };
        network(&coded(&plain), &choice).unwrap().weights[0]
    };
    for duplicates in [Duplicates::Week, Duplicates::Month] {
        assert!((of(duplicates, Compat::Own) - 2.0).abs() < 1e-12 && (of(duplicates, Compat::Dna) - 1.0).abs() < 1e-12);
    }
    assert!((of(Duplicates::Year, Compat::Dna) - 2.0).abs() < 1e-12);
}

#[test]
fn what_is_excluded_is_gone_and_isolates_can_be_kept() {
    let plain = random(6, 50, true);
    let coding = coded(&plain);
    let choice =
        Choice { exclude: vec![("actor".into(), "a0".into()), ("concept".into(), "c1".into())], ..Choice::new("actor", "concept", None) };
    let found = network(&coding, &choice).unwrap();
    assert!(!found.rows.contains(&"a0".to_owned()));
    let rest: Vec<Plain> = plain.iter().filter(|one| one.actor != "a0" && one.concept != "c1").cloned().collect();
    assert!(equal(&found, &network(&coded(&rest), &Choice::new("actor", "concept", None)).unwrap()));
    let kept = network(&coding, &Choice { isolates: Isolates::Keep, ..choice }).unwrap();
    assert!(kept.rows.contains(&"a0".to_owned()) && (0..kept.rows.len()).all(|other| kept.weight(0, other) == 0.0));
    let only =
        Choice { only: vec![("concept".into(), "c2".into()), ("concept".into(), "c3".into())], ..Choice::new("actor", "concept", None) };
    let some: Vec<Plain> = plain.iter().filter(|one| one.concept == "c2" || one.concept == "c3").cloned().collect();
    assert!(equal(&network(&coding, &only).unwrap(), &network(&coded(&some), &Choice::new("actor", "concept", None)).unwrap()));
    let middle = plain[25].time;
    let late = Choice { start: Some(middle), ..Choice::new("actor", "concept", None) };
    let after: Vec<Plain> = plain.iter().filter(|one| one.time >= middle).cloned().collect();
    assert!(equal(&network(&coding, &late).unwrap(), &network(&coded(&after), &Choice::new("actor", "concept", None)).unwrap()));
}

#[test]
fn what_is_not_there_is_named_with_what_is_nearest() {
    let coding = coded(&random(1, 20, true));
    for (choice, expected) in [
        (Choice::new("actr", "concept", None), "did you mean `actor`?"),
        (Choice { exclude: vec![("concept".into(), "c".into())], ..Choice::new("actor", "concept", None) }, "did you mean `c0`?"),
        (Choice { exclude: vec![("concpt".into(), "c1".into())], ..Choice::new("actor", "concept", None) }, "did you mean `concept`?"),
        (Choice { aggregate: Aggregate::Conflict, ..Choice::new("concept", "actor", Some("levl")) }, "did you mean `level`?"),
    ] {
        let error = network(&coding, &choice).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn the_statements_behind_a_tie_add_up_to_it() {
    let plain = random(8, 60, false);
    let coding = coded(&plain);
    let choice =
        Choice { aggregate: Aggregate::Subtract, scale: Some(Scale::From(-2.0, 2.0)), ..Choice::new("actor", "concept", Some("level")) };
    let selection = Selection::new(&coding, &choice).unwrap();
    let found = network(&coding, &choice).unwrap();
    let mut sums: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for pairing in evidence(&selection, &choice, &|_, _| true) {
        assert!(pairing.row < pairing.other);
        *sums.entry((pairing.row, pairing.other)).or_default() += 1.0 - 2.0 * pairing.distance;
    }
    for (row, other) in found.dyads() {
        let sum = sums.get(&(row, other)).copied().unwrap_or(0.0);
        assert!((sum - found.weight(row, other)).abs() < 1e-9);
    }
}

fn draws(number: usize, seed: u64) -> Draws {
    Draws { number, seed, drawn: Drawn::Documents }
}

#[test]
fn intervals_hold_most_ties_and_one_document_gives_no_width() {
    let coding = coded(&random(2, 200, true));
    for duplicates in [Duplicates::Include, Duplicates::Document] {
        let choice = Choice {
            aggregate: Aggregate::Congruence,
            normalize: Normalize::Average,
            duplicates,
            ..Choice::new("actor", "concept", Some("level"))
        };
        let selection = Selection::new(&coding, &choice).unwrap();
        let found = network(&coding, &choice).unwrap();
        let sure = intervals(&selection, &choice, &draws(200, 1)).unwrap();
        assert_eq!(sure, intervals(&selection, &choice, &draws(200, 1)).unwrap());
        assert_ne!(sure, intervals(&selection, &choice, &draws(200, 2)).unwrap());
        assert!(sure.iter().all(|interval| interval.low <= interval.high));
        let within = found.weights.iter().zip(&sure).filter(|(weight, interval)| interval.low <= **weight && **weight <= interval.high);
        assert!(within.count() * 10 > found.weights.len() * 9, "{duplicates:?}");
    }
    let plain: Vec<Plain> = random(2, 50, true).into_iter().map(|one| Plain { document: "only".to_owned(), ..one }).collect();
    let (choice, coding) = (Choice::new("actor", "concept", None), coded(&plain));
    let selection = Selection::new(&coding, &choice).unwrap();
    let found = network(&coding, &choice).unwrap();
    for (weight, interval) in found.weights.iter().zip(intervals(&selection, &choice, &draws(20, 1)).unwrap()) {
        assert!((interval.low - weight).abs() < 1e-12 && (interval.high - weight).abs() < 1e-12);
    }
}

#[test]
fn a_turn_of_all_actors_is_a_new_phase_and_a_change_of_each_position() {
    let first: Moment = "2020-01-15".parse().unwrap();
    let mut plain = Vec::new();
    for month in 0..24 {
        for actor in 0..4 {
            for concept in 0..3 {
                // In the second year a1 and a3 change sides.
                let against = if month < 12 { actor >= 2 } else { actor % 2 == 0 };
                let time = first.later(month, Unit::Months);
                let level = i64::from(!against);
                plain.push(Plain { actor: format!("a{actor}"), concept: format!("c{concept}"), level, document: time.to_string(), time });
            }
        }
    }
    let coding = coded(&plain);
    let choice = Choice { aggregate: Aggregate::Subtract, ..Choice::new("actor", "concept", Some("level")) };
    let window = Window { width: 1, unit: Some(Unit::Months), step: 1, kernel: Kernel::None, edge: Edge::Middles };
    let series = slices(&coding, &choice, &window).unwrap();
    let found = phases(&series, None).unwrap();
    let expected: Vec<usize> = (0..24).map(|month| if month < 12 { 1 } else { 2 }).collect();
    assert_eq!(found.phase, expected);
    assert!(found.silhouette > 0.99);
    let changed = changes(&coding, &choice, &window).unwrap();
    let who: BTreeSet<&str> = changed.iter().map(|change| change.row.as_str()).collect();
    assert_eq!((changed.len(), who), (2 * 3, BTreeSet::from(["a0", "a3"])));
    assert!(changed.iter().all(|change| change.later == first.later(12, Unit::Months)));
}

/// The plain twin of average linkage: the two clusters with the smallest mean distance of their members, again and again.
#[test]
fn phases_are_those_of_plain_average_linkage() {
    let coding = coded(&random(11, 300, true));
    let choice = Choice { aggregate: Aggregate::Subtract, mode: Mode::Two, ..Choice::new("actor", "concept", Some("level")) };
    let window = Window { width: 200, unit: Some(Unit::Days), step: 40, kernel: Kernel::Epanechnikov, edge: Edge::Middles };
    let series = slices(&coding, &choice, &window).unwrap();
    for wanted in 2..=6 {
        let found = phases(&series, Some(wanted)).unwrap();
        let n = series.len();
        let mut clusters: Vec<Vec<usize>> = (0..n).map(|slice| vec![slice]).collect();
        while clusters.len() > wanted {
            let mut best = (f64::INFINITY, 0, 0);
            for a in 0..clusters.len() {
                for b in a + 1..clusters.len() {
                    let pairs = clusters[a].iter().flat_map(|x| clusters[b].iter().map(move |y| (*x, *y)));
                    let sum: f64 = pairs.map(|(x, y)| found.distances[x * n + y]).sum();
                    let mean = sum / (clusters[a].len() * clusters[b].len()) as f64;
                    if mean < best.0 - 1e-12 {
                        best = (mean, a, b);
                    }
                }
            }
            let joined = clusters.remove(best.2);
            clusters[best.1].extend(joined);
        }
        for a in 0..n {
            for b in 0..n {
                let together = clusters.iter().any(|cluster| cluster.contains(&a) && cluster.contains(&b));
                assert_eq!(together, found.phase[a] == found.phase[b], "{wanted} phases: {a} and {b}");
            }
        }
    }
}

/// A database as the program writes it; in version 3 the values of text variables are entities.
#[cfg(feature = "dna")]
#[test]
fn a_database_reads_as_the_same_coding_as_a_table() {
    use demarche::network::from_dna;
    let folder = scratch("dna");
    for version in [2, 3] {
        let path = folder.join(format!("v{version}.dna"));
        let _ = std::fs::remove_file(&path);
        let base = rusqlite::Connection::open(&path).unwrap();
        let (value, per_second) = if version == 3 { ("Entity INTEGER", 1) } else { ("Value TEXT", 1000) };
        base.execute_batch(&format!(
            "CREATE TABLE DOCUMENTS(ID INTEGER, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
             CREATE TABLE STATEMENTTYPES(ID INTEGER, Label TEXT);
             CREATE TABLE VARIABLES(ID INTEGER, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
             CREATE TABLE STATEMENTS(ID INTEGER, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER, Coder INTEGER);
             CREATE TABLE ENTITIES(ID INTEGER, VariableId INTEGER, Value TEXT);
             CREATE TABLE DATASHORTTEXT(ID INTEGER, StatementId INTEGER, VariableId INTEGER, {value});
             CREATE TABLE DATALONGTEXT(ID INTEGER, StatementId INTEGER, VariableId INTEGER, Value TEXT);
             CREATE TABLE DATAINTEGER(ID INTEGER, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
             CREATE TABLE DATABOOLEAN(ID INTEGER, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
             INSERT INTO STATEMENTTYPES VALUES(1, 'DNA Statement');
             INSERT INTO VARIABLES VALUES(1, 'organization', 'short text', 1), (2, 'concept', 'short text', 1), (3, 'agreement', 'boolean', 1);
             INSERT INTO DOCUMENTS VALUES(7, 'A title', 'éa 🕊 word', 1, 'An author', '', '', '', '', {});
             INSERT INTO STATEMENTS VALUES(1, 1, 7, 6, 10, 1), (2, 1, 7, 0, 2, 1);
             INSERT INTO DATABOOLEAN VALUES(1, 1, 3, 1), (2, 2, 3, 0);",
            i64::from(per_second) * "2005-01-26 10:00:00".parse::<Moment>().unwrap().0,
        ))
        .unwrap();
        let texts = [(1, 1, "EPA"), (1, 2, "say \"no\""), (2, 1, "Senate"), (2, 2, "say \"no\"")];
        for (number, (statement, variable, text)) in texts.into_iter().enumerate() {
            let number = i64::try_from(number).unwrap();
            if version == 3 {
                base.execute("INSERT INTO ENTITIES VALUES(?1, ?2, ?3)", (number, variable, text)).unwrap();
                base.execute("INSERT INTO DATASHORTTEXT VALUES(?1, ?2, ?3, ?1)", (number, statement, variable)).unwrap();
            } else {
                base.execute("INSERT INTO DATASHORTTEXT VALUES(?1, ?2, ?3, ?4)", (number, statement, variable, text)).unwrap();
            }
        }
        drop(base);
        let coding = from_dna(&path).unwrap();
        assert_eq!(coding.ids, ["1", "2"]);
        assert_eq!(coding.time(0).unwrap().to_string(), "2005-01-26 10:00:00");
        let value = |name: &str, statement: usize| coding.variable(name).unwrap().value(statement).to_owned();
        assert_eq!([value("organization", 0), value("concept", 0), value("agreement", 0)], ["EPA", "say \"no\"", "1"]);
        assert_eq!([value("text", 0), value("text", 1), value("document_title", 0)], ["word", "éa", "A title"]);
        let choice = Choice { aggregate: Aggregate::Conflict, ..Choice::new("organization", "concept", Some("agreement")) };
        assert_eq!(network(&coding, &choice).unwrap().weights, [0.0, 1.0, 1.0, 0.0]);
    }
    let other = folder.join("no.dna");
    std::fs::write(&other, "no database at all, and long enough to have a head").unwrap();
    assert!(from_dna(&other).unwrap_err().to_string().contains("event list"));
    std::fs::remove_dir_all(&folder).unwrap();
}

const TABLE: &str = "statement_id,document_id,document_date,organization,concept,agreement\n\
                     1,1,2005-01-26,EPA,\"a, b\",1\n2,2,2005-02-02,Senate,\"a, b\",0\n3,2,2005-02-02,Senate,c,1\n4,3,2005-02-03,EPA,c,1\n";

#[test]
fn the_command_writes_matrices_and_ties_and_says_what_it_cannot_do() {
    let folder = scratch("network");
    let path = folder.join("table.csv").display().to_string();
    std::fs::write(&path, TABLE).unwrap();
    let run = |more: &[&str]| Run::new(&[&["network", "--coded", &path], more].concat()).output();
    let matrix = run(&["--aggregate", "subtract", "--normalize", "average"]);
    assert_eq!((matrix.code, matrix.out.as_str()), (Some(0), ",EPA,Senate\nEPA,0,0\nSenate,0,0\n"), "{}", matrix.err);
    let two = run(&["--mode", "two", "--aggregate", "combine"]);
    assert_eq!(two.out, ",\"a, b\",c\nEPA,1,1\nSenate,2,1\n");
    let ties = run(&["--aggregate", "congruence", "--format", "edges", "--evidence", "--bootstrap", "50"]);
    assert!(ties.out.starts_with("source,target,weight,weight_low,weight_high,agree,conflict\nEPA,Senate,1,0,"), "{}", ties.out);
    assert!(ties.out.ends_with(",4~3,1~2\n"), "{}", ties.out);
    let weeks = run(&["--aggregate", "ignore", "--window", "weeks", "--width", "2", "--kernel", "uniform", "--format", "edges"]);
    assert_eq!(weeks.out.lines().next(), Some("slice,start,stop,source,target,weight"));
    let events = run(&["--mode", "events", "--only", "organization=EPA"]);
    assert_eq!(events.out.lines().count(), 3);
    for (arguments, expected) in [
        (&["--rows", "organisation"] as &[&str], "did you mean `organization`?"),
        (&["--aggregate", "congruency"], "did you mean `congruence`?"),
        (&["--normalize", "activity"], "is not for a one-mode network"),
        (&["--exclude", "concept=C"], "did you mean `c`?"),
        (&["--scale", "2"], "is no scale"),
        (&["--format", "phases"], "--window"),
        (&["--start", "yesterday"], "is no date"),
    ] {
        let ended = run(arguments);
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.out);
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
    }
}

#[test]
fn a_network_goes_out_as_a_graph_and_is_narrowed() {
    let folder = scratch("network-graph");
    let path = folder.join("table.csv").display().to_string();
    let more = "5,3,2005-02-03,Sierra,c,1\n6,4,2005-03-01,Sierra,d,1\n7,4,2005-03-01,EPA,d,1\n8,5,2005-03-02,Loner,e,1\n";
    std::fs::write(&path, format!("{TABLE}{more}")).unwrap();
    let run = |more: &[&str]| Run::new(&[&["network", "--coded", &path], more].concat()).output();
    // Ties: EPA–Senate 1 (c) − 1 (a, b) = 0, EPA–Sierra 1 + 1 = 2, Senate–Sierra 1; Loner has none.
    let graph = |more: &[&str]| -> (Vec<String>, Vec<(String, f64)>) {
        let ended = run(&[&["--aggregate", "subtract", "--format", "json"], more].concat());
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        let graph: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let nodes = graph["nodes"].as_array().unwrap().iter().map(|node| text(&node["id"])).collect();
        let tie =
            |edge: &serde_json::Value| (format!("{}–{}", text(&edge["source"]), text(&edge["target"])), edge["weight"].as_f64().unwrap());
        (nodes, graph["edges"].as_array().unwrap().iter().map(tie).collect())
    };
    let names = |all: &[&str]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (nodes, ties) = graph(&[]);
    assert_eq!(nodes, names(&["EPA", "Loner", "Senate", "Sierra"]));
    assert_eq!(ties, [("EPA–Sierra".to_owned(), 2.0), ("Senate–Sierra".to_owned(), 1.0)]);
    assert_eq!(graph(&["--min-weight", "2"]).0, names(&["EPA", "Sierra"]));
    assert_eq!(graph(&["--min-weight", "2", "--isolates"]).0.len(), 4);
    assert_eq!(graph(&["--ego", "Senate"]).0, names(&["Senate", "Sierra"]));
    assert_eq!(graph(&["--top", "2"]), (names(&["EPA", "Sierra"]), vec![("EPA–Sierra".to_owned(), 2.0)]));
    // Of Sierra's three the share of EPA is 2/3, which chance gives it with probability 1/3.
    assert_eq!(graph(&["--backbone", "0.4"]).1, [("EPA–Sierra".to_owned(), 2.0)]);
    // The evidence, and what is known by draws, follow their ties.
    let left = run(&[
        "--aggregate",
        "subtract",
        "--min-weight",
        "2",
        "--format",
        "edges",
        "--evidence",
        "--bootstrap",
        "9",
        "--draw",
        "documents",
    ]);
    assert!(left.out.lines().nth(1).unwrap().starts_with("EPA,Sierra,2,") && left.out.ends_with(",4~5 7~6,\n"), "{}", left.out);
    let output = folder.join("two.graphml").display().to_string();
    assert_eq!(run(&["--mode", "two", "--aggregate", "combine", "-o", &output]).code, Some(0));
    let written = std::fs::read_to_string(&output).unwrap();
    assert!(written.contains("<node id=\"concept:a__b\">") && written.contains("<data key=\"e_kind\">negative</data>"), "{written}");
    for (arguments, expected) in [
        (&["--format", "jsonl"] as &[&str], "demarche graph"),
        (&["--format", "graphlm"], "did you mean `graphml`?"),
        (&["--format", "gexf-dynamic"], "--window"),
        (&["--format", "graphml", "--window", "weeks"], "gexf-dynamic"),
        (&["--format", "svg", "--attribute", "agreement"], "describes no nodes"),
        (&["--format", "changes", "--window", "weeks", "--top", "2"], "--only"),
        (&["--ego", "Senat"], "did you mean `Senate`?"),
        (&["--min-weight=-1"], "is no weight"),
    ] {
        let ended = run(&[&["--aggregate", "subtract"], arguments].concat());
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.out);
        assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn statements_give_a_network_and_groups_speak_for_their_members_if_asked() {
    let of = |via: &str| {
        let ended = Run::new(&["network", SAMPLE[0], SAMPLE[1], SAMPLE[2], "--aggregate", "subtract", "--via", via]).output();
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        ended.out
    };
    let (national, all, weighted) = (of("national"), of("all"), of("weighted"));
    assert!(national.lines().count() > 5 && national.lines().count() < all.lines().count());
    assert!(all != weighted && all.lines().next() == weighted.lines().next());
}
