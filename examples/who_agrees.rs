//! Reads the sample and prints which actors agree and conflict most: `cargo run --release --example who_agrees`.

use demarche::codebook::{Actors, Codebook};
use demarche::error::{Error, Result};
use demarche::pipeline::Coder;
use demarche::read::{self, Overrides};
use std::io::Write;
use std::path::PathBuf;

fn main() -> Result<()> {
    let mut known = Actors::built_in()?;
    known.extend(Actors::parse("sample actors", &demarche::files::text("data/sample/actors.toml".as_ref())?)?);
    let actors = Actors::new(known)?;
    let codebook = Codebook::built_in().map_err(|mut problems| problems.remove(0))?;
    let coder = Coder { codebook, actors };

    let (sources, _) = read::gather(&[PathBuf::from("data/sample")]);
    let mut documents = Vec::new();
    for source in &sources {
        documents.extend(read::load(source, &coder.actors, &Overrides::default())?.0);
    }
    read::ids(&mut documents);

    let mut comparison = coder.compare(&documents, &|| ());
    comparison.pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.n_shared.cmp(&a.n_shared)));
    let mut out = std::io::stdout().lock();
    for pair in &comparison.pairs {
        writeln!(out, "{:>12} – {:<12} {:+.2}  agree {}, conflict {}", pair.a, pair.b, pair.score, pair.agree.len(), pair.conflict.len())
            .map_err(|cause| Error::new("could not write").caused_by(cause))?;
    }
    Ok(())
}
