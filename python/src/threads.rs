//! Threads that survive a fork: Python's `multiprocessing` and Spark copy processes, and the threads of a process are not copied with it.

use crate::raised;
use pyo3::PyResult;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, Mutex, PoisonError};

/// The threads of the process with this id.
static THREADS: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

/// Does work on threads of this process, as many as `RAYON_NUM_THREADS` says, else one for each core.
pub(crate) fn run<T: Send>(work: impl FnOnce() -> PyResult<T> + Send) -> PyResult<T> {
    threads()?.install(work)
}

fn threads() -> PyResult<Arc<ThreadPool>> {
    let mut known = THREADS.lock().unwrap_or_else(PoisonError::into_inner);
    let process = std::process::id();
    if let Some((of, threads)) = known.as_ref()
        && *of == process
    {
        return Ok(Arc::clone(threads));
    }
    let threads = Arc::new(ThreadPoolBuilder::new().build().map_err(raised)?);
    // Those of the process that this one was copied from are not here: they are not to be waited for.
    std::mem::forget(known.replace((process, Arc::clone(&threads))));
    Ok(threads)
}
