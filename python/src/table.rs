//! A table of claims, positions, pairs or statements, as Python holds it.

use crate::raised;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use demarche::export::columns;
use demarche::model::Run;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyList};
use std::sync::Arc;

/// Columns of words, numbers and days.
#[pyclass(module = "demarche._demarche", frozen)]
pub(crate) struct Table {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
    /// Of claims: what is known of the statements besides.
    pub(crate) run: Option<Run>,
    pub(crate) notices: Vec<String>,
    pub(crate) errors: Vec<String>,
}

impl Table {
    pub(crate) fn of(batch: RecordBatch) -> Self {
        Self { schema: batch.schema(), batches: vec![batch], run: None, notices: Vec::new(), errors: Vec::new() }
    }
}

#[pymethods]
impl Table {
    /// A table from columns of texts.
    #[staticmethod]
    pub(crate) fn of_texts(columns: Vec<(String, Vec<Option<String>>)>) -> PyResult<Self> {
        let schema = Schema::new(columns.iter().map(|(name, _)| Field::new(name, DataType::Utf8, true)).collect::<Vec<_>>());
        let arrays = columns.into_iter().map(|(_, cells)| Arc::new(StringArray::from(cells)) as ArrayRef).collect();
        RecordBatch::try_new(Arc::new(schema), arrays).map(Self::of).map_err(raised)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        // A producer may give its own types where others are wished for.
        let _ = requested_schema;
        crate::capsule::sealed(py, Arc::clone(&self.schema), self.batches.clone())
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// What was doubtful.
    #[getter]
    fn notices(&self) -> Vec<String> {
        self.notices.clone()
    }

    /// What could not be read.
    #[getter]
    fn errors(&self) -> Vec<String> {
        self.errors.clone()
    }

    /// The rows, each as a dict.
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        let date = py.import("datetime")?.getattr("date")?;
        // 1 January 1970.
        let first = 719_163;
        for batch in &self.batches {
            for row in 0..batch.num_rows() {
                let cells = PyDict::new(py);
                for (field, array) in self.schema.fields().iter().zip(batch.columns()) {
                    let name = field.name();
                    match array.data_type() {
                        _ if array.is_null(row) => cells.set_item(name, py.None())?,
                        DataType::Utf8 => cells.set_item(name, array.as_string::<i32>().value(row))?,
                        DataType::Int64 => cells.set_item(name, array.as_primitive::<Int64Type>().value(row))?,
                        DataType::Float64 => cells.set_item(name, array.as_primitive::<Float64Type>().value(row))?,
                        DataType::Date32 => {
                            let day = i64::from(array.as_primitive::<Date32Type>().value(row)) + first;
                            cells.set_item(name, date.call_method1("fromordinal", (day,))?)?;
                        }
                        _ => cells.set_item(name, py.None())?,
                    }
                }
                rows.append(cells)?;
            }
        }
        Ok(rows)
    }

    /// The table as the command line writes it as CSV, byte for byte.
    fn csv<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let mut out = Vec::new();
        columns::csv(&self.schema, &self.batches, &mut out).map_err(raised)?;
        Ok(PyBytes::new(py, &out))
    }
}
