/** The table of feeds that `npm start` shows. */

import { parseOpml } from 'feedsmith';
import { columns } from '../output/columns.ts';
import { number } from '../output/text.ts';

/** Categories that are shown; all of them are on the home page. */
const shown = 12;

/** Asks the worker which feeds it has, as a reader would, and lays them out for people. */
export async function feedTable(url: string): Promise<string[]> {
  const categories = await categoriesOf(url);
  const rows = [
    ['everything', `${url}/rss.xml`],
    ['', `${url}/atom.xml`],
    ['', `${url}/feed.json`],
    ...categories.slice(0, shown).map(({ name, rss }) => [name, readable(rss)]),
  ];
  const more = categories.length - shown;
  return [
    ...columns(rows).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${number(more)} more categories, all at ${url}/`] : []),
    '',
    '  Each is there as atom.xml and feed.json too, and as a page (no file name).',
    `  All of them for a feed reader: ${url}/feeds.opml`,
  ];
}

async function categoriesOf(url: string): Promise<{ name: string; rss: string }[]> {
  const response = await fetch(`${url}/feeds.opml`);
  const { body } = parseOpml(await response.text());
  const outlines = (body?.outlines ?? []).flatMap((group) => group.outlines ?? []);
  return outlines.flatMap(({ text, xmlUrl }) =>
    text && xmlUrl?.startsWith(`${url}/categories/`) ? [{ name: text, rss: xmlUrl }] : [],
  );
}

/** `%E7%9F%A5` → `知`. What is encoded for a reason (space, `/`, `%` …) stays so: terminals take the line as one address. */
function readable(url: string): string {
  return url.replace(/(?:%[89A-F][0-9A-F])+/gi, (run) => {
    const text = decodeURIComponent(run);
    return /^[\p{L}\p{M}\p{N}]+$/u.test(text) ? text : run;
  });
}
