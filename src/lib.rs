//! x
pub mod analyse;
pub mod codebook;
pub mod error;
pub mod export;
pub mod files;
pub mod link;
pub mod model;
pub mod position;
pub mod text;
