//! Two tables for Gephi: nodes (`Id,Label,…`) and edges (`Source,Target,Type,Kind,Id,Label,Weight,…`).
//!
//! `Type` is the direction; `Kind` tells agreement from conflict, so that both can join the same two nodes. Weights are counts
//! or strengths, and above 0: Gephi drops an edge of weight 0, and its layouts stumble over a negative one. A negative weight of a
//! network is given by its size; its kind tells the sign, and `signed_weight` is the weight as it is. In Gephi open the node table first, then append the edge table to
//! the same workspace. Names of columns avoid those that Gephi takes for its own, in any case. Gephi reads `\` as an escape, so one in a text is doubled here, and nowhere else.

mod edges;
mod nodes;

use super::sheet::Cell;
use super::{Format, Part, View};
use crate::error::Result;
use crate::model::Date;
use std::io;

pub(super) use edges::edges;
pub(super) use nodes::nodes;

/// The tables for Gephi.
pub(super) struct Gephi;

impl Format for Gephi {
    fn name(&self) -> &'static str {
        "gephi"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn summary(&self) -> &'static str {
        "Tables for Gephi: nodes and edges; without an output folder the edges alone."
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        edges(view, out)
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { file: "nodes.csv", write: nodes }, Part { file: "edges.csv", write: edges }]
    }
}

/// Text as Gephi is to read it.
fn text(text: &str) -> Cell<'_> {
    if text.contains('\\') { text.replace('\\', "\\\\").into() } else { text.into() }
}

/// A cell as Gephi is to read it.
fn cell<'c>(cell: &'c Cell<'_>) -> Cell<'c> {
    match cell {
        Cell::Text(known) => text(known),
        Cell::Count(count) => Cell::Count(*count),
        Cell::Number(number) => Cell::Number(*number),
        Cell::Exact(number) => Cell::Exact(*number),
        Cell::Date(known) => date(*known),
    }
}

/// A date that Gephi takes for text: it would take a bare year for a number, and then stumble over the first full date.
/// Unknown parts are `XX`, as in ISO 8601-2.
fn date(date: Date) -> Cell<'static> {
    let part = |part: Option<u8>| part.map_or("XX".to_owned(), |part| format!("{part:02}"));
    format!("{:04}-{}-{}", date.year, part(date.month), part(date.day)).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Cells, ViewKind};
    use crate::model::Stance::{Oppose, Support};
    use crate::model::made_up::{actor, claim, position};
    use crate::model::{ActorKind, Alignment, Attribute, Claim, Comparison, Link, LinkKind, Pair, Value};
    use crate::text::Span;

    fn comparison() -> Comparison {
        let said = Claim { date: Some(Date::year(2019)), quote: "a \\ \"b\"\nc".to_owned(), ..claim("FRA", "p", Support) };
        let alignment = |doc: &str| Alignment {
            actor: "DEU".to_owned(),
            with: "FRA".to_owned(),
            partial: false,
            doc_id: doc.to_owned(),
            source: format!("{doc}.txt"),
            span: Span::new(0, 8),
            quote: "We align".to_owned(),
            date: None,
        };
        let pair = Pair {
            a: "FRA".to_owned(),
            b: "RUS".to_owned(),
            n_shared: 2,
            agree: vec!["o".to_owned()],
            conflict: vec!["p".to_owned()],
            differ: Vec::new(),
            score: 0.0,
        };
        Comparison {
            actors: [("FRA".to_owned(), actor("FRA", ActorKind::State))].into(),
            claims: vec![said, claim("RUS", "p", Oppose)],
            alignments: vec![alignment("one"), alignment("two")],
            positions: vec![position("FRA", "p", Support), position("RUS", "p", Oppose)],
            pairs: vec![pair],
            ..Comparison::default()
        }
    }

    fn written(kind: ViewKind) -> [String; 2] {
        let comparison = comparison();
        let link = |rule: &str| Link { a: 0, b: 1, kind: LinkKind::Conflicts, rule: rule.to_owned() };
        let links = [link("same proposition"), link("p contradicts q")];
        let degree =
            Attribute { name: "degree".to_owned(), explanation: String::new(), values: [("FRA".to_owned(), Value::Count(1))].into() };
        let attributes = [degree];
        let view = View { kind, links: &links, n_links: 2, attributes: &attributes, cells: Cells::Verbatim, ..View::new(&comparison) };
        let mut tables = [Vec::new(), Vec::new()];
        for (part, table) in Gephi.parts().iter().zip(&mut tables) {
            (part.write)(&view, table).unwrap();
        }
        tables.map(|table| String::from_utf8(table).unwrap())
    }

    #[test]
    fn headers_begin_as_gephi_wants_them_and_hold_no_space_or_mark() {
        for kind in ViewKind::ALL {
            let [nodes, edges] = written(kind);
            assert!(nodes.starts_with("Id,Label,"), "{nodes}");
            assert!(edges.starts_with("Source,Target,Type,Kind,Id,Label,Weight,"), "{edges}");
            for header in [&nodes, &edges].map(|table| table.lines().next().unwrap().to_lowercase()) {
                let mut names: Vec<&str> = header.split(',').collect();
                assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')), "{header}");
                assert!(!names.iter().any(|name| name.contains("interval") || name.contains("timestamp") || *name == "timeset"));
                let count = names.len();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), count, "{header}");
            }
        }
    }

    #[test]
    fn two_rules_between_two_claims_are_one_edge() {
        let [nodes, edges] = written(ViewKind::Claims);
        assert_eq!(
            edges.lines().nth(1).unwrap(),
            "FRA-p-support,RUS-p-oppose,Undirected,conflicts,FRA-p-support conflicts RUS-p-oppose,conflicts,1,same proposition; p contradicts q"
        );
        assert_eq!(edges.lines().count(), 2);
        assert!(nodes.contains(r#","a \\ ""b""#) && nodes.contains(",2019-XX-XX,"), "{nodes}");
    }

    #[test]
    fn agreement_and_conflict_of_one_pair_are_two_edges_and_an_alignment_is_directed() {
        let [nodes, edges] = written(ViewKind::Actors);
        let starts: Vec<String> = edges
            .lines()
            .filter(|line| line.starts_with("actor:"))
            .map(|line| line.split(',').take(7).collect::<Vec<_>>().join(","))
            .collect();
        assert_eq!(
            starts,
            [
                "actor:FRA,actor:RUS,Undirected,agrees,FRA agrees RUS,agrees,1",
                "actor:FRA,actor:RUS,Undirected,conflicts,FRA conflicts RUS,conflicts,1",
                "actor:DEU,actor:FRA,Directed,aligns,DEU aligns FRA,aligns,2",
            ]
        );
        assert_eq!(
            nodes.lines().map(|line| line.split(',').take(4).collect::<Vec<_>>().join(",")).collect::<Vec<_>>(),
            ["Id,Label,node_kind,iso3", "actor:DEU,DEU,,", "actor:FRA,Name of FRA,state,FRA", "actor:RUS,RUS,,"]
        );
    }

    #[test]
    fn a_position_is_an_edge_with_its_words() {
        let [nodes, edges] = written(ViewKind::Positions);
        assert_eq!(nodes.lines().count(), 4);
        let last = edges.lines().last().unwrap();
        assert!(last.starts_with("actor:RUS,proposition:p,Undirected,oppose,RUS oppose p national,oppose,3,"), "{last}");
        assert!(last.contains("RUS on p: oppose,RUS.txt"), "{last}");
    }
}
