//! x
pub mod codebook;
pub mod error;
pub mod extract;
pub mod files;
pub mod model;
pub mod stance;
pub mod text;
