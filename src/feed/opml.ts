/** OPML 2.0 (http://opml.org/spec2.opml): all feeds of the site, for import into a feed reader. */

import type { Site } from '../site/config.ts';
import { formats, formatsOfShows } from './formats.ts';
import { cleanLine } from './clean.ts';
import { feedUrl, pageUrl } from '../site/urls.ts';
import { scopeLabel, scopeOf, type Scope, type Term } from '../site/scope.ts';
import { titleOfShow } from './podcast.ts';
import { scopeOfShow, type Show } from '../show/show.ts';
import { descriptionOf } from './wording.ts';
import { emptyElement, escapeXml, writeAttributes } from './xml.ts';

interface Wording {
  group: string;
  /** The name of a feed whose name another feed has too. */
  named: (name: string) => string;
}

/** The groups, in their order. */
const groups: readonly { kind: Exclude<Scope['kind'], 'all'>; en: Wording; zh: Wording }[] = [
  {
    kind: 'category',
    en: { group: 'Categories', named: (name) => `${name} (category)` },
    zh: { group: '分类', named: (name) => `${name}（分类）` },
  },
  {
    kind: 'tag',
    en: { group: 'Tags', named: (name) => `${name} (tag)` },
    zh: { group: '标签', named: (name) => `${name}（标签）` },
  },
  {
    kind: 'author',
    en: { group: 'Authors', named: (name) => `${name} (author)` },
    zh: { group: '作者', named: (name) => `${name}（作者）` },
  },
];

/** What the list says of a show. */
type OpmlShow = Pick<Show, 'category' | 'title' | 'description'>;

/** The group of the shows, which comes last. */
const podcasts: Readonly<Record<'en' | 'zh', Wording>> = {
  en: { group: 'Podcasts', named: (name) => `${name} (podcast)` },
  zh: { group: '播客', named: (name) => `${name}（播客）` },
};

/**
 * Renders one outline for the whole site, which need not be among the terms, then a group for each kind of term, in the
 * given order, and one for the shows, if there are any. Without dates, so that the same terms give the same text.
 */
export function renderOpml(site: Site, terms: readonly Term[], shows: readonly OpmlShow[] = []): string {
  const language = /^zh\b/i.test(site.language) ? 'zh' : 'en';
  const lines: string[] = [];
  const everything: Scope = { kind: 'all' };
  const labels = terms.filter(({ kind }) => kind !== 'all').map((term) => labelOf(site, scopeOf(term)));
  const isShared = repeated([labelOf(site, everything), ...labels]);
  for (const { kind, [language]: wording } of groups) {
    const scopes = terms.filter((term) => term.kind === kind).map(scopeOf);
    if (scopes.length === 0) continue;
    lines.push(`    <outline${writeAttributes({ text: wording.group })}>`);
    for (const scope of scopes) {
      const label = labelOf(site, scope);
      // Programs such as rss2email refuse a second feed of one name.
      lines.push(`      ${outline(site, scope, isShared(label) ? wording.named(label) : label)}`);
    }
    lines.push('    </outline>');
  }
  if (shows.length > 0) {
    lines.push(`    <outline${writeAttributes({ text: podcasts[language].group })}>`);
    for (const show of shows) {
      const title = titleOfShow(show, labelOf(site, scopeOfShow(show)));
      lines.push(`      ${podcastOutline(site, show, podcasts[language].named(title))}`);
    }
    lines.push('    </outline>');
  }
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<opml version="2.0">',
    '  <head>',
    `    <title>${escapeXml(cleanLine(site.title))}</title>`,
    '  </head>',
    '  <body>',
    `    ${outline(site, everything, labelOf(site, everything))}`,
    ...lines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

function podcastOutline(site: Site, show: OpmlShow, label: string): string {
  const scope = scopeOfShow(show);
  return emptyElement('outline', {
    text: label,
    title: label,
    type: 'rss',
    description: cleanLine(show.description),
    xmlUrl: feedUrl(site, scope, formatsOfShows.podcast.file),
    htmlUrl: pageUrl(site, scope),
  });
}

const labelOf = (site: Site, scope: Scope): string => cleanLine(scopeLabel(scope) || site.title);

/** Tells the texts that a list has more than once, in whatever case. */
function repeated(texts: readonly string[]): (text: string) => boolean {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text.toLowerCase(), (counts.get(text.toLowerCase()) ?? 0) + 1);
  return (text) => (counts.get(text.toLowerCase()) ?? 0) > 1;
}

function outline(site: Site, scope: Scope, label: string): string {
  return emptyElement('outline', {
    text: label,
    title: scope.kind === 'all' ? label : `${label} — ${cleanLine(site.title)}`,
    type: 'rss',
    description: cleanLine(descriptionOf(site, scope)),
    xmlUrl: feedUrl(site, scope, formats.rss.file),
    htmlUrl: pageUrl(site, scope),
  });
}
