//! A smooth convex function → where it is least: L-BFGS (Nocedal & Wright, Numerical Optimization, algorithm 7.4) with a
//! backtracking line search.

use std::collections::VecDeque;

/// So many past steps shape the next one.
const MEMORY: usize = 8;

/// Minimises `f`, which gives its value at a point and writes its gradient there. Stops after `steps` steps, or when the
/// gradient is shorter than `tolerance` times its first length, or when no step goes down any more.
pub(super) fn minimise(start: Vec<f64>, steps: usize, tolerance: f64, f: impl Fn(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut at = start;
    let mut gradient = vec![0.0; at.len()];
    let mut value = f(&at, &mut gradient);
    let goal = tolerance * norm(&gradient).max(1e-12);
    let mut past: VecDeque<Step> = VecDeque::new();
    let (mut next, mut next_gradient) = (at.clone(), gradient.clone());
    for _ in 0..steps {
        if norm(&gradient) <= goal {
            break;
        }
        let mut direction = downhill(&gradient, &past);
        let mut slope = dot(&direction, &gradient);
        if slope >= 0.0 {
            past.clear();
            direction = gradient.iter().map(|g| -g).collect();
            slope = -dot(&gradient, &gradient);
        }
        let mut length = if past.is_empty() { 1.0 / norm(&gradient).max(1.0) } else { 1.0 };
        let mut moved = false;
        for _ in 0..40 {
            for ((to, from), d) in next.iter_mut().zip(&at).zip(&direction) {
                *to = from + length * d;
            }
            let there = f(&next, &mut next_gradient);
            if there <= value + 1e-4 * length * slope {
                value = there;
                moved = true;
                break;
            }
            length *= 0.5;
        }
        if !moved {
            break;
        }
        let step = Step::between(&at, &next, &gradient, &next_gradient);
        std::mem::swap(&mut at, &mut next);
        std::mem::swap(&mut gradient, &mut next_gradient);
        if step.curvature > 1e-12 {
            past.push_back(step);
            if past.len() > MEMORY {
                past.pop_front();
            }
        }
    }
    at
}

/// A step taken: how far, and how the gradient changed.
struct Step {
    way: Vec<f64>,
    change: Vec<f64>,
    curvature: f64,
}

impl Step {
    fn between(from: &[f64], to: &[f64], before: &[f64], after: &[f64]) -> Self {
        let way: Vec<f64> = to.iter().zip(from).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = after.iter().zip(before).map(|(a, b)| a - b).collect();
        let curvature = dot(&way, &change);
        Self { way, change, curvature }
    }
}

/// The direction of the next step: the gradient, bent by what past steps tell of the curvature (two-loop recursion).
fn downhill(gradient: &[f64], past: &VecDeque<Step>) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut shares = Vec::with_capacity(past.len());
    for step in past.iter().rev() {
        let share = dot(&step.way, &direction) / step.curvature;
        add(&mut direction, -share, &step.change);
        shares.push(share);
    }
    if let Some(last) = past.back() {
        let scale = last.curvature / dot(&last.change, &last.change).max(1e-300);
        for d in &mut direction {
            *d *= scale;
        }
    }
    for (step, share) in past.iter().zip(shares.into_iter().rev()) {
        let back = dot(&step.change, &direction) / step.curvature;
        add(&mut direction, share - back, &step.way);
    }
    direction
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

fn add(to: &mut [f64], times: f64, what: &[f64]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += times * what;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bent_bowl_is_walked_to_its_ground() {
        // ½·(100·(x−1)² + (y+2)²) + ¼·(x−1)⁴ has its minimum at (1, −2).
        let found = minimise(vec![5.0, 5.0], 100, 1e-10, |w, g| {
            let (x, y) = (w[0] - 1.0, w[1] + 2.0);
            g[0] = 100.0 * x + x.powi(3);
            g[1] = y;
            50.0 * x * x + 0.5 * y * y + 0.25 * x.powi(4)
        });
        assert!((found[0] - 1.0).abs() < 1e-6 && (found[1] + 2.0).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn more_variables_than_memory() {
        let found = minimise(vec![0.0; 50], 300, 1e-10, |w, g| {
            let mut value = 0.0;
            for (i, (w, g)) in w.iter().zip(g.iter_mut()).enumerate() {
                let scale = 1.0 + i as f64;
                let off = w - scale;
                value += 0.5 * scale * off * off;
                *g = scale * off;
            }
            value
        });
        assert!(found.iter().enumerate().all(|(i, w)| (w - 1.0 - i as f64).abs() < 1e-5), "{found:?}");
    }
}
