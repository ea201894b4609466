//! The only door to a project's database (SQLite): what was read, what people decided, and how things stand.
//!
//! ```text
//! document + coded ─┐
//!                   ├─(made anew by the caller)→ standing_* : what pages and tables are drawn from
//! decision ─────────┘
//! ```
//! Every change is one transaction, written through to the disk before it is acknowledged (write-ahead log, `synchronous=FULL`):
//! a program that is killed, or a disk that is full, leaves the state before it. Decisions are only ever added.

mod decisions;
mod doctor;
mod documents;
mod pages;
mod search;
mod standing;

pub use decisions::CoderEntry;
pub use doctor::{Damage, Salvage};
pub use documents::{Kept, Known};
pub use pages::Stand;
pub use search::{Hit, Hits, RANKED};
pub use standing::{ClaimQuery, ClaimRow, Order, Standing};

use crate::error::{Error, Result};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{M, Migrations};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The versions of the form of the database, in order; one is never altered, only followed by another.
const VERSIONS: &[M<'static>] = &[M::up(include_str!("schema.sql")), M::up(include_str!("schema_2.sql"))];

/// "demarche" as a number, by which `file` and the program know the database as theirs.
const APPLICATION: i32 = 0x6465_6d61;

/// How long one program waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A project's database.
#[derive(Debug)]
pub struct Store {
    base: Connection,
    path: PathBuf,
}

impl Store {
    /// Makes a new database.
    ///
    /// # Errors
    /// If there is a file at the path, or none can be made there.
    pub fn create(path: &Path) -> Result<Self> {
        if path.exists() {
            return Err(Error::new("there is a database already").in_file(path));
        }
        Self::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a database, and brings one of an older form to today's.
    ///
    /// # Errors
    /// If there is none, it is damaged, or a newer program made it.
    pub fn open(path: &Path) -> Result<Self> {
        crate::files::exists(path)?;
        Self::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<Self> {
        let failed = |cause| failed(path, cause);
        let mut base = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
        base.busy_timeout(PATIENCE).map_err(failed)?;
        let application: i32 = base.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(failed)?;
        let tables: i64 = base.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(failed)?;
        if application != APPLICATION && tables > 0 {
            return Err(Error::new("is a database of another program")
                .in_file(path)
                .hint("name the folder of a project: `demarche init` makes one"));
        }
        // The journal is kept in the file's header; the others hold for this connection.
        base.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(())).map_err(failed)?;
        base.execute_batch("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;")
            .map_err(failed)?;
        if application != APPLICATION {
            base.pragma_update(None, "application_id", APPLICATION).map_err(failed)?;
        }
        Migrations::from_slice(VERSIONS).to_latest(&mut base).map_err(|cause| {
            Error::new("the database could not be brought to this program's form")
                .in_file(path)
                .caused_by(cause)
                .hint("a newer `demarche` may have made it; `demarche doctor` looks whether it is damaged")
        })?;
        base.set_prepared_statement_cache_capacity(64);
        Ok(Self { base, path: path.to_path_buf() })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies the whole database, as it is at this moment, into a new file.
    ///
    /// # Errors
    /// If there is a file, or it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::new("there is a file already").in_file(to).hint("name another: a backup never takes another's place"));
        }
        let Some(written) = to.to_str() else { return Err(Error::new("the path is not Unicode").in_file(to)) };
        self.base.execute("VACUUM INTO ?1", [written]).map_err(|cause| failed(to, cause))?;
        Ok(())
    }

    /// A setting of the project.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.maybe("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0))
    }

    /// Sets it.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn set(&self, name: &str, value: &str) -> Result<()> {
        self.run("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", [name, value])
    }

    /// Does several things as one: all of them, or none.
    ///
    /// # Errors
    /// What `work` fails with, or what keeps the database from being written.
    pub fn together<T>(&self, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let path = self.path.clone();
        // A write lock from the start: a reader that becomes a writer could be refused half-way.
        self.base.execute_batch("BEGIN IMMEDIATE").map_err(|cause| failed(&path, cause))?;
        let done = work(self).and_then(|value| self.base.execute_batch("COMMIT").map(|()| value).map_err(|cause| failed(&path, cause)));
        if done.is_err() {
            // A failed commit may have rolled back already.
            let _ = self.base.execute_batch("ROLLBACK");
        }
        done
    }

    fn run(&self, sql: &str, values: impl rusqlite::Params) -> Result<()> {
        let done = self.base.prepare_cached(sql).and_then(|mut query| query.execute(values));
        done.map(|_| ()).map_err(|cause| self.failed(cause))
    }

    fn maybe<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        of: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        use rusqlite::OptionalExtension;
        let found = self.base.prepare_cached(sql).and_then(|mut query| query.query_row(values, of).optional());
        found.map_err(|cause| self.failed(cause))
    }

    fn all<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        of: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let found = self.base.prepare_cached(sql).and_then(|mut query| query.query_map(values, of)?.collect());
        found.map_err(|cause| self.failed(cause))
    }

    fn count(&self, sql: &str, values: impl rusqlite::Params) -> Result<usize> {
        let found = self.maybe(sql, values, |row| row.get::<_, i64>(0))?;
        Ok(found.and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
    }

    fn failed(&self, cause: rusqlite::Error) -> Error {
        failed(&self.path, cause)
    }

    /// A part that is kept as JSON.
    fn parsed<T: serde::de::DeserializeOwned>(&self, what: &str, text: &str) -> Result<T> {
        parsed(&self.path, what, text)
    }
}

/// A part of the database at a path that is kept as JSON.
fn parsed<T: serde::de::DeserializeOwned>(path: &Path, what: &str, text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|cause| Error::new(format!("{what} in the database cannot be read")).in_file(path).caused_by(cause).hint(DOCTOR))
}

const DOCTOR: &str = "`demarche doctor` tells what is damaged, and saves what can be saved";

fn failed(path: &Path, cause: rusqlite::Error) -> Error {
    let (what, hint) = match cause.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => ("the disk is full", "free some space and do it again: what was there before is untouched"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            ("another program is writing to the database", "wait for it to end, or end it: nothing was changed")
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => ("the database is damaged", DOCTOR),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            ("the database may not be written", "check the permissions of the file and its folder")
        }
        _ => ("the database could not be used", DOCTOR),
    };
    Error::new(what).in_file(path).caused_by(cause).hint(hint)
}

/// A value as JSON text; plain data cannot fail to become that.
fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|cause| Error::new("could not be written as JSON").caused_by(cause))
}
