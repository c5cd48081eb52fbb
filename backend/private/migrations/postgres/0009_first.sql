-- What the private side keeps, as SQLite's migrations 1 to 9 leave it; from 10 on both have the same ones. Columns that end in `sealed` are ciphertext under
-- keys outside of this database; the others say when, whose and which, never what. Times are Unix seconds.

CREATE TABLE items (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  tenant TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C" NOT NULL,
  pid TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  readable BOOLEAN NOT NULL,
  received_at BIGINT NOT NULL,
  delivered_at BIGINT NOT NULL,
  delete_at BIGINT NOT NULL,
  day BIGINT NOT NULL,
  share_sealed BYTEA NOT NULL,
  summary_sealed BYTEA NOT NULL,
  -- For the index of words.
  number BIGINT NOT NULL DEFAULT 0,
  -- Who works on it (a staff id); empty: nobody.
  assignee TEXT COLLATE "C" NOT NULL DEFAULT '',
  -- Which reminders went out, a bit each.
  reminded BIGINT NOT NULL DEFAULT 0,
  UNIQUE (tenant, pid, digest)
);
CREATE INDEX items_by_deletion ON items (delete_at);
CREATE INDEX items_by_day ON items (day);
CREATE UNIQUE INDEX items_by_number ON items (number);
-- In the order of the list, with all that narrows it: pages and counts are read from the index alone.
CREATE INDEX items_by_receipt ON items (tenant, received_at, id, service, state, assignee, number, delete_at);
CREATE INDEX items_by_end ON items (tenant, delete_at, id, service, state, assignee, number, received_at);

CREATE TABLE item_objects (
  item TEXT COLLATE "C" NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  object_sealed BYTEA NOT NULL,
  PRIMARY KEY (item, number)
);
-- Ciphertext can't be compressed: trying costs time.
ALTER TABLE item_objects ALTER COLUMN object_sealed SET STORAGE EXTERNAL;

-- Which words occur in which item. A word is a keyed hash under the key of the item's day: it goes when the item does, and in a backup when the key does.
CREATE TABLE item_words (
  day BIGINT NOT NULL,
  word BYTEA NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (day, word, number)
);

-- One row a submission, from the first lease until 91 days after the acknowledgement, against replays.
CREATE TABLE journal (
  tenant TEXT COLLATE "C" NOT NULL,
  pid TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  stage TEXT COLLATE "C" NOT NULL,
  failures BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, pid, digest)
);
CREATE INDEX journal_by_age ON journal (stage, changed_at);

-- Forms this side has published: the only ones answers are believed to be given to. Public, hence not sealed.
CREATE TABLE forms (
  tenant TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C" NOT NULL,
  bytes BYTEA NOT NULL,
  published_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, hash)
);
CREATE INDEX forms_by_service ON forms (tenant, service, published_at);

-- What was seen once and must not change, such as the public side's receipt key.
CREATE TABLE pins (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  pin TEXT COLLATE "C" NOT NULL
);

-- What a notice tells: that something arrived, that it waits unopened, that it will be deleted.
CREATE TABLE outbox (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  tenant TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  next_attempt_at BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL DEFAULT 'arrived',
  -- Who is sending it, and until when nobody else may: a name drawn for each attempt.
  claim TEXT COLLATE "C" NOT NULL DEFAULT '',
  claimed_until BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX outbox_by_time ON outbox (next_attempt_at);

-- When staff of a service were written to last, so that many arrivals make few mails.
CREATE TABLE notices_sent (
  tenant TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, service, kind)
);

CREATE TABLE staff (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  name_index BYTEA NOT NULL UNIQUE,
  record_sealed BYTEA NOT NULL,
  -- The tenant whose administrators manage the account; empty: only the command line does.
  tenant TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX staff_by_tenant ON staff (tenant);

-- Links with which somebody sets a password. A keyed hash of the link's secret, nothing that opens anything.
CREATE TABLE invitations (
  token_index BYTEA NOT NULL PRIMARY KEY,
  staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL
);
CREATE INDEX invitations_by_staff ON invitations (staff);

CREATE TABLE sessions (
  id_hash BYTEA NOT NULL PRIMARY KEY,
  staff TEXT COLLATE "C",
  record_sealed BYTEA NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_staff ON sessions (staff);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE throttles (
  subject BYTEA NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_failure_at BIGINT NOT NULL,
  open_at BIGINT NOT NULL
);

-- Keyed hashes of account and address, for signing in while strangers are guessing.
CREATE TABLE origins (
  subject BYTEA NOT NULL PRIMARY KEY,
  seen_at BIGINT NOT NULL
);

CREATE TABLE audit (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  tenant TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_tenant ON audit (tenant, at);
CREATE INDEX audit_by_subject ON audit (subject, at);

-- What is on its way to an interface: a row for each application and channel it was given to. The content is a delivery sealed under a share of its own; it goes
-- with the confirmation of the receiver. What stays until the service's days are over says when, which and how it went, never what.
CREATE TABLE transfers (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  tenant TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C" NOT NULL,
  pid TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  channel TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  queued_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  day BIGINT NOT NULL,
  fault_sealed BYTEA,
  trace_sealed BYTEA,
  share_sealed BYTEA,
  delivery_sealed BYTEA,
  -- Of which kind the last fault was, so that it can be said in plain words; the detail stays sealed.
  fault_kind TEXT COLLATE "C",
  -- When somebody said to know of a transfer that is held: until it is sent again it is no alarm any more.
  acknowledged_at BIGINT,
  UNIQUE (tenant, pid, digest, channel)
);
ALTER TABLE transfers ALTER COLUMN delivery_sealed SET STORAGE EXTERNAL;
CREATE INDEX transfers_by_time ON transfers (state, next_at);
CREATE INDEX transfers_by_service ON transfers (tenant, service, queued_at);
CREATE INDEX transfers_by_day ON transfers (day);
-- What has content is a handful among the lines of ninety days, and is what everybody asks for: the sender, the page, the alarm.
CREATE INDEX transfers_with_content ON transfers (next_at) WHERE delivery_sealed IS NOT NULL;

-- What was submitted to destinations of one's own over FIT-Connect: a row for each submission, without content. `answer` is the signed event that is owed to the
-- delivery service; it goes once it is given.
CREATE TABLE receptions (
  tenant TEXT COLLATE "C" NOT NULL,
  destination TEXT COLLATE "C" NOT NULL,
  submission TEXT COLLATE "C" NOT NULL,
  case_id TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  answer TEXT COLLATE "C",
  answer_says TEXT COLLATE "C",
  fault TEXT COLLATE "C",
  PRIMARY KEY (tenant, destination, submission)
);
CREATE INDEX receptions_by_state ON receptions (state, changed_at);

-- How often transfers were taken up to be sent. A file beside the day keys says the same, and when the last time was; a database that knows of fewer times came back
-- from a backup. Then `doubtful_until` is that last time: what had been received by then may have been sent.
CREATE TABLE begun_transfers (count BIGINT NOT NULL, doubtful_until BIGINT NOT NULL);
INSERT INTO begun_transfers (count, doubtful_until) VALUES (0, 0);
