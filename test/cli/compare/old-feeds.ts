/** Feeds of an old site, written as its generator would. */

export interface OldItem {
  id?: string;
  link?: string;
  title: string;
  date?: string;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const element = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${escape(text)}</${name}>`;

/** @param head further elements of the channel */
export const rssOf = (items: readonly OldItem[], head = ''): string =>
  `<?xml version="1.0"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Old</title><link>https://old.example/</link>
<description>Old</description>${head}
${items
  .map(
    ({ id, link, title, date }) =>
      `<item><title>${escape(title)}</title>${element('link', link)}${
        id === undefined ? '' : `<guid isPermaLink="false">${escape(id)}</guid>`
      }${element('pubDate', date && new Date(date).toUTCString())}<description>text</description></item>`,
  )
  .join('\n')}
</channel></rss>`;

/** @param head further elements of the feed */
export const atomOf = (items: readonly OldItem[], head = ''): string =>
  `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Old</title><id>urn:old</id><updated>2026-01-01T00:00:00Z</updated>${head}
${items
  .map(
    ({ id, link, title, date = '' }) =>
      `<entry><title>${escape(title)}</title><link href="${escape(link ?? '')}"/>${element('id', id)}<published>${date}</published><updated>${date}</updated></entry>`,
  )
  .join('\n')}
</feed>`;

/** @param next address of the older items */
export const jsonOf = (items: readonly OldItem[], next?: string): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Old',
    ...(next !== undefined && { next_url: next }),
    items: items.map(({ id, link, title, date }) => ({
      id,
      url: link,
      title,
      date_published: date,
      content_text: '',
    })),
  });

/** Numbered entries, newest first. @param idOf gives the id of each */
export const numbered = (
  count: number,
  idOf = (n: number): string => `https://old.example/?p=${n}`,
): OldItem[] =>
  Array.from({ length: count }, (_, i) => {
    const n = count - i;
    return {
      id: idOf(n),
      link: `https://old.example/2025/post-${n}/`,
      title: `Post ${n}`,
      date: new Date(Date.UTC(2025, 0, 1, 12, n)).toISOString(),
    };
  });
