//! Points come in, the corners of the smallest convex shape around them go out (monotone chain, Andrew 1979).

use super::layout::Place;

/// The corners, in order.
pub(super) fn hull(mut points: Vec<Place>) -> Vec<Place> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let half = |points: &mut dyn Iterator<Item = &Place>| {
        let mut found: Vec<Place> = Vec::new();
        for point in points {
            while found.len() > 1 && turn(found[found.len() - 2], found[found.len() - 1], *point) <= 0.0 {
                found.pop();
            }
            found.push(*point);
        }
        found.pop();
        found
    };
    let mut found = half(&mut points.iter());
    found.extend(half(&mut points.iter().rev()));
    found
}

/// More than 0 if `c` lies to the left of the way from `a` to `b`.
fn turn(a: Place, b: Place, c: Place) -> f64 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_inside_is_no_corner() {
        let found = hull(vec![(0.0, 0.0), (2.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 2.0), (1.0, 0.0)]);
        assert_eq!(found, [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]);
        assert_eq!(hull(vec![(1.0, 1.0)]).len(), 1);
    }
}
