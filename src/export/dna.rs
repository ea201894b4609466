//! A database of Discourse Network Analyzer, version 3 (a `.dna` file, which is `SQLite`): statements with their words, coded.
//!
//! It is made in memory and written at once, so that the same claims give the same bytes. Claims that take no side are left out, as
//! `agreement` has no level for them; the event list has them. The coder is `demarche`, with the same word as password.

use super::events::{VARIABLES, agreement, coded};
use super::graph::single;
use super::words::{Words, words};
use super::{Format, View, unwritten};
use crate::error::{Error, Result};
use crate::model::Moment;
use crate::text::span::Unit;
use rusqlite::{Connection, Transaction, params};
use std::collections::BTreeMap;
use std::io;

/// The database.
pub(super) struct Dna;

impl Format for Dna {
    fn name(&self) -> &'static str {
        "dna"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["dna"]
    }

    fn summary(&self) -> &'static str {
        "Database in the layout of Discourse Network Analyzer 3, with the statements' words: every claim of the view that takes a side."
    }

    fn takes_networks(&self) -> bool {
        false
    }

    fn write(&self, view: &View<'_>, out: &mut dyn io::Write) -> Result<()> {
        let failed = |cause: rusqlite::Error| Error::new("the database could not be made").caused_by(cause);
        let mut base = Connection::open_in_memory().map_err(failed)?;
        fill(&mut base, view).map_err(failed)?;
        let bytes = base.serialize("main").map_err(failed)?;
        out.write_all(&bytes).and_then(|()| out.flush()).map_err(unwritten)
    }
}

/// The tables, as far as they are known from databases of that version; permissions of the coder are all given.
const TABLES: &str = "
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY NOT NULL, Value TEXT);
CREATE TABLE CODERS(ID INTEGER PRIMARY KEY NOT NULL, Name TEXT NOT NULL, Red INTEGER NOT NULL DEFAULT 69,
  Green INTEGER NOT NULL DEFAULT 212, Blue INTEGER NOT NULL DEFAULT 255, Refresh INTEGER NOT NULL DEFAULT 0,
  FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL, PopupWidth INTEGER DEFAULT 300,
  ColorByCoder INTEGER NOT NULL DEFAULT 0, PopupDecoration INTEGER NOT NULL DEFAULT 0, PopupAutoComplete INTEGER NOT NULL DEFAULT 1,
  PermissionAddDocuments INTEGER NOT NULL DEFAULT 1, PermissionEditDocuments INTEGER NOT NULL DEFAULT 1,
  PermissionDeleteDocuments INTEGER NOT NULL DEFAULT 1, PermissionImportDocuments INTEGER NOT NULL DEFAULT 1,
  PermissionAddStatements INTEGER NOT NULL DEFAULT 1, PermissionEditStatements INTEGER NOT NULL DEFAULT 1,
  PermissionDeleteStatements INTEGER NOT NULL DEFAULT 1, PermissionEditAttributes INTEGER NOT NULL DEFAULT 1,
  PermissionEditRegex INTEGER NOT NULL DEFAULT 1, PermissionEditStatementTypes INTEGER NOT NULL DEFAULT 1,
  PermissionEditCoders INTEGER NOT NULL DEFAULT 1, PermissionEditCoderRelations INTEGER NOT NULL DEFAULT 1,
  PermissionViewOthersDocuments INTEGER NOT NULL DEFAULT 1, PermissionEditOthersDocuments INTEGER NOT NULL DEFAULT 1,
  PermissionViewOthersStatements INTEGER NOT NULL DEFAULT 1, PermissionEditOthersStatements INTEGER NOT NULL DEFAULT 1);
CREATE TABLE CODERRELATIONS(ID INTEGER PRIMARY KEY NOT NULL, Coder INTEGER NOT NULL, OtherCoder INTEGER NOT NULL,
  ViewDocuments INTEGER NOT NULL DEFAULT 1, EditDocuments INTEGER NOT NULL DEFAULT 1, ViewStatements INTEGER NOT NULL DEFAULT 1,
  EditStatements INTEGER NOT NULL DEFAULT 1);
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY NOT NULL, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER NOT NULL,
  Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '', Notes TEXT NOT NULL DEFAULT '',
  Type TEXT NOT NULL DEFAULT '', Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY NOT NULL, Label TEXT NOT NULL, Red INTEGER NOT NULL, Green INTEGER NOT NULL,
  Blue INTEGER NOT NULL);
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY NOT NULL, Variable TEXT NOT NULL, DataType TEXT NOT NULL DEFAULT 'short text',
  StatementTypeId INTEGER NOT NULL, UNIQUE(Variable, StatementTypeId));
