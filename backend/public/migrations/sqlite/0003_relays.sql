-- Relays: sealed files from a telephone to an application that is open on another device. At most an hour old; the files are in `objects`.
-- `keeper` and `sender` are SHA-256 of the session's token of the open device and of the telephone.
CREATE TABLE relays (
  lookup BLOB PRIMARY KEY,
  verifier BLOB NOT NULL,
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  share_day INTEGER NOT NULL,
  share BLOB NOT NULL,
  invitation BLOB,
  keeper BLOB NOT NULL,
  sender BLOB,
  expires_at INTEGER NOT NULL
);
CREATE INDEX relays_expires_at ON relays (expires_at);
