/** Batches for the catalog's tests, made by hand: what the parser makes of files is tested where it lives. */

import { createHash } from 'node:crypto';
import { env } from 'cloudflare:workers';
import type { ParsedArticle } from '../../src/article/article.ts';
import type { ParsedPut } from '../../src/catalog/batch/parsed-batch.ts';
import type { BatchResult, FileResult } from '../../src/publish/protocol.ts';

/** The catalog that the worker itself uses. */
export const catalog = () => env.CATALOG.getByName('catalog');

export const day = (n: number): number => Date.UTC(2024, 0, n);

/** A parsed article; what isn't said is plain. */
function parsed(path: string, said: Partial<ParsedArticle> = {}): ParsedArticle {
  const address = path.replace(/\.md$/, '');
  return {
    path,
    address,
    title: `Title of ${address}`,
    published: day(1),
    categories: ['News'],
    tags: [],
    authors: [],
    summary: 'Summary',
    html: '<p>Text</p>',
    media: [],
    aliases: [],
    ...said,
  };
}

/** A file with an article. Another article is another content, so it has another blob. */
export function put(path: string, said: Partial<ParsedArticle> = {}, movedFrom?: string): ParsedPut {
  const article = parsed(path, said);
  const blob = createHash('sha1').update(JSON.stringify(article)).digest('hex');
  return {
    path,
    blob,
    ...(movedFrom && { movedFrom }),
    parsed: { status: 'article', article, problems: [] },
  };
}

/** Publishes one batch and returns what became of each file, by path. */
export async function publish(
  puts: ParsedPut[],
  deleted: string[] = [],
): Promise<Record<string, FileResult>> {
  const { files } = (await catalog().publish({ put: puts, delete: deleted, more: false })) as BatchResult;
  return Object.fromEntries(files.map((file) => [file.path, file]));
}
