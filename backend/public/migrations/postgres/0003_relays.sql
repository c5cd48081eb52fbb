-- Relays: sealed files from a telephone to an application that is open on another device. At most an hour old; the files are in `objects`.
-- `keeper` and `sender` are SHA-256 of the session's token of the open device and of the telephone.
CREATE TABLE relays (
  lookup BYTEA PRIMARY KEY,
  verifier BYTEA NOT NULL,
  tenant TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C" NOT NULL,
  share_day BIGINT NOT NULL,
  share BYTEA NOT NULL,
  invitation BYTEA,
  keeper BYTEA NOT NULL,
  sender BYTEA,
  expires_at BIGINT NOT NULL
);
CREATE INDEX relays_expires_at ON relays (expires_at);
