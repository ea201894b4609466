//! Paths as given → the files to read, in one order, each once.

use super::extensions;
use crate::error::{Error, Result};
use crate::files;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The path as given on the command line, or `-`.
    pub source: String,
    /// Where the text is; none for standard input.
    pub path: Option<PathBuf>,
    /// Whether it was found in a folder: then it may be a file beside the statements.
    pub is_found: bool,
}

impl Source {
    /// A file that is named; or standard input, if there is no path.
    #[must_use]
    pub fn named(path: Option<&Path>) -> Self {
        let source = path.map_or_else(|| "-".to_owned(), |path| path.to_string_lossy().into_owned());
        Self { source, path: path.map(Path::to_path_buf), is_found: false }
    }
}

/// The inputs behind `inputs`: files, folders and `-` for standard input. Sorted by source; a file named twice comes once.
/// What cannot be used is an error of its own and does not keep the rest from being read.
#[must_use]
pub fn gather(inputs: &[PathBuf]) -> (Vec<Source>, Vec<Error>) {
    let (mut sources, mut errors) = (Vec::new(), Vec::new());
    for input in inputs {
        match behind(input) {
            Ok(found) => sources.extend(found),
            Err(error) => errors.push(error),
        }
    }
    sources.sort();
    let mut seen = BTreeSet::new();
    sources.retain(|source| {
        let identity = source.path.as_ref().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone()));
        seen.insert(identity)
    });
    (sources, errors)
}

fn behind(input: &Path) -> Result<Vec<Source>> {
    if input.as_os_str() == "-" {
        return Ok(vec![Source::named(None)]);
    }
    let known = extensions();
    if input.is_dir() {
        let paths = files::below(input, &known)?;
        if paths.is_empty() {
            return Err(Error::new(format!("the folder holds no statement: expected files ending in {}", listed(&known))).in_file(input));
        }
        return Ok(paths.iter().map(|path| Source { is_found: true, ..Source::named(Some(path)) }).collect());
    }
    if !input.exists() {
        return Err(Error::new("no such file or folder")
            .in_file(input)
            .hint(format!("give {} files, folders of them, or `-` for standard input", listed(&known))));
    }
    if cfg!(not(feature = "parquet")) && files::has_extension(input, &["parquet"]) {
        return Err(super::without_parquet().in_file(input));
    }
    if !files::has_extension(input, &known) {
        let what = match input.extension() {
            Some(extension) => format!("`.{}` files are not read", extension.display()),
            None => "a file without an extension is not read".to_owned(),
        };
        return Err(Error::new(what).in_file(input).hint(format!("read are {}", listed(&known))));
    }
    Ok(vec![Source::named(Some(input))])
}

fn listed(extensions: &[&str]) -> String {
    extensions.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_statements_and_passes_over_its_tables() {
        let (sources, errors) = gather(&[PathBuf::from("data/sample"), PathBuf::from("data/sample/XTO_2024.txt")]);
        assert!(errors.is_empty());
        assert_eq!(sources.len(), 16);
        assert_eq!(sources[0].source, "data/sample/XNE_2022-03-31.txt");
        assert!(sources.is_sorted());
    }

    #[test]
    fn the_order_of_the_inputs_makes_no_difference() {
        let (one, two) = (PathBuf::from("data/sample/XTO_2024.txt"), PathBuf::from("./data/sample/XTO_2024.txt"));
        assert_eq!(gather(&[one.clone(), two.clone()]).0, gather(&[two, one]).0);
    }

    #[test]
    fn each_unusable_input_is_named_with_the_remedy() {
        let inputs = ["no/such.txt", "Cargo.toml", "src", "-"].map(PathBuf::from);
        let (sources, errors) = gather(&inputs);
        assert_eq!(sources, [Source::named(None)]);
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let all = "read are .txt, .text, .md, .markdown, .pdf, ";
        assert!(
            errors[0].starts_with("no/such.txt: no such file or folder\n  help: give .txt, ")
                && errors[0].ends_with("or `-` for standard input")
        );
        assert!(errors[1].starts_with(&format!("Cargo.toml: `.toml` files are not read\n  help: {all}")), "{}", errors[1]);
        assert!(errors[2].starts_with("src: the folder holds no statement: expected files ending in .txt"));
    }
}
