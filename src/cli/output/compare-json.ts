/** What `edgefeed compare --json` prints: a line for the old feed, for each entry that is not as it was, and for each feed. */

import type { Compared, Report } from '../compare/compare.ts';
import type { FeedEntry } from '../compare/entry.ts';
import { placeOf, type Pair } from '../compare/side.ts';
import { reasonOf } from './compare.ts';

export function* reportJson(report: Report): Generator<object> {
  const { old, lead, decisive, others, links, outside, channel, broken } = report;
  const { facts, feed } = old;
  yield {
    old: facts.at,
    format: facts.format,
    documents: facts.documents,
    entries: feed.entries.size,
    oldest: dateOf(feed.oldest),
    newest: dateOf(feed.newest),
    left: facts.left ?? null,
    paddedIds: [...feed.entries.values()].filter(({ isPadded }) => isPadded).length,
    leadsTo: lead ? { place: lead.place, status: lead.status } : null,
    id: facts.id ?? null,
    home: facts.home ?? null,
    self: facts.self ?? null,
  };
  if (channel.ids) yield { status: 'other-feed-id', ...channel.ids };
  for (const [kind, found] of [
    ['home', channel.home],
    ['self', channel.self],
  ] as const)
    if (found)
      yield {
        status: 'lost-address',
        of: kind,
        place: found.place,
        leadsTo: { place: found.lead.place, status: found.lead.status },
      };
  for (const [document, why] of broken) yield { broken: document, why };
  for (const [id, count] of feed.repeated) yield { repeated: id, entries: count };
  for (const entry of feed.entries.values())
    if (entry.by !== 'id') yield { ...oldJson(entry), status: 'no-id', by: entry.by };
  for (const compared of [decisive, ...others]) yield* changesJson(compared);
  for (const { entry, place } of outside) yield { ...oldJson(entry), status: 'no-feed', leadsTo: place };
  const { outcome } = decisive;
  for (const { old, ours } of outcome.dates)
    yield { ...oldJson(old), status: 'other-date', date: dateOf(old.date), ourDate: dateOf(ours.date) };
  const linked: [string, readonly Pair[]][] = [
    ['led', links.led],
    ['temporary', links.temporary],
    ['foreign', links.foreign],
  ];
  for (const [kind, pairs] of linked) for (const pair of pairs) yield linkJson(kind, pair);
  for (const { lead, ...pair } of links.lost)
    yield { ...linkJson('lost', pair), leadsTo: { place: lead.place, status: lead.status } };
  for (const compared of [decisive, ...others])
    yield { feed: compared.name, ...totalsJson(compared), decides: compared === decisive };
}

function* changesJson({ name, outcome }: Compared): Generator<object> {
  for (const change of outcome.changed)
    yield {
      ...oldJson(change.old),
      status: 'new',
      feed: name,
      ourId: change.ours.key,
      ourLink: change.ours.link ?? null,
      trace: change.trace,
      why: reasonOf(change),
    };
  for (const old of outcome.missing) yield { ...oldJson(old), status: 'missing', feed: name };
}

const totalsJson = ({ facts, outcome }: Compared): object => ({
  format: facts.format,
  documents: facts.documents,
  entries: outcome.count,
  kept: outcome.kept,
  new: outcome.changed.length,
  missing: outcome.missing.length,
  otherDates: outcome.dates.length,
  otherLinks: outcome.links.length,
  added: outcome.added,
});

/** An entry without an id has its link, or null, in place of one. */
const oldJson = ({ key, by, title, link }: FeedEntry): object => ({
  entry: by === 'title' ? null : key,
  title,
  link: link ?? null,
});

const linkJson = (kind: string, { old, ours }: Pair): object => ({
  ...oldJson(old),
  status: 'other-link',
  redirect: kind,
  ourLink: ours.link === undefined ? null : placeOf(ours.link),
});

const dateOf = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString();
