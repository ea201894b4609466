//! Writes many statements made of the codebook's example sentences, for trying how much a project can hold.
//!
//! ```sh
//! cargo run --release --example many_statements -- FOLDER 20000 60
//! ```
//! writes 20,000 statements by 193 States over ten years, of 60 sentences each.

#![allow(clippy::disallowed_methods, reason = "an example writes files by itself")]

use demarche::codebook::{Actors, Codebook};
use demarche::error::{Error, Result};
use demarche::learn::Random;
use demarche::model::ActorKind;
use std::path::Path;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, statements, sentences] = args.as_slice() else {
        return Err(Error::new("give a folder, a number of statements, and a number of sentences"));
    };
    let number = |text: &String| text.parse::<usize>().map_err(|cause| Error::new(format!("`{text}` is no number")).caused_by(cause));
    let (statements, sentences) = (number(statements)?, number(sentences)?);
    let codebook = Codebook::build(&Codebook::built_in_files(), &Codebook::built_in_cues())
        .map_err(|problems| problems.into_iter().next().unwrap_or_else(|| Error::new("the codebook is faulty")))?;
    let said: Vec<&String> = codebook.propositions.iter().flat_map(|one| one.supports.iter().chain(&one.opposes)).collect();
    let states: Vec<String> =
        Actors::built_in()?.into_iter().filter(|actor| actor.kind == ActorKind::State).map(|actor| actor.id).take(193).collect();
    let failed = |cause: std::io::Error| Error::new("could not be written").in_file(Path::new(folder)).caused_by(cause);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut random = Random(1);
    for at in 0..statements {
        let state = &states[at % states.len()];
        let (year, month, day) = (2016 + random.below(10), random.below(12) + 1, random.below(28) + 1);
        let mut text = "Statement on the security of and in the use of information and communications technologies\n\n".to_owned();
        for sentence in 0..sentences {
            text += said[random.below(said.len())];
            text += if sentence % 5 == 4 { "\n\n" } else { " " };
        }
        let name = format!("{state}_{year}-{month:02}-{day:02}_{at:05}.txt");
        std::fs::write(Path::new(folder).join(name), text).map_err(failed)?;
    }
    Ok(())
}
