/** An article as Markdown: its title, what its page says of it, and the body. The same article gives the same text. */

import type { RootContent } from 'mdast';
import { articleUrl } from '../article/address.ts';
import type { Article } from '../article/article.ts';
import { log } from '../log.ts';
import type { Site } from '../site/config.ts';
import { markdownOfBody } from './body.ts';
import { htmlBlock } from './html.ts';
import { wordingFor } from './wording.ts';
import { heading, link, list, paragraph, text, writeMarkdown } from './write.ts';

export function articleMarkdown(site: Site, article: Article): string {
  const { title, summary, html, image, media } = article;
  const isShown = image === undefined || html.includes('<img');
  return writeMarkdown([
    heading(1, title),
    list(factsOf(site, article)),
    ...(isShown ? [] : [paragraph({ type: 'image', url: image, alt: '' })]),
    ...(html === '' ? [paragraph(text(summary))] : bodyOf(article, articleUrl(site.url, article.address))),
    ...(media.length > 0 ? [list(media.map(({ url }) => [link(url)]))] : []),
  ]);
}

function factsOf(site: Site, article: Article) {
  const { kind, authors, published, updated, externalUrl, categories, tags, address } = article;
  const words = wordingFor(site.language);
  const names = (list: readonly string[]) => list.join(words.comma);
  const isDated = kind !== 'page';
  const said: [string, string][] = [
    [words.by, names(authors.map(({ name }) => name))],
    [words.published, isDated ? momentOf(published) : ''],
    [words.updated, isDated && updated > published ? momentOf(updated) : ''],
    [words.categories, names(categories)],
    [words.tags, names(tags)],
  ];
  const facts = said.filter(([, value]) => value !== '');
  return [
    ...facts.map(([label, value]) => [text(label + words.colon + value)]),
    [text(words.page + words.colon), link(articleUrl(site.url, address))],
    ...(externalUrl === undefined ? [] : [[text(words.source + words.colon), link(externalUrl)]]),
  ];
}

/** RFC 3339, to the second. */
const momentOf = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

function bodyOf({ html, path }: Article, pageUrl: string): RootContent[] {
  try {
    return markdownOfBody(html, pageUrl);
  } catch (error) {
    // A fault of the converter, which must not keep the article from its readers.
    log('error', 'markdown', { path, error: String(error) });
    return [{ type: 'html', value: htmlBlock(html) }];
  }
}
