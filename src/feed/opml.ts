/** OPML 2.0 (http://opml.org/spec2.opml): all feeds of the site, for import into a feed reader. */

import type { Site } from '../site/config.ts';
import { formats } from './formats.ts';
import { cleanLine } from './clean.ts';
import { feedUrl, pageUrl } from '../site/urls.ts';
import { scopeLabel, scopeOf, type Scope, type Term } from '../site/scope.ts';
import { descriptionOf, titleOf } from './wording.ts';
import { emptyElement, escapeXml, writeAttributes } from './xml.ts';

/** The groups, in their order. */
const groups: readonly { kind: Exclude<Scope['kind'], 'all'>; en: string; zh: string }[] = [
  { kind: 'category', en: 'Categories', zh: '分类' },
  { kind: 'tag', en: 'Tags', zh: '标签' },
  { kind: 'author', en: 'Authors', zh: '作者' },
];

/**
 * Renders one outline for the whole site, which need not be among the terms, then a group for each kind of term, in the
 * given order. Without dates, so that the same terms give the same text.
 */
export function renderOpml(site: Site, terms: readonly Term[]): string {
  const language = /^zh\b/i.test(site.language) ? 'zh' : 'en';
  const lines: string[] = [];
  for (const group of groups) {
    const members = terms.filter(({ kind }) => kind === group.kind);
    if (members.length === 0) continue;
    const label = group[language];
    lines.push(`    <outline${writeAttributes({ text: label })}>`);
    for (const term of members) lines.push(`      ${outline(site, scopeOf(term))}`);
    lines.push('    </outline>');
  }
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<opml version="2.0">',
    '  <head>',
    `    <title>${escapeXml(cleanLine(site.title))}</title>`,
    '  </head>',
    '  <body>',
    `    ${outline(site, { kind: 'all' })}`,
    ...lines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

function outline(site: Site, scope: Scope): string {
  return emptyElement('outline', {
    text: cleanLine(scopeLabel(scope) || site.title),
    title: cleanLine(titleOf(site, scope)),
    type: 'rss',
    description: cleanLine(descriptionOf(site, scope)),
    xmlUrl: feedUrl(site, scope, formats.rss.file),
    htmlUrl: pageUrl(site, scope),
  });
}
