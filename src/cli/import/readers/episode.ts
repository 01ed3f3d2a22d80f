/** What a feed says of an episode: elements of Apple Podcasts, of the podcast namespace and of Podlove. */

import type { ItunesNs, PodcastNs, PscNs } from 'feedsmith';
import { episodeTypes, type Alternate, type Episode, type Funding } from '../../../article/episode.ts';
import { timeOf } from '../../../article/fields/duration.ts';
import { tidyText } from '../../../article/text.ts';
import { chaptersType } from '../../../article/sidecar-files.ts';
import { childrenOf, find, readElements } from './elements.ts';
import { present, textOfName, webAddress } from './texts.ts';

interface EpisodeItem {
  itunes?: ItunesNs.Item;
  podcast?: PodcastNs.Item;
  psc?: PscNs.Item;
}

/** @param base what relative addresses are relative to @param xml a document with the item @returns undefined: the feed says nothing */
export function episodeOf(
  { itunes = {}, podcast = {}, psc }: EpisodeItem,
  base: string | undefined,
  xml: string,
): Episode | undefined {
  const address = (written: string | undefined): string | undefined => webAddress(written, base);
  const season = podcast.season?.number ?? itunes.season;
  const number = podcast.episode?.number ?? itunes.episode;
  const chaptersUrl = address(podcast.chapters?.url);
  const license = textOfName(podcast.license?.display);
  const episode: Episode = present({
    title: textOfName(itunes.title) || undefined,
    season: isCount(season)
      ? { number: season, ...named('name', textOfName(podcast.season?.name)) }
      : undefined,
    number: isNumber(number)
      ? { number, ...named('display', textOfName(podcast.episode?.display)) }
      : undefined,
    type: episodeTypes.find((type) => type === itunes.episodeType?.trim().toLowerCase()),
    explicit: itunes.explicit,
    transcripts: some(
      (podcast.transcripts ?? []).map(({ url, type = 'text/plain', language, rel }) => {
        const found = address(url);
        const captions = rel?.toLowerCase() === 'captions' ? ('captions' as const) : undefined;
        return found === undefined
          ? undefined
          : { url: found, type, ...present({ language, rel: captions }) };
      }),
    ),
    chaptersFile:
      chaptersUrl === undefined
        ? undefined
        : { url: chaptersUrl, type: podcast.chapters?.type ?? chaptersType },
    chapters: some((psc?.chapters ?? []).map((chapter) => chapterOf(chapter, address))),
    persons: some(
      (podcast.persons ?? []).map(({ display, role, group, img, href }) => {
        const name = textOfName(display);
        if (name === '') return undefined;
        const words = present({ role: role?.toLowerCase(), group: group?.toLowerCase() });
        return { name, ...words, ...present({ img: address(img), href: address(href) }) };
      }),
    ),
    soundbites: some(
      (podcast.soundbites ?? []).map(({ startTime: start, duration, display }) =>
        isNumber(start) && isNumber(duration) && duration > 0
          ? { start, duration, ...named('title', textOfName(display)) }
          : undefined,
      ),
    ),
    alternates: some((podcast.alternateEnclosures ?? []).map((alternate) => alternateOf(alternate, address))),
    license:
      license === '' ? undefined : { name: license, ...present({ url: address(podcast.license?.url) }) },
    funding: some(fundingIn(xml, address)),
    txt: some(
      (podcast.txts ?? []).map(({ display, purpose }) => {
        // No HTML: what a service asks for stays as it is.
        const text = tidyText(display ?? '');
        return text === '' ? undefined : { text, ...named('purpose', textOfName(purpose)) };
      }),
    ),
    block: itunes.block === true ? true : undefined,
  });
  return Object.keys(episode).length > 0 ? episode : undefined;
}

/** feedsmith reads the links for funding of a channel only. */
function fundingIn(xml: string, address: Resolve): Funding[] {
  if (!/<podcast:funding[\s>]/.test(xml)) return [];
  const item = find(readElements(xml), 'item');
  return (item ? childrenOf(item, 'podcast:funding') : []).flatMap(({ attributes, text }) => {
    const url = address(attributes['url']);
    return url === undefined ? [] : [{ url, label: textOfName(text) || new URL(url).host }];
  });
}

type Resolve = (written: string | undefined) => string | undefined;

function chapterOf({ start, title, href, image }: PscNs.Chapter, address: Resolve) {
  const at = timeOf(start ?? '');
  const name = textOfName(title);
  if (at === undefined || name === '') return undefined;
  return { start: at, title: name, ...present({ href: address(href), img: address(image) }) };
}

function alternateOf(alternate: PodcastNs.AlternateEnclosure, address: Resolve) {
  const { type = '', length, bitrate, height, lang, title, rel, codecs, integrity, sources = [] } = alternate;
  // Other schemes, such as ipfs:, are for the apps that know them.
  const addresses = sources.flatMap(({ uri }) => address(uri) ?? []);
  if (addresses.length === 0) return undefined;
  return {
    type,
    ...present({ length, bitrate, height, language: lang, title, rel, codecs }),
    ...integrityOf(integrity),
    ...(alternate.default === true && { isDefault: true as const }),
    sources: addresses,
  };
}

function integrityOf({ type, value }: PodcastNs.Integrity = {}): Pick<Alternate, 'integrity'> {
  const isKnown = type === 'sri' || type === 'pgp-signature';
  return isKnown && value !== undefined ? { integrity: { type, value } } : {};
}

const isNumber = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value >= 0 && value < 1e9;
const isCount = (value: number | undefined): value is number =>
  isNumber(value) && Number.isInteger(value) && value < 1e6;

const named = <Key extends string>(key: Key, text: string): { [K in Key]?: string } =>
  (text === '' ? {} : { [key]: text }) as { [K in Key]?: string };

function some<T>(list: readonly (T | undefined)[]): T[] | undefined {
  const found = list.filter((value) => value !== undefined);
  return found.length > 0 ? found : undefined;
}
