//! x
pub mod codebook;
pub mod error;
pub mod evaluate;
pub mod extract;
pub mod files;
pub mod model;
pub mod read;
pub mod segment;
pub mod text;
