//! A codebook's phrases in another language → the same propositions, found in that language. Built when first asked for: most
//! runs read one language.

use super::build::Codebook;
use super::built_in::cues_in;
use super::source::SourceFile;
use crate::error::Error;
use std::sync::OnceLock;

/// The files with a codebook's phrases in one language, and what they make.
#[derive(Debug)]
pub(crate) struct Edition {
    /// The language's ISO 639-1 code.
    pub(crate) language: String,
    files: Vec<SourceFile>,
    built: OnceLock<Result<Box<Codebook>, Vec<Error>>>,
}

impl Edition {
    /// The codebook of `base`'s propositions in this language.
    pub(super) fn codebook(&self, base: &Codebook) -> Result<&Codebook, &[Error]> {
        let build = || {
            let cues = cues_in(&self.language).map_err(|error| vec![error])?;
            Codebook::build_on(&self.files, &[cues], Some((base, &self.language))).map(Box::new)
        };
        self.built.get_or_init(build).as_ref().map(Box::as_ref).map_err(Vec::as_slice)
    }
}

/// Parts files by their language: those of the codebook itself, and an edition for each other language.
pub(super) fn parted(files: &[SourceFile]) -> (Vec<SourceFile>, Vec<Edition>) {
    let (mut own, mut editions) = (Vec::new(), Vec::<Edition>::new());
    for file in files {
        match file.language() {
            None => own.push(file.clone()),
            Some(language) => match editions.iter_mut().find(|edition| edition.language == language) {
                Some(edition) => edition.files.push(file.clone()),
                None => editions.push(Edition { language: language.to_owned(), files: vec![file.clone()], built: OnceLock::new() }),
            },
        }
    }
    editions.sort_by(|a, b| a.language.cmp(&b.language));
    (own, editions)
}
