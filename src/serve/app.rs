//! What the whole server shares: the project behind a lock for who writes, connections for who reads, and the settings.

use super::comparing::Cache;
use super::import::Progress;
use super::token;
use crate::error::Result;
use crate::pipeline::Coder;
use crate::project::{DATABASE, Project, Reader};
use crate::store::Store;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

/// Connections that are kept for the next reader.
const KEPT: usize = 4;

/// How the server is to be reached, and how much it takes.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address or the name it listens at; the machine itself if there is none.
    pub bind: Option<String>,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// The word that every visitor must bring. At an address that other machines reach one is made if none is given.
    pub token: Option<String>,
    /// How much it takes.
    pub limits: Limits,
}

/// How much the server takes, and how long it waits.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of one upload, all files together.
    pub upload: u64,
    /// Time for the head of a request.
    pub head: Duration,
    /// Time between two pieces of its body.
    pub piece: Duration,
    /// Connections at a time.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { upload: 64 << 20, head: Duration::from_secs(10), piece: Duration::from_secs(20), connections: 256 }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { bind: None, port: 8437, token: None, limits: Limits::default() }
    }
}

/// Where the server is.
#[derive(Debug)]
pub(super) struct Place {
    /// The port it listens at.
    pub(super) port: u16,
    /// The names under which it may be asked for, with the port.
    pub(super) hosts: Vec<String>,
    /// Whether it listens at all addresses of the machine.
    pub(super) any_address: bool,
    /// Whether no other machine can reach it.
    pub(super) is_ours_alone: bool,
}

/// The server's memory.
#[derive(Debug)]
pub(super) struct App {
    /// What reads statements.
    pub(super) coder: &'static Coder,
    /// Its fingerprint.
    pub(super) reader: Reader,
    /// How much is taken.
    pub(super) limits: Limits,
    /// The port it listens at.
    pub(super) port: u16,
    /// The names under which it may be asked for, with the port.
    pub(super) hosts: Vec<String>,
    /// Whether it may be asked for by any address in figures: it listens at all of them.
    pub(super) any_address: bool,
    /// Whether no other machine can reach it.
    pub(super) is_ours_alone: bool,
    /// The word that every visitor must bring.
    pub(super) token: Option<String>,
    /// The project's folder.
    pub(super) folder: PathBuf,
    /// How far an import is.
    pub(super) progress: Arc<Progress>,
    /// The last comparison, for pages that need all of it.
    pub(super) compared: Cache,
    secret: [u8; 32],
    project: Mutex<Project>,
    readers: Mutex<Vec<Store>>,
}

impl App {
    /// Puts it together.
    ///
    /// # Errors
    /// If the system gives no random numbers.
    pub(super) fn new(
        project: Project,
        coder: &'static Coder,
        reader: Reader,
        options: &Options,
        Place { port, hosts, any_address, is_ours_alone }: Place,
    ) -> Result<Self> {
        Ok(Self {
            coder,
            reader,
            limits: options.limits.clone(),
            port,
            hosts,
            any_address,
            is_ours_alone,
            token: options.token.clone(),
            folder: project.folder.clone(),
            progress: Arc::default(),
            compared: Cache::default(),
            secret: token::secret()?,
            project: Mutex::new(project),
            readers: Mutex::default(),
        })
    }

    /// The name of a cookie; browsers do not tell the ports of a machine apart, so it bears the port.
    pub(super) fn cookie(&self, name: &str) -> String {
        format!("demarche_{name}_{}", self.port)
    }

    /// The word that the forms of a session bear.
    pub(super) fn form_key(&self, session: &str) -> String {
        blake3::keyed_hash(&self.secret, session.as_bytes()).to_hex().to_string()
    }

    /// The project, for one writer at a time. Waits for the others.
    ///
    /// # Errors
    /// If a writer broke off and the project cannot be opened again.
    pub(super) fn project(&self) -> Result<MutexGuard<'_, Project>> {
        match self.project.lock() {
            Ok(project) => Ok(project),
            Err(broken) => {
                // What the last writer was at is given up with its connection; the database is as it was before.
                let mut project = broken.into_inner();
                *project = Project::open(&self.folder)?;
                self.project.clear_poison();
                Ok(project)
            }
        }
    }

    /// Reads from the database, as it is at one moment, on a connection of one's own.
    ///
    /// # Errors
    /// What `work` fails with, or what keeps the database from being read.
    pub(super) fn read<T, E: From<crate::error::Error>>(
        &self,
        work: impl FnOnce(&Store) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let store = match kept {
            Some(store) => store,
            None => Store::open(&self.folder.join(DATABASE))?,
        };
        if !store.is_fresh()? {
            // While somebody writes, what stood before is shown: who writes makes it anew.
            match self.project.try_lock() {
                Ok(mut project) => project.stand(self.coder)?,
                Err(TryLockError::Poisoned(_)) => self.project()?.stand(self.coder)?,
                Err(TryLockError::WouldBlock) => {}
            }
        }
        let done = store.at_one_moment(work)?;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < KEPT {
            readers.push(store);
        }
        done
    }
}
