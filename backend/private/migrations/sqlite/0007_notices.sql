-- Who is sending a notice, and until when nobody else may: a name drawn for each attempt. A process that ends in between leaves it to others when the time is over.
ALTER TABLE outbox ADD COLUMN claim TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN claimed_until BIGINT NOT NULL DEFAULT 0;
