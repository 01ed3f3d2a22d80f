/** Writes a set of changes, with the work that they cause. */

import { limits } from '../../limits.ts';
import { navigationKey, redirectsKey } from '../../store/keys.ts';
import { namesOfMarkdown } from '../read/without-markdown.ts';
import type { Tables } from '../tables/tables.ts';
import { articleChanges } from './article-changes.ts';
import { applyFiles } from './files/apply-files.ts';
import { numberArrivals } from './arrivals.ts';
import type { ChangeSet } from './changeset.ts';
import { holdFiles } from './files/hold-files.ts';
import { rewritePages } from './files/rewrite.ts';
import { noteTombstones } from './note-tombstones.ts';
import { noteForWebhooks } from './note-webhooks.ts';

/** Call inside a transaction. @param now ms */
export function apply(changes: ChangeSet, tables: Tables, now: number): void {
  numberArrivals(changes, tables.settings);
  const { contents } = changes;
  const { files, removedFiles, redirects } = contents;
  const filesBefore = tables.files.apply(files, removedFiles);
  const names = applyFiles(contents, tables, now);
  tables.oldAddresses.set(contents.oldAddresses);
  applyWithdrawn(contents, tables);
  if (redirects) {
    tables.redirects.set(redirects);
    // The home page leaves the parameters that rules look at to them.
    tables.outbox.add('index', ['', redirectsKey], tables.settings.nextRevision(), now);
  }
  if (contents.shows.size > 0) applyShows(contents, tables, now);
  if (contents.changesArticles) applyArticles(contents, tables, now);
  holdFiles(tables, { contents, filesBefore, ...names }, now);
}

function applyWithdrawn({ withdrawn: changed }: ChangeSet['contents'], { withdrawn }: Tables): void {
  const rows = [...changed];
  withdrawn.remove(rows.flatMap(([path, id]) => (id === null ? path : [])));
  withdrawn.set(rows.flatMap(([path, id]) => (id === null ? [] : { path, id })));
}

function applyShows({ shows, dirtyFeeds }: ChangeSet['contents'], tables: Tables, now: number): void {
  const before = presentAmong(shows.keys(), tables);
  for (const [path, row] of shows) {
    if (row) tables.shows.set(row);
    else tables.shows.delete(path);
  }
  const revision = tables.settings.nextRevision();
  // The pages of episodes lead to their podcast.
  const turned = before.symmetricDifference(presentAmong(shows.keys(), tables));
  const episodes = [...turned].flatMap((category) =>
    tables.episodes.idsOf(category, limits.rewrittenEpisodes),
  );
  rewritePages([...new Set(episodes)], tables, now);
  tables.outbox.add('feed', dirtyFeeds, revision, now);
  // Pages have the shows from the index.
  tables.outbox.add('index', [''], revision, now);
}

/** The categories of the shows at these paths; '': the whole site. */
function presentAmong(paths: Iterable<string>, { shows }: Tables): Set<string> {
  const rows = [...paths].flatMap((path) => shows.at(path) ?? []);
  return new Set(rows.flatMap(({ category, show }) => (show ? category : [])));
}

function applyArticles(contents: ChangeSet['contents'], tables: Tables, now: number): void {
  const { before, after, addresses, dirtyFeeds, dirtyAddresses, disturbed } = contents;
  tables.articles.replace(before, after);
  tables.articleTerms.replace(before, after);
  tables.episodes.replace(before, after);
  const changesPages = tables.pages.replace(before, after);
  const changesNavigation = tables.navigation.replace(before, after);
  tables.backlog.add([...before, ...after].map(({ article }) => article.id));
  tables.addresses.set(addresses);
  const withForms = tables.queryForms.add(addresses.map(({ address }) => address));
  const revision = tables.settings.nextRevision();
  const changes = articleChanges(before, after);
  tables.changes.note(changes, revision, now);
  noteTombstones(tables, { changes, before, after }, now);
  noteForWebhooks(tables, { changes, before, after, revision }, now);
  const beside = tables.neighbours.addressesBeside(disturbed);
  // A page must not lead to an article that is gone, nor call it by a former title.
  const showing = tables.related.takeAddresses(disturbed.map(({ id }) => id));
  // The page names its Markdown, unless another document is there.
  const naming = namesOfMarkdown(
    tables,
    new Set([...dirtyAddresses, ...addresses.map(({ address }) => address)]),
  );
  tables.outbox.add(
    'article',
    new Set([...dirtyAddresses, ...beside, ...showing, ...withForms, ...naming]),
    revision,
    now,
  );
  if (before.length > 0) tables.settings.set('last_removal', now);
  if (dirtyFeeds.size > 0) tables.outbox.add('feed', dirtyFeeds, revision, now);
  if (dirtyFeeds.size > 0 || changesPages || withForms.has('/') || naming.length > 0)
    tables.outbox.add('index', [''], revision, now);
  if (changesNavigation) tables.outbox.add('index', [navigationKey], revision, now);
}
