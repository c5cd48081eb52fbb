-- What is on its way to an interface: a row for each application and channel it was given to. The content is a delivery sealed under a share of its own; it goes
-- with the confirmation of the receiver. What stays until the service's days are over says when, which and how it went, never what.
CREATE TABLE transfers (
  id TEXT NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  pid TEXT NOT NULL,
  digest TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  queued_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  day BIGINT NOT NULL,
  fault_sealed BLOB,
  trace_sealed BLOB,
  share_sealed BLOB,
  delivery_sealed BLOB,
  UNIQUE (tenant, pid, digest, channel)
);
CREATE INDEX transfers_by_time ON transfers (state, next_at);
CREATE INDEX transfers_by_service ON transfers (tenant, service, queued_at);
CREATE INDEX transfers_by_day ON transfers (day);
