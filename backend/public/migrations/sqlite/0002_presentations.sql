-- How each tenant's pages look and which origins may show them in a frame. `settings` is what was published, without the picture.
CREATE TABLE presentations (
  tenant TEXT PRIMARY KEY,
  settings TEXT NOT NULL,
  logo_type TEXT,
  logo BLOB,
  published_at INTEGER NOT NULL
);