CREATE TABLE VARIABLELINKS(ID INTEGER PRIMARY KEY NOT NULL, SourceVariableId INTEGER NOT NULL, TargetVariableId INTEGER NOT NULL);
CREATE TABLE REGEXES(Label TEXT PRIMARY KEY NOT NULL, Red INTEGER, Green INTEGER, Blue INTEGER);
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY NOT NULL, StatementTypeId INTEGER NOT NULL, DocumentId INTEGER NOT NULL,
  Start INTEGER NOT NULL, Stop INTEGER NOT NULL, Coder INTEGER NOT NULL);
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '',
  Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0, ChildOf INTEGER,
  UNIQUE(VariableId, Value));
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
  Entity INTEGER NOT NULL, UNIQUE(StatementId, VariableId));
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, Value TEXT,
  UNIQUE(StatementId, VariableId));
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
  Value INTEGER NOT NULL DEFAULT 0, UNIQUE(StatementId, VariableId));
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
  Value INTEGER NOT NULL DEFAULT 1, UNIQUE(StatementId, VariableId));
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, AttributeVariable TEXT NOT NULL,
  UNIQUE(VariableId, AttributeVariable));
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL,
  AttributeValue TEXT NOT NULL DEFAULT '', UNIQUE(EntityId, AttributeVariableId));
";

/// `demarche`, as that program keeps passwords: 16 bytes of salt, then SHA-256 taken 100,000 times.
const PASSWORD: &str = "ZGVtYXJjaGUtZG5hLXYzLneGpnNPatu5O+2F2ntLroE/h69tGsKdt1FCfOwzTvm1";

fn fill(base: &mut Connection, view: &View<'_>) -> rusqlite::Result<()> {
    let base = base.transaction()?;
    base.execute_batch(TABLES)?;
    base.execute("INSERT INTO SETTINGS VALUES('version', '3.0')", [])?;
    base.execute("INSERT INTO CODERS(ID, Name, Password) VALUES(1, 'demarche', ?1)", [PASSWORD])?;
    base.execute("INSERT INTO STATEMENTTYPES VALUES(1, 'DNA Statement', 239, 208, 51)", [])?;
    for (at, name) in VARIABLES.iter().enumerate() {
        base.execute("INSERT INTO VARIABLES VALUES(?1, ?2, ?3, 1)", params![number(at), name, kind(name)])?;
    }
    let documents = words(view, Unit::Utf16);
    let titles = single(documents.iter().map(|document| (document.title, document.id)));
    let mut sheet = Statements { base: &base, view, entities: BTreeMap::new(), values: 0, number: 0 };
    for (at, (document, title)) in documents.iter().zip(&titles).enumerate() {
        let time = document.date.map(|date| Moment::from(date).0);
        base.execute(
            "INSERT INTO DOCUMENTS(ID, Title, Text, Coder, Author, Source, Section, Date) VALUES(?1, ?2, ?3, 1, ?4, ?5, ?6, ?7)",
            params![number(at), title, document.text, view.actor_name(document.actor), document.source, document.forum, time],
        )?;
        sheet.add(number(at), document)?;
    }
    base.commit()
}

/// An id: they count from 1.
fn number(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1)
}

/// The type of a variable, in that program's words.
fn kind(variable: &str) -> &'static str {
    match variable {
        "agreement" => "boolean",
        "strength" => "integer",
        _ => "short text",
    }
}

/// Statements being written.
struct Statements<'b, 'v> {
    base: &'b Transaction<'b>,
    view: &'b View<'v>,
    /// The ids of values of short text, by variable.
    entities: BTreeMap<(i64, String), i64>,
    values: i64,
    number: i64,
}

impl Statements<'_, '_> {
    fn add(&mut self, document: i64, words: &Words<'_>) -> rusqlite::Result<()> {
        for (at, span) in &words.claims {
            let claim = &self.view.comparison.claims[*at];
            if agreement(claim.stance).is_none() {
                continue;
            }
            self.number += 1;
            let (start, end) = (number(span.start) - 1, number(span.end) - 1);
            self.base.execute("INSERT INTO STATEMENTS VALUES(?1, 1, ?2, ?3, ?4, 1)", params![self.number, document, start, end])?;
            for (at, value) in coded(self.view, claim, words.speaker).into_iter().enumerate() {
                self.value(number(at), kind(VARIABLES[at]), value)?;
            }
        }
        Ok(())
    }

    fn value(&mut self, variable: i64, kind: &str, value: String) -> rusqlite::Result<()> {
        self.values += 1;
        let (id, statement) = (self.values, self.number);
        let table = match kind {
            "boolean" => "DATABOOLEAN",
            "integer" => "DATAINTEGER",
            _ => {
                let next = i64::try_from(self.entities.len()).unwrap_or(i64::MAX).saturating_add(1);
                let known = self.entities.get(&(variable, value.clone())).copied();
                let entity = known.unwrap_or(next);
                if known.is_none() {
                    self.base.execute("INSERT INTO ENTITIES(ID, VariableId, Value) VALUES(?1, ?2, ?3)", params![next, variable, value])?;
                    self.entities.insert((variable, value), next);
                }
                self.base.execute("INSERT INTO DATASHORTTEXT VALUES(?1, ?2, ?3, ?4)", [id, statement, variable, entity])?;
                return Ok(());
            }
        };
        let value: i64 = value.parse().unwrap_or_default();
        self.base.execute(&format!("INSERT INTO {table} VALUES(?1, ?2, ?3, ?4)"), [id, statement, variable, value])?;
        Ok(())
    }
}
