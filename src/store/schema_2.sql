-- Version 2: what coders see who code blind.

-- How the program reads the claim before anybody decides: how sure it is, of whom, and on what; nothing if it does not read it.
ALTER TABLE standing_claim ADD COLUMN as_read REAL;
ALTER TABLE standing_claim ADD COLUMN read_holder TEXT;
ALTER TABLE standing_claim ADD COLUMN read_proposition TEXT;
CREATE INDEX standing_claim_as_read ON standing_claim (as_read, claim_id);

-- Who has decided on which claim.
CREATE TABLE standing_coder (
  claim_id TEXT NOT NULL,
  by TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  PRIMARY KEY (claim_id, by)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_coder_document ON standing_coder (document);

UPDATE setting SET value = 'stale' WHERE name = 'standing';
