/** The rows of a backup: a line of JSON each. docs/backup.md describes them. */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import { redirectStatuses } from '../../redirects/rule.ts';
import { jsonOf } from '../json.ts';

/** ms since 1970; articles may be older. */
const moment = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1, 'it is empty'));
const blob = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'a blob is 40 hex digits, as git names it'));
/** An id becomes part of an order of texts; see place.ts of the catalog. */
const id = v.pipe(name, v.regex(/^[^~]/, 'an id is an IRI'));

const author = v.looseObject({
  name: v.string(),
  url: v.exactOptional(v.string()),
  email: v.exactOptional(v.string()),
});

const media = v.looseObject({
  url: v.string(),
  type: v.string(),
  length: v.exactOptional(v.number()),
  duration: v.exactOptional(v.number()),
});

const navigation = v.looseObject({
  weight: v.exactOptional(v.pipe(v.number(), v.finite())),
  label: v.exactOptional(v.string()),
});

/** An article without its body. Its other members are kept as they are: earlier versions may have stored more. */
const article = v.looseObject({
  path: name,
  address: name,
  id,
  title: v.string(),
  published: moment,
  updated: moment,
  expires: v.exactOptional(moment),
  embargo: v.exactOptional(moment),
  kind: v.exactOptional(v.picklist(['page', 'unlisted'])),
  navigation: v.exactOptional(navigation),
  noindex: v.exactOptional(v.literal(true)),
  unsearchable: v.exactOptional(v.literal(true)),
  categories: v.array(v.string()),
  tags: v.array(v.string()),
  authors: v.array(author),
  summary: v.string(),
  image: v.exactOptional(v.string()),
  media: v.array(media),
  language: v.exactOptional(v.string()),
  externalUrl: v.exactOptional(v.string()),
  aliases: v.array(v.string()),
  arrival: v.exactOptional(count),
});

const rule = v.object({
  line: count,
  from: name,
  query: v.exactOptional(v.array(v.tuple([v.string(), v.string()]))),
  to: name,
  status: v.picklist(redirectStatuses),
});

/** Renderers clean its texts; what they walk through must have its form. */
const show = v.looseObject({
  description: v.string(),
  image: v.string(),
  categories: v.array(v.looseObject({ name: v.string(), sub: v.exactOptional(v.string()) })),
  explicit: v.boolean(),
  funding: v.array(v.looseObject({ url: v.string(), label: v.string() })),
  persons: v.array(v.looseObject({ name: v.string() })),
  txt: v.array(v.looseObject({ text: v.string() })),
});

const setting = <Name extends string, Value extends v.GenericSchema>(text: Name, value: Value) =>
  v.object({ name: v.literal(text), value });

const push = v.object({ commit: name, time: v.number(), enteredAt: v.exactOptional(moment) });

const publishes = v.object({ publishes: count, name: v.exactOptional(v.string()), next: count });

const schemas = {
  settings: v.variant('name', [
    setting('site_id', name),
    setting('source_epoch', v.unknown()),
    setting('feed_epoch', v.unknown()),
    setting('arrivals', publishes),
    setting('last_publish', moment),
    setting('last_removal', moment),
    setting('push', push),
    setting('push_ancestors', v.string()),
  ]),
  files: v.object({
    path: name,
    blob: v.union([v.literal(''), blob]),
    status: v.picklist(['article', 'draft', 'skip', 'redirects', 'show']),
  }),
  articles: v.object({
    row: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    live: v.boolean(),
    wakeAt: v.nullable(moment),
    changedAt: moment,
    article,
    html: v.string(),
  }),
  addresses: v.object({ address: name, id: name, state: v.picklist(['article', 'moved', 'gone', 'file']) }),
  assets: v.object({
    path: name,
    blob,
    type: name,
    bytes: count,
    width: v.exactOptional(count),
    height: v.exactOptional(count),
    duration: v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0))),
    changedAt: moment,
  }),
  old_addresses: v.object({ id, address: name }),
  namings: v.object({ id, path: v.string() }),
  redirects: v.object({ path: name, rules: v.array(rule) }),
  tombstones: v.object({
    kind: v.picklist(['all', 'category', 'tag', 'author']),
    name: v.string(),
    id,
    removedAt: moment,
  }),
  shows: v.object({
    path: name,
    category: v.string(),
    guid: name,
    show: v.nullable(show),
    changedAt: moment,
  }),
  withdrawn: v.object({ path: name, id }),
  documents: v.object({ key: name, etag: name, lastModified: moment }),
  publishes: v.object({
    number: count,
    beganAt: moment,
    endedAt: moment,
    liveAt: v.nullable(moment),
    more: v.boolean(),
    added: count,
    changed: count,
    removed: count,
    refused: count,
  }),
  deliveries: v.object({ number: count, id: name }),
} as const;

