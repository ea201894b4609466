//! What went wrong, where, and what to do: the one error type of the library, and the notices that are not errors.

use std::fmt;
use std::path::Path;

/// The result of a fallible step of this library.
pub type Result<T> = std::result::Result<T, Error>;

/// Something that could not be done: what, where, and what the user can do about it.
#[derive(Debug)]
pub struct Error {
    what: String,
    place: Option<String>,
    excerpt: Option<String>,
    hint: Option<String>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error that says `what` went wrong (lower-case fragment, no full stop).
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), place: None, excerpt: None, hint: None, cause: None }
    }

    /// Adds where it happened: a file, or `file:line:column`.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.place = Some(place.to_string());
        self
    }

    /// Adds the file it happened in.
    #[must_use]
    pub fn in_file(self, path: &Path) -> Self {
        self.at(path.display())
    }

    /// Adds what the user can do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the error underneath.
    #[must_use]
    pub fn caused_by(mut self, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.cause = Some(Box::new(cause));
        self
    }

    /// Places the error in `text` of the file `name`: line, column and a caret under the byte at `offset`.
    #[must_use]
    pub fn in_text(mut self, name: &str, text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line_start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].lines().next().unwrap_or("");
        let number = text[..line_start].matches('\n').count() + 1;
        let column = text[line_start..offset].chars().count() + 1;
        let gutter = " ".repeat(number.to_string().len());
        self.place = Some(format!("{name}:{number}:{column}"));
        self.excerpt = Some(format!("{gutter} |\n{number} | {line}\n{gutter} | {}^", " ".repeat(column - 1)));
        self
    }

    /// What went wrong, without place or hint.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Where it went wrong, if that is known.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// Whether the error underneath is a closed pipe, which is how `| head` ends a program and no failure.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = self.cause.as_deref().map(|c| c as _);
        while let Some(error) = cause {
            if let Some(io) = error.downcast_ref::<std::io::Error>()
                && io.kind() == std::io::ErrorKind::BrokenPipe
            {
                return true;
            }
            cause = error.source();
        }
        false
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.what)?;
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        if let Some(excerpt) = &self.excerpt {
            write!(f, "\n{excerpt}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  help: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_in_text_shows_line_column_and_caret() {
        let error = Error::new("expected `)`").in_text("cues.toml", "a = 1\nphrase = \"(a\"\n", 16);
        assert_eq!(error.to_string(), "cues.toml:2:11: expected `)`\n  |\n2 | phrase = \"(a\"\n  |           ^");
    }

    #[test]
    fn a_closed_pipe_is_recognised_through_its_cause() {
        let io = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        assert!(Error::new("could not write").caused_by(io).is_closed_pipe());
        assert!(!Error::new("could not write").is_closed_pipe());
    }
}
