//! The command line: arguments in, exit code out.

use std::process::ExitCode;

/// Reading the codebook makes many small things; this allocator makes them faster than most systems' own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    demarche::cli::main()
}
