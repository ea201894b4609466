//! The table of a view as Parquet: the columns of [`super::columns`], in row groups of a bounded size.

use super::{Format, View, ViewKind, columns, unwritten};
use crate::error::{Error, Result};
use crate::model::{COLUMNS, COLUMNS_VERSION, RUN, Run, TABLE};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::io;

/// A row group holds at most so many rows.
const GROUP: usize = 8 * columns::ROWS;

/// Parquet.
pub(super) struct Parquet;

impl Format for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["parquet"]
    }

    fn summary(&self) -> &'static str {
        "The table of the view for Arrow, DuckDB, pandas, Polars and Spark: claims, positions, or pairs of actors, with types."
    }

    fn takes_networks(&self) -> bool {
        false
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        if view.kind == ViewKind::Network {
            return Ok(());
        }
        let schema = columns::schema(view.kind)?;
        let table = schema.metadata().get(TABLE).cloned();
        let about = vec![KeyValue::new(TABLE.to_owned(), table), KeyValue::new(COLUMNS.to_owned(), COLUMNS_VERSION.to_owned())];
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("demarche ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_max_row_group_row_count(Some(GROUP))
            .set_key_value_metadata(Some(about))
            .build();
        // The types are plain, so that the file need not carry them a second time.
        let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
        let mut writer = ArrowWriter::try_new_with_options(Vec::new(), schema, options).map_err(|cause| unmade(&cause))?;
        let mut groups = 0;
        columns::batches(view, &mut |batch| {
            writer.write(&batch).map_err(|cause| unmade(&cause))?;
            if writer.flushed_row_groups().len() > groups {
                groups = writer.flushed_row_groups().len();
                writer.sync().map_err(unwritten)?;
                out.write_all(&std::mem::take(writer.inner_mut())).map_err(unwritten)?;
            }
            Ok(())
        })?;
        if view.kind == ViewKind::Claims {
            let run = serde_json::to_string(&Run::of(view.comparison)).map_err(|cause| unwritten(cause.into()))?;
            writer.append_key_value_metadata(KeyValue::new(RUN.to_owned(), run));
        }
        writer.finish().map_err(|cause| unmade(&cause))?;
        writer.sync().map_err(unwritten)?;
        out.write_all(&std::mem::take(writer.inner_mut())).map_err(unwritten)
    }
}

fn unmade(cause: &ParquetError) -> Error {
    Error::new("the Parquet file could not be made").caused_by(io::Error::other(cause.to_string()))
}
