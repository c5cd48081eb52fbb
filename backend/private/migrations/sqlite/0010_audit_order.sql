-- Which line of the audit log came last, of those written in the same second.
ALTER TABLE audit ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
UPDATE audit SET number = rowid;
CREATE INDEX audit_by_number ON audit (number);
