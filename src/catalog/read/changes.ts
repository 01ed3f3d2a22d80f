/** What has changed since a client last asked, so that it can keep a copy of all articles. */

import type { Article } from '../../article/article.ts';
import { limits } from '../../limits.ts';
import type { Site } from '../../site/config.ts';
import { isOpen } from '../batch/article-changes.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { ChangePlace, ChangeRow } from '../tables/changes.ts';
import type { Tables } from '../tables/tables.ts';
import { filling } from './facts.ts';

/**
 * How far a client has got. A client that begins gets all articles by id first (`all`), then what has changed since it began.
 * `log`: the name of the log of changes that the revisions belong to. `since`: the revision that the client had when it began
 * to catch up; what was added after it may be new to the client, though the row has moved ahead of the client meanwhile.
 */
export type ChangesCursor =
  | { log: string; phase: 'all'; began: number; after: string }
  | ({ log: string; phase: 'changes'; since: number } & ChangePlace);

export interface ChangeEntry {
  change: 'added' | 'updated' | 'moved' | 'removed';
  id: string;
  /** Absent: it was removed. */
  article?: Article;
}

/** `expired`: changes since then have been forgotten, or are those of another catalog; the client has to begin anew. */
export type ChangesAnswer =
  | { status: 'expired' }
  | {
      status: 'changes';
      changes: ChangeEntry[];
      cursor: ChangesCursor;
      /** Whether there are more already. */
      more: boolean;
      /** When the newest of these changes was, ms since 1970; absent: there are none. */
      lastModified: number;
    };

/** @param since absent: the client begins @param most changes at most; fewer if they have many bytes */
export function renderChanges(
  tables: Tables,
  site: Site,
  since: ChangesCursor | undefined,
  most: number,
): ChangesAnswer {
  const { name, forgotten } = tables.changes.log;
  const latest = tables.changes.latest();
  const cursor = since ?? { log: name, phase: 'all', began: latest, after: '' };
  const known = cursor.phase === 'all' ? cursor.began : cursor.revision;
  if (cursor.log !== name || known < forgotten || known > latest) return { status: 'expired' };
  const page = new Page(filling(tables, site), most);
  const next = cursor.phase === 'all' ? readAll(tables, cursor, page) : readChanges(tables, cursor, page);
  const lastModified = Math.max(0, tables.settings.get('last_publish') ?? 0, ...page.moments);
  return { status: 'changes', changes: page.changes, cursor: next.cursor, more: next.more, lastModified };
}

/** Changes up to a number and to some bytes. */
class Page {
  readonly changes: ChangeEntry[] = [];
  readonly moments: number[] = [];
  readonly #fill: (article: Article) => Article;
  readonly #most: number;
  #bytes = 0;

  constructor(fill: (article: Article) => Article, most: number) {
    this.#fill = fill;
    this.#most = most;
  }

  get isFull(): boolean {
    return this.changes.length >= this.#most || this.#bytes >= limits.appBytes;
  }

  add(change: ChangeEntry['change'], { article, changedAt }: StoredArticle): void {
    this.#bytes += article.html.length + article.summary.length;
    this.moments.push(changedAt);
    this.changes.push({ change, id: article.id, article: this.#fill(article) });
  }

  remove(id: string, at: number): void {
    this.moments.push(at);
    this.changes.push({ change: 'removed', id });
  }
}

interface Next {
  cursor: ChangesCursor;
  more: boolean;
}

type Phase<Name extends ChangesCursor['phase']> = Extract<ChangesCursor, { phase: Name }>;

function readAll({ articles, changes }: Tables, { log, began, after }: Phase<'all'>, page: Page): Next {
  let last = after;
  let scanned = 0;
  for (const stored of articles.wholeAfter(after, limits.candidates)) {
    if (page.isFull) return { cursor: { log, phase: 'all', began, after: last }, more: true };
    scanned++;
    last = stored.article.id;
    // What was added meanwhile comes with the changes.
    if (isOpen(stored) && (changes.of([last]).get(last)?.added ?? 0) <= began) page.add('added', stored);
  }
  if (scanned === limits.candidates) return { cursor: { log, phase: 'all', began, after: last }, more: true };
  return readChanges(
    { articles, changes },
    { log, phase: 'changes', since: began, revision: began, id: lastId },
    page,
  );
}

/** Behind all ids, which are in ASCII. */
const lastId = '\u{10ffff}';

function readChanges(
  { articles, changes }: Pick<Tables, 'articles' | 'changes'>,
  cursor: Phase<'changes'>,
  page: Page,
): Next {
  const { log, since } = cursor;
  const rows = changes.after(cursor, limits.candidates);
  let last: ChangePlace = { revision: cursor.revision, id: cursor.id };
  const until = (base: number): ChangesCursor => ({
    log,
    phase: 'changes',
    since: base,
    revision: last.revision,
    id: last.id,
  });
  for (const row of rows) {
    if (page.isFull) return { cursor: until(since), more: true };
    last = row;
    if (row.removedAt !== null) {
      if (mayBeKnown(row, cursor)) page.remove(row.id, row.removedAt);
      continue;
    }
    const stored = articles.whole(row.id);
    if (isOpen(stored)) page.add(changeSince(row, since), stored);
  }
  const more = rows.length === limits.candidates;
  return { cursor: until(more ? since : last.revision), more };
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
