/** The table of feeds that `npm start` shows. */

import { feedFormats, formats, formatsOfShows } from '../../feed/formats.ts';
import { columns } from '../output/columns.ts';
import { formatNumber } from '../output/numbers.ts';

/** Maximum number of categories in the table. The home page has all of them. */
const shown = 12;

const files = feedFormats.map((format) => formats[format].file);
const [, ...others] = files;
const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** The lines of the table, from the OPML of the running worker. */
export async function feedTable(url: string): Promise<string[]> {
  const { categories, podcasts } = await feedsOf(url);
  const rows = [
    ...files.map((file, at) => [at === 0 ? 'everything' : '', `${url}/${file}`]),
    ...podcasts.slice(0, shown).map(({ name, address }) => [name, readable(address)]),
    ...categories.slice(0, shown).map(({ name, address }) => [name, readable(address)]),
  ];
  const more = categories.length - shown;
  return [
    ...columns(rows).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${formatNumber(more)} more categories, listed at ${url}/`] : []),
    '',
    `  Each feed is also available as ${list.format(others)}, and as a page (without the file name).`,
    `  To import all feeds into a reader, use ${url}/feeds.opml`,
  ];
}

interface Listed {
  name: string;
  /** On this machine. */
  address: string;
}

async function feedsOf(url: string): Promise<{ categories: Listed[]; podcasts: Listed[] }> {
  const response = await fetch(`${url}/feeds.opml`);
  // Loaded when the site is served already: readers wait for nothing that only this table needs.
  const { parseOpml } = await import('feedsmith');
  const { body } = parseOpml(await response.text());
  const outlines = (body?.outlines ?? []).flatMap((group) => group.outlines ?? []);
  const [categories, podcasts]: [Listed[], Listed[]] = [[], []];
  for (const { xmlUrl, text = '' } of outlines) {
    // The addresses are those of the site, which --site may say; the table has those that open on this machine.
    const path = xmlUrl === undefined ? '' : new URL(xmlUrl).pathname;
    const [, kind, name] = path.split('/');
    if (path.endsWith(`/${formatsOfShows.podcast.file}`)) podcasts.push({ name: text, address: url + path });
    // The title may say that this is a category, for readers that show feeds of all kinds in one list.
    else if (kind === 'categories' && name)
      categories.push({ name: decodeURIComponent(name), address: url + path });
  }
  return { categories, podcasts };
}

/** `%E7%9F%A5` → `知`. Other characters (space, `/`, `%` …) stay encoded, so that terminals recognise the URL. */
function readable(url: string): string {
  return url.replace(/(?:%[89A-F][0-9A-F])+/gi, (run) => {
    const text = decodeURIComponent(run);
    return /^[\p{L}\p{M}\p{N}]+$/u.test(text) ? text : run;
  });
}
