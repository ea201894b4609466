//! Networks and positions come in, their structure goes out: who belongs together, who stands opposed, who stands between.
//!
//! ```text
//!            ┌ coalitions ─ stability      polarization (blocks, bound)      clusters → Newick
//! Square ────┤ nearest                     disparity (ties that stand out)   brokers · core
//!            └
//! positions ── ideal_points (drawn_places) · carrying          statements ── contradictions · clashes
//! ```
//! All of it follows from what comes in alone: orders and beginnings that look random are drawn from fixed seeds.

mod backbone;
mod bound;
mod brokers;
mod clusters;
mod coalitions;
mod contradictions;
mod drawn;
mod eigen;
mod grid;
mod ideal;
mod items;
mod nearest;
mod periphery;
mod polarization;
mod square;
mod stability;
mod table;
pub mod tables;

pub use backbone::{Carrying, Standing, carrying, disparity};
pub use brokers::{Broker, brokers};
pub use clusters::{Join, Linkage, clusters, cut, distances, newick};
pub use coalitions::{Coalitions, coalitions, modularity};
pub use contradictions::{Clash, Contradiction, Course, Said, clashes, contradictions};
pub use drawn::{drawn_places, of_drawn_propositions};
pub use ideal::{Divide, Held, Place, Space, ideal_points};
pub use nearest::{Neighbour, neighbours};
pub use periphery::{Core, core_and_periphery};
pub use polarization::{Polarization, frustration_of, polarization};
pub use square::Square;
pub use stability::{Stability, stability};
pub use table::Table;
