/** The export of Substack: a folder with posts.csv, and a file of HTML for each post. The only file that imports csv-parse. */

import { parse } from 'csv-parse';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentName, type Entry, type Listener, type Read } from '../entry.ts';
import { isoDate } from './date.ts';
import { mediumOf } from './media.ts';
import { oldPaths, present } from './texts.ts';
import { CliError, exitCodes } from '../../exit.ts';

type Row = Readonly<Record<string, string | undefined>>;

const table = 'posts.csv';

export const isSubstack = (folder: string): boolean => existsSync(join(folder, table));

export const readSubstack: Read = async function* (source, listener) {
  const { file: folder, site } = source;
  // The guid is the address of the post, and the export does not say where the blog is.
  if (site === undefined)
    throw new CliError(
      exitCodes.usage,
      `${documentName(source)}: Substack's export does not say where the blog is, and readers know its posts by their addresses. Add --site, like --site https://name.substack.com.`,
    );
  listener.site({ home: site, feeds: [`${site}/feed`] });
  const rows = createReadStream(join(folder, table)).pipe(
    parse({ columns: true, bom: true, relax_column_count: true, skip_empty_lines: true }),
  );
  try {
    for await (const row of rows as AsyncIterable<Row>) {
      const entry = await entryOf(folder, row, site, listener);
      if (entry) yield entry;
    }
  } catch (error) {
    const { lines } = error as { lines?: number };
    if (lines === undefined) throw error;
    const why = `${join(folder, table)}: line ${lines}: not well-formed CSV`;
    throw new CliError(exitCodes.usage, `${why} (${(error as Error).message}).`, { cause: error });
  }
  return undefined;
};

async function entryOf(
  folder: string,
  row: Row,
  site: string,
  listener: Listener,
): Promise<Entry | undefined> {
  const { post_id: id = '', title = '', subtitle = '', type = '', audience = '', podcast_url: audio } = row;
  // `12345.name-of-the-post`
  const name = /^\d+\.?(.*)$/.exec(id)?.[1] ?? '';
  if (type === 'restack') {
    listener.skipped('restack');
    return undefined;
  }
  const isPublished = /^true$/i.test(row['is_published'] ?? '');
  const link = name === '' ? undefined : `${site}/p/${name}`;
  const isPublic = audience === '' || audience === 'everyone';
  return {
    title,
    html: await bodyOf(folder, id, title, listener),
    categories: [],
    tags: [],
    authors: [],
    enclosures: mediumOf(audio, 'audio/mpeg'),
    aliases: oldPaths([link], undefined),
    ...present({
      id: link,
      link,
      base: link ?? site,
      slug: name || undefined,
      published: isoDate(row['post_date']),
      summary: subtitle || undefined,
      isPage: type === 'page' || undefined,
      heldBack: isPublished ? (isPublic ? undefined : ('subscribers' as const)) : ('draft' as const),
    }),
  };
}

async function bodyOf(folder: string, id: string, title: string, listener: Listener): Promise<string> {
  const file = join(folder, 'posts', `${id.replace(/[/\\\0]/g, '_')}.html`);
  if (existsSync(file)) return await readFile(file, 'utf8');
  listener.warned(title || id, `${file} is missing, so the body is empty`);
  return '';
}
