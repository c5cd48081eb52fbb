-- What several processes on one database have in common while they live, such as the folder of the day keys: whose it is, and until when (Unix seconds).
CREATE TABLE claims (
  name TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  until BIGINT NOT NULL
);
