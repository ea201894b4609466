//! Gold coding and found claims → how well they match: precision, recall, F1, stance accuracy, confusion, κ.
//!
//! ```text
//! GOLD.csv ─gold→ Unit (a sentence in its context, with what annotators found)
//! Two groupings ─clusters→ VMeasure
//! Unit + found ─score→ Report ─report→ text · CSV · JSON, several of them ─ablation→ table
//! ```

mod ablation;
mod clusters;
mod curve;
mod examples;
mod gold;
mod judged;
mod report;
mod score;
pub mod tasks;

pub use ablation::{Ablated, ablation, stance_kappa};
pub use clusters::{VMeasure, v_measure};
pub use curve::{Judged, curve};
pub use examples::{Examples, examples};
pub use gold::{Found, Unit, parse};
pub use judged::{Verdict, holds_verdicts, verdicts};
pub use report::{csv, json, text};
pub use score::{Report, Score, counts, score};
