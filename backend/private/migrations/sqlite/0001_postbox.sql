-- What the private side keeps. Columns that end in `sealed` are ciphertext under keys outside of this database; the others say when, whose and which,
-- never what. Times are Unix seconds.

CREATE TABLE items (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  pid TEXT NOT NULL,
  digest TEXT NOT NULL,
  state TEXT NOT NULL,
  readable BOOLEAN NOT NULL,
  received_at BIGINT NOT NULL,
  delivered_at BIGINT NOT NULL,
  delete_at BIGINT NOT NULL,
  day BIGINT NOT NULL,
  share_sealed BLOB NOT NULL,
  summary_sealed BLOB NOT NULL,
  UNIQUE (tenant, pid, digest)
);
CREATE INDEX items_by_service ON items (tenant, service, delivered_at);
CREATE INDEX items_by_deletion ON items (delete_at);
CREATE INDEX items_by_day ON items (day);

CREATE TABLE item_objects (
  item TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  object_sealed BLOB NOT NULL,
  PRIMARY KEY (item, number)
);

-- One row a submission, from the first lease until 91 days after the acknowledgement, against replays.
CREATE TABLE journal (
  tenant TEXT NOT NULL,
  pid TEXT NOT NULL,
  digest TEXT NOT NULL,
  stage TEXT NOT NULL,
  failures BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, pid, digest)
);
CREATE INDEX journal_by_age ON journal (stage, changed_at);

-- Forms this side has published: the only ones answers are believed to be given to. Public, hence not sealed.
CREATE TABLE forms (
  tenant TEXT NOT NULL,
  hash TEXT NOT NULL,
  service TEXT NOT NULL,
  bytes BLOB NOT NULL,
  published_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, hash)
);
CREATE INDEX forms_by_service ON forms (tenant, service, published_at);

-- What was seen once and must not change, such as the public side's receipt key.
CREATE TABLE pins (
  name TEXT NOT NULL PRIMARY KEY,
  pin TEXT NOT NULL
);

CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  next_attempt_at BIGINT NOT NULL
);
CREATE INDEX outbox_by_time ON outbox (next_attempt_at);

CREATE TABLE staff (
  id TEXT NOT NULL PRIMARY KEY,
  name_index BLOB NOT NULL UNIQUE,
  record_sealed BLOB NOT NULL
);

CREATE TABLE sessions (
  id_hash BLOB NOT NULL PRIMARY KEY,
  staff TEXT,
  record_sealed BLOB NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_staff ON sessions (staff);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE throttles (
  subject BLOB NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_failure_at BIGINT NOT NULL,
  open_at BIGINT NOT NULL
);

CREATE TABLE audit (
  id TEXT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  tenant TEXT NOT NULL,
  subject TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (at);
