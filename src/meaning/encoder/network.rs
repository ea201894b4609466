//! The network that `model.onnx` describes, run on the CPU in Rust.

use super::Dense;
use crate::error::{Error, Result};
use rten::{Model, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use rten_text::Tokenizer;
use rten_text::tokenizer::EncodeOptions;
use std::path::Path;
use std::sync::Arc;

/// Longer texts are cut to this many word pieces, which is about 90 words.
const MOST_PIECES: usize = 128;

/// A network and its word pieces.
pub(super) struct Network {
    model: Model,
    /// The tokenizer's file: each thread makes a tokenizer of its own from it.
    tokenizer_json: String,
    pieces: NodeId,
    mask: Option<NodeId>,
    kinds: Option<NodeId>,
    output: NodeId,
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Network").field("parameters", &self.model.total_params()).finish_non_exhaustive()
    }
}

impl Network {
    pub(super) fn open(model: &Path, model_bytes: Vec<u8>, tokenizer: &Path, tokenizer_json: &str) -> Result<Self> {
        read_tokenizer(tokenizer_json).map_err(|error| error.in_file(tokenizer))?;
        let loaded = Model::load(model_bytes).map_err(|cause| {
            Error::new("is not a network that can be run").in_file(model).hint("give an ONNX export of a sentence encoder").caused_by(cause)
        })?;
        let Some(pieces) = loaded.find_node("input_ids") else {
            return Err(Error::new("the network has no input `input_ids`").in_file(model).hint("export it as a BERT-like encoder"));
        };
        let Some(output) = loaded.output_ids().first().copied() else {
            return Err(Error::new("the network has no output").in_file(model));
        };
        let (mask, kinds) = (loaded.find_node("attention_mask"), loaded.find_node("token_type_ids"));
        Ok(Self { model: loaded, tokenizer_json: tokenizer_json.to_owned(), pieces, mask, kinds, output })
    }

    /// The vectors of texts, one after the other, on this thread and one of its own.
    pub(super) fn encode<S: AsRef<str>>(&self, texts: &[S]) -> Result<Vec<Dense>> {
        let pool = Arc::new(ThreadPool::with_num_threads(1));
        let tokenizer = read_tokenizer(&self.tokenizer_json)?;
        texts.iter().map(|text| self.one(text.as_ref(), &tokenizer, &pool)).collect()
    }

    fn one(&self, text: &str, tokenizer: &Tokenizer, pool: &Arc<ThreadPool>) -> Result<Dense> {
        let failed = |what: &str| Error::new(format!("the encoder failed on a text of {} bytes: {what}", text.len()));
        let cut = EncodeOptions { max_chunk_len: Some(MOST_PIECES), ..EncodeOptions::default() };
        let padded = padded(text, &self.tokenizer_json);
        let pieces = tokenizer.encode(padded.as_str(), Some(cut)).map_err(|cause| failed(&cause.to_string()))?;
        let ids: Vec<i32> = pieces.token_ids().iter().map(|id| i32::try_from(*id).unwrap_or(0)).collect();
        let length = ids.len();
        let tensor = |values: Vec<i32>| NdTensor::from_data([1, length], values);
        let mut inputs = vec![(self.pieces, tensor(ids).into())];
        if let Some(mask) = self.mask {
            inputs.push((mask, tensor(vec![1; length]).into()));
        }
        if let Some(kinds) = self.kinds {
            inputs.push((kinds, tensor(vec![0; length]).into()));
        }
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let outputs = self.model.run(inputs, &[self.output], Some(options)).map_err(|cause| failed(&cause.to_string()))?;
        let output = outputs.into_iter().next().ok_or_else(|| failed("no output"))?;
        let states: NdTensor<f32, 3> = output.try_into().map_err(|_| failed("the first output is not a vector a word piece"))?;
        Ok(mean(&states.view()))
    }
}

fn read_tokenizer(json: &str) -> Result<Tokenizer> {
    Tokenizer::from_json(json).map_err(|cause| {
        Error::new(format!("is not a tokenizer that can be read: {cause}"))
            .hint("word-piece and byte-pair tokenizers in the tokenizer.json form can be read")
    })
}

/// The text with spaces after it, which make no word pieces. The tokenizer counts the mark before each later piece of a word as
/// part of the text, and breaks down where this leads past the text's end: a short text of one long word needs the room.
fn padded(text: &str, tokenizer_json: &str) -> String {
    let room = if tokenizer_json.contains("\"WordPiece\"") { ROOM.saturating_sub(text.len()) } else { 0 };
    format!("{text}{}", " ".repeat(room))
}

/// A word has at most a hundred pieces, each with a mark of two bytes.
const ROOM: usize = 400;

/// The mean over word pieces, brought to length 1.
fn mean(states: &NdTensorView<'_, f32, 3>) -> Dense {
    let [_, pieces, size] = states.shape();
    let mut sum: Dense = vec![0.0; size];
    for piece in 0..pieces {
        for (at, value) in sum.iter_mut().enumerate() {
            *value += states[[0, piece, at]];
        }
    }
    let norm = sum.iter().map(|value| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    sum.iter().map(|value| value / norm).collect()
}
