/**
 * Elements of an episode: those of Apple Podcasts (https://podcasters.apple.com/support/823-podcast-requirements), of the podcast
 * namespace (https://podcastindex.org/namespace/1.0), and chapters of Podlove (https://podlove.org/simple-chapters/). Only the
 * feed of a podcast has them.
 */

import type { Alternate, Chapter, Episode, Person } from '../../article/episode.ts';
import { shortenTo } from '../../article/body/summary.ts';
import { limits } from '../../limits.ts';
import type { Item } from '../item.ts';
import { emptyElement, textElement, writeAttributes } from '../xml.ts';
import { fundingElement, licenseElements, personElement, txtElement } from './podcast.ts';

/** @param item of an article with audio or video */
export function episodeElements(item: Item): string[] {
  const { episode = {}, media, cover, authors } = item;
  const {
    title,
    explicit,
    type,
    block,
    transcripts = [],
    soundbites = [],
    license,
    funding = [],
    txt = [],
    alternates = [],
  } = episode;
  return [
    ...text('itunes:title', title),
    // Apple Podcasts recommends seconds.
    ...text('itunes:duration', media[0]?.duration?.toString()),
    ...text('itunes:explicit', explicit?.toString()),
    ...numberElements(episode),
    ...text('itunes:episodeType', type),
    ...(cover === undefined ? [] : [emptyElement('itunes:image', { href: cover })]),
    ...text('itunes:block', block && 'Yes'),
    ...transcripts.map(({ url, type, language, rel }) =>
      emptyElement('podcast:transcript', { url, type, language, rel }),
    ),
    ...chapterElements(episode),
    ...personsOf(episode, authors).map(personElement),
    ...soundbites.map(({ start, duration, title = '' }) =>
      textElement('podcast:soundbite', title, { startTime: String(start), duration: String(duration) }),
    ),
    ...licenseElements(license),
    ...funding.map(fundingElement),
    ...txt.map(txtElement),
    ...alternates.map(alternateElement),
  ];
}

/** What the channel says of a trailer (`podcast:trailer`). @returns undefined: the item is none, or has no audio and video */
export function trailerOf({ episode, media: [medium], title, published }: Item) {
  if (episode?.type !== 'trailer' || !medium) return undefined;
  const { url, type, length } = medium;
  const season = episode.season?.number;
  return {
    title: shortenTo(title, limits.episodeName),
    url,
    type,
    published: published.getTime(),
    ...(length !== undefined && { length }),
    ...(season !== undefined && { season }),
  };
}

const text = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [textElement(name, value)];

/** For Apple Podcasts, seasons and episodes have whole numbers from 1. */
function numberElements({ season, number }: Episode): string[] {
  const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;
  return [
    ...(season && isCount(season.number) ? [textElement('itunes:season', String(season.number))] : []),
    ...(number && isCount(number.number) ? [textElement('itunes:episode', String(number.number))] : []),
    ...(season ? [textElement('podcast:season', String(season.number), { name: season.name })] : []),
    ...(number ? [textElement('podcast:episode', String(number.number), { display: number.display })] : []),
  ];
}

function chapterElements({ chapters, chaptersFile }: Episode): string[] {
  if (chaptersFile) return [emptyElement('podcast:chapters', { ...chaptersFile })];
  if (!chapters) return [];
  const entries = chapters.map(({ start, title, href, img }: Chapter) =>
    emptyElement('psc:chapter', { start: clock(start), title, href, image: img }),
  );
  const root = { 'xmlns:psc': 'http://podlove.org/simple-chapters', version: '1.2' };
  return [`<psc:chapters${writeAttributes(root)}>${entries.join('')}</psc:chapters>`];
}

/** `01:02:03.500`, a time of Podlove Simple Chapters (RFC 2326, 3.6). */
function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const part = (value: number, digits = 2): string => String(Math.floor(value)).padStart(digits, '0');
  return `${part(ms / 3_600_000)}:${part((ms / 60_000) % 60)}:${part((ms / 1000) % 60)}.${part(ms % 1000, 3)}`;
}

/** The persons of an episode replace those of the show, so that one with guests alone has its authors as hosts, too. */
function personsOf({ persons = [] }: Episode, authors: Item['authors']): Person[] {
  const hasHost = persons.some(({ role = 'host' }) => role.endsWith('host'));
  if (persons.length === 0 || hasHost) return persons;
  return [...authors.map(({ name, url }) => ({ name, ...(url !== undefined && { href: url }) })), ...persons];
}

function alternateElement(alternate: Alternate): string {
  const { type, length, bitrate, height, language, title, rel, codecs, integrity, isDefault, sources } =
    alternate;
  const attributes = writeAttributes({
    type,
    length: length?.toString(),
    bitrate: bitrate?.toString(),
    height: height?.toString(),
    lang: language,
    title,
    rel,
    codecs,
    default: isDefault?.toString(),
  });
  const list = sources.map((uri) => emptyElement('podcast:source', { uri }));
  if (integrity) list.push(emptyElement('podcast:integrity', { ...integrity }));
  return `<podcast:alternateEnclosure${attributes}>${list.join('')}</podcast:alternateEnclosure>`;
}
