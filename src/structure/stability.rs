//! Coalitions, and those of networks of drawn documents, come in; how surely each holds goes out.

use super::coalitions::Coalitions;

/// How surely coalitions hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stability {
    /// For each node, 0…1: how alike its companions are in the whole network and in a draw (Jaccard), mean over the draws.
    pub nodes: Vec<f64>,
    /// For each coalition the mean of its members, from coalition 1 on.
    pub coalitions: Vec<f64>,
    /// How alike the whole partitions are, at most 1, 0 if they are as alike as by chance: mean adjusted Rand index.
    pub overall: f64,
}

/// Compares the coalitions of the whole network with those of each draw. The nodes are the same; one without a tie above 0 has no
/// companions. Two nodes without companions are alike (1).
///
/// Cost: nodes × draws. Source: Hennig, "Cluster-wise assessment of cluster stability" (2007); Hubert and Arabie, "Comparing
/// partitions" (1985).
#[must_use]
pub fn stability(whole: &Coalitions, draws: &[Coalitions]) -> Stability {
    let n = whole.of.len();
    let mut nodes = vec![0.0; n];
    let mut overall = 0.0;
    for draw in draws {
        let table = Table::of(whole, draw);
        for (node, sum) in nodes.iter_mut().enumerate() {
            *sum += table.companions(whole.of[node], draw.of[node]);
        }
        overall += table.rand(n);
    }
    let of = draws.len().max(1) as f64;
    for sum in &mut nodes {
        *sum /= of;
    }
    let mean = |coalition: usize| {
        let members: Vec<f64> = (0..n).filter(|node| whole.of[*node] == Some(coalition)).map(|node| nodes[node]).collect();
        members.iter().sum::<f64>() / members.len().max(1) as f64
    };
    Stability { coalitions: (1..=whole.count).map(mean).collect(), overall: overall / of, nodes }
}

/// How many nodes each coalition shares with each of the other partition.
struct Table {
    shared: Vec<Vec<f64>>,
    rows: Vec<f64>,
    columns: Vec<f64>,
}

impl Table {
    fn of(a: &Coalitions, b: &Coalitions) -> Self {
        let mut table =
            Self { shared: vec![vec![0.0; b.count + 1]; a.count + 1], rows: vec![0.0; a.count + 1], columns: vec![0.0; b.count + 1] };
        for (one, other) in a.of.iter().zip(&b.of) {
            if let Some(one) = one {
                table.rows[*one] += 1.0;
            }
            if let Some(other) = other {
                table.columns[*other] += 1.0;
            }
            if let (Some(one), Some(other)) = (one, other) {
                table.shared[*one][*other] += 1.0;
            }
        }
        table
    }

    /// The Jaccard likeness of the companions that one node has here and there.
    fn companions(&self, one: Option<usize>, other: Option<usize>) -> f64 {
        let here = one.map_or(0.0, |one| self.rows[one] - 1.0);
        let there = other.map_or(0.0, |other| self.columns[other] - 1.0);
        let both = one.zip(other).map_or(0.0, |(one, other)| self.shared[one][other] - 1.0);
        let either = here + there - both;
        if either > 0.0 { both / either } else { 1.0 }
    }

    /// The adjusted Rand index; nodes without coalition are one each, and make no pairs.
    fn rand(&self, n: usize) -> f64 {
        let pairs = |count: &f64| count * (count - 1.0) / 2.0;
        let all = pairs(&(n as f64));
        let both: f64 = self.shared.iter().flatten().map(pairs).sum();
        let (a, b): (f64, f64) = (self.rows.iter().map(pairs).sum(), self.columns.iter().map(pairs).sum());
        let chance = if all > 0.0 { a * b / all } else { 0.0 };
        let most = f64::midpoint(a, b);
        if (most - chance).abs() < 1e-12 { 1.0 } else { (both - chance) / (most - chance) }
    }
}
