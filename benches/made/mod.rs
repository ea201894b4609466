//! Text of our own to measure with: statements put together from the codebook's example sentences and words around them, the same on
//! every machine; and the corpus beside the repository, where there is one.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each bench uses some of this, and a faulty codebook is to stop it")]

use demarche::codebook::{Actors, Codebook};
use demarche::learn::Random;
use demarche::model::{ActorKind, Date, Document, Metadata};
use demarche::pipeline::Coder;
use demarche::read::{self, Options, Overrides, Source};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The default codebook with its models, as the command uses it.
pub static CODER: LazyLock<Coder> = LazyLock::new(|| {
    let sense = demarche::codebook::BUILT_IN[0].sense().unwrap();
    let codebook = Codebook::built_in().unwrap();
    let codebook = sense.into_iter().fold(codebook, Codebook::with_sense);
    Coder { codebook, actors: Actors::new(Actors::built_in().unwrap()).unwrap() }
});

/// About 250 kB in 40 statements: one sentence in six takes up a proposition of the codebook.
pub static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| documents(40, 60));

/// Statements by States in turn, of so many sentences each.
pub fn documents(count: usize, sentences: usize) -> Vec<Document> {
    let said: Vec<&str> =
        CODER.codebook.propositions.iter().flat_map(|one| one.supports.iter().chain(&one.opposes).map(String::as_str)).collect();
    let words: Vec<&str> = said.iter().flat_map(|one| one.split(' ')).filter(|word| word.len() > 2).collect();
    let states: Vec<&str> = CODER.actors.iter().filter(|actor| actor.kind == ActorKind::State).map(|actor| actor.id.as_str()).collect();
    let mut random = Random(1);
    (0..count)
        .map(|at| {
            let mut text = String::from("Statement on the security of and in the use of information and communications technologies\n\n");
            let body = text.len();
            for sentence in 0..sentences {
                if random.below(6) == 0 {
                    text += said[random.below(said.len())];
                } else {
                    text += "We";
                    for _ in 0..8 + random.below(16) {
                        text.extend([" ", words[random.below(words.len())].trim_end_matches(['.', ',', ';'])]);
                    }
                    text += ".";
                }
                text += if sentence % 5 == 4 { "\n\n" } else { " " };
            }
            let actor = states[at % states.len()].to_owned();
            let date = Date::day(2016 + u16::try_from(at % 10).unwrap(), 3, 1);
            let meta = Metadata { actor: Some(actor.clone()), date, ..Metadata::default() };
            let id = format!("{actor}_{at:05}");
            Document { source: format!("{id}.txt"), id, text, pages: Vec::new(), body, actor, meta }
        })
        .collect()
}

/// How many bytes the documents hold.
pub fn size(documents: &[Document]) -> usize {
    documents.iter().map(|document| document.text.len()).sum()
}

/// The first files of the corpus beside the repository; none where it is not there.
pub fn corpus(files: usize) -> Vec<Document> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/un-general-debate");
    let (sources, _) = if folder.exists() { read::gather(&[folder]) } else { (Vec::new(), Vec::new()) };
    let read = |source: &Source| read::load_all(source, &CODER.actors, &Overrides::default(), &Options::default()).documents;
    let mut documents: Vec<Document> = sources.iter().take(files).flat_map(read).collect();
    read::ids(&mut documents);
    documents
}
