//! How far boxes should be apart comes in, places where they do not overlap go out.
//!
//! Classical scaling (Torgerson 1952) gives the first places, stress majorization (Gansner, Koren and North 2004) better ones: a
//! node goes to the weighted mean of where all others want it, w = 1/d². Then boxes that overlap push each other away. No step draws
//! lots or uses a function whose last digit depends on the machine.

/// How far every two nodes should be apart, and how much that matters.
#[derive(Debug, Clone)]
pub(super) struct Wishes {
    n: usize,
    distance: Vec<f64>,
    weight: Vec<f64>,
}

impl Wishes {
    /// By the number of lines on the shortest way; nodes that no way joins are a little farther apart than the farthest that one does.
    pub(super) fn along(n: usize, lines: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut near: Vec<Vec<usize>> = vec![Vec::new(); n];
        for (a, b) in lines {
            near[a].push(b);
            near[b].push(a);
        }
        let mut distance = vec![f64::INFINITY; n * n];
        for start in 0..n {
            let row = &mut distance[start * n..(start + 1) * n];
            row[start] = 0.0;
            let mut reached = vec![start];
            let mut at = 0;
            while at < reached.len() {
                let node = reached[at];
                at += 1;
                for next in &near[node] {
                    if row[*next].is_infinite() {
                        row[*next] = row[node] + 1.0;
                        reached.push(*next);
                    }
                }
            }
        }
        let farthest = distance.iter().copied().filter(|distance| distance.is_finite()).fold(1.0, f64::max);
        for known in distance.iter_mut().filter(|distance| distance.is_infinite()) {
            *known = farthest.min(4.0) + 1.0;
        }
        let weight = distance.iter().map(|distance| if *distance > 0.0 { 1.0 / (distance * distance) } else { 0.0 }).collect();
        Self { n, distance, weight }
    }

    /// Two nodes should be so far apart, and that matters so much.
    pub(super) fn set(&mut self, a: usize, b: usize, distance: f64, weight: f64) {
        for at in [a * self.n + b, b * self.n + a] {
            self.distance[at] = distance;
            self.weight[at] = weight / (distance * distance);
        }
    }

    /// Two nodes should be so many times as far apart.
    pub(super) fn stretch(&mut self, a: usize, b: usize, factor: f64) {
        for at in [a * self.n + b, b * self.n + a] {
            self.distance[at] *= factor;
            self.weight[at] /= factor * factor;
        }
    }
}

/// A place.
pub(super) type Place = (f64, f64);

/// The room between two boxes, in pixels.
const GAP: f64 = 7.0;

/// Places of the boxes' middles, in pixels, such that no two boxes overlap.
pub(super) fn placed(wishes: &Wishes, sizes: &[(f64, f64)]) -> Vec<Place> {
    let mut places = scaled(wishes);
    majorize(wishes, &mut places);
    spread(&mut places, sizes);
    apart(&mut places, sizes);
    places
}

/// Classical scaling: the two main axes of −½·J·D²·J, each by power iteration from a fixed start.
fn scaled(wishes: &Wishes) -> Vec<Place> {
    let n = wishes.n;
    let square: Vec<f64> = wishes.distance.iter().map(|distance| distance * distance).collect();
    let mean: Vec<f64> = square.chunks(n.max(1)).map(|row| row.iter().sum::<f64>() / n as f64).collect();
    let all = mean.iter().sum::<f64>() / n.max(1) as f64;
    let centred = |a: usize, b: usize| -0.5 * (square[a * n + b] - mean[a] - mean[b] + all);
    let mut axes: Vec<(Vec<f64>, f64)> = Vec::new();
    for _ in 0..2 {
        let mut axis: Vec<f64> = (0..n).map(|at| ((at * 7919 + 13) % 101) as f64 / 101.0 - 0.5).collect();
        let mut length = 0.0;
        for _ in 0..60 {
            let mut next: Vec<f64> = (0..n).map(|a| (0..n).map(|b| centred(a, b) * axis[b]).sum()).collect();
            for (known, _) in &axes {
                let along: f64 = next.iter().zip(known).map(|(a, b)| a * b).sum();
                next.iter_mut().zip(known).for_each(|(a, b)| *a -= along * b);
            }
            length = next.iter().map(|a| a * a).sum::<f64>().sqrt();
            if length < 1e-9 {
                break;
            }
            axis = next.into_iter().map(|a| a / length).collect();
        }
        axes.push((axis, length.max(0.0).sqrt()));
    }
    // A node on top of another is moved a little, each in its own way.
    let nudge = |at: usize, step: usize| ((at * step) % 17) as f64 * 1e-3;
    (0..n).map(|at| (axes[0].0[at] * axes[0].1 + nudge(at, 5), axes[1].0[at] * axes[1].1 + nudge(at, 11))).collect()
}

