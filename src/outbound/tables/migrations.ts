/** The schema of the sender's database, in steps that are never edited: see ../../catalog/tables/migrations.ts. */

export const migrations: readonly string[] = [
  `
  CREATE TABLE subscriptions (
    topic TEXT NOT NULL,
    callback TEXT NOT NULL,
    host TEXT NOT NULL,
    secret TEXT,
    since INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    sent TEXT,
    PRIMARY KEY (topic, callback)
  ) WITHOUT ROWID;
  CREATE INDEX subscriptions_by_host ON subscriptions (host);
  CREATE INDEX subscriptions_by_expiry ON subscriptions (expires_at);
  CREATE TABLE deliveries (
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    key TEXT NOT NULL,
    host TEXT NOT NULL,
    details TEXT,
    stamp INTEGER NOT NULL,
    since INTEGER NOT NULL,
    try_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    answer TEXT,
    PRIMARY KEY (kind, target, key)
  ) WITHOUT ROWID;
  CREATE INDEX deliveries_by_try_at ON deliveries (try_at);
  CREATE INDEX deliveries_by_host ON deliveries (host, try_at);
  CREATE TABLE hosts (host TEXT PRIMARY KEY, failures INTEGER NOT NULL, try_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE counts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  `,
  // Webhooks.
  `
  CREATE TABLE endpoints (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    filter TEXT NOT NULL,
    secret TEXT NOT NULL,
    former TEXT,
    former_until INTEGER,
    since INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    try_at INTEGER NOT NULL,
    paused_at INTEGER,
    answer TEXT,
    is_known INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE events (
    endpoint TEXT NOT NULL,
    article TEXT NOT NULL,
    event TEXT NOT NULL,
    message TEXT NOT NULL,
    at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    try_at INTEGER NOT NULL,
    PRIMARY KEY (endpoint, article)
  ) WITHOUT ROWID;
  CREATE INDEX events_by_try_at ON events (endpoint, try_at, article);
  CREATE TABLE webhook_log (
    endpoint TEXT NOT NULL,
    number INTEGER NOT NULL,
    message TEXT NOT NULL,
    article TEXT NOT NULL,
    event TEXT NOT NULL,
    at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    tried_at INTEGER NOT NULL,
    result TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (endpoint, number)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX webhook_log_by_message ON webhook_log (endpoint, message);
  CREATE TABLE told_changes (number INTEGER PRIMARY KEY, log TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL);
  `,
  // How long a change takes to its subscribers.
  `
  ALTER TABLE deliveries ADD COLUMN changed_at INTEGER;
  CREATE TABLE delays (number INTEGER PRIMARY KEY, ms INTEGER NOT NULL);
  `,
];
