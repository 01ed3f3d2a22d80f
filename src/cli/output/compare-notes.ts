/** The notes of `edgefeed compare`. */

import type { Compared, Report } from '../compare/compare.ts';
import { nameOf } from '../compare/entry.ts';
import type { Links } from '../compare/links.ts';
import type { OutsideFeeds } from '../compare/outside-feeds.ts';
import type { Lead } from '../compare/our-site.ts';
import { placeOf, type Pair } from '../compare/side.ts';
import { formatNumber, plural } from './numbers.ts';
import { isIri } from '../../site/setting-values.ts';

/** Examples in a note. */
const mostExamples = 3;

/** What readers may notice beside entries that look new: one sentence each. */
export function notesOf(report: Report): string[] {
  const { decisive, links, outside, broken } = report;
  return [
    ...leadNotes(report),
    ...otherNotes(report),
    ...channelNotes(report),
    ...oldNotes(report),
    ...outsideNotes(outside),
    ...dateNotes(decisive.outcome.dates),
    ...linkNotes(links),
    ...addedNotes(decisive),
    ...Array.from(
      broken,
      ([name, why]) =>
        `${name} is not well-formed (${why}): some readers refuse it, so they may know fewer entries`,
    ),
  ];
}

/** Who gets which format. */
function leadNotes({ old, lead, decisive }: Report): string[] {
  const { place, facts } = old;
  const left =
    facts.left === undefined
      ? []
      : [
          `the old feed names older entries at ${facts.left}, which a file does not lead to; compare its address to read them, too`,
        ];
  if (place === undefined || !lead) return left;
  if (lead.status === 200 && placeOf(lead.place).split('?')[0] === decisive.name) {
    const how = lead.isLed ? `leads to ${decisive.name}` : 'is answered';
    return [
      `the old address ${place} ${how} here, so the entries were compared in ${decisive.facts.format}`,
      ...left,
    ];
  }
  const elsewhere =
    lead.status === 200 ? `leads to ${lead.place}, which is no feed,` : `leads to ${lead.place}`;
  const what = lead.status === 0 || lead.status === 200 ? elsewhere : `is answered with ${lead.status}`;
  return [
    `the old address ${place} ${what} here: lead it to ${decisive.name}, or readers lose the feed (docs/redirects.md)`,
    ...left,
  ];
}

/** Formats that would keep less: those who know the old feed do not get them. */
function otherNotes({ decisive, others }: Report): string[] {
  return others
    .filter(({ outcome }) => outcome.changed.length > decisive.outcome.changed.length)
    .map(({ name, facts, outcome }) => {
      const made = outcome.changed.filter(({ trace }) => trace === 'iri').length;
      const why =
        made > 0
          ? `; ${formatNumber(made)} of their ids ${made === 1 ? 'is no IRI' : 'are no IRIs'}, which Atom needs`
          : '';
      return `in ${facts.format} (${name}), ${plural(outcome.changed.length, 'entry')} would look new${why}: that concerns readers who change to it by themselves`;
    });
}

/** What the old feed says of itself. */
function channelNotes({ channel: { ids, home, self }, decisive }: Report): string[] {
  const answer = ({ status, place }: Lead): string =>
    status === 0 || status === 200 ? `leads to ${place} here` : `is answered with ${status} here`;
  return [
    ids &&
      `the Atom feed has the id ${ids.ours}, and the old one ${ids.old}: readers that know a feed by its id see another feed; ${isIri(ids.old) ? `write FEED_ID = ${JSON.stringify(ids.old)} below [vars] in wrangler.toml` : 'it cannot be kept, since it is no IRI'}`,
    home &&
      `the page that the old feed names as its site, ${home.place}, ${answer(home.lead)}: write a line for it into _redirects (docs/redirects.md)`,
    self &&
      `the address that the old feed names as its own, ${self.place}, ${answer(self.lead)}: lead it to ${decisive.name}, or readers who took it lose the feed (docs/redirects.md)`,
  ].filter((note) => note !== undefined);
}

