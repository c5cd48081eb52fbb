-- When somebody said to know of a transfer that is held (refused, or back from a backup): until it is sent again it is no alarm any more. Unix seconds.
ALTER TABLE transfers ADD COLUMN acknowledged_at BIGINT;
-- What has content is a handful among the lines of ninety days, and is what everybody asks for: the sender, the page, the alarm.
CREATE INDEX transfers_with_content ON transfers (next_at) WHERE delivery_sealed IS NOT NULL;
