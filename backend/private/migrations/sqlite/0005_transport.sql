-- Of which kind the last fault of a transfer was, so that it can be said in plain words; the detail stays sealed.
ALTER TABLE transfers ADD COLUMN fault_kind TEXT;
