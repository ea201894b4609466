//! A folder with a sentence encoder comes in; texts become vectors whose cosine says how alike their meanings are.
//!
//! ```text
//! DIR/tokenizer.json ─┐
//! DIR/model.onnx ─────┴─open→ Encoder ─encode→ one vector of length 1 a text
//! ```
//! Each text runs through the network by itself: with 8-bit networks a text's numbers would else depend on its neighbours in a
//! batch, and so on the order of the input. Nothing is lost by it on a CPU, where texts are shared out among the cores.
//!
//! The network is run by the crate feature `encoder`; without it [`Encoder::open`] says how to get it.

#[cfg_attr(not(feature = "encoder"), path = "absent.rs")]
mod network;

use crate::error::{Error, Result};
use crate::files;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

/// A text's place in the space of meanings: as many numbers as the network has outputs, of length 1 (Reimers & Gurevych 2019).
pub type Dense = Vec<f32>;

/// A sentence encoder, ready to run.
#[derive(Debug)]
pub struct Encoder {
    network: network::Network,
    /// Vectors made before: the same text is often asked for again.
    known: Mutex<BTreeMap<String, Dense>>,
}

/// At most so many vectors are kept (about 30 MB of a network with 384 outputs).
const KEPT: usize = 20_000;

impl Encoder {
    /// Opens the encoder in a folder: `model.onnx`, a BERT-like network whose first output is a vector a word piece, and
    /// `tokenizer.json`, its word pieces.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be, or the program was built without encoders.
    pub fn open(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            return Err(Error::new("no such folder").in_file(folder).hint(HINT));
        }
        for name in [MODEL, TOKENIZER] {
            if !folder.join(name).is_file() {
                return Err(Error::new(format!("the folder holds no `{name}`")).in_file(folder).hint(HINT));
            }
        }
        let model = folder.join(MODEL);
        let tokenizer = folder.join(TOKENIZER);
        let network = network::Network::open(&model, files::bytes(&model)?, &tokenizer, &files::text(&tokenizer)?)?;
        Ok(Self { network, known: Mutex::default() })
    }

    /// The vectors of texts, in their order: the mean over a text's word pieces, brought to length 1. An empty text has a
    /// vector too, which says nothing. Give many texts at once: each call first makes a tokenizer a core.
    ///
    /// # Errors
    /// If the network fails, which for one that opened it should not.
    pub fn encode<S: AsRef<str> + Sync>(&self, texts: &[S]) -> Result<Vec<Dense>> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        self.encode_on(texts, cores)
    }

    /// The same on so many cores (at least 1); the vectors do not depend on it.
    ///
    /// # Errors
    /// As [`Encoder::encode`].
    pub fn encode_on<S: AsRef<str> + Sync>(&self, texts: &[S], cores: usize) -> Result<Vec<Dense>> {
        let mut found: BTreeMap<&str, Dense> = BTreeMap::new();
        let mut missing: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        missing.sort_unstable();
        missing.dedup();
        if let Ok(known) = self.known.lock() {
            missing.retain(|text| known.get(*text).is_none_or(|vector| found.insert(text, vector.clone()).is_some()));
        }
        let made = self.encode_new(&missing, cores)?;
        if let Ok(mut known) = self.known.lock() {
            let room = KEPT.saturating_sub(known.len());
            known.extend(missing.iter().zip(&made).take(room).map(|(text, vector)| ((*text).to_owned(), vector.clone())));
        }
        found.extend(missing.into_iter().zip(made));
        Ok(texts.iter().map(|text| found.get(text.as_ref()).cloned().unwrap_or_default()).collect())
    }

    fn encode_new(&self, texts: &[&str], cores: usize) -> Result<Vec<Dense>> {
        let share = texts.len().div_ceil(cores.max(1)).max(1);
        let parts: Vec<Result<Vec<Dense>>> = std::thread::scope(|scope| {
            let workers: Vec<_> = texts.chunks(share).map(|part| scope.spawn(move || self.network.encode(part))).collect();
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| Err(Error::new("the encoder broke down")))).collect()
        });
        let mut all = Vec::with_capacity(texts.len());
        for part in parts {
            all.extend(part?);
        }
        Ok(all)
    }
}

const MODEL: &str = "model.onnx";
const TOKENIZER: &str = "tokenizer.json";
const HINT: &str = "give a folder with model.onnx and tokenizer.json of one sentence encoder, such as all-MiniLM-L6-v2";

/// The cosine of two vectors of length 1 (their dot product), −1…1; over the shorter one's numbers if they differ in size.
#[must_use]
pub fn likeness(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_model_is_refused_with_a_hint() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let error = Encoder::open(&folder).unwrap_err().to_string();
        assert!(error.contains("holds no `model.onnx`") && error.contains("tokenizer.json"), "{error}");
        assert!(Encoder::open(Path::new("no/such/folder")).unwrap_err().to_string().contains("no such folder"));
    }

    /// Runs where the variable names a folder with an encoder, and says so where it does not.
    #[test]
    #[cfg(feature = "encoder")]
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn paraphrases_are_more_alike_than_other_sentences_on_any_number_of_cores() {
        let Some(folder) = std::env::var_os("DEMARCHE_ENCODER") else {
            eprintln!("skipped: set DEMARCHE_ENCODER to a folder with model.onnx and tokenizer.json");
            return;
        };
        let encoder = Encoder::open(Path::new(&folder)).unwrap();
        let texts = [
            "A new treaty on ICT security is needed.",
            "We need a legally binding instrument for cyberspace.",
            "The fishing season begins in spring.",
            "",
            "Antidisestablishmentarianism",
        ];
        let vectors = encoder.encode_on(&texts, 1).unwrap();
        let again = Encoder::open(Path::new(&folder)).unwrap();
        assert_eq!(vectors, again.encode_on(&texts, 3).unwrap());
        assert_eq!(vectors, encoder.encode(&texts).unwrap());
        for vector in &vectors {
            assert!((likeness(vector, vector) - 1.0).abs() < 1e-4);
        }
        assert!(likeness(&vectors[0], &vectors[1]) > likeness(&vectors[0], &vectors[2]) + 0.2);
    }
}
