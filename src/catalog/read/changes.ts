/** What has changed since a client last asked, so that it can keep a copy of all articles. */

import type { AppField } from '../../feed/app-article.ts';
import { limits } from '../../limits.ts';
import type { Site } from '../../site/config.ts';
import { isOpen } from '../batch/article-changes.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { ChangePlace, ChangeRow } from '../tables/changes.ts';
import type { Tables } from '../tables/tables.ts';
import { appJson, arrayOf, type AppJson } from './app-json.ts';

/**
 * How far a client has got. A client that begins gets all articles by id first (`all`), then what has changed since it began.
 * `log`: the name of the log of changes that the revisions belong to. `since`: the revision that the client had when it began
 * to catch up; what was added after it may be new to the client, though the row has moved ahead of the client meanwhile.
 */
export type ChangesCursor =
  | { log: string; phase: 'all'; began: number; after: string }
  | ({ log: string; phase: 'changes'; since: number } & ChangePlace);

/** `expired`: changes since then have been forgotten, or are those of another catalog; the client has to begin anew. */
export type ChangesAnswer =
  | { status: 'expired' }
  | {
      status: 'changes';
      /** JSON: an array. */
      changes: string;
      cursor: ChangesCursor;
      /** Whether there are more already. */
      more: boolean;
      /** When the newest of these changes was, ms since 1970; absent: there are none. */
      lastModified: number;
    };

/**
 * @param since absent: the client begins
 * @param most changes at most; fewer if they have many bytes
 * @param fields of articles; absent: all
 */
export function renderChanges(
  tables: Tables,
  site: Site,
  since: ChangesCursor | undefined,
  most: number,
  fields?: readonly AppField[],
): ChangesAnswer {
  const { name, forgotten } = tables.changes.log;
  const latest = tables.changes.latest();
  const cursor = since ?? { log: name, phase: 'all', began: latest, after: '' };
  const known = cursor.phase === 'all' ? cursor.began : cursor.revision;
  if (cursor.log !== name || known < forgotten || known > latest) return { status: 'expired' };
  const page = new Page(appJson(tables, site, fields), most);
  const next = cursor.phase === 'all' ? readAll(tables, cursor, page) : readChanges(tables, cursor, page);
  const lastModified = Math.max(0, tables.settings.get('last_publish') ?? 0, ...page.moments);
  const changes = arrayOf(page.changes);
  return { status: 'changes', changes, cursor: next.cursor, more: next.more, lastModified };
}

/** Changes up to a number and to some bytes. */
class Page {
  /** Each as JSON. */
  readonly changes: string[] = [];
  readonly moments: number[] = [];
  readonly #json: AppJson;
  readonly #most: number;
  #bytes = 0;

  constructor(json: AppJson, most: number) {
    this.#json = json;
    this.#most = most;
  }

  get isFull(): boolean {
    return this.changes.length >= this.#most || this.#bytes >= limits.appBytes;
  }

  get bodies(): boolean {
    return this.#json.bodies;
  }

  add(change: 'added' | 'updated' | 'moved', { article, changedAt }: StoredArticle): void {
    this.#bytes += article.html.length + article.summary.length;
    this.moments.push(changedAt);
    const id = JSON.stringify(article.id);
    this.changes.push(`{"change":"${change}","id":${id},"article":${this.#json.write(article)}}`);
  }

  remove(id: string, at: number): void {
    this.moments.push(at);
    this.changes.push(JSON.stringify({ change: 'removed', id }));
  }
}

interface Next {
  cursor: ChangesCursor;
  more: boolean;
}

type Phase<Name extends ChangesCursor['phase']> = Extract<ChangesCursor, { phase: Name }>;

function readAll({ articles, changes }: Tables, { log, began, after }: Phase<'all'>, page: Page): Next {
  let last = after;
  const here = (): ChangesCursor => ({ log, phase: 'all', began, after: last });
  for (let scanned = 0; scanned < limits.candidates; scanned += atOnce) {
    const ids = articles.idsAfter(last, page.isFull ? 1 : atOnce);
    if (page.isFull && ids.length > 0) break;
    const rows = changes.of(ids);
    for (const stored of articles.inOrder(ids, page.bodies)) {
      if (page.isFull) return { cursor: here(), more: true };
      last = stored.article.id;
      // What was added meanwhile comes with the changes.
      if (isOpen(stored) && (rows.get(last)?.added ?? 0) <= began) page.add('added', stored);
    }
    if (ids.length < atOnce) {
      const cursor = { log, phase: 'changes', since: began, revision: began, id: lastId } as const;
      return readChanges({ articles, changes }, cursor, page);
    }
  }
  return { cursor: here(), more: true };
}

/** Rows that are looked up together. */
const atOnce = 100;

/** Behind all ids, which are in ASCII. */
const lastId = '\u{10ffff}';

function readChanges(
  { articles, changes }: Pick<Tables, 'articles' | 'changes'>,
  cursor: Phase<'changes'>,
  page: Page,
): Next {
  const { log, since } = cursor;
  let last: ChangePlace = { revision: cursor.revision, id: cursor.id };
  const until = (base: number): ChangesCursor => ({
    log,
    phase: 'changes',
    since: base,
    revision: last.revision,
    id: last.id,
  });
  for (let scanned = 0; scanned < limits.candidates; scanned += atOnce) {
    const rows = changes.after(last, page.isFull ? 1 : atOnce);
    const present = rows.flatMap(({ id, removedAt }) => (removedAt === null ? [id] : []));
    const found = articles.inOrder(present, page.bodies);
    let stored: StoredArticle | void = undefined;
    for (const row of rows) {
      if (page.isFull) return { cursor: until(since), more: true };
      last = row;
      if (row.removedAt !== null) {
        if (mayBeKnown(row, cursor)) page.remove(row.id, row.removedAt);
        continue;
      }
      stored ??= found.next().value;
      if (stored?.article.id !== row.id) continue;
      if (isOpen(stored)) page.add(changeSince(row, since), stored);
      stored = undefined;
    }
    if (rows.length < atOnce) return { cursor: until(last.revision), more: false };
  }
  return { cursor: until(since), more: true };
}

const changeSince = ({ added, moved }: ChangeRow, since: number): 'added' | 'moved' | 'updated' =>
  added > since ? 'added' : moved > since ? 'moved' : 'updated';

/**
 * What came and went since then never reached this client, unless it was there before, and went, and came again. Of
 * several such lives the last but one counts: a client is then told of a removal that it knows of, which does no harm.
 */
const mayBeKnown = ({ id, added, gone }: ChangeRow, cursor: ChangePlace): boolean =>
  !isBehind({ revision: added, id }, cursor) || (gone > 0 && isBehind({ revision: gone, id }, cursor));

const isBehind = (place: ChangePlace, other: ChangePlace): boolean =>
  place.revision === other.revision ? place.id > other.id : place.revision > other.revision;
