/** `/llms.txt` (https://llmstxt.org): what a site has, and where agents read it. Pure. */

import type { PhrasingContent, RootContent } from 'mdast';
import { markdownEnding } from '../article/address.ts';
import { formats } from '../feed/formats.ts';
import { podcastFile, titleOfShow } from '../feed/podcast.ts';
import { scopeOfShow } from '../show/show.ts';
import type { Card } from '../site/card.ts';
import type { Site } from '../site/config.ts';
import { feedUrl, pageUrl } from '../site/urls.ts';
import type { IndexDocument } from '../store/documents.ts';
import { wordingFor } from './wording.ts';
import { heading, link, list, paragraph, text, writeMarkdown } from './write.ts';

/** Categories that are listed, the largest ones. */
const mostCategories = 50;

export function llmsText(
  site: Site,
  { terms, newest, highlights, pages = [], shows = [], withoutMarkdown = [] }: IndexDocument,
): string {
  const words = wordingFor(site.language);
  const item = (url: string, label: string, note = ''): PhrasingContent[] => [
    link(url, label),
    ...(note ? [text(words.colon + note)] : []),
  ];
  const unnamed = new Set(withoutMarkdown);
  // An article without Markdown has its page.
  const urlOf = (path: string) => site.url + path + (unnamed.has(path) ? '' : markdownEnding);
  const article = ({ path, title, summary }: Card) => item(urlOf(path), title, summary);
  const cards = new Map(
    [...newest, ...highlights.flatMap((one) => one.newest)].map((card) => [card.id, card]),
  );
  const sections: [string, PhrasingContent[][]][] = [
    [words.newest, [...cards.values()].sort((a, b) => b.published - a.published).map(article)],
    [
      words.categories,
      terms
        .filter(({ kind }) => kind === 'category')
        .sort((a, b) => b.count - a.count)
        .slice(0, mostCategories)
        .map(({ name, count }) =>
          item(pageUrl(site, { kind: 'category', names: [name] }), name, words.count(count)),
        ),
    ],
    [words.pages, pages.map(({ path, title }) => item(urlOf(path), title))],
    [
      words.feeds,
      [
        ...Object.values(formats).map(({ label, file }) => item(feedUrl(site, { kind: 'all' }, file), label)),
        ...shows.map((show) =>
          item(feedUrl(site, scopeOfShow(show), podcastFile), titleOfShow(show, site.title), words.podcast),
        ),
        item(`${site.url}/feeds.opml`, 'OPML', words.allFeeds),
      ],
    ],
    [
      words.api,
      [
        item(`${site.url}/v1/openapi.json`, '/v1/openapi.json', words.contract),
        item(`${site.url}/v1/articles`, '/v1/articles', words.list),
        item(`${site.url}/v1/changes`, '/v1/changes', words.changes),
        item(`${site.url}/sitemap.xml`, '/sitemap.xml', words.sitemap),
      ],
    ],
  ];
  const { title, description } = site;
  const quote: RootContent[] = description
    ? [{ type: 'blockquote', children: [{ type: 'paragraph', children: [text(description)] }] }]
    : [];
  return writeMarkdown([
    heading(1, title),
    ...quote,
    paragraph(text(words.articles)),
    ...sections.flatMap(([name, items]) => (items.length > 0 ? [heading(2, name), list(items)] : [])),
  ]);
}
