//! A network comes in, it goes out in any format of graphs; and what is to be left of one.

use super::output;
use crate::error::{Error, Result};
use crate::export::networks::About;
use crate::export::{Format, Nodes, Standing, Ties, View, ViewKind, Weighs};
use crate::model::{Attribute, Coding, Comparison, LinkKind, Network, Pair, Slice, Value};
use crate::network::{self, Aggregate, Choice, Selection, Side, Sieve};
use crate::structure::{self, Square};
use crate::text::near::did_you_mean;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is to be left of a network, and what more is said of its nodes.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct SieveArgs {
    /// Leave out ties whose weight is smaller than this (of a conflict, its size)
    #[arg(long, value_name = "WEIGHT", default_value_t = 0.0, value_parser = weight, help_heading = "What is left of it")]
    min_weight: f64,
    /// Only this node, those tied to it, and what is between them
    #[arg(long, value_name = "NODE", help_heading = "What is left of it")]
    ego: Option<String>,
    /// Only the N most connected nodes (of a two-mode network, rows)
    #[arg(long, value_name = "N", help_heading = "What is left of it")]
    top: Option<usize>,
    /// Only ties that stand out of what chance gives, by the disparity filter at this level, e.g. 0.05
    #[arg(long, value_name = "P", value_parser = super::inputs::probability, help_heading = "What is left of it")]
    backbone: Option<f64>,
}

impl SieveArgs {
    /// What is to be left of this network.
    pub(super) fn sieve(&self, network: &Network) -> Sieve {
        let standing = self.backbone.map(|level| standing(network, level));
        Sieve { min_weight: self.min_weight, standing, ego: self.ego.clone(), top: self.top }
    }

    /// Whether all stays.
    pub(super) fn is_none(&self) -> bool {
        self.min_weight <= 0.0 && self.ego.is_none() && self.top.is_none() && self.backbone.is_none()
    }
}

/// For each tie, row after row, whether the disparity filter keeps it at this level. In a two-mode network rows share out what they have
/// to give among columns, and columns among rows.
fn standing(network: &Network, level: f64) -> Vec<bool> {
    let (rows, columns) = (network.rows.len(), network.columns.len());
    let mut found = vec![false; rows * columns];
    if network.one_mode {
        for tie in structure::disparity(Square { n: rows, weights: &network.weights }) {
            let stands = tie.alpha < level;
            (found[tie.a * columns + tie.b], found[tie.b * columns + tie.a]) = (stands, stands);
        }
        return found;
    }
    let n = rows + columns;
    let mut weights = vec![0.0; n * n];
    for (row, column) in network.dyads() {
        let weight = network.weight(row, column);
        (weights[row * n + rows + column], weights[(rows + column) * n + row]) = (weight, weight);
    }
    for tie in structure::disparity(Square { n, weights: &weights }) {
        found[tie.a * columns + tie.b - rows] = tie.alpha < level;
    }
    found
}

/// The edges of a view that the disparity filter keeps at this level: of actors agreements, conflicts and differences each by
/// themselves, of positions all by their strength.
///
/// # Errors
/// For links between claims, which all weigh the same.
pub(super) fn standing_of(comparison: &Comparison, kind: ViewKind, level: f64) -> Result<BTreeSet<Standing>> {
    let mut found = BTreeSet::new();
    let mut sift = |kind: &'static str, ties: &BTreeMap<(&str, &str), f64>, one_mode: bool| {
        let ends = |ends: &mut dyn Iterator<Item = &str>| ends.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        let (rows, columns) = if one_mode {
            let all = ends(&mut ties.keys().flat_map(|(a, b)| [*a, *b]));
            (all.clone(), all)
        } else {
            (ends(&mut ties.keys().map(|(a, _)| *a)), ends(&mut ties.keys().map(|(_, b)| *b)))
        };
        let mut weights = vec![0.0; rows.len() * columns.len()];
        let at = |names: &[String], name: &str| names.binary_search_by(|known| known.as_str().cmp(name)).unwrap_or_default();
        for ((a, b), weight) in ties {
            weights[at(&rows, a) * columns.len() + at(&columns, b)] = *weight;
            if one_mode {
                weights[at(&rows, b) * columns.len() + at(&columns, a)] = *weight;
            }
        }
        let network = Network { rows, columns, weights, one_mode };
        let stands = standing(&network, level);
        let place = |a: &str, b: &str| at(&network.rows, a) * network.columns.len() + at(&network.columns, b);
        found.extend(ties.keys().filter(|(a, b)| stands[place(a, b)]).map(|(a, b)| ((*a).to_owned(), kind, (*b).to_owned())));
    };
    match kind {
        ViewKind::Actors => {
            let of = |ids: fn(&Pair) -> &[String]| {
                let tied = comparison.pairs.iter().filter(|pair| !ids(pair).is_empty());
                tied.map(|pair| ((pair.a.as_str(), pair.b.as_str()), ids(pair).len() as f64)).collect::<BTreeMap<_, _>>()
            };
            sift(LinkKind::Agrees.name(), &of(|pair| &pair.agree), true);
            sift(LinkKind::Conflicts.name(), &of(|pair| &pair.conflict), true);
            sift(LinkKind::Differs.name(), &of(|pair| &pair.differ), true);
        }
        ViewKind::Positions => {
            let own = comparison.positions.iter().filter(|one| one.is_own());
            let ties = own.map(|one| ((one.actor.as_str(), one.proposition_id.as_str()), f64::from(one.strength.max(1)))).collect();
            sift("holds", &ties, false);
        }
        ViewKind::Claims | ViewKind::Network => {
            return Err(Error::new("links between claims all weigh the same, so that none stands out")
                .hint("use --backbone with --view actors or --view positions"));
        }
    }
    Ok(found)
}