/** How readers know entries without an id, and several with one. */
function oldNotes({ old }: Report): string[] {
  const by = { id: 0, link: 0, title: 0 };
  let padded = 0;
  for (const entry of old.feed.entries.values()) {
    by[entry.by]++;
    if (entry.isPadded) padded++;
  }
  const { size } = old.feed.repeated;
  return [
    by.link > 0 &&
      `${plural(by.link, 'entry')} of the old feed ${by.link === 1 ? 'has' : 'have'} no id: readers that take the link for it (Miniflux) see what this report says; those that take a hash of date or text (NetNewsWire, FreshRSS) show ${by.link === 1 ? 'it' : 'them'} once more`,
    by.title > 0 &&
      `${plural(by.title, 'entry')} of the old feed ${by.title === 1 ? 'has' : 'have'} neither id nor link: no reader finds ${by.title === 1 ? 'it' : 'them'} again`,
    padded > 0 &&
      `${plural(padded, 'id')} of the old feed ${padded === 1 ? 'has' : 'have'} white space at the ends, and ours has none: readers that do not trim ids (Miniflux) show ${padded === 1 ? 'the entry' : 'the entries'} once more`,
    size > 0 &&
      `${plural(size, 'id')} of the old feed ${size === 1 ? 'stands' : 'stand'} at several entries, of which readers know one or tell them apart by their links: ${examples([...old.feed.repeated.keys()])}`,
  ].filter((note) => typeof note === 'string');
}

function outsideNotes(outside: readonly OutsideFeeds[]): string[] {
  if (outside.length === 0) return [];
  const shown = outside.map(({ entry, place }) => `${nameOf(entry)} (${place})`);
  const isOne = outside.length === 1;
  return [
    `${plural(outside.length, 'entry')} of the old feed ${isOne ? 'is' : 'are'} in no feed here, and ${isOne ? 'its address answers' : 'their addresses answer'}: ${examples(shown)}. Pages are in no feed; a text becomes an article by a date in its front matter`,
  ];
}

function dateNotes(dates: readonly Pair[]): string[] {
  if (dates.length === 0) return [];
  const shown = dates.map(({ old, ours }) => `${nameOf(old)} (${iso(old.date)}, now ${iso(ours.date)})`);
  return [
    `${plural(dates.length, 'entry')} ${dates.length === 1 ? 'has' : 'have'} another date, by which readers sort: ${examples(shown)}`,
  ];
}

const iso = (time: number | undefined): string =>
  time === undefined ? 'none' : new Date(time).toISOString().replace('.000Z', 'Z');

function linkNotes({ led, temporary, lost, foreign, unasked }: Links): string[] {
  const places = (pairs: readonly Pair[]): string => examples(pairs.map(({ old }) => placeOf(old.link!)));
  return [
    led.length > 0 &&
      `${plural(led.length, 'entry')} ${led.length === 1 ? 'has' : 'have'} another link; each old address leads to the article (301)`,
    temporary.length > 0 &&
      `${plural(temporary.length, 'old address')} of articles ${temporary.length === 1 ? 'leads' : 'lead'} to them by redirects that are not permanent: ${places(temporary)}`,
    lost.length > 0 &&
      `${plural(lost.length, 'old address')} of articles ${lost.length === 1 ? 'does' : 'do'} not lead to them here: ${examples(lost.map(({ old, lead }) => `${placeOf(old.link!)} (${lead.status === 0 || lead.status === 200 ? `leads to ${lead.place}` : lead.status})`))}`,
    foreign.length > 0 &&
      `${plural(foreign.length, 'entry')} of the old feed ${foreign.length === 1 ? 'links' : 'link'} to another site, and here to the article: ${examples(foreign.map(({ old }) => old.link!))}`,
    unasked > 0 &&
      `${plural(unasked, 'further old address')} of articles ${unasked === 1 ? 'was' : 'were'} not asked for`,
  ].filter((note) => typeof note === 'string');
}

function addedNotes({ outcome }: Compared): string[] {
  const { newer, older, shown } = outcome.added;
  return [
    newer > 0 &&
      `${plural(newer, 'entry')} ${newer === 1 ? 'is' : 'are'} newer than the old feed, and will look new, as new articles do`,
    older > 0 &&
      `${plural(older, 'entry')} ${older === 1 ? 'is' : 'are'} older, and not in the old feed${shown > 0 ? `; ${formatNumber(shown)} ${shown === 1 ? 'is' : 'are'} in the document that readers fetch, and will look new` : ''}`,
  ].filter((note) => typeof note === 'string');
}

const examples = (texts: readonly string[]): string =>
  texts.slice(0, mostExamples).join(', ') +
  (texts.length > mostExamples ? ` and ${formatNumber(texts.length - mostExamples)} more` : '');
