-- How each tenant's pages look and which origins may show them in a frame. `settings` is what was published, without the picture.
CREATE TABLE presentations (
  tenant TEXT COLLATE "C" PRIMARY KEY,
  settings TEXT COLLATE "C" NOT NULL,
  logo_type TEXT COLLATE "C",
  logo BYTEA,
  published_at BIGINT NOT NULL
);
