//! Columns over the border to Python and back, by the Arrow `PyCapsule` interface: no copy, and no library in common.

use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::SchemaRef;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::ffi::CStr;

/// The name that the interface gives to capsules with a stream.
const STREAM: &CStr = c"arrow_array_stream";

/// Opens the stream of an object that has one.
#[expect(unsafe_code, reason = "the C stream interface hands over a pointer")]
pub(crate) fn opened(object: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    let export = object.getattr("__arrow_c_stream__").map_err(|_| {
        let kind = object.get_type().name().map_or_else(|_| "object".to_owned(), |name| name.to_string());
        PyTypeError::new_err(format!("a {kind} gives no Arrow columns (no __arrow_c_stream__): give a DataFrame or an Arrow table"))
    })?;
    let capsule = export.call0()?.cast_into::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: the capsule's name was checked, so the interface promises that it points to a valid stream, which is ours to move out;
    // what is left is marked as released, so that the capsule's destructor does nothing.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    RecordBatchStreamReader::try_new(stream).map_err(super::raised)
}

/// A capsule with a stream of the batches.
pub(crate) fn sealed(py: Python<'_>, schema: SchemaRef, batches: Vec<RecordBatch>) -> PyResult<Bound<'_, PyCapsule>> {
    let reader: Box<dyn RecordBatchReader + Send> = Box::new(RecordBatchIterator::new(batches.into_iter().map(Ok), schema));
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}
