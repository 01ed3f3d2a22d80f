/** An episode as feeds write it: stored fields are not trusted, so each text and each address is cleaned again. */

import type { Article } from '../article/article.ts';
import type {
  Alternate,
  Chapter,
  Episode,
  Funding,
  Person,
  Soundbite,
  Transcript,
  Txt,
} from '../article/episode.ts';
import { cleanLanguage, cleanLine, cleanUrl } from './clean.ts';
import { mediaType } from './media-type.ts';

/** Texts that become empty, and values without the address that they are about, are left out. */
export function episodeOf({ episode }: Pick<Article, 'episode'>): Episode | undefined {
  if (!episode) return undefined;
  const { title, season, number, type, explicit, image, chaptersFile, license, block } = episode;
  const chaptersUrl = cleanUrl(chaptersFile?.url);
  return present({
    title: cleanLine(title ?? '') || undefined,
    season: season && {
      number: season.number,
      ...present({ name: cleanLine(season.name ?? '') || undefined }),
    },
    number: number && {
      number: number.number,
      ...present({ display: cleanLine(number.display ?? '') || undefined }),
    },
    type,
    explicit,
    image: cleanUrl(image),
    transcripts: some(episode.transcripts, transcriptOf),
    chaptersFile:
      chaptersUrl === undefined ? undefined : { url: chaptersUrl, type: mediaType(chaptersFile!.type) },
    chapters: some(episode.chapters, chapterOf),
    persons: some(episode.persons, personOf),
    soundbites: some(episode.soundbites, soundbiteOf),
    alternates: some(episode.alternates, alternateOf),
    license: license && { name: cleanLine(license.name), ...present({ url: cleanUrl(license.url) }) },
    funding: some(episode.funding, fundingOf),
    txt: some(episode.txt, txtOf),
    block,
  });
}

function some<T>(list: readonly T[] | undefined, clean: (value: T) => T | undefined): T[] | undefined {
  const cleaned = (list ?? []).map(clean).filter((value) => value !== undefined);
  return cleaned.length > 0 ? cleaned : undefined;
}

function transcriptOf({ url, type, language, rel }: Transcript): Transcript | undefined {
  const address = cleanUrl(url);
  if (address === undefined) return undefined;
  return { url: address, type: mediaType(type), ...present({ language: cleanLanguage(language), rel }) };
}

function chapterOf({ start, title, href, img }: Chapter): Chapter | undefined {
  return { start, title: cleanLine(title), ...present({ href: cleanUrl(href), img: cleanUrl(img) }) };
}

function personOf({ name, role, group, img, href }: Person): Person | undefined {
  const cleaned = cleanLine(name);
  if (cleaned === '') return undefined;
  return {
    name: cleaned,
    ...present({
      role: role && cleanLine(role),
      group: group && cleanLine(group),
      img: cleanUrl(img),
      href: cleanUrl(href),
    }),
  };
}

function fundingOf({ url, label }: Funding): Funding | undefined {
  const address = cleanUrl(url);
  return address === undefined
    ? undefined
    : { url: address, label: cleanLine(label) || new URL(address).host };
}

function txtOf({ text, purpose }: Txt): Txt | undefined {
  const cleaned = cleanLine(text);
  if (cleaned === '') return undefined;
  return { text: cleaned, ...present({ purpose: cleanLine(purpose ?? '') || undefined }) };
}

const soundbiteOf = ({ start, duration, title }: Soundbite): Soundbite => ({
  start,
  duration,
  ...present({ title: cleanLine(title ?? '') || undefined }),
});

function alternateOf({ sources, ...alternate }: Alternate): Alternate | undefined {
  const addresses = sources.map(cleanUrl).filter((url) => url !== undefined);
  if (addresses.length === 0) return undefined;
  const { type, length, bitrate, height, language, title, rel, codecs, integrity, isDefault } = alternate;
  return {
    type: mediaType(type),
    ...present({
      length,
      bitrate,
      height,
      language: cleanLanguage(language),
      title: title && cleanLine(title),
      rel: rel && cleanLine(rel),
      codecs: codecs && cleanLine(codecs),
      integrity: integrity && { type: integrity.type, value: cleanLine(integrity.value) },
      isDefault,
    }),
    sources: addresses,
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const present = <T extends object>(object: T): Present<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Present<T>;
