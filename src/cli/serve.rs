//! `demarche serve`: a project in the browser.

use super::project::{self, ProjectArgs};
use super::{Ended, say};
use crate::error::{Error, Result};
use crate::serve::{Limits, Options, start};

/// Show a project in the browser, and decide there: who stands where, in whose words; review by keys
///
/// The page is for this machine alone, works without a network, and ends with Ctrl-C. With --bind other machines can reach it: then a
/// token is needed, which is in the address that is printed. The page speaks plain HTTP: between machines put it behind a tunnel
/// (`ssh -L`) or a proxy that encrypts.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    project: ProjectArgs,
    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8437)]
    port: u16,
    /// Listen at this address or name of this machine instead of the machine itself alone
    #[arg(long, value_name = "ADDRESS")]
    bind: Option<String>,
    /// The word that visitors must bring [default with --bind: one is made, and printed]
    #[arg(long, value_name = "WORD")]
    token: Option<String>,
    /// Megabytes that one upload may have
    #[arg(long, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    upload_limit: u64,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let (project, coder) = args.project.open_with_coder()?;
    let reader = project::reader(&project)?;
    let limits = Limits { upload: args.upload_limit << 20, ..Limits::default() };
    let options = Options { bind: args.bind.clone(), port: args.port, token: args.token.clone(), limits };
    let running = start(project, coder, reader, options)?;
    say(&format!("the page is at {}  (Ctrl-C ends it)", running.link()));
    if args.open {
        open(running.link())?;
    }
    running.wait();
    Ok(Ended::Done)
}

/// Opens an address in the browser of the person who is there.
fn open(link: &str) -> Result<()> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let started =
        std::process::Command::new(program).arg(link).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn();
    started.map(drop).map_err(|cause| Error::new("no browser could be opened").caused_by(cause).hint(format!("open {link} yourself")))
}
