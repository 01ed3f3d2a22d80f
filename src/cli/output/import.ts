/** What `edgefeed import` did, in words. */

import { join } from 'node:path';
import { detached } from '../import/detached.ts';
import type { SiteFacts } from '../import/entry.ts';
import type { Totals } from '../import/importer.ts';
import type { Status } from '../import/write/writer.ts';
import { formatNumber, plural } from './numbers.ts';
import { isIri } from '../../site/setting-values.ts';

/** Entries that are named for each warning. */
const mostNamed = 5;

/** Warnings, each with the entries that it is about. */
export class EntryWarnings {
  readonly #entries = new Map<string, { named: string[]; count: number }>();

  add(entry: string, message: string): void {
    const known = this.#entries.get(message) ?? { named: [], count: 0 };
    this.#entries.set(message, known);
    known.count++;
    if (known.named.length < mostNamed) known.named.push(detached(entry));
  }

  lines(): string[] {
    return [...this.#entries].flatMap(([message, { named, count }]) => {
      const lines = named.map((entry) => `${entry}: ${message}`);
      const more = count - named.length;
      return more > 0
        ? [...lines, `… and ${more === 1 ? 'one more' : `${formatNumber(more)} more`}: ${message}`]
        : lines;
    });
  }
}

const entries = (count: number): string => (count === 1 ? '1 entry' : `${formatNumber(count)} entries`);

const words: Readonly<Record<Status, string>> = {
  new: 'new',
  updated: 'updated',
  unchanged: 'unchanged',
  edited: 'edited here and kept',
  deleted: 'deleted here and left out',
  refused: 'refused',
};

/** `431 entries: 420 new, 11 unchanged (12 drafts)` */
export function formatTotals(
  totals: Totals,
  { skipped, missing, leftOut }: { skipped: ReadonlyMap<string, number>; missing: number; leftOut: number },
): string[] {
  const { statuses, repeated, drafts, pages, stayedHtml, files } = totals;
  const all = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const parts = (Object.keys(words) as Status[])
    .filter((status) => statuses[status] > 0)
    .map((status) => `${formatNumber(statuses[status])} ${words[status]}`);
  const among = [drafts > 0 && plural(drafts, 'draft'), pages > 0 && plural(pages, 'page')]
    .filter(Boolean)
    .join(', ');
  const lines = [
    `${entries(all)}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}${among && ` (among them ${among})`}`,
  ];
  if (leftOut > 0) lines.push(`Left out, since they cannot be read: ${entries(leftOut)}`);
  if (repeated > 0) lines.push(`In the source twice, and taken once: ${entries(repeated)}`);
  if (stayedHtml > 0) lines.push(`HTML, since Markdown would lose something: ${entries(stayedHtml)}`);
  if (files > 0)
    lines.push(
      `${plural(files, 'file')}${missing > 0 ? `, of which ${formatNumber(missing)} cannot be had` : ''}`,
    );
  if (skipped.size > 0) {
    const kinds = [...skipped]
      .sort((a, b) => b[1] - a[1])
      .map(([kind, count]) => `${formatNumber(count)} × ${kind}`);
    lines.push(`Not taken over: ${kinds.join(', ')}`);
  }
  return lines;
}

/**
 * Lines of `[vars]` in wrangler.toml, and what else the old site is known by.
 * @param redirects rules that are missing in `file`, and whether they are written there
 */
export function formatSite(
  facts: SiteFacts,
  redirects: { file: string; rules: readonly string[]; isWritten: boolean },
): string[] {
  const { title, description, language, icon, feedId, feeds = [] } = facts;
  const settings = [
    ['SITE_TITLE', title],
    ['SITE_DESCRIPTION', description],
    ['SITE_LANGUAGE', languageTag(language)],
    ['SITE_ICON', icon],
    ['FEED_ID', feedId !== undefined && isIri(feedId) ? feedId : undefined],
  ].filter(([, value]) => value !== undefined);
  const lines = settings.map(([name, value]) => `  ${name} = ${JSON.stringify(value)}`);
  return [
    ...(lines.length > 0 ? ['Settings of the old site, for [vars] in wrangler.toml:', ...lines] : []),
    ...formatRules(redirects),
    ...(feedId === undefined || isIri(feedId)
      ? []
      : [`The id of its feed, ${feedId}, is no IRI, so this site cannot keep it.`]),
    ...feeds.map((feed) => `Its feed: ${feed}`),
  ];
}

function formatRules({ file, rules, isWritten }: Parameters<typeof formatSite>[1]): string[] {
  if (rules.length === 0) return [];
  const head = isWritten
    ? `Names that its addresses have otherwise, added to ${file}:`
    : `Names that its addresses have otherwise, for ${file} (--redirects writes them there):`;
  return [head, ...rules.map((rule) => `  ${rule}`)];
}

function languageTag(written: string | undefined): string | undefined {
  try {
    return written ? Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0] : undefined;
  } catch {
    return undefined;
  }
}

/** `A  content/2020-01-02-hello.html`, with the letters of `git status -s`. */
export const formatWritten = (folder: string, status: Status, path: string): string =>
  `${{ new: 'A', updated: 'M', unchanged: '=', edited: '=', deleted: '=', refused: '!' }[status]}  ${join(folder, path)}`;
