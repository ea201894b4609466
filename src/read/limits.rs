//! How much one file may cost: every bound that reading keeps to, in one place.

use crate::error::{Error, Result};
use std::time::{Duration, Instant};

/// Bounds for one file. A file that passes one of them is named in an error, and the rest goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file as it lies on the disk.
    pub file_size: u64,
    /// Bytes that all compressed parts of a file may grow to together.
    pub expansion: u64,
    /// Pages of a PDF.
    pub pages: usize,
    /// Files in an archive, rows of a table.
    pub parts: usize,
    /// Seconds that a file may take.
    pub seconds: u64,
}

impl Default for Limits {
    /// 256 MB on the disk, 256 MB expanded, 5,000 pages, 100,000 parts, 60 seconds.
    fn default() -> Self {
        Self { file_size: 256 << 20, expansion: 256 << 20, pages: 5_000, parts: 100_000, seconds: 60 }
    }
}

/// What is left of the limits while one file is read.
#[derive(Debug, Clone)]
pub struct Budget {
    /// The limits.
    pub limits: Limits,
    left: u64,
    end: Instant,
}

impl Budget {
    /// A whole budget; the time begins now.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let now = Instant::now();
        // A time beyond all clocks is no limit; a day is none either.
        let end = now.checked_add(Duration::from_secs(limits.seconds.min(86_400))).unwrap_or(now);
        Self { limits, left: limits.expansion, end }
    }

    /// The bytes that may still be unpacked.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Takes unpacked bytes off.
    ///
    /// # Errors
    /// If more are taken than are left.
    pub(super) fn take(&mut self, bytes: usize) -> Result<()> {
        match self.left.checked_sub(bytes as u64) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(self.too_big()),
        }
    }

    /// The error for what unpacks to more than it may.
    pub(super) fn too_big(&self) -> Error {
        Error::new(format!("unpacks to more than {}: not read", megabytes(self.limits.expansion)))
            .hint("if the file is sound, allow more with `--max-expansion MB`")
    }

    /// Whether the time is over.
    pub(super) fn is_over(&self) -> bool {
        Instant::now() >= self.end
    }

    /// The time left.
    pub(super) fn time_left(&self) -> Duration {
        self.end.saturating_duration_since(Instant::now())
    }

    /// # Errors
    /// If the time is over.
    pub(super) fn check_time(&self) -> Result<()> {
        if self.is_over() { Err(self.too_slow()) } else { Ok(()) }
    }

    /// The error for what takes longer than it may.
    pub(super) fn too_slow(&self) -> Error {
        Error::new(format!("takes longer than {} seconds to read: given up", self.limits.seconds))
            .hint("if the file is sound, allow more with `--max-seconds N`")
    }
}

/// Bytes as people say them.
pub(super) fn megabytes(bytes: u64) -> String {
    let whole = bytes >> 20;
    if whole > 0 { format!("{whole} MB") } else { format!("{bytes} bytes") }
}
