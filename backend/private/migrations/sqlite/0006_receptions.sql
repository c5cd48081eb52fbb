-- What was submitted to destinations of one's own over FIT-Connect: a row for each submission, without content. `answer` is the signed event that is owed to the
-- delivery service; it goes once it is given.
CREATE TABLE receptions (
  tenant TEXT NOT NULL,
  destination TEXT NOT NULL,
  submission TEXT NOT NULL,
  case_id TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  answer TEXT,
  answer_says TEXT,
  fault TEXT,
  PRIMARY KEY (tenant, destination, submission)
);
CREATE INDEX receptions_by_state ON receptions (state, changed_at);
