//! `demarche formats`: what is read and what is written.

use super::{Ended, print};
use crate::error::Result;
use crate::export::FORMATS;
use crate::read::READERS;

/// List the formats that are read, and those that are written
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> Result<Ended> {
    print(&listed())?;
    Ok(Ended::Done)
}

/// The formats, read off their tables.
fn listed() -> String {
    let line = |name: &str, extensions: &[&str], summary: &str| {
        let extensions = extensions.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(" ");
        format!("  {name:<13} {extensions:<17} {}\n", summary.trim_end_matches('.'))
    };
    let read: String = READERS.iter().map(|reader| line(reader.name(), reader.extensions(), reader.summary())).collect();
    let written: String = FORMATS.iter().map(|format| line(format.name(), format.extensions(), format.summary())).collect();
    format!("Read\n{read}\nWritten\n{written}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_listed_with_its_extensions() {
        let list = listed();
        for reader in READERS {
            assert!(list.contains(reader.summary()) && reader.extensions().iter().all(|extension| list.contains(&format!(".{extension}"))));
        }
        assert!(FORMATS.iter().all(|format| list.contains(&format!("\n  {} ", format.name()))), "{list}");
    }
}