/** A file of a backup, and the table that its rows come from. */
export type BackupKind = keyof typeof schemas;

export type BackupRow<Kind extends BackupKind> = v.InferOutput<(typeof schemas)[Kind]>;

/** In the order in which they are written and restored. */
export const backupKinds = Object.keys(schemas) as BackupKind[];

/** The format that first had a kind. All formats have the others. */
const firstFormats: Partial<Record<BackupKind, number>> = { tombstones: 2, shows: 2, withdrawn: 2 };

/** The kinds that backups of a format have. */
export const kindsOfFormat = (format: number): BackupKind[] =>
  backupKinds.filter((kind) => (firstFormats[kind] ?? 1) <= format);

export const isBackupKind = (text: string): text is BackupKind => Object.hasOwn(schemas, text);

/** Characters of a reason: valibot quotes the invalid value. */
const longestReason = 200;

/** Reads a line. @returns `why` is a sentence without its period, beginning with the member that is wrong */
export function readBackupRow<Kind extends BackupKind>(
  kind: Kind,
  line: Uint8Array,
): { status: 'ok'; row: BackupRow<Kind> } | { status: 'invalid'; why: string } {
  const json = jsonOf(line);
  if (json.status === 'invalid') return { status: 'invalid', why: `the line can't be read: ${json.why}` };
  const result = v.safeParse(schemas[kind], json.value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const place = v.getDotPath(issue) ?? 'the line';
    return { status: 'invalid', why: `${place}: ${issue.message.slice(0, longestReason)}` };
  }
  // As it stands rather than as valibot copies it: ETags of articles depend on the order of their members.
  const row = json.value as BackupRow<Kind>;
  if (isArticle(kind, row) && articleSize(row) > limits.articleBytes) {
    const why = `the article has more than ${limits.articleBytes} bytes`;
    return { status: 'invalid', why };
  }
  return { status: 'ok', row };
}

const isArticle = (kind: BackupKind, _row: unknown): _row is BackupRow<'articles'> => kind === 'articles';

/** Bytes, as the catalog stores it. */
const articleSize = (row: BackupRow<'articles'>): number =>
  Buffer.byteLength(JSON.stringify(row.article)) + Buffer.byteLength(row.html);

/** What no two rows of a kind share, as a text. */
export function keyOfRow<Kind extends BackupKind>(kind: Kind, row: BackupRow<Kind>): string {
  return JSON.stringify(keys[kind](row));
}

const keys: { [Kind in BackupKind]: (row: BackupRow<Kind>) => (string | number)[] } = {
  settings: (row) => [row.name],
  files: (row) => [row.path],
  articles: (row) => [row.article.id],
  addresses: (row) => [row.address],
  assets: (row) => [row.path],
  old_addresses: (row) => [row.id, row.address],
  namings: (row) => [row.id, row.path],
  redirects: (row) => [row.path],
  tombstones: (row) => [row.kind, row.name, row.id],
  shows: (row) => [row.path],
  withdrawn: (row) => [row.path],
  documents: (row) => [row.key],
  publishes: (row) => [row.number],
  deliveries: (row) => [row.number],
};

/** The key of a row, as a page of a backup goes on from it. */
export const cursorOf = <Kind extends BackupKind>(kind: Kind, row: BackupRow<Kind>): (string | number)[] =>
  keys[kind](row);
