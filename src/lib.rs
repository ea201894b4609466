#![doc = include_str!("../README.md")]
//!
//! # The map
//!
//! ```text
//! bytes ─read→ Document ─segment→ Sentence ─extract→ Mention ─stance→ Claim ─position→ Position
//!                                                                     └─link→ claim links, pairs, ties ─analyse→ Attribute
//!                           everything a run found = Comparison ─export→ CSV · DOT · Gephi · JSON Lines
//! ```
//!
//! A file uses its own room and the floors below it:
//!
//! | floor | rooms | question it answers |
//! |---|---|---|
//! | F0 | [`error`] | what went wrong, where, and what to do |
//! | F1 | [`files`], [`text`], [`learn`] | the only door for reading files; text without politics; small linear models |
//! | F2 | [`model`], [`meaning`] | the nouns that flow; how alike texts are |
//! | F3 | [`codebook`] | what is looked for: propositions, cues, actors |
//! | F4 | [`read`], [`segment`], [`extract`], [`stance`], [`position`], [`link`], [`analyse`], [`assertion`], [`criticism`], [`discover`], [`near`], [`network`], [`structure`], [`desk`], [`export`], [`review`], `store` | one stage each; they never import each other |
//! | F5 | [`pipeline`], [`evaluate`] | the stages in order; how well they do |
//! | F6 | `project` | a folder that remembers: the stages, what people decided, and the database together |
//! | F7 | `serve` | a project in the browser |
//! | F8 | [`cli`] | one file a sub-command |
//!
//! `store`, `project` and `serve` are there with the features `project` and `serve`, which are on by default.

pub mod analyse;
pub mod assertion;
pub mod cli;
pub mod codebook;
pub mod criticism;
pub mod desk;
pub mod discover;
pub mod error;
pub mod evaluate;
pub mod export;
pub mod extract;
pub mod files;
pub mod learn;
pub mod link;
pub mod meaning;
pub mod model;
pub mod near;
pub mod network;
pub mod pipeline;
pub mod position;
#[cfg(feature = "project")]
pub mod project;
pub mod read;
pub mod review;
pub mod segment;
#[cfg(feature = "serve")]
pub mod serve;
pub mod stance;
#[cfg(feature = "project")]
pub mod store;
pub mod structure;
pub mod text;
