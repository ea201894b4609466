//! What was found comes in, tables go out. Their headers are a contract.

use super::backbone::{Carrying, Standing};
use super::brokers::Broker;
use super::clusters::Join;
use super::coalitions::Coalitions;
use super::ideal::Space;
use super::periphery::Core;
use super::polarization::Polarization;
use super::stability::Stability;
use super::table::{Table, count, count_or_none, text};
use crate::model::{Interval, Value};

/// `coalitions.csv`: `actor,coalition,stability,block`: stability is empty without draws, coalition and block without ties.
#[must_use]
pub fn coalitions(names: &[String], found: &Coalitions, stability: Option<&Stability>, blocks: &Polarization) -> Table {
    let row = |(at, name): (usize, &String)| {
        let sure = stability.and_then(|sure| sure.nodes.get(at)).map_or_else(|| text(""), |sure| Value::Number(*sure));
        vec![text(name), count_or_none(found.of[at]), sure, count_or_none(blocks.of[at])]
    };
    let rows = names.iter().enumerate().map(row).collect();
    Table { name: "coalitions", header: vec!["actor", "coalition", "stability", "block"], rows }
}

/// `ideal_actors.csv`: `actor,positions,x,x_sd,plane_x,plane_x_sd,plane_y,plane_y_sd,x_sd_drawn,x_sd_propositions`: the last two are the
/// deviations of x over draws of statements and of propositions, empty without draws.
#[must_use]
pub fn ideal_actors(names: &[String], line: &Space, plane: &Space, drawn: [&[Option<f64>]; 2]) -> Table {
    let mut header = vec!["actor", "positions", "x", "x_sd", "plane_x", "plane_x_sd", "plane_y", "plane_y_sd"];
    header.extend(["x_sd_drawn", "x_sd_propositions"]);
    let row = |(at, (name, (one, two))): (usize, (&String, (&super::Place, &super::Place)))| {
        let numbers = [one.at[0], one.sd[0], two.at[0], two.sd[0], two.at[1], two.sd[1]].map(Value::Number);
        let moved = drawn.map(|drawn| drawn.get(at).copied().flatten().map_or_else(|| text(""), Value::Number));
        [text(name), count(one.positions)].into_iter().chain(numbers).chain(moved).collect()
    };
    let rows = names.iter().zip(line.actors.iter().zip(&plane.actors)).enumerate().map(row).collect();
    Table { name: "ideal_actors", header, rows }
}

/// `ideal_propositions.csv`: `proposition,positions,slope,slope_sd,ease,ease_sd`, of the line, and `plane_x,plane_y,plane_ease`.
#[must_use]
pub fn ideal_propositions(names: &[String], line: &Space, plane: &Space) -> Table {
    let header = vec!["proposition", "positions", "slope", "slope_sd", "ease", "ease_sd", "plane_x", "plane_y", "plane_ease"];
    let row = |(name, (one, two)): (&String, (&super::Divide, &super::Divide))| {
        let plane = [two.slope.at[0], two.slope.at[1], two.ease];
        let numbers = [one.slope.at[0], one.slope.sd[0], one.ease, one.ease_sd].into_iter().chain(plane).map(Value::Number);
        [text(name), count(one.slope.positions)].into_iter().chain(numbers).collect()
    };
    let rows = names.iter().zip(line.propositions.iter().zip(&plane.propositions)).map(row).collect();
    Table { name: "ideal_propositions", header, rows }
}

/// `nearest.csv`: `actor,rank,other,weight,weight_low,weight_high`: rank 1, 2, … the nearest, −1, −2, … the farthest. For each of the
/// actors named by number, so many of each; nobody stands on both sides.
#[must_use]
pub fn nearest(names: &[String], ties: super::Square<'_>, of: &[usize], most: usize, sure: Option<&[Interval]>) -> Table {
    let mut rows = Vec::new();
    for node in of.iter().copied() {
        let all = super::neighbours(ties, node);
        let near = most.min(all.len().div_ceil(2));
        let far = most.min(all.len() - near);
        let chosen = all.iter().take(near).zip(1_i32..).chain(all.iter().rev().take(far).zip((i32::MIN..=-1).rev()));
        for (other, rank) in chosen {
            let interval = sure.map(|sure| sure[node * ties.n + other.node]);
            let bound = |bound: Option<f64>| bound.map_or_else(|| text(""), Value::Number);
            rows.push(vec![
                text(&names[node]),
                text(&rank.to_string()),
                text(&names[other.node]),
                Value::Number(other.weight),
                bound(interval.map(|interval| interval.low)),
                bound(interval.map(|interval| interval.high)),
            ]);
        }
    }
    Table { name: "nearest", header: vec!["actor", "rank", "other", "weight", "weight_low", "weight_high"], rows }
}

/// `backbone.csv`: `source,target,weight,alpha`: the ties below the level.
#[must_use]
pub fn backbone(names: &[String], ties: &[Standing], level: f64) -> Table {
    let kept = ties.iter().filter(|tie| tie.alpha < level);
    let row = |tie: &Standing| vec![text(&names[tie.a]), text(&names[tie.b]), Value::Number(tie.weight), Value::Number(tie.alpha)];
    Table { name: "backbone", header: vec!["source", "target", "weight", "alpha"], rows: kept.map(row).collect() }
}

/// `backbone_propositions.csv`: `proposition,backbone`: `yes` if it is among those that carry the network.
#[must_use]
pub fn backbone_propositions(names: &[String], found: &Carrying) -> Table {
    let rows = names.iter().zip(&found.of).map(|(name, is_in)| vec![text(name), text(if *is_in { "yes" } else { "no" })]).collect();
    Table { name: "backbone_propositions", header: vec!["proposition", "backbone"], rows }
}

/// `merges_….csv`: `step,a,b,height,size`: an actor's name, or `#` and the step that made the cluster.
#[must_use]
pub fn merges(name: &'static str, names: &[String], joins: &[Join]) -> Table {
    let part = |node: usize| names.get(node).map_or_else(|| text(&format!("#{}", node - names.len() + 1)), |name| text(name));
    let row =
        |(step, join): (usize, &Join)| vec![count(step + 1), part(join.a), part(join.b), Value::Number(join.height), count(join.size)];
    Table { name, header: vec!["step", "a", "b", "height", "size"], rows: joins.iter().enumerate().map(row).collect() }
}

/// `brokers.csv`: `actor,coalition,betweenness,coordinator,gatekeeper,itinerant,liaison,coreness,core,k_core`.
#[must_use]
pub fn brokers(names: &[String], coalitions: &Coalitions, brokers: &[Broker], core: &Core) -> Table {
    let header =
        vec!["actor", "coalition", "betweenness", "coordinator", "gatekeeper", "itinerant", "liaison", "coreness", "core", "k_core"];
    let row = |(at, (name, broker)): (usize, (&String, &Broker))| {
        vec![
            text(name),
            count_or_none(coalitions.of[at]),
            Value::Number(broker.betweenness),
            count(broker.coordinator),
            count(broker.gatekeeper),
            count(broker.itinerant),
            count(broker.liaison),
            Value::Number(core.coreness[at]),
            text(if core.is_core[at] { "core" } else { "periphery" }),
            count(core.k_core[at]),
        ]
    };
    Table { name: "brokers", header, rows: names.iter().zip(brokers).enumerate().map(row).collect() }
}
