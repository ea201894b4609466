//! Word vectors ⇄ bytes: one byte a number.
//!
//! ```text
//! "demarche words 1\n"  number of stems, numbers a vector (32-bit little-endian)
//! each stem: length (one byte), UTF-8; then each vector: signed bytes, of which only the direction counts
//! ```

use super::WordTable;
use crate::error::{Error, Result};

const MAGIC: &[u8] = b"demarche words 1\n";

impl WordTable {
    /// The bytes of the file. Stems longer than 255 bytes do not occur.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a vocabulary is far below 2³² stems; numbers are scaled to ±127")]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((self.stems.len() as u32).to_le_bytes());
        out.extend((self.size as u32).to_le_bytes());
        for stem in &self.stems {
            let bytes = &stem.as_bytes()[..stem.len().min(255)];
            out.push(bytes.len() as u8);
            out.extend(bytes);
        }
        for vector in self.numbers.chunks(self.size.max(1)) {
            let most = vector.iter().fold(f32::MIN_POSITIVE, |most, number| most.max(number.abs()));
            out.extend(vector.iter().map(|number| (number / most * 127.0).round() as i8).flat_map(i8::to_le_bytes));
        }
        out
    }

    /// Reads the bytes of a file; `name` is the file's name in errors.
    ///
    /// # Errors
    /// If the bytes are no such file or end early.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self> {
        let broken = |what: &str| Error::new(format!("{what}, so these are no word vectors")).at(name).hint(HINT);
        let mut rest = bytes.strip_prefix(MAGIC).ok_or_else(|| broken("the first line is not `demarche words 1`"))?;
        let mut take = |length: usize| {
            let (head, tail) = rest.split_at_checked(length)?;
            rest = tail;
            Some(head)
        };
        let short = || broken("the file ends early");
        let mut number = || take(4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes).and_then(|n| usize::try_from(n).ok());
        let (count, size) = (number().ok_or_else(short)?, number().ok_or_else(short)?);
        let mut stems = Vec::new();
        for _ in 0..count {
            let length = usize::from(*take(1).and_then(<[u8]>::first).ok_or_else(short)?);
            let stem = std::str::from_utf8(take(length).ok_or_else(short)?).map_err(|_| broken("a stem is not UTF-8"))?;
            stems.push(stem.to_owned());
        }
        let numbers = count.checked_mul(size).and_then(&mut take).ok_or_else(short)?;
        let numbers = numbers.iter().map(|byte| f32::from(i8::from_le_bytes([*byte]))).collect();
        Ok(Self::new(stems, size, numbers))
    }
}

const HINT: &str = "make them with `cargo run --release --example train_words`";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::terms::id;

    #[test]
    fn bytes_read_back_and_damage_is_named() {
        let table = WordTable::new(vec!["law".into(), "treati".into()], 2, vec![3.0, 4.0, 0.0, -1.0]);
        let bytes = table.to_bytes();
        let back = WordTable::parse("t", &bytes).unwrap();
        assert_eq!(back.to_bytes(), bytes);
        let vector = back.vector(id("law")).unwrap();
        assert!((vector[0] - 0.6).abs() < 0.01 && (vector[1] - 0.8).abs() < 0.01);
        assert!(back.vector(id("norm")).is_none());
        assert!(WordTable::parse("t", &bytes[..bytes.len() - 1]).unwrap_err().to_string().contains("ends early"));
        assert!(WordTable::parse("t", b"PK").unwrap_err().to_string().contains("no word vectors"));
    }

    #[test]
    fn the_table_that_ships_can_be_read() {
        let bytes = include_bytes!("../../../data/models/words.bin");
        assert_eq!(WordTable::parse("words.bin", bytes).unwrap(), *WordTable::built_in());
        assert!(bytes.len() < 1_000_000 && !WordTable::built_in().stems().is_empty());
    }
}
