//! A number of dimensions comes in, points over which places are summed go out.

/// Points at equal distances around 0, each with the logarithm of its share of the standard normal distribution.
pub(super) struct Grid {
    d: usize,
    points: Vec<f64>,
    prior: Vec<f64>,
}

impl Grid {
    /// On a line 61 points from −4 to 4; in a plane 19 × 19 from −3.6 to 3.6.
    pub(super) fn new(d: usize) -> Self {
        let (number, end) = if d == 1 { (61_usize, 4.0) } else { (19, 3.6) };
        let line: Vec<f64> = (0..number).map(|at| end * (2.0 * at as f64 / (number - 1) as f64 - 1.0)).collect();
        let points: Vec<f64> = match d {
            1 => line,
            _ => line.iter().flat_map(|x| line.iter().flat_map(move |y| [*x, *y])).collect(),
        };
        let density: Vec<f64> = points.chunks(d).map(|point| -point.iter().map(|x| x * x).sum::<f64>() / 2.0).collect();
        let sum: f64 = density.iter().map(|density| density.exp()).sum();
        Self { d, prior: density.iter().map(|density| density - sum.ln()).collect(), points }
    }

    /// How many points there are.
    pub(super) fn len(&self) -> usize {
        self.prior.len()
    }

    /// The points.
    pub(super) fn points(&self) -> impl Iterator<Item = &[f64]> {
        self.points.chunks(self.d)
    }

    /// The logarithm of each point's share.
    pub(super) fn prior(&self) -> &[f64] {
        &self.prior
    }

    /// The means and covariances of several distributions over the points.
    pub(super) fn moments(&self, shares: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let d = self.d;
        let (mut means, mut covariances) = (Vec::new(), Vec::new());
        for here in shares.chunks(self.len()) {
            let mean = |i: usize| self.points().zip(here).map(|(point, share)| share * point[i]).sum::<f64>();
            let own: Vec<f64> = (0..d).map(mean).collect();
            for at in 0..d * d {
                let (i, j) = (at / d, at % d);
                let product = |(point, share): (&[f64], &f64)| share * (point[i] - own[i]) * (point[j] - own[j]);
                covariances.push(self.points().zip(here).map(product).sum());
            }
            means.extend(own);
        }
        (means, covariances)
    }
}
