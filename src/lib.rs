//! x
pub mod codebook;
pub mod error;
pub mod files;
pub mod model;
pub mod read;
pub mod segment;
pub mod text;
