//! Files come in by a form, piece by piece, and are read by [`Project::update`]; how far that is can be asked for.
//!
//! [`Project::update`]: crate::project::Project::update

use super::answer::{Answer, Fault};
use super::app::App;
use super::disk::{self, Coming};
use super::routes::{check_key, waiting};
use super::session::Visitor;
use super::{frame, guard};
use crate::files;
use crate::project::{CONFIG, Config, Entry, Report, Wanted};
use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Files of one upload at most.
const FILES: usize = 500;

/// A field that is no file has at most so many bytes.
const FIELD: usize = 4 << 10;

/// How far an import is.
#[derive(Debug, Default)]
pub(super) struct Progress {
    running: AtomicUsize,
    files: AtomicUsize,
    done: AtomicUsize,
    said: Mutex<Vec<String>>,
}

/// The same at one moment.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Import {
    /// Whether anything is read.
    #[serde(rename = "running")]
    pub(super) is_running: bool,
    /// How many files came in.
    pub(super) files: usize,
    /// How many documents have been read.
    pub(super) done: usize,
    /// What is to be said of the last import.
    pub(super) said: Vec<String>,
}

impl Progress {
    /// How far it is now.
    pub(super) fn state(&self) -> Import {
        Import {
            is_running: self.running.load(Ordering::SeqCst) > 0,
            files: self.files.load(Ordering::SeqCst),
            done: self.done.load(Ordering::SeqCst),
            said: self.said.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    fn say(&self, lines: Vec<String>) {
        *self.said.lock().unwrap_or_else(PoisonError::into_inner) = lines;
    }
}

/// How far the import is, for the script.
pub(super) async fn progress(State(app): State<Arc<App>>) -> Response {
    match serde_json::to_string(&app.progress.state()) {
        Ok(text) => guard::text("application/json", text),
        Err(_) => frame::fault(&Fault::own("the progress could not be written"), None),
    }
}

/// Takes files in.
pub(super) async fn upload(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let taken = async {
        let form = form.map_err(|_| Fault::wrong("this is no upload"))?;
        let (files, said) = take(&app, &visitor, form).await?;
        waiting(move || settle(&app, files, &said)).await
    };
    match taken.await {
        Ok(()) => guard::moved("/import"),
        Err(fault) => frame::fault(&fault, Some(&visitor)),
    }
}

/// What was said about the files over their own heads.
#[derive(Debug, Default)]
struct Said {
    actor: Option<String>,
    date: Option<String>,
    forum: Option<String>,
}

async fn take(app: &App, visitor: &Visitor, mut form: Multipart) -> Answer<(Vec<(String, Coming)>, Said)> {
    let (mut files, mut said, mut is_known) = (Vec::new(), Said::default(), false);
    while let Some(mut field) = soon(app, form.next_field()).await? {
        let name = field.name().unwrap_or("").to_owned();
        match (name.as_str(), field.file_name().map(str::to_owned)) {
            ("key", _) => {
                check_key(visitor, &short(app, &mut field).await?)?;
                is_known = true;
            }
            // The key comes first: what a stranger sends is not even written.
            _ if !is_known => return Err(Fault::forbidden("the upload does not bear the key of this session: open the page again")),
            // A field in which no file was chosen.
            ("file", Some(given)) if given.is_empty() => {}
            ("file", Some(given)) => {
                if files.len() == FILES {
                    return Err(Fault::too_large(format!("at most {FILES} files are taken at a time")));
                }
                let mut coming = Coming::new(&app.folder)?;
                let name = disk::name_of(&given)?;
                while let Some(piece) = soon(app, field.chunk()).await? {
                    coming.take(&piece)?;
                }
                files.push((name, coming));
            }
            ("as", _) => said.actor = some(&short(app, &mut field).await?),
            ("date", _) => said.date = some(&short(app, &mut field).await?),
            ("forum", _) => said.forum = some(&short(app, &mut field).await?),
            _ => return Err(Fault::wrong(format!("the form has no field `{name}`"))),
        }
    }
    if files.is_empty() {
        return Err(Fault::wrong("no file was chosen"));
    }
    Ok((files, said))
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The text of a field that is no file.
async fn short(app: &App, field: &mut Field<'_>) -> Answer<String> {
    let mut bytes = Vec::new();
    while let Some(piece) = soon(app, field.chunk()).await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > FIELD {
            return Err(Fault::too_large("a field is too long"));
        }
    }
    String::from_utf8(bytes).map_err(|_| Fault::wrong("a field is not in UTF-8"))
}

/// The next piece, if it comes soon enough and is none too many.
async fn soon<T>(app: &App, piece: impl Future<Output = Result<T, MultipartError>>) -> Answer<T> {
    let came = tokio::time::timeout(app.limits.piece, piece).await;
    let came = came.map_err(|_| Fault { status: StatusCode::REQUEST_TIMEOUT, what: "the upload stopped: nothing was kept".to_owned() })?;
    came.map_err(|cause| match cause.status() {
        StatusCode::PAYLOAD_TOO_LARGE => guard::too_large(app.limits.upload + 1, app.limits.upload),
        _ => Fault::wrong("the upload is damaged: nothing was kept"),
    })
}

/// Gives the files their places, and has them read.
fn settle(app: &Arc<App>, files: Vec<(String, Coming)>, said: &Said) -> Answer<()> {
    let actor = match &said.actor {
        Some(name) => {
            let unknown = || Fault::wrong(format!("`{name}` is no known State or group; {}", app.coder.actors.suggest(name)));
            Some(app.coder.actors.resolve(name).ok_or_else(unknown)?.to_owned())
        }
        None => None,
    };
    let date = said
        .date
        .as_deref()
        .map(|text| text.parse().map_err(|_| Fault::wrong(format!("`{text}` is no date: YYYY, YYYY-MM or YYYY-MM-DD"))));
    let about = Entry { actor, date: date.transpose()?, forum: said.forum.clone(), ..Entry::default() };
    let count = files.len();
    let mut new = Vec::new();
    for (name, coming) in files {
        new.push(Entry { path: coming.settle(&app.folder, &name)?, ..about.clone() });
    }
    read(app, count, new);
    Ok(())
}

/// Has the project read what is new, on a thread of its own.
pub(super) fn read(app: &Arc<App>, files: usize, new: Vec<Entry>) {
    let app = app.clone();
    app.progress.running.fetch_add(1, Ordering::SeqCst);
    app.progress.files.store(files, Ordering::SeqCst);
    app.progress.done.store(0, Ordering::SeqCst);
    app.progress.say(Vec::new());
    tokio::task::spawn_blocking(move || {
        let ended = Ended(app.progress.clone());
        let lines = match update(&app, new) {
            Ok(report) => told(&report),
            Err(fault) => vec![fault.what],
        };
        app.progress.say(lines);
        drop(ended);
    });
}

/// Whatever becomes of an import, it ends.
struct Ended(Arc<Progress>);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
    }
}

