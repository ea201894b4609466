//! Small linear models, trained by this project: features and labels → a model of a few hundred kilobytes that says how likely
//! a label is. Knows nothing of politics.
//!
//! ```text
//! names ─features→ Features ─linear (fit)→ Linear ─calibrate→ Model ─weights→ bytes
//!    text ─vectors→ Smoothing ───┘ (words used alike get weights alike)
//!                  fold: which rows to hold out      score: how well it does
//! ```
//! Everything is deterministic: full-batch fitting in the order of the rows, no clock; what is drawn is drawn from a fixed seed.

pub mod calibrate;
pub mod features;
pub mod fold;
pub mod linear;
mod minimise;
pub mod model;
mod quantile;
pub mod random;
pub mod score;
pub mod smooth;
pub mod vectors;
pub mod weights;

pub use calibrate::{Bin, Platt, calibration_interval, expected_calibration_error, reliability};
pub use features::{Bag, Features};
pub use fold::grouped_folds;
pub use linear::{Balance, FitOptions, Linear};
pub use model::{Model, Rows};
pub use quantile::quantile;
pub use random::Random;
pub use score::Confusion;
pub use smooth::Smoothing;
pub use vectors::{VectorOptions, Vectors};
pub use weights::{Models, SparseModel};
