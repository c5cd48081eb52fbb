-- The list of a hundred thousand items: searched, narrowed, in order, a page at a time.

-- A small number for the index of words, and who works on the item (a staff id), and which reminders went out (a bit each).
ALTER TABLE items ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
UPDATE items SET number = rowid;
CREATE UNIQUE INDEX items_by_number ON items (number);
ALTER TABLE items ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN reminded BIGINT NOT NULL DEFAULT 0;

-- In the order of the list, with all that narrows it: pages and counts are read from the index alone.
DROP INDEX items_by_service;
CREATE INDEX items_by_receipt ON items (tenant, received_at, id, service, state, assignee, number, delete_at);
CREATE INDEX items_by_end ON items (tenant, delete_at, id, service, state, assignee, number, received_at);

-- Which words occur in which item. A word is a keyed hash under the key of the item's day: it goes when the item does, and in a backup when the key does.
CREATE TABLE item_words (
  day BIGINT NOT NULL,
  word BLOB NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (day, word, number)
) WITHOUT ROWID;

-- What a notice tells: that something arrived, that it waits unopened, that it will be deleted.
ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'arrived';

-- When staff of a service were written to last, so that many arrivals make few mails.
CREATE TABLE notices_sent (
  tenant TEXT NOT NULL,
  service TEXT NOT NULL,
  kind TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, service, kind)
);
