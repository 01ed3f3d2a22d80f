/** Feeds as the catalog renders them when they are asked for. */

import { decodeCursor } from '../../src/site/cursor.ts';
import { catalog } from './batches.ts';

interface Feed {
  items: { title: string; content_html: string }[];
  next_url?: string;
}

/** The JSON Feed of a scope. @param scope its key */
export async function feed(scope = 'all'): Promise<Feed> {
  return parse((await catalog().feed(scope, 'json'))!.body);
}

/** The titles of all articles of a scope, from its feed back to the end of its archive. */
export async function walk(scope: string): Promise<string[]> {
  const titles: string[] = [];
  for (let page = await feed(scope); ;) {
    titles.push(...page.items.map(({ title }) => title));
    const [, cursor] = /archive\/([^/]+)\//.exec(page.next_url ?? '') ?? [];
    if (cursor === undefined) return titles;
    page = parse((await catalog().archive(scope, 'json', decodeCursor(cursor)!))!.body);
  }
}

const parse = (body: Uint8Array): Feed => JSON.parse(new TextDecoder().decode(body)) as Feed;
