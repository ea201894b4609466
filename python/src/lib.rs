//! What the Python package `demarche` is built on: columns (Arrow) in, columns out. `demarche/*.py` makes it friendly.
//!
//! ```text
//! anything with __arrow_c_stream__ ─capsule→ batches ─Core→ Table of claims, positions or pairs ─capsule→ pandas, Polars, pyarrow …
//! ```

mod capsule;
mod core;
mod table;
mod threads;

use pyo3::prelude::*;

/// The module.
#[pymodule]
fn _demarche(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<core::Core>()?;
    module.add_class::<table::Table>()?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}

/// An error of the library as an exception, in the library's words.
#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn raised(error: impl ToString) -> PyErr {
    pyo3::exceptions::PyValueError::new_err(error.to_string())
}