/// What makes a network one that a format of graphs can write.
pub(super) struct Told<'t> {
    /// The statements behind it.
    pub(super) selection: &'t Selection<'t>,
    /// How it was made.
    pub(super) choice: &'t Choice,
    /// Columns of the coding that describe nodes.
    pub(super) described: &'t [String],
    /// At most so many ties in a drawing.
    pub(super) limit: Option<usize>,
}

impl Told<'_> {
    /// Writes the network, or its slices, in a format; a format of several files into a folder.
    ///
    /// # Errors
    /// If a column describes neither side's nodes, or the output cannot be written.
    pub(super) fn write(
        &self,
        format: &dyn Format,
        network: &Network,
        slices: &[Slice],
        about: About<'_>,
        path: Option<&Path>,
    ) -> Result<()> {
        let (coding, choice) = (self.selection.coding, self.choice);
        let mut attributes = [network::activity(self.selection, Side::Rows), network::activity(self.selection, Side::Columns)];
        let variables = [&choice.rows, &choice.through].map(|name| coding.variable(name).map_or(name.as_str(), |one| one.name.as_str()));
        let sides = if network.one_mode { &[Side::Rows] as &[Side] } else { &[Side::Rows, Side::Columns] };
        for column in self.described {
            let mut known = false;
            for side in sides {
                let found = network::described(self.selection, *side, column)?;
                known |= found.is_some();
                attributes[usize::from(*side == Side::Columns)].extend(found);
            }
            if !known {
                return Err(Error::new(format!("`{column}` describes no nodes: it says several things of one (named by --attribute)"))
                    .hint("name a column that says one thing of each node, or leave statements out with --only and --exclude"));
            }
        }
        for (at, variable) in variables.iter().enumerate().take(sides.len()) {
            // Extracted claims tell what a proposition says.
            for column in if *variable == "proposition" { &["topic", "wording"] as &[&str] } else { &[] } {
                if !self.described.iter().any(|named| named == column) && coding.variable(column).is_some() {
                    attributes[at].extend(network::described(self.selection, sides[at], column)?);
                }
            }
        }
        attributes[0].extend(coalition(network, choice)?);
        let labels = [0, 1].map(|at| labels(coding, variables[at]));
        let nodes = |at: usize| Nodes { variable: variables[at], attributes: &attributes[at], labels: labels[at].as_ref() };
        let ties = Ties { network, slices, about, weighs: weighs(choice), rows: nodes(0), columns: nodes(1) };
        let mut view = View::of_network(&ties);
        view.limit = self.limit.unwrap_or(View::LIMIT);
        match path {
            Some(folder) if !format.parts().is_empty() => {
                output::folder(folder)?;
                format.parts().iter().try_for_each(|part| output::file(&folder.join(part.file), &|out| (part.write)(&view, out)))
            }
            path => output::to(path, &|out| format.write(&view, out)),
        }
    }
}

/// What the weights of a choice mean.
fn weighs(choice: &Choice) -> Weighs {
    match choice.aggregate {
        Aggregate::Ignore => Weighs::Shared,
        Aggregate::Congruence => Weighs::Congruence,
        Aggregate::Conflict => Weighs::Conflict,
        Aggregate::Subtract => Weighs::Balance,
        Aggregate::Combine => Weighs::Codes,
    }
}

/// The coalition of each node of a one-mode network of agreement, 1 the largest.
fn coalition(network: &Network, choice: &Choice) -> Result<Option<Attribute>> {
    if !network.one_mode || choice.aggregate == Aggregate::Conflict {
        return Ok(None);
    }
    let found = structure::coalitions(Square::of(network)?);
    let values = network.rows.iter().zip(&found.of).filter_map(|(name, of)| Some((name.clone(), Value::Count((*of)? as u64))));
    Ok(Some(Attribute {
        name: "coalition".to_owned(),
        explanation: "The coalition the node belongs to, 1 the largest; none if it is tied to nobody.".to_owned(),
        values: values.collect(),
    }))
}

/// The names of actors, where the coding has them beside their codes.
fn labels(coding: &Coding, variable: &str) -> Option<BTreeMap<String, String>> {
    let named = coding.variable(&format!("{variable}_name"))?;
    let codes = coding.variable(variable)?;
    Some((0..coding.len()).map(|statement| (codes.value(statement).to_owned(), named.value(statement).to_owned())).collect())
}

/// The format of graphs of that name that takes networks.
///
/// # Errors
/// If there is none, or it is made of claims.
pub(super) fn format(name: &str) -> std::result::Result<usize, String> {
    let formats = crate::export::FORMATS;
    match formats.iter().position(|format| format.name() == name) {
        Some(at) if formats[at].takes_networks() => Ok(at),
        None if name == "png" => Err("this program was built without PNG: build it with --features png, or use svg".to_owned()),
        Some(_) => Err(format!("`{name}` is made of claims: use `demarche graph`")),
        None => Err(did_you_mean(name, formats.iter().filter(|format| format.takes_networks()).map(|format| format.name()))),
    }
}

/// The format that the ending of a file's name means.
pub(super) fn by_ending(path: Option<&PathBuf>) -> Option<usize> {
    let path = path?;
    crate::export::FORMATS.iter().position(|format| format.takes_networks() && crate::files::has_extension(path, format.extensions()))
}

fn weight(written: &str) -> std::result::Result<f64, String> {
    written.parse().ok().filter(|weight: &f64| weight.is_finite() && *weight >= 0.0).ok_or_else(|| format!("`{written}` is no weight"))
}
