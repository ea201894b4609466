//! The network of a program that was built without the feature `encoder`: it says so.

use super::Dense;
use crate::error::{Error, Result};
use std::path::Path;

/// No network.
#[derive(Debug)]
pub(super) struct Network;

impl Network {
    pub(super) fn open(model: &Path, _model_bytes: Vec<u8>, _tokenizer: &Path, _tokenizer_json: &str) -> Result<Self> {
        Err(without().in_file(model))
    }

    #[expect(clippy::unused_self, reason = "the same face as the network's")]
    pub(super) fn encode<S: AsRef<str>>(&self, _texts: &[S]) -> Result<Vec<Dense>> {
        Err(without())
    }
}

fn without() -> Error {
    Error::new("this program was built without encoders").hint("build it with `cargo build --release --features encoder`")
}