fn majorize(wishes: &Wishes, places: &mut [Place]) {
    let n = wishes.n;
    for _ in 0..200 {
        let mut moved = 0.0_f64;
        for a in 0..n {
            let (mut x, mut y, mut all) = (0.0, 0.0, 0.0);
            for b in (0..n).filter(|b| *b != a) {
                let (weight, distance) = (wishes.weight[a * n + b], wishes.distance[a * n + b]);
                let (dx, dy) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
                let now = (dx * dx + dy * dy).sqrt().max(1e-6);
                x += weight * (places[b].0 + distance * dx / now);
                y += weight * (places[b].1 + distance * dy / now);
                all += weight;
            }
            if all > 0.0 {
                let next = (x / all, y / all);
                moved = moved.max((next.0 - places[a].0).abs() + (next.1 - places[a].1).abs());
                places[a] = next;
            }
        }
        if moved < 1e-4 {
            break;
        }
    }
}

/// Makes the picture so large that boxes fill about a third of it (few boxes less, so that their lines can be seen), a little wider
/// than high.
fn spread(places: &mut [Place], sizes: &[(f64, f64)]) {
    let area: f64 = sizes.iter().map(|(width, height)| (width + GAP) * (height + GAP)).sum();
    let range = |of: fn(&Place) -> f64| {
        let (low, high) = places.iter().map(of).fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)));
        (low, (high - low).max(1e-6))
    };
    let ((left, wide), (top, high)) = (range(|place| place.0), range(|place| place.1));
    let room = 3.0 + 60.0 / sizes.len().max(8) as f64;
    let scale = (room * area / (wide * high)).sqrt();
    // Nodes in a line make a picture without height; each direction is then scaled by itself.
    let most = area.sqrt() * 3.0;
    for place in places.iter_mut() {
        *place = ((place.0 - left) * (scale * 1.15).min(most / wide), (place.1 - top) * (scale * 0.87).min(most / high));
    }
}

/// Pushes boxes that overlap away from each other, along the shorter way; if that does not end, the picture grows.
fn apart(places: &mut [Place], sizes: &[(f64, f64)]) {
    let n = places.len();
    for round in 1..=3000 {
        let mut overlaps = false;
        for a in 0..n {
            for b in a + 1..n {
                let (x, y) = overlap(places, sizes, a, b);
                if x <= 0.0 || y <= 0.0 {
                    continue;
                }
                overlaps = true;
                let (one, other) = (places[a], places[b]);
                // Boxes are wider than high, so that the shorter way is most often up or down.
                if x < y {
                    let step = (x / 2.0 + 0.05) * if one.0 < other.0 { 1.0 } else { -1.0 };
                    places[a].0 -= step;
                    places[b].0 += step;
                } else {
                    let step = (y / 2.0 + 0.05) * if one.1 < other.1 { 1.0 } else { -1.0 };
                    places[a].1 -= step;
                    places[b].1 += step;
                }
            }
        }
        if !overlaps {
            return;
        }
        if round % 60 == 0 {
            for place in places.iter_mut() {
                *place = (place.0 * 1.06, place.1 * 1.06);
            }
        }
    }
}

/// How far two boxes overlap to the side and in height, with the room between them.
fn overlap(places: &[Place], sizes: &[(f64, f64)], a: usize, b: usize) -> (f64, f64) {
    let x = f64::midpoint(sizes[a].0, sizes[b].0) + GAP - (places[a].0 - places[b].0).abs();
    let y = f64::midpoint(sizes[a].1, sizes[b].1) + GAP - (places[a].1 - places[b].1).abs();
    (x, y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none_overlap(places: &[Place], sizes: &[(f64, f64)]) -> bool {
        let n = places.len();
        (0..n).all(|a| {
            (a + 1..n).all(|b| {
                let (x, y) = overlap(places, sizes, a, b);
                x < GAP || y < GAP
            })
        })
    }

    #[test]
    fn boxes_do_not_overlap_however_many() {
        for n in [0, 1, 2, 20, 60, 190] {
            let lines = (1..n).map(|at| (at / 3, at));
            let sizes: Vec<(f64, f64)> = (0..n).map(|at| (30.0 + (at * 37 % 90) as f64, 18.0 + (at % 2 * 13) as f64)).collect();
            let places = placed(&Wishes::along(n, lines), &sizes);
            assert!(none_overlap(&places, &sizes), "{n}");
            assert!(places.iter().all(|(x, y)| x.is_finite() && y.is_finite()), "{n}");
        }
    }

    #[test]
    fn boxes_that_all_want_to_be_in_one_place_get_their_own() {
        let n = 50;
        let sizes = vec![(80.0, 20.0); n];
        let mut wishes = Wishes::along(n, std::iter::empty());
        for a in 0..n {
            for b in a + 1..n {
                wishes.set(a, b, 1.0, 1.0);
            }
        }
        assert!(none_overlap(&placed(&wishes, &sizes), &sizes));
    }

    #[test]
    fn a_path_is_drawn_straight() {
        let mut places = scaled(&Wishes::along(5, (1..5).map(|at| (at - 1, at))));
        majorize(&Wishes::along(5, (1..5).map(|at| (at - 1, at))), &mut places);
        let length = |a: Place, b: Place| ((a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)).sqrt();
        assert!((length(places[0], places[4]) - 4.0).abs() < 0.05, "{places:?}");
        assert!((length(places[1], places[2]) - 1.0).abs() < 0.05, "{places:?}");
    }
}
