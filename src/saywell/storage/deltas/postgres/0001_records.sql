CREATE TABLE streams (
    stream text COLLATE "C" PRIMARY KEY,
    number bigint NOT NULL,
    wake bigint
);
CREATE INDEX streams_wake ON streams (wake) WHERE wake IS NOT NULL;
CREATE TABLE records (
    position bigint PRIMARY KEY,
    stream text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    body bytea NOT NULL,
    UNIQUE (stream, number)
);
CREATE TABLE keys (
    stream text COLLATE "C" NOT NULL,
    key text NOT NULL,
    number bigint NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (stream, key)
);
CREATE TABLE head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL
);
INSERT INTO head (position) VALUES (0);
