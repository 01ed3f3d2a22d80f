/** The JSON export of Ghost, of version 1 and later. */

import type { Entry, HeldBack, Listener, Read } from '../entry.ts';
import { isoDate } from './date.ts';
import { readJson } from './json.ts';
import { OldNames } from './old-names.ts';
import { htmlOfText, oldPaths, present, webAddress } from './texts.ts';
import { CliError, exitCodes } from '../../exit.ts';

type Row = Readonly<Record<string, unknown>>;

/** What stands in an export for the address of the site. */
const placeholder = /__GHOST_URL__/g;

export const isGhost = (head: string): boolean => /^\s*\{\s*"(?:db|meta|data)"\s*:/.test(head);

export const readGhost: Read = async function* (source, listener) {
  const data = dataIn(await readJson(source));
  const rows = (table: string): Row[] => {
    const values = data?.[table];
    return Array.isArray(values)
      ? values.filter((row): row is Row => typeof row === 'object' && row !== null)
      : [];
  };
  if (!data || !Array.isArray(data['posts'])) {
    const why = `${source.file}: line 1: neither a JSON Feed nor an export of Ghost (db[0].data.posts is missing)`;
    throw new CliError(exitCodes.usage, `${why}. docs/moving.md lists what is read.`);
  }
  const settings = new Map(rows('settings').map((row) => [text(row, 'key'), text(row, 'value')]));
  const { site } = source;
  const tags = termsBy(rows('posts_tags'), 'tag_id', rows('tags'));
  const authors = termsBy(rows('posts_authors'), 'author_id', rows('users'));
  const meta = new Map(rows('posts_meta').map((row) => [text(row, 'post_id'), row]));
  const oldNames = new OldNames();
  for (const post of rows('posts')) {
    const id = text(post, 'id');
    const entry = entryOf(post, site, listener);
    const writers =
      authors.get(id) ?? rows('users').filter((row) => text(row, 'id') === text(post, 'author_id'));
    // Tags whose names begin with # are internal, and in no feed.
    const terms = (tags.get(id) ?? []).filter(
      (tag) => tag['visibility'] !== 'internal' && !text(tag, 'name').startsWith('#'),
    );
    if (entry.heldBack === undefined) {
      for (const tag of terms) oldNames.add('tag', text(tag, 'slug'), text(tag, 'name'));
      for (const writer of writers) oldNames.add('author', text(writer, 'slug'), text(writer, 'name'));
    }
    yield {
      ...entry,
      tags: terms.map((tag) => text(tag, 'name')),
      authors: writers.map((row) => {
        const url = webAddress(text(row, 'website'));
        return { name: text(row, 'name'), ...(url && { url }) };
      }),
      ...present({ summary: entry.summary ?? (text(meta.get(id) ?? {}, 'meta_description') || undefined) }),
    };
  }
  const redirects = oldNames.rules();
  listener.site(
    present({
      title: settings.get('title') || undefined,
      description: settings.get('description') || undefined,
      language: settings.get('locale') || settings.get('lang') || undefined,
      icon: webAddress(settings.get('icon')?.replace(placeholder, site ?? ''), site),
      home: site,
      feeds: site === undefined ? undefined : [`${site}/rss/`],
      redirects: redirects.length > 0 ? redirects : undefined,
    }),
  );
  return undefined;
};

function dataIn(value: unknown): Record<string, unknown> | undefined {
  const { db, data } = (value ?? {}) as {
    db?: { data?: Record<string, unknown> }[];
    data?: Record<string, unknown>;
  };
  return Array.isArray(db) ? db[0]?.data : data;
}

/** A column as text; empty if it is null. Ids of early versions are numbers. */
function text(row: Row, key: string): string {
  const value = row[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The rows that each post refers to, in their order. */
function termsBy(links: readonly Row[], key: string, terms: readonly Row[]): Map<string, Row[]> {
  const byId = new Map(terms.map((row) => [text(row, 'id'), row]));
  const found = new Map<string, Row[]>();
  const order = (row: Row): number => Number(row['sort_order'] ?? 0);
  for (const link of links.toSorted((a, b) => order(a) - order(b))) {
    const term = byId.get(text(link, key));
    const post = text(link, 'post_id');
    if (term) found.set(post, [...(found.get(post) ?? []), term]);
  }
  return found;
}

/** Ghost's feeds have the id of the post as guid. */
function entryOf(post: Row, site: string | undefined, listener: Listener): Entry {
  const resolved = (written: string): string => written.replace(placeholder, site ?? '');
  const slug = text(post, 'slug');
  const title = text(post, 'title');
  const html = resolved(text(post, 'html'));
  const plain = text(post, 'plaintext');
  if (html === '' && plain === '' && (text(post, 'lexical') || text(post, 'mobiledoc')) !== '')
    listener.warned(
      title,
      'the export has its text only in the form of Ghost’s editor, so the body is empty',
    );
  const status = text(post, 'status');
  const audience = text(post, 'visibility') || 'public';
  const heldBack: HeldBack | undefined =
    status === 'draft' || status === '' ? 'draft' : audience === 'public' ? undefined : 'subscribers';
  const link = site === undefined || slug === '' ? undefined : `${site}/${slug}/`;
  // A post that was sent as an email alone has no page.
  const isPublic = status === 'published' || status === 'scheduled';
  return {
    title: title === '(Untitled)' ? '' : title,
    html: html || htmlOfText(plain),
    categories: [],
    tags: [],
    authors: [],
    enclosures: [],
    aliases: link === undefined ? (slug === '' ? [] : [`/${slug}/`]) : oldPaths([link], undefined),
    ...present({
      id: text(post, 'id') || undefined,
      link,
      base: link ?? site,
      slug: slug || undefined,
      published: isoDate(text(post, 'published_at')) ?? isoDate(text(post, 'created_at')),
      updated: isoDate(text(post, 'updated_at')),
      summary: text(post, 'custom_excerpt') || undefined,
      image: webAddress(resolved(text(post, 'feature_image')), site),
      language: text(post, 'locale') || undefined,
      isPage: text(post, 'type') === 'page' || post['page'] === 1 || post['page'] === true || undefined,
      heldBack: heldBack ?? (isPublic ? undefined : ('subscribers' as const)),
    }),
  };
}
