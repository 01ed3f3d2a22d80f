/** What `edgefeed compare` prints. */

import type { Report } from '../compare/compare.ts';
import { differences } from '../compare/difference.ts';
import { nameOf, type FeedEntry } from '../compare/entry.ts';
import type { Change } from '../compare/side.ts';
import { notesOf } from './compare-notes.ts';
import { paint, type Line } from './line.ts';
import { formatNumber, plural } from './numbers.ts';

/** Entries that are named one by one; `--json` has all. */
const mostNamed = 50;
/** A report, without its last line. */
export function formatReport(report: Report, site: string): Line[] {
  const { old, decisive } = report;
  const { facts, feed } = old;
  const span = [feed.oldest, feed.newest].map((time) => time !== undefined && dayOf(time));
  const [oldest, newest] = span;
  const size = [
    facts.format,
    plural(feed.entries.size, 'entry'),
    plural(facts.documents, 'document'),
    oldest && newest && `${oldest} to ${newest}`,
  ];
  return [
    `old feed: ${facts.at} (${size.filter(Boolean).join(', ')})`,
    `this site: ${decisive.name.startsWith('/') ? site : ''}${decisive.name} (${decisive.facts.format}, ${plural(decisive.outcome.count, 'entry')})`,
    ...changedLines(decisive.outcome.changed),
    ...missingLines(decisive.outcome.missing),
    ...notesOf(report).map((note): Line => [paint('yellow', 'note:'), ` ${note}`]),
  ];
}

/** `0 of 431 entries will look new to readers of /rss.xml` */
export function formatVerdict({ old, decisive, others, outside }: Report): string {
  const total = old.feed.entries.size;
  const { changed, missing } = decisive.outcome;
  const gone =
    missing.length > 0
      ? `, and ${formatNumber(missing.length)} ${missing.length === 1 ? 'is' : 'are'} missing`
      : '';
  const all = [decisive, ...others].every(({ outcome }) => outcome.kept + outside.length === total);
  const whom = all && others.length > 0 ? 'in RSS, Atom and JSON Feed' : `in ${decisive.facts.format}`;
  return `${formatNumber(changed.length)} of ${plural(total, 'entry')} will look new ${whom}${gone}`;
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

function changedLines(changed: readonly Change[]): Line[] {
  const lines = changed
    .slice(0, mostNamed)
    .flatMap((change): Line[] => [
      [paint('red', 'looks new:'), ` ${nameOf(change.old)}`],
      `  old ${idOf(change.old)}`,
      `  our ${idOf(change.ours)}`,
      `  ${reasonOf(change)}`,
    ]);
  return [...lines, ...moreLine(changed.length)];
}

function missingLines(missing: readonly FeedEntry[]): Line[] {
  const lines = missing
    .slice(0, mostNamed)
    .flatMap((old): Line[] => [
      [paint('red', 'missing:'), ` ${nameOf(old)}`],
      `  old ${idOf(old)}`,
      `  no entry has its id, its link, or its title and date`,
    ]);
  return [...lines, ...moreLine(missing.length)];
}

const moreLine = (count: number): Line[] =>
  count > mostNamed ? [`  and ${plural(count - mostNamed, 'entry')} more; --json names them all`] : [];

/** Why an entry looks new: a clause. */
export function reasonOf({ old, ours, trace }: Change): string {
  switch (trace) {
    case 'iri':
      return 'Atom needs an IRI, so one is made from this id';
    case 'near':
      return `the ids differ in ${differences(old.key, ours.key).join(' and ')} only, and readers compare every character`;
    case 'host':
      return 'the ids are addresses at different hosts';
    case 'link':
    case 'title': {
      const same = trace === 'link' ? 'link' : 'title and date';
      if (old.by === 'id') return `the entry with its ${same} has another id`;
      const known = old.by === 'link' ? 'its link' : 'its text';
      return `the old feed gives it no id, so readers know it by ${known}, and the entry with its ${same} has an id`;
    }
  }
}

const idOf = ({ key, by, link }: FeedEntry): string => {
  if (by === 'id') return `id:   ${key}`;
  return by === 'link' ? `link: ${key}` : `id:   none${link === undefined ? '' : `, ${link}`}`;
};
