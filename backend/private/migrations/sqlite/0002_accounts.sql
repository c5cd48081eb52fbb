-- Accounts: whose they are, invitations, origins that have proven themselves.

-- The tenant whose administrators manage the account; empty: only the command line does.
ALTER TABLE staff ADD COLUMN tenant TEXT NOT NULL DEFAULT '';
CREATE INDEX staff_by_tenant ON staff (tenant);

-- Links with which somebody sets a password. A keyed hash of the link's secret, nothing that opens anything.
CREATE TABLE invitations (
  token_index BLOB NOT NULL PRIMARY KEY,
  staff TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL
);
CREATE INDEX invitations_by_staff ON invitations (staff);

-- Keyed hashes of account and address, for signing in while strangers are guessing.
CREATE TABLE origins (
  subject BLOB NOT NULL PRIMARY KEY,
  seen_at BIGINT NOT NULL
);

CREATE INDEX audit_by_tenant ON audit (tenant, at);
CREATE INDEX audit_by_subject ON audit (subject, at);
