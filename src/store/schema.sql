-- A project's memory, version 1. What the program read (`document`, `coded`), what people decided (`decision`), and, made of both
-- and made anew whenever one changes, how things stand (`standing_*`).

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Each program and codebook that has read the project's documents.
CREATE TABLE reader (
  fingerprint TEXT PRIMARY KEY,
  codebook TEXT NOT NULL,
  version TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  number INTEGER PRIMARY KEY,
  doc_id TEXT NOT NULL UNIQUE,
  -- The file it is in, as the project names it.
  file TEXT NOT NULL,
  -- BLAKE3 of the file's bytes.
  hash TEXT NOT NULL,
  actor TEXT NOT NULL,
  date TEXT,
  -- What is known of it, as JSON, without its words.
  about TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX document_file ON document (file);
CREATE INDEX document_actor ON document (actor);

-- What the program found in a document, as JSON, deflated.
CREATE TABLE coded (
  number INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  reader TEXT NOT NULL REFERENCES reader,
  found BLOB NOT NULL
) STRICT;

CREATE TABLE coder (
  name TEXT PRIMARY KEY,
  -- Whether this person's decisions settle what others differ on.
  settles INTEGER NOT NULL DEFAULT 0,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The history of the review. Rows are added, and never altered or taken away.
CREATE TABLE decision (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  event TEXT NOT NULL
) STRICT;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER decision_remains BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;

CREATE TABLE standing_proposition (
  rank INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  topic TEXT NOT NULL,
  wording TEXT NOT NULL
) STRICT;

CREATE TABLE standing_actor (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE standing_claim (
  number INTEGER PRIMARY KEY,
  claim_id TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  holder TEXT NOT NULL,
  proposition TEXT NOT NULL,
  stance TEXT NOT NULL,
  strength INTEGER NOT NULL,
  confidence REAL NOT NULL,
  reviewed TEXT NOT NULL,
  date TEXT,
  quote TEXT NOT NULL,
  -- The whole claim as JSON, without its quote and the steps of its derivation.
  claim TEXT NOT NULL
) STRICT;
CREATE INDEX standing_claim_document ON standing_claim (document, start);
CREATE INDEX standing_claim_proposition ON standing_claim (proposition, holder);
CREATE INDEX standing_claim_holder ON standing_claim (holder, proposition);
CREATE INDEX standing_claim_queue ON standing_claim (reviewed, confidence);

CREATE VIRTUAL TABLE standing_quote USING fts5 (
  quote, content = 'standing_claim', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER standing_quote_in AFTER INSERT ON standing_claim BEGIN
  INSERT INTO standing_quote (rowid, quote) VALUES (new.number, new.quote);
END;
CREATE TRIGGER standing_quote_out AFTER DELETE ON standing_claim BEGIN
  INSERT INTO standing_quote (standing_quote, rowid, quote) VALUES ('delete', old.number, old.quote);
END;

CREATE TABLE standing_position (
  proposition TEXT NOT NULL,
  actor TEXT NOT NULL,
  via TEXT NOT NULL,
  "group" TEXT NOT NULL,
  stance TEXT NOT NULL,
  strength INTEGER NOT NULL,
  score REAL NOT NULL,
  n_claims INTEGER NOT NULL,
  -- The whole position as JSON.
  position TEXT NOT NULL,
  PRIMARY KEY (proposition, actor, via, "group")
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_position_actor ON standing_position (actor);

-- Which document the words of each decision are in now.
CREATE TABLE standing_binding (
  decision TEXT PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_binding_document ON standing_binding (document);

CREATE TABLE standing_conflict (
  number INTEGER PRIMARY KEY,
  document INTEGER REFERENCES document ON DELETE CASCADE,
  kind TEXT NOT NULL,
  conflict TEXT NOT NULL
) STRICT;
