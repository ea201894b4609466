//! How actors stand to each other comes in, their places on a circle go out: who agree sit side by side, who conflict face
//! each other.

use std::collections::BTreeMap;

/// The order of the actors around the circle, from the first by id at the top. `net` holds agreements less conflicts.
///
/// Starts from the alphabet, and swaps two actors as long as that brings agreement closer: Σ net · distance falls with each
/// swap, in whole numbers, so it ends and is the same everywhere. At most [`rounds`] of n² swaps of cost n.
pub(super) fn seated<'a>(actors: &[&'a str], net: &BTreeMap<(&str, &str), i64>) -> Vec<&'a str> {
    let n = actors.len();
    let between = |a: usize, b: usize| {
        let both = [(actors[a], actors[b]), (actors[b], actors[a])];
        both.iter().find_map(|pair| net.get(pair)).copied().unwrap_or(0)
    };
    let weights: Vec<Vec<i64>> = (0..n).map(|a| (0..n).map(|b| if a == b { 0 } else { between(a, b) }).collect()).collect();
    let mut seats: Vec<usize> = (0..n).collect();
    for _ in 0..rounds(n) {
        let mut better = false;
        for i in 0..n {
            for j in i + 1..n {
                if gain(&weights, &seats, i, j) > 0 {
                    seats.swap(i, j);
                    better = true;
                }
            }
        }
        if !better {
            break;
        }
    }
    let top = seats.iter().position(|actor| *actor == 0).unwrap_or(0);
    seats.rotate_left(top);
    if n > 2 && seats[n - 1] < seats[1] {
        seats[1..].reverse();
    }
    seats.into_iter().map(|at| actors[at]).collect()
}

/// Few are enough for a good picture; a large assembly gets a rough one rather than none.
fn rounds(n: usize) -> usize {
    if n <= 60 { 50 } else { 5 }
}

/// How much Σ net · distance falls if the actors on two seats change places.
fn gain(weights: &[Vec<i64>], seats: &[usize], one: usize, other: usize) -> i64 {
    let n = seats.len();
    let distance = |from: usize, to: usize| i64::try_from(from.abs_diff(to).min(n - from.abs_diff(to))).unwrap_or(0);
    let (mine, theirs) = (&weights[seats[one]], &weights[seats[other]]);
    let rest = (0..n).filter(|seat| *seat != one && *seat != other);
    rest.map(|seat| (mine[seats[seat]] - theirs[seats[seat]]) * (distance(one, seat) - distance(other, seat))).sum()
}

/// The place of seat `at` of `n` on a circle with `radius`, clockwise from the top.
pub(super) fn place(at: usize, n: usize, radius: f64) -> (f64, f64) {
    let angle = std::f64::consts::TAU * at as f64 / n.max(1) as f64;
    (radius * angle.sin(), radius * angle.cos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camps_sit_together_and_face_each_other() {
        let actors = ["A", "B", "C", "D", "E", "F"];
        let mut net = BTreeMap::new();
        for (at, a) in actors.iter().enumerate() {
            for (other, b) in actors.iter().enumerate().skip(at + 1) {
                net.insert((*a, *b), if at % 2 == other % 2 { 3 } else { -3 });
            }
        }
        let seats = seated(&actors, &net).concat();
        let neighbours = |camp: &str| {
            (0..6).any(|turn| format!("{}{}", &seats[turn..], &seats[..turn]).chars().take(3).all(|actor| camp.contains(actor)))
        };
        assert!(neighbours("ACE") && neighbours("BDF"), "{seats}");
        assert!(seats.starts_with('A'));
    }

    #[test]
    fn few_actors_have_a_seat_as_well() {
        let net = BTreeMap::new();
        assert_eq!(seated(&[], &net), Vec::<&str>::new());
        assert_eq!(seated(&["A"], &net), ["A"]);
        assert_eq!(seated(&["A", "B"], &net), ["A", "B"]);
        assert_eq!(seated(&["A", "B", "C"], &net), ["A", "B", "C"]);
    }

    #[test]
    fn seats_go_clockwise_from_the_top() {
        let near = |(x, y): (f64, f64), (a, b): (f64, f64)| (x - a).abs() < 1e-9 && (y - b).abs() < 1e-9;
        assert!(near(place(0, 4, 2.0), (0.0, 2.0)) && near(place(1, 4, 2.0), (2.0, 0.0)) && near(place(3, 4, 2.0), (-2.0, 0.0)));
    }
}
