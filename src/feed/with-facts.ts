/**
 * Fills in what is known of the files that an article names: sizes, types and lengths, so that readers lay out pictures
 * before they have loaded, and know what an enclosure costs. A file that is not where the article's address says, but
 * where its generator would look, gets that address. Pure, and linear in the length of the body.
 */

import type { Article, Media } from '../article/article.ts';
import type { Alternate, Episode } from '../article/episode.ts';
import { placeOfUrl, placesOf, urlOfPlace } from '../article/named-files.ts';
import type { AssetFacts } from '../asset/facts.ts';
import { withSidecars } from './with-sidecars.ts';
import { escapeXml } from './xml.ts';

/** @param address absolute, at this site, without `?…` and `#…` @returns undefined if there is no such file */
export type FactsOf = (address: string) => AssetFacts | undefined;

/** Addresses of an article that are looked up: each takes up to five reads. */
const mostAddresses = 500;

/**
 * @param siteUrl no slash at the end
 * @param statics folders whose files are at the root of the site
 * @returns the same article if nothing is known
 */
export function withFacts(
  siteUrl: string,
  article: Article,
  factsOf: FactsOf,
  statics: readonly string[] = [],
): Article {
  const files = new Files(siteUrl, article.path, factsOf, statics);
  const image = article.image === undefined ? undefined : files.at(article.image);
  const media = article.media.map((medium) => mediumWith(medium, files.at(medium.url)));
  const named = article.episode && episodeWith(article.episode, files);
  const episode = media[0]
    ? withSidecars(siteUrl, article, named, media[0], (address) => factsOf(address) !== undefined)
    : named;
  const html = article.html.includes(`"${siteUrl}/`) ? bodyWith(article.html, files) : article.html;
  if (files.known === 0 && episode === named) return article;
  return {
    ...article,
    html,
    media,
    ...(episode && { episode }),
    ...(image && { image: image.url, imageFacts: image.facts }),
  };
}

interface Found {
  url: string;
  facts: AssetFacts;
}

class Files {
  readonly #siteUrl: string;
  readonly #own: string;
  readonly #factsOf: FactsOf;
  readonly #statics: readonly string[];
  readonly #found = new Map<string, Found | undefined>();
  /** Files about which something is known. */
  known = 0;

  constructor(siteUrl: string, own: string, factsOf: FactsOf, statics: readonly string[]) {
    this.#statics = statics;
    this.#siteUrl = siteUrl;
    this.#own = own;
    this.#factsOf = factsOf;
  }

  at(url: string): Found | undefined {
    if (this.#found.has(url)) return this.#found.get(url);
    if (this.#found.size >= mostAddresses) return undefined;
    const found = this.#find(url);
    this.#found.set(url, found);
    if (found) this.known++;
    return found;
  }

  #find(url: string): Found | undefined {
    const place = placeOfUrl(this.#siteUrl, url);
    if (place === undefined) return undefined;
    for (const path of placesOf(this.#own, place, this.#statics)) {
      const address = urlOfPlace(this.#siteUrl, path);
      const facts = this.#factsOf(address);
      // `?…` and `#…` stay.
      if (facts) return { url: path === place ? url : address + /(?:[?#][^]*)?$/.exec(url)![0], facts };
    }
    return undefined;
  }
}

/** The file says itself what it is; an author may only guess. */
function mediumWith(medium: Media, found: Found | undefined): Media {
  if (!found) return medium;
  const { type, bytes, duration = medium.duration } = found.facts;
  const isKnown = type !== 'application/octet-stream';
  return {
    url: found.url,
    type: isKnown ? type : medium.type,
    length: bytes,
    ...(duration !== undefined && { duration }),
  };
}

/** The addresses of an episode's files. Pictures of persons and of chapters are looked up, too. */
function episodeWith(episode: Episode, files: Files): Episode {
  const moved = <T extends object>(value: T, key: keyof T): T => {
    const url = value[key];
    const found = typeof url === 'string' ? files.at(url) : undefined;
    return found && found.url !== url ? { ...value, [key]: found.url } : value;
  };
  const { transcripts, chaptersFile, chapters, persons, alternates } = episode;
  return {
    ...moved(episode, 'image'),
    ...(transcripts && { transcripts: transcripts.map((transcript) => moved(transcript, 'url')) }),
    ...(chaptersFile && { chaptersFile: moved(chaptersFile, 'url') }),
    ...(chapters && { chapters: chapters.map((chapter) => moved(chapter, 'img')) }),
    ...(persons && { persons: persons.map((person) => moved(person, 'img')) }),
    ...(alternates && { alternates: alternates.map((alternate) => alternateWith(alternate, files)) }),
  };
}

function alternateWith(alternate: Alternate, files: Files): Alternate {
  const [first] = alternate.sources;
  const found = first === undefined ? undefined : files.at(first);
  if (!found) return alternate;
  const { type, length } = mediumWith({ url: found.url, type: alternate.type }, found);
  const sources = [found.url, ...alternate.sources.slice(1)];
  return { ...alternate, type, ...(length !== undefined && { length }), sources };
}

/** Tags as the sanitiser writes them: no attribute contains `<` or `>`. */
const tags = /<(img|source|video|audio|track|a|\/?picture)( [^<>]*)?>/g;
/** Attributes likewise: none contains a quote. */
const attributes = / ([\w-]+)="([^"]*)"/g;

function bodyWith(html: string, files: Files): string {
  let inPicture = false;
  return html.replace(tags, (tag: string, name: string, list: string | undefined) => {
    if (name.endsWith('picture')) inPicture = name === 'picture';
    if (list === undefined) return tag;
    const has = new Map<string, string>();
    let facts: AssetFacts | undefined;
    const moved = list.replace(attributes, (whole: string, key: string, value: string) => {
      has.set(key, value);
      if (key === 'srcset')
        return ` srcset="${value
          .split(', ')
          .map((one) => candidateWith(one, files))
          .join(', ')}"`;
      if (key !== 'src' && key !== 'href' && key !== 'poster') return whole;
      const url = value.replaceAll('&amp;', '&');
      const found = files.at(url);
      if (key === 'src') facts = found?.facts;
      return found && found.url !== url ? ` ${key}="${escapeXml(found.url)}"` : whole;
    });
    // The size of one candidate is not that of the others.
    const isOnly = name === 'img' && !has.has('srcset') && !inPicture;
    return `<${name}${moved}${isOnly && facts ? sizeOf(facts, has) : ''}>`;
  });
}

function candidateWith(candidate: string, files: Files): string {
  const [address = '', ...descriptor] = candidate.split(' ');
  const found = files.at(address.replaceAll('&amp;', '&'));
  return found ? [escapeXml(found.url), ...descriptor].join(' ') : candidate;
}

/** The attributes that are missing; a side that the author gave scales the other one. */
function sizeOf({ width, height }: AssetFacts, has: ReadonlyMap<string, string>): string {
  if (!width || !height) return '';
  const given = { width: has.get('width'), height: has.get('height') };
  if (given.width !== undefined && given.height !== undefined) return '';
  if (given.width === undefined && given.height === undefined) return ` width="${width}" height="${height}"`;
  const side = Number(given.width ?? given.height);
  // A share of the page, like 50%, has no other side yet.
  if (!(side > 0)) return '';
  return given.width === undefined
    ? ` width="${Math.round((side * width) / height)}"`
    : ` height="${Math.round((side * height) / width)}"`;
}
