//! Models ⇄ bytes: a small binary file, weights rounded to 8 bits, that reads back the same everywhere.
//!
//! ```text
//! "demarche models 1\n"  about: length, UTF-8  number of models
//! each model: name · bias · threshold · Platt slope, shift · step · number of weights · (gap to the last number, weight/step)…
//! ```
//! Numbers are LEB128 (unsigned, seven bits a byte), decimals 32-bit little-endian floats, weights signed bytes.

use super::calibrate::Platt;
use super::linear::Linear;
use super::model::Model;
use crate::error::{Error, Result};
use std::collections::BTreeMap;

const MAGIC: &[u8] = b"demarche models 1\n";

/// A feature's number is below this.
const MOST_FEATURES: u64 = 1 << 20;

/// Models by name, and what they were made of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Models {
    /// What they were trained on, for people.
    pub about: String,
    /// The models.
    pub list: BTreeMap<String, Model>,
}

/// A model as the file holds it: only the weights that count.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SparseModel {
    /// The constant.
    pub bias: f32,
    /// The number of each feature that counts, ascending, and its weight.
    pub weights: Vec<(u32, f32)>,
    /// From this score on the label is said.
    pub threshold: f32,
    /// From scores to probabilities.
    pub platt: Platt,
}

impl SparseModel {
    fn dense(self) -> Model {
        let mut weights = vec![0.0; self.weights.last().map_or(0, |(feature, _)| *feature as usize + 1)];
        for (feature, weight) in self.weights {
            weights[feature as usize] = weight;
        }
        Model { linear: Linear { bias: self.bias, weights }, threshold: self.threshold, platt: self.platt }
    }
}

impl Models {
    /// The model of that name.
    ///
    /// # Errors
    /// If there is none; the error lists the names there are.
    pub fn get(&self, name: &str) -> Result<&Model> {
        self.list.get(name).ok_or_else(|| {
            let names: Vec<String> = self.list.keys().map(|name| format!("`{name}`")).collect();
            Error::new(format!("the weights hold no model `{name}`")).hint(format!("they hold {}", names.join(", ")))
        })
    }

    /// The bytes of the file. Weights are rounded to 1/127 of each model's largest, those that round to 0 are left out.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        write_text(&mut out, &self.about);
        write_number(&mut out, self.list.len() as u64);
        for (name, model) in &self.list {
            write_text(&mut out, name);
            let step = model.linear.weights.iter().fold(0.0f32, |most, weight| most.max(weight.abs())) / 127.0;
            for decimal in [model.linear.bias, model.threshold, model.platt.slope, model.platt.shift, step] {
                out.extend(decimal.to_le_bytes());
            }
            let rounded: Vec<(u64, i8)> = (0u64..)
                .zip(&model.linear.weights)
                .map(|(index, weight)| (index, round(*weight, step)))
                .filter(|(_, weight)| *weight != 0)
                .collect();
            write_number(&mut out, rounded.len() as u64);
            let mut last = 0;
            for (index, weight) in rounded {
                write_number(&mut out, index - last);
                out.extend(weight.to_le_bytes());
                last = index;
            }
        }
        out
    }

    /// Reads the bytes of a file; `name` is the file's name in errors.
    ///
    /// # Errors
    /// If the bytes are no such file, or end early; the error says at which byte.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self> {
        let (about, list) = read(name, bytes)?;
        Ok(Self { about, list: list.into_iter().map(|(name, model)| (name, model.dense())).collect() })
    }

    /// The models of a file by name, with only the weights that count.
    ///
    /// # Errors
    /// As [`Models::parse`].
    pub fn sparse(name: &str, bytes: &[u8]) -> Result<BTreeMap<String, SparseModel>> {
        Ok(read(name, bytes)?.1)
    }
}

type Read = (String, BTreeMap<String, SparseModel>);