fn update(app: &App, new: Vec<Entry>) -> Answer<Report> {
    let mut project = app.project()?;
    let path = app.folder.join(CONFIG);
    // A person may have changed the file meanwhile.
    project.config = Config::parse(&path.display().to_string(), &files::text(&path)?)?;
    let again: Vec<String> = new.iter().map(|entry| entry.path.clone()).collect();
    if !new.is_empty() {
        project.config.statements.retain(|entry| !again.contains(&entry.path));
        project.config.statements.extend(new);
        disk::replace(&path, &project.config.written()?)?;
    }
    let progress = app.progress.clone();
    let wanted = Wanted { again, ..Wanted::default() };
    let step = || _ = progress.done.fetch_add(1, Ordering::SeqCst);
    Ok(project.update(app.coder, &app.reader, &wanted, &step)?)
}

/// What an update did, for people.
fn told(report: &Report) -> Vec<String> {
    let mut lines = vec![format!("{} files new, {} changed, {} as before.", report.new, report.changed, report.unchanged)];
    lines.extend(report.errors.iter().map(|error| format!("Not read: {error}")));
    lines.extend(report.notices.iter().map(|notice| format!("Note: {notice}")));
    lines.extend(report.missing.iter().map(|file| format!("{file} is gone; what was read stays.")));
    if report.other_reader > 0 {
        lines.push(format!(
            "{} documents were read by another program or codebook; `demarche update` shows what today's would change.",
            report.other_reader
        ));
    }
    lines
}
