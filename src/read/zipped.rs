//! Archives → the texts of the files in them that are read.

use super::package::{Package, is_package};
use super::{Budget, Options, Parts, READERS, Reader, load};
use crate::error::Result;
use std::path::Path;

/// Zip archives.
pub(super) struct Zipped;

impl Reader for Zipped {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn summary(&self) -> &'static str {
        "archives of any of these; archives in archives are not read"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        is_package(head)
    }

    fn read(&self, bytes: &[u8], options: &Options, budget: &mut Budget) -> Result<Parts> {
        let mut package = Package::open(bytes, budget)?;
        let mut all = Parts::default();
        let mut passed_over = 0;
        for (name, index) in package.names() {
            if name.ends_with('/') || is_hidden(&name) {
                continue;
            }
            let key = format!("/{name}");
            if leads_out(&name) {
                all.failed.push((key, "its path leads out of the archive: not read".to_owned()));
                continue;
            }
            let path = Path::new(&name);
            let Some(reader) = READERS.iter().copied().find(|reader| crate::files::has_extension(path, reader.extensions())) else {
                passed_over += 1;
                continue;
            };
            if reader.name() == self.name() {
                all.failed.push((key, "is an archive in an archive: not read; unpack it first".to_owned()));
                continue;
            }
            let read = package.unpack(index, budget).and_then(|bytes| load::take_out(reader, &bytes, options, budget));
            match read {
                Ok(found) => {
                    all.notices.extend(found.notices.into_iter().map(|notice| format!("{key}: {notice}")));
                    all.failed.extend(found.failed.into_iter().map(|(inner, what)| (format!("{key}{inner}"), what)));
                    all.parts.extend(found.parts.into_iter().map(|mut part| {
                        part.key = format!("{key}{}", part.key);
                        part
                    }));
                }
                Err(error) => all.failed.push((key, error.to_string())),
            }
        }
        if passed_over > 0 {
            all.notices.push(format!("{passed_over} file{} in it of other formats; passed over", if passed_over == 1 { "" } else { "s" }));
        }
        Ok(all)
    }
}

/// Files that systems put into archives for themselves.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || (part.starts_with('.') && part != ".." && part != "."))
}

/// Nothing is ever written, but a name such as `../../x` is no name of a statement.
fn leads_out(name: &str) -> bool {
    name.starts_with(['/', '\\']) || name.contains('\0') || name.get(1..2) == Some(":") || name.split(['/', '\\']).any(|part| part == "..")
}