fn read(name: &str, bytes: &[u8]) -> Result<Read> {
    if !bytes.starts_with(MAGIC) {
        let hint = "weights are written by `demarche train`; another version of the program may write another format";
        return Err(Error::new("is no file of weights").at(name).hint(hint));
    }
    let mut reader = Reader { bytes, at: MAGIC.len() };
    reader.models().ok_or_else(|| {
        Error::new(format!("is a broken file of weights: byte {} is not as it should be", reader.at))
            .at(name)
            .hint("make it anew with `demarche train`")
    })
}

/// A weight in steps. The quotient is at most 127 in size.
#[expect(clippy::cast_possible_truncation, reason = "bounded by the step, which is the largest weight's 127th part")]
fn round(weight: f32, step: f32) -> i8 {
    if step > 0.0 { (weight / step).round().clamp(-127.0, 127.0) as i8 } else { 0 }
}

fn write_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    write_number(out, text.len() as u64);
    out.extend(text.as_bytes());
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn models(&mut self) -> Option<Read> {
        let (about, mut list) = (self.text()?, BTreeMap::new());
        for _ in 0..self.number()? {
            let name = self.text()?;
            list.insert(name, self.model()?);
        }
        (self.at == self.bytes.len()).then_some((about, list))
    }

    fn model(&mut self) -> Option<SparseModel> {
        let [bias, threshold, slope, shift, step] = [self.decimal()?, self.decimal()?, self.decimal()?, self.decimal()?, self.decimal()?];
        let count = self.number()?;
        // A weight is two bytes or more.
        let mut weights = Vec::with_capacity(usize::try_from(count).ok()?.min(self.bytes.len() / 2));
        let mut last = 0;
        for _ in 0..count {
            let index = self.number()?.checked_add(last).filter(|index| *index < MOST_FEATURES)?;
            let weight = i8::from_le_bytes([*self.take(1)?.first()?]);
            weights.push((u32::try_from(index).ok()?, f32::from(weight) * step));
            last = index;
        }
        Some(SparseModel { bias, weights, threshold, platt: Platt { slope, shift } })
    }

    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn decimal(&mut self) -> Option<f32> {
        let bytes: [u8; 4] = self.take(4)?.try_into().ok()?;
        Some(f32::from_le_bytes(bytes)).filter(|decimal| decimal.is_finite())
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn models() -> Models {
        let linear = Linear { bias: -0.5, weights: vec![0.0, 1.27, 0.0, -0.33, 0.001] };
        let model = Model { linear, threshold: 0.25, platt: Platt { slope: 1.5, shift: -0.1 } };
        Models { about: "made up".to_owned(), list: BTreeMap::from([("a".to_owned(), model), ("b".to_owned(), Model::default())]) }
    }

    #[test]
    fn what_is_written_reads_back_to_a_127th() {
        let bytes = models().to_bytes();
        let read = Models::parse("x", &bytes).unwrap();
        let (written, read_a) = (&models().list["a"], &read.list["a"]);
        let expected = [0.0, 1.27, 0.0, -0.33];
        assert_eq!(read_a.linear.weights.len(), expected.len());
        assert!(read_a.linear.weights.iter().zip(expected).all(|(a, b)| (a - b).abs() <= 0.0051));
        assert_eq!((read_a.threshold, read_a.platt, read_a.linear.bias), (written.threshold, written.platt, written.linear.bias));
        assert_eq!(read.to_bytes(), bytes, "a second writing changes nothing");
    }

    #[test]
    fn a_broken_file_is_said_to_be_broken_wherever_it_breaks() {
        let bytes = models().to_bytes();
        for end in MAGIC.len()..bytes.len() {
            let error = Models::parse("w.bin", &bytes[..end]).unwrap_err().to_string();
            assert!(error.starts_with("w.bin: is a broken file of weights"), "{end}: {error}");
        }
        assert!(Models::parse("w.bin", b"PK").unwrap_err().to_string().contains("is no file of weights"));
        assert!(models().get("c").unwrap_err().to_string().contains("`a`, `b`"));
    }
}
