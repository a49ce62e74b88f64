CREATE TABLE streams (
    stream TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    wake INTEGER
) WITHOUT ROWID;
CREATE INDEX streams_wake ON streams (wake) WHERE wake IS NOT NULL;
CREATE TABLE records (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX records_stream ON records (stream, number);
CREATE TABLE keys (
    stream TEXT NOT NULL,
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (stream, key)
) WITHOUT ROWID;
