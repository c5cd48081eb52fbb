-- How often transfers were taken up to be sent. A file beside the day keys says the same, and when the last time was; a database that knows of fewer times came back
-- from a backup. Then `doubtful_until` is that last time (Unix seconds): what had been received by then may have been sent.
CREATE TABLE begun_transfers (count BIGINT NOT NULL, doubtful_until BIGINT NOT NULL);
INSERT INTO begun_transfers (count, doubtful_until) VALUES (0, 0);
