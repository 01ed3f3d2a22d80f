/** The files of other sites that the articles of a folder name, each with its places. */

import type { ParsedArticle } from '../../article/article.ts';
import type { Problem } from '../../article/problem.ts';
import type { Use } from './ask.ts';
import { shownAddresses } from './shown-addresses.ts';
import { SourcePlaces } from './source-places.ts';

/** An article that names a file of another site. */
export interface NamingPlace extends Pick<Problem, 'line' | 'column'> {
  /** Of the article, relative to the content folder. */
  path: string;
  /** What the article says of an enclosure. */
  said?: { type: string; bytes?: number };
}

/** Places that are reported of one file: a logo may stand in every article. */
const mostPlaces = 20;

export interface RemoteFile {
  use: Use;
  places: NamingPlace[];
  /** Further places. */
  more: number;
  /** An article has it as an enclosure, and does not say how long it is. */
  lacksDuration?: true;
}

/** An article with an enclosure at another site. */
export interface Enclosing {
  path: string;
  /** As the disk spells the path. */
  spelled: string;
}

export class RemoteNames {
  /** By absolute address, without its fragment. */
  readonly files = new Map<string, RemoteFile>();
  readonly enclosing: Enclosing[] = [];
  readonly #site: string;

  /** @param siteUrl without a slash at the end */
  constructor(siteUrl: string) {
    this.#site = new URL(siteUrl).host;
  }

  add({ path, spelled }: Enclosing, source: string, article: ParsedArticle): void {
    const own = new Map<string, Use>();
    for (const { url, use } of shownAddresses(article)) {
      const address = this.#remote(url);
      // Where a video is also named as a picture, one of the two is wrong anyway.
      if (address !== undefined && !own.has(address)) own.set(address, use);
    }
    if (own.size === 0) return;
    const media = new Map(article.media.map((medium) => [this.#remote(medium.url), medium]));
    const others = (article.episode?.alternates ?? []).flatMap(({ sources }) => sources);
    const enclosed = [...media.keys(), ...others.map((url) => this.#remote(url))];
    if (enclosed.some((url) => url !== undefined)) this.enclosing.push({ path, spelled });
    let places: SourcePlaces | undefined;
    for (const [url, use] of own) {
      const file = this.files.get(url) ?? { use, places: [], more: 0 };
      this.files.set(url, file);
      if (media.has(url) && !media.get(url)!.duration) file.lacksDuration = true;
      if (file.places.length >= mostPlaces) {
        file.more++;
        continue;
      }
      places ??= new SourcePlaces(source);
      const medium = media.get(url);
      const said = medium && {
        type: medium.type,
        ...(medium.length !== undefined && { bytes: medium.length }),
      };
      file.places.push({ path, ...places.find(url), ...(said && { said }) });
    }
  }

  /** The address as it is asked; undefined for one of the site itself. */
  #remote(url: string): string | undefined {
    const parsed = URL.parse(url);
    if (!parsed || parsed.host === this.#site || parsed.hostname === '') return undefined;
    parsed.hash = '';
    return parsed.href;
  }
}
