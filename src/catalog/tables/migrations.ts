/** The schema of the catalog's SQLite database, as the list of steps that lead to it. */

/**
 * Append-only: never edit a step that has shipped, because databases exist that have taken it. docs/storage.md describes
 * the tables that result.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE files (
    path TEXT PRIMARY KEY,
    bucket INTEGER NOT NULL,
    blob TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('article', 'draft', 'skip'))
  ) WITHOUT ROWID;
  CREATE INDEX files_by_bucket ON files (bucket);
  CREATE TABLE buckets (bucket INTEGER PRIMARY KEY, digest BLOB NOT NULL);

  CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL UNIQUE,
    live INTEGER NOT NULL,
    wake_at INTEGER,
    changed_at INTEGER NOT NULL,
    json TEXT NOT NULL
  );
  CREATE INDEX articles_by_wake_at ON articles (wake_at) WHERE wake_at IS NOT NULL;

  CREATE TABLE addresses (
    address TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('article', 'moved', 'gone'))
  ) WITHOUT ROWID;
  CREATE INDEX addresses_by_id ON addresses (id);

  CREATE TABLE article_terms (
    kind TEXT NOT NULL CHECK (kind IN ('all', 'category', 'tag', 'author')),
    name TEXT NOT NULL,
    published INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (kind, name, published, id)
  ) WITHOUT ROWID;
  CREATE INDEX article_terms_by_id ON article_terms (id);

  CREATE TABLE terms (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
  ) WITHOUT ROWID;
  CREATE TRIGGER article_terms_counted AFTER INSERT ON article_terms BEGIN
    INSERT INTO terms (kind, name, count) VALUES (NEW.kind, NEW.name, 1)
      ON CONFLICT (kind, name) DO UPDATE SET count = count + 1;
  END;
  CREATE TRIGGER article_terms_discounted AFTER DELETE ON article_terms BEGIN
    UPDATE terms SET count = count - 1 WHERE kind = OLD.kind AND name = OLD.name;
    DELETE FROM terms WHERE kind = OLD.kind AND name = OLD.name AND count = 0;
  END;

  CREATE TABLE outbox (
    kind TEXT NOT NULL CHECK (kind IN ('feed', 'index', 'article')),
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    try_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    PRIMARY KEY (kind, key)
  ) WITHOUT ROWID;
  CREATE INDEX outbox_by_try_at ON outbox (kind, try_at);

  CREATE TABLE documents (
    key TEXT PRIMARY KEY,
    etag TEXT NOT NULL,
    last_modified INTEGER NOT NULL,
    written_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  // Thousands of articles committed at once share a moment, and each query for due work sorted them all.
  `
  DROP INDEX outbox_by_try_at;
  CREATE INDEX outbox_by_try_at ON outbox (kind, try_at, key);
  `,
  // An article is removed with its terms known; this index cost a written row for each of them.
  'DROP INDEX article_terms_by_id;',
  // Imports of pushes that the webhook reports.
  `
  CREATE TABLE deliveries (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
  CREATE TABLE imports (number INTEGER PRIMARY KEY, try_at INTEGER, json TEXT NOT NULL);
  CREATE TABLE import_problems (path TEXT NOT NULL, line INTEGER NOT NULL, json TEXT NOT NULL);
  CREATE INDEX import_problems_by_path ON import_problems (path, line);
  CREATE TABLE import_trees (path TEXT PRIMARY KEY, sha TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE import_files (path TEXT PRIMARY KEY, blob TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE import_steps (
    path TEXT PRIMARY KEY,
    blob TEXT,
    size INTEGER NOT NULL,
    moved_from TEXT,
    blocked INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX import_steps_by_order ON import_steps (blocked, moved_from IS NULL, path) WHERE blob IS NOT NULL;
  CREATE INDEX import_steps_to_delete ON import_steps (path) WHERE blob IS NULL;
  `,
  // Contentless: the text is in `articles` already. Rows are deleted by their number (https://sqlite.org/fts5.html#contentless_delete_tables).
  `
  CREATE TABLE searchable (
    "row" INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    published INTEGER NOT NULL
  );
  CREATE VIRTUAL TABLE search USING fts5 (
    title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
  );
  `,
  'CREATE TABLE search_backlog (id TEXT PRIMARY KEY) WITHOUT ROWID;',
  // The status is requested again and again while feeds are written. These partial indexes hold only exceptions: counting
  // them costs next to nothing, and an ordinary row costs no more to write.
  `
  CREATE INDEX files_without_article ON files (status) WHERE status <> 'article';
  CREATE INDEX articles_unseen ON articles (wake_at) WHERE live = 0;
  CREATE INDEX outbox_failing ON outbox (error, try_at) WHERE tries > 0;
  `,
  `
  CREATE TABLE publishes (
    number INTEGER PRIMARY KEY,
    began_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    live_at INTEGER,
    more INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    refused INTEGER NOT NULL
  );
  `,
  // The triggers counted each term once for every article; a batch counts each term once, which writes far fewer rows.
  `
  DROP TRIGGER article_terms_counted;
  DROP TRIGGER article_terms_discounted;
  `,
  // The body of an article gets its own column, the last one, so that SQLite reads the others without it. Null: `json`
  // still includes the body.
  'ALTER TABLE articles ADD COLUMN html TEXT;',
  // The text for excerpts, so that a search reads no bodies.
  'ALTER TABLE searchable ADD COLUMN text TEXT;',
  // Counts are kept up to date, so that the status reads a handful of rows. Months as `monthOf` in tallies.ts names them.
  `
  ALTER TABLE terms ADD COLUMN oldest INTEGER;
  UPDATE terms SET oldest = (
    SELECT published FROM article_terms t WHERE t.kind = terms.kind AND t.name = terms.name ORDER BY published LIMIT 1
  );
  CREATE TABLE tallies (kind TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
  INSERT INTO tallies (kind, key, n)
    SELECT 'articles', iif(published BETWEEN 0 AND 253402300799999, strftime('%Y-%m', published / 1000, 'unixepoch'), '') AS month,
           count(*) FROM article_terms WHERE kind = 'all' GROUP BY month;
  INSERT INTO tallies (kind, key, n)
    SELECT 'feeds', iif(oldest BETWEEN 0 AND 253402300799999, strftime('%Y-%m', oldest / 1000, 'unixepoch'), '') AS month,
           count(*) FROM terms WHERE kind <> 'all' GROUP BY month;
  INSERT INTO tallies (kind, key, n) SELECT 'terms', kind, count(*) FROM terms WHERE kind <> 'all' GROUP BY kind;
  INSERT INTO tallies (kind, key, n) SELECT 'files', status, count(*) FROM files GROUP BY status;
  `,
  // Pages of the site, which stand in no feed.
  'CREATE TABLE pages (address TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;',
  // Places as place.ts makes them; an id is the place of an article without an arrival. No row is rewritten: the rows of
  // 100,000 articles are more than the free plan lets a catalog write in a day.
  'ALTER TABLE article_terms RENAME COLUMN id TO place;',
  // What other servers are to be told, such as a hub.
  `
  CREATE TABLE outbound (
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    try_at INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    PRIMARY KEY (target, kind, key)
  ) WITHOUT ROWID;
  CREATE INDEX outbound_by_try_at ON outbound (target, try_at, kind, key);
  CREATE TABLE outbound_targets (
    target TEXT PRIMARY KEY,
    try_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    error TEXT
  ) WITHOUT ROWID;
  CREATE INDEX outbound_targets_by_try_at ON outbound_targets (try_at);
  `,
  // Old links: redirects of the site, parameters of former addresses, and names in a folded form. Only names that folding
  // changes are in the indexes, so that an ordinary address costs no row more.
  `
  ALTER TABLE files ADD COLUMN kind TEXT;
  CREATE TABLE redirects (path TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE query_forms (path TEXT NOT NULL, names TEXT NOT NULL, PRIMARY KEY (path, names)) WITHOUT ROWID;
  ALTER TABLE terms ADD COLUMN fold TEXT;
  CREATE INDEX terms_by_fold ON terms (kind, fold) WHERE fold IS NOT NULL;
  ALTER TABLE addresses ADD COLUMN fold TEXT;
  CREATE INDEX addresses_by_fold ON addresses (fold) WHERE fold IS NOT NULL;
  `,
  // The bytes of files: those that are stored and checked, and those that arrive in parts.
  `
  CREATE TABLE blobs (
    blob TEXT PRIMARY KEY,
    store TEXT NOT NULL CHECK (store IN ('r2', 'kv')),
    bytes INTEGER NOT NULL,
    type TEXT NOT NULL,
    stored_at INTEGER NOT NULL,
    unnamed_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX blobs_by_unnamed_at ON blobs (unnamed_at) WHERE unnamed_at IS NOT NULL;
  CREATE TABLE uploads (
    blob TEXT PRIMARY KEY,
    upload TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    type TEXT NOT NULL,
    begun_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE upload_parts (
    blob TEXT NOT NULL,
    number INTEGER NOT NULL,
    etag TEXT NOT NULL,
    PRIMARY KEY (blob, number)
  ) WITHOUT ROWID;
  `,
  // Files that are no articles: what is known of them, the digests of their manifest, and the articles that name them.
  `
  CREATE TABLE assets (
    path TEXT PRIMARY KEY,
    blob TEXT NOT NULL,
    type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    duration REAL,
    changed_at INTEGER NOT NULL,
    bucket INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX assets_by_bucket ON assets (bucket);
  CREATE INDEX assets_by_blob ON assets (blob);
  CREATE TABLE asset_buckets (bucket INTEGER PRIMARY KEY, digest BLOB NOT NULL);
  CREATE TABLE namings (id TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (id, path)) WITHOUT ROWID;
  CREATE INDEX namings_by_path ON namings (path, id);
  `,
  // What an import of the webhook has to do with the files beside articles.
  `
  CREATE TABLE import_assets (
    path TEXT PRIMARY KEY,
    blob TEXT,
    size INTEGER NOT NULL,
    moved_from TEXT,
    blocked INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX import_assets_by_order ON import_assets (blocked, moved_from IS NULL, path) WHERE blob IS NOT NULL;
  CREATE INDEX import_assets_to_delete ON import_assets (path) WHERE blob IS NULL;
  `,
  // Files that are held back with their articles. The alarm looks through those of an earlier version, some at a time.
  `
  ALTER TABLE assets ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX assets_held ON assets (path) WHERE held = 1;
  CREATE TABLE holding_backlog (folder TEXT PRIMARY KEY, after TEXT NOT NULL) WITHOUT ROWID;
  INSERT INTO holding_backlog (folder, after) SELECT '', '' WHERE EXISTS (SELECT 1 FROM assets);
  `,
  // Files of a restored backup whose bytes have not been sent again.
  'CREATE TABLE unsent (path TEXT PRIMARY KEY) WITHOUT ROWID;',
  // The addresses that articles had elsewhere, by the patterns of the site.
  `
  CREATE TABLE old_addresses (id TEXT NOT NULL, address TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (id, address)) WITHOUT ROWID;
  CREATE INDEX old_addresses_by_key ON old_addresses (key);
  `,
  // The links at the top of every page.
  `
  CREATE TABLE navigation (id TEXT PRIMARY KEY, weight REAL NOT NULL, address TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX navigation_by_weight ON navigation (weight, address);
  `,
  // The last change of each article, for apps that keep a copy. An article that has not changed since has no row: the rows of
  // 100,000 articles are more than the free plan lets a catalog write in a day.
  `
  CREATE TABLE changes (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    added INTEGER NOT NULL,
    moved INTEGER NOT NULL,
    removed_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX changes_by_revision ON changes (revision, id);
  CREATE INDEX changes_by_removal ON changes (removed_at) WHERE removed_at IS NOT NULL;
  INSERT INTO settings (name, value) VALUES ('changes', json_object('name', lower(hex(randomblob(16))), 'forgotten', 0));
  `,
  // The words of the search index, for suggestions (https://sqlite.org/fts5.html#the_fts5vocab_virtual_table_module).
  'CREATE VIRTUAL TABLE vocabulary USING fts5vocab (search, row);',
  // Which pages show an article as related (`by`: the id of theirs), so that they are written again when it is removed.
  'CREATE TABLE related (id TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (id, by)) WITHOUT ROWID;',
  // The files that were refused, for the owner's status.
  'CREATE TABLE refusals (path TEXT PRIMARY KEY, line INTEGER NOT NULL, message TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;',
  // What goes out is the work of another object, which is only told of the feeds that have changed.
  `
  CREATE TABLE announcements (key TEXT PRIMARY KEY, changed_at INTEGER NOT NULL, try_at INTEGER NOT NULL, tries INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO announcements (key, changed_at, try_at, tries) SELECT key, max(made_at), max(made_at), 0 FROM outbound GROUP BY key;
  DROP TABLE outbound;
  DROP TABLE outbound_targets;
  `,
  // What webhooks tell apps of. Without an endpoint nothing is noted.
  `
  CREATE TABLE untold_changes (
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    event TEXT NOT NULL,
    at INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (revision, id)
  ) WITHOUT ROWID;
  `,
  // How long a change takes to its subscribers. Null: noted by an earlier version.
  'ALTER TABLE announcements ADD COLUMN since INTEGER;',
  // So that a client which missed the first removal of an article hears of the second one.
  'ALTER TABLE changes ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;',
  // Which articles were removed from which feeds. Of removals before, the feeds are not known any more.
  `
  CREATE TABLE tombstones (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    removed_at INTEGER NOT NULL,
    PRIMARY KEY (kind, name, id)
  ) WITHOUT ROWID;
  `,
  // Podcasts: shows, and the articles with audio or video, under their categories and under '' for the whole site.
  `
  CREATE TABLE shows (
    path TEXT PRIMARY KEY,
    category TEXT NOT NULL,
    guid TEXT NOT NULL,
    json TEXT,
    changed_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX shows_by_category ON shows (category);
  CREATE INDEX shows_by_guid ON shows (guid);
  CREATE TABLE episodes (
    category TEXT NOT NULL,
    published INTEGER NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (category, published, place)
  ) WITHOUT ROWID;
  INSERT INTO episodes (category, published, place)
    SELECT '', t.published, t.place FROM article_terms t
    JOIN articles a ON a.id = iif(t.place >= '~', substr(t.place, 12), t.place)
    WHERE t.kind = 'all' AND json_array_length(a.json, '$.media') > 0;
  INSERT OR IGNORE INTO episodes (category, published, place)
    SELECT c.value, e.published, e.place FROM episodes e
    JOIN articles a ON a.id = iif(e.place >= '~', substr(e.place, 12), e.place), json_each(a.json, '$.categories') c
    WHERE e.category = '';
  INSERT INTO tallies (kind, key, n) SELECT 'episodes', category, count(*) FROM episodes GROUP BY category;
  `,
  // The ids of articles that were unpublished.
  `
  CREATE TABLE withdrawn (path TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX withdrawn_by_id ON withdrawn (id);
  `,
];

/**
 * Takes the steps that the database has not taken yet, each in a transaction; its data stays.
 * @param steps fewer, for the schema of an earlier version
 * @returns `isNewer`: a later version of edgefeed has taken steps that this one does not know
 */
export function migrate(
  storage: DurableObjectStorage,
  steps: readonly string[] = migrations,
): { isNewer: boolean } {
  const { sql } = storage;
  // Only if it is missing: on a day whose rows are used up, a database that is up to date must open without a write.
  if (sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").toArray().length === 0)
    sql.exec('CREATE TABLE migrations (step INTEGER PRIMARY KEY) WITHOUT ROWID');
  const select = 'SELECT coalesce(max(step) + 1, 0) AS steps FROM migrations';
  const done = sql.exec<{ steps: number }>(select).one().steps;
  for (const [step, statements] of steps.entries()) {
    if (step < done) continue;
    storage.transactionSync(() => {
      sql.exec(statements);
      sql.exec('INSERT INTO migrations (step) VALUES (?)', step);
    });
  }
  return { isNewer: done > steps.length };
}
