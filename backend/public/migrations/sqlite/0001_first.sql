-- Everything the public side stores. Moments are Unix seconds, days are counted from 1970-01-01, ids and hashes are raw bytes.
-- Nothing in here can be read without keys that are not in here.

-- Compiled forms by their SHA-256, opaque here.
CREATE TABLE forms (
  form BLOB PRIMARY KEY,
  bytes BLOB NOT NULL,
  stored_at INTEGER NOT NULL
);

-- The card of each service; `form` is what new drafts use.
CREATE TABLE services (
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  form BLOB NOT NULL REFERENCES forms (form),
  card TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, service)
);

-- Each tenant's signed key manifest.
CREATE TABLE key_manifests (
  tenant TEXT PRIMARY KEY,
  jws TEXT NOT NULL,
  published_at INTEGER NOT NULL
);

-- Drafts. `body` comes last, so that reading the rest doesn't touch its overflow pages.
CREATE TABLE drafts (
  lookup BLOB PRIMARY KEY,
  verifier BLOB NOT NULL,
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  form BLOB NOT NULL,
  share_day INTEGER NOT NULL,
  share BLOB NOT NULL,
  rev INTEGER NOT NULL,
  keep_days INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  mails INTEGER NOT NULL DEFAULT 0,
  mailed_at INTEGER NOT NULL DEFAULT 0,
  body BLOB
);
CREATE INDEX drafts_expires_at ON drafts (expires_at);
CREATE INDEX drafts_form ON drafts (form);

-- The row that attempts on unknown drafts are compared with, so that they take the same work. It never expires and matches nothing.
INSERT INTO drafts (lookup, verifier, tenant, service, form, share_day, share, rev, keep_days, expires_at, changed_at)
VALUES (x'00000000000000000000000000000000', x'0000000000000000000000000000000000000000000000000000000000000000',
  'nobody', 'nobody', x'0000000000000000000000000000000000000000000000000000000000000000', 0, x'', 0, 0, 0, 0);

-- Who may work on a draft at the moment: SHA-256 of the session's token.
CREATE TABLE draft_sessions (
  session BLOB PRIMARY KEY,
  lookup BLOB NOT NULL REFERENCES drafts (lookup) ON DELETE CASCADE,
  used_at INTEGER NOT NULL
);
CREATE INDEX draft_sessions_lookup ON draft_sessions (lookup);

-- Sealed attachments and sealed objects of submissions, in pieces as they arrived. `owner` says whose, `name` which.
CREATE TABLE objects (
  object INTEGER PRIMARY KEY,
  owner BLOB NOT NULL,
  name BLOB NOT NULL,
  length INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  pieces INTEGER NOT NULL,
  UNIQUE (owner, name)
);
CREATE TABLE pieces (
  object INTEGER NOT NULL REFERENCES objects (object) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (object, number)
);

-- Submissions on their way, until they are submitted or a day old.
CREATE TABLE uploads (
  tenant TEXT NOT NULL,
  pid BLOB NOT NULL,
  service TEXT NOT NULL,
  session BLOB NOT NULL,
  share_day INTEGER NOT NULL,
  share BLOB NOT NULL,
  sizes TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, pid)
);
CREATE INDEX uploads_opened_at ON uploads (opened_at);

-- Submissions. After the acknowledgement the row stays, emptied, until `retain_until`, so that a repetition gets the same answer.
CREATE TABLE submissions (
  tenant TEXT NOT NULL,
  pid BLOB NOT NULL,
  service TEXT NOT NULL,
  form BLOB NOT NULL,
  kid TEXT NOT NULL,
  suite TEXT NOT NULL,
  wrap TEXT NOT NULL,
  objects TEXT NOT NULL,
  digest BLOB NOT NULL,
  session BLOB NOT NULL,
  share_day INTEGER NOT NULL,
  share BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  retain_until INTEGER NOT NULL,
  fence INTEGER NOT NULL DEFAULT 0,
  leased_until INTEGER NOT NULL DEFAULT 0,
  deleted_at INTEGER,
  PRIMARY KEY (tenant, pid)
);
CREATE INDEX submissions_waiting ON submissions (tenant, deleted_at, received_at);
CREATE INDEX submissions_retain_until ON submissions (retain_until);

-- Mails that wait to be sent, sealed under the outbox ring.
CREATE TABLE outbox (
  mail BLOB PRIMARY KEY,
  day INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX outbox_next_at ON outbox (next_at);

-- Counted attempts, shared by all processes.
CREATE TABLE tallies (
  tally BLOB PRIMARY KEY,
  since INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
);
CREATE INDEX tallies_since ON tallies (since);

-- Which process does which job, and until when nobody else does.
CREATE TABLE job_leases (
  job TEXT PRIMARY KEY,
  holder BLOB NOT NULL,
  until INTEGER NOT NULL
);
