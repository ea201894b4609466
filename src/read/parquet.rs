//! Parquet → one text a row, with what its other columns say of it.

use super::cells::Cells;
use super::{Budget, Options, Parts, Reader, rows};
use crate::error::{Error, Result};
use arrow_array::RecordBatch;
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::KeyValue;
use parquet::file::reader::ChunkReader;
use std::io;

/// So many rows are in memory as columns at a time.
const ROWS: usize = 4096;

/// Parquet.
pub(super) struct Parquet;

impl Reader for Parquet {
    fn name(&self) -> &'static str {
        "Parquet"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["parquet"]
    }

    fn summary(&self) -> &'static str {
        "tables with a column of text, one statement a row; compressed by Snappy, Zstandard or gzip, or not at all"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"PAR1")
    }

    fn read(&self, bytes: &[u8], options: &Options, budget: &mut Budget) -> Result<Parts> {
        let mut file = File::open(Bytes::copy_from_slice(bytes))?;
        let Some(found) = rows::find(&file.columns, &options.columns)? else { return Ok(rows::passed_over()) };
        budget.take(usize::try_from(file.unpacked).unwrap_or(usize::MAX))?;
        let (mut parts, mut row) = (Parts::default(), 0);
        while let Some(batch) = file.next()? {
            let cells = Cells::of(&batch, &found.used())?;
            for at in 0..batch.num_rows() {
                row += 1;
                rows::add(&mut parts, row, &found, &|column| cells.text(column, at), budget)?;
            }
        }
        if row == 0 {
            return Err(Error::new("the file is empty").hint("a statement has at least one sentence"));
        }
        Ok(rows::done(parts, row))
    }
}

/// An open file.
pub(super) struct File {
    /// The names of its columns.
    pub(super) columns: Vec<String>,
    /// What it says of itself.
    pub(super) about: Vec<KeyValue>,
    /// How many bytes it unpacks to.
    unpacked: u64,
    batches: parquet::arrow::arrow_reader::ParquetRecordBatchReader,
}

impl File {
    /// Opens a file, or its bytes.
    ///
    /// # Errors
    /// If they are no Parquet, or have columns of types that are not read.
    pub(super) fn open(bytes: impl ChunkReader + 'static) -> Result<Self> {
        let broken = |cause: parquet::errors::ParquetError| broken(&cause.to_string());
        // What a program says of its own types besides is not needed: words are words.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&bytes, options).map_err(broken)?;
        let columns = metadata.schema().fields().iter().map(|field| field.name().clone()).collect();
        let file = metadata.metadata();
        let unpacked = file.row_groups().iter().map(|group| u64::try_from(group.total_byte_size()).unwrap_or(u64::MAX));
        let unpacked = unpacked.fold(0, u64::saturating_add);
        let about = file.file_metadata().key_value_metadata().cloned().unwrap_or_default();
        let batches = ParquetRecordBatchReaderBuilder::new_with_metadata(bytes, metadata).with_batch_size(ROWS).build().map_err(broken)?;
        Ok(Self { columns, about, unpacked, batches })
    }

    /// The next rows, if there are more.
    ///
    /// # Errors
    /// If they cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<RecordBatch>> {
        self.batches.next().transpose().map_err(|cause| broken(&cause.to_string()))
    }
}

fn broken(cause: &str) -> Error {
    Error::new("is no Parquet that can be read").caused_by(io::Error::other(cause.to_owned()))
}
