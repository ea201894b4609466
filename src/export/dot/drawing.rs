//! Nodes, edges and clusters come in one by one, the text of a DOT file goes out.

use super::style::Look;
use super::text::{at, quoted};
use std::fmt::Write;

/// A name of the DOT language and its value, which is quoted as it is written.
pub(super) type Setting<'a> = (&'static str, &'a str);

/// A drawing in the making.
#[derive(Debug)]
pub(super) struct Drawing {
    text: String,
    depth: usize,
}

const FONT: Setting<'_> = ("fontname", "Helvetica,Arial,sans-serif");

/// The width of the legend, in inches.
const LEGEND_WIDTH: f64 = 2.6;

/// A row of the legend: the look of a line, and what it means.
pub(super) struct Key<'a> {
    pub(super) look: Look,
    pub(super) means: &'a str,
}

impl Drawing {
    /// Begins a drawing with settings of the whole graph, of nodes and of edges.
    pub(super) fn new(graph: &[Setting<'_>], node: &[Setting<'_>], edge: &[Setting<'_>]) -> Self {
        let mut drawing = Self { text: "digraph \"demarche\" {\n".to_owned(), depth: 1 };
        for (what, settings) in [("graph", graph), ("node", node), ("edge", edge)] {
            drawing.line(what, &[&[FONT], settings].concat());
        }
        drawing
    }

    /// A node.
    pub(super) fn node(&mut self, id: &str, settings: &[Setting<'_>]) {
        self.line(&quoted(id), settings);
    }

    /// An edge.
    pub(super) fn edge(&mut self, from: &str, to: &str, settings: &[Setting<'_>]) {
        self.line(&format!("{} -> {}", quoted(from), quoted(to)), settings);
    }

    /// Begins a cluster: what follows, up to `close`, is in it.
    pub(super) fn open(&mut self, name: &str, label: &str) {
        self.indent();
        // Graphviz takes a subgraph for a cluster only by this beginning of its name.
        let _ = writeln!(self.text, "subgraph {} {{", quoted(&format!("cluster_{name}")));
        self.depth += 1;
        let style =
            [("style", "rounded"), ("color", "#aaaaaa"), ("fontsize", "12"), ("labelloc", "t"), ("tooltip", label), ("label", label)];
        for (name, value) in style {
            self.indent();
            let _ = writeln!(self.text, "{name}={};", quoted(value));
        }
    }

    /// Ends a cluster.
    pub(super) fn close(&mut self) {
        self.depth -= 1;
        self.indent();
        self.text.push_str("}\n");
    }

    /// The legend: a frame in the look of each line. `corner` is its upper left corner, if nodes are set by hand.
    pub(super) fn legend(&mut self, corner: Option<(f64, f64)>, keys: &[Key<'_>]) {
        // A cluster's label takes room only where Graphviz sets the nodes.
        self.open("legend", if corner.is_some() { "" } else { "Legend" });
        for (row, key) in keys.iter().enumerate() {
            let place = corner.map(|(x, y)| at(x + 0.5 * LEGEND_WIDTH, y - 0.42 * row as f64)).unwrap_or_default();
            let style = format!("filled,{}", key.look.line);
            let settings: [Setting<'_>; 11] = [
                ("shape", "box"),
                ("style", &style),
                ("color", key.look.color),
                ("fillcolor", "white"),
                ("penwidth", "1.6"),
                ("fontsize", "11"),
                ("width", &LEGEND_WIDTH.to_string()),
                ("height", "0.26"),
                ("label", key.means),
                ("tooltip", key.means),
                ("pos", &place),
            ];
            let used = settings.len() - usize::from(corner.is_none());
            self.node(&format!("legend:{row}"), &settings[..used]);
        }
        self.close();
    }

    /// The text.
    pub(super) fn finish(mut self) -> String {
        self.text.push_str("}\n");
        self.text
    }

    fn line(&mut self, what: &str, settings: &[Setting<'_>]) {
        self.indent();
        let settings: Vec<String> = settings.iter().map(|(name, value)| format!("{name}={}", quoted(value))).collect();
        let _ = writeln!(self.text, "{what} [{}];", settings.join(", "));
    }

    fn indent(&mut self) {
        self.text.push_str(&"  ".repeat(self.depth));
    }
}
