/** Episodes as apps that play podcasts want them: what only `edgefeed check` says, since the articles can be published. */

import type { Media, ParsedArticle } from '../../article/article.ts';
import { placeOfUrl, placesOf } from '../../article/named-files.ts';
import type { Problem } from '../../article/problem.ts';
import { SourceLines } from '../../article/source-lines.ts';
import type { FileResult } from '../../publish/protocol.ts';

/** Types that Apple Podcasts plays: m4a, mp3, mov, mp4, m4v. */
const played: ReadonlySet<string> = new Set(
  'audio/x-m4a audio/mp4 audio/mpeg audio/mp3 audio/aac video/quicktime video/mp4 video/x-m4v application/pdf'.split(
    ' ',
  ),
);

interface Candidate extends Pick<Problem, 'line' | 'column'> {
  article: EpisodeHead;
  medium: Media;
}

/** What tells whether an article is an episode. */
export type EpisodeHead = Pick<ParsedArticle, 'path' | 'kind' | 'categories' | 'episode'>;

export class FolderEpisodes {
  readonly #siteUrl: string;
  readonly #candidates: Candidate[] = [];

  /** @param siteUrl no slash at the end */
  constructor(siteUrl: string) {
    this.#siteUrl = siteUrl;
  }

  /** @param at offset of the audio or video in the source; undefined: there is none */
  add(article: ParsedArticle, source: string, at: number | undefined): void {
    const { path, kind, categories, episode, media } = article;
    const [medium] = media;
    if (at === undefined || !medium) return;
    const head = { path, categories, ...(kind && { kind }), ...(episode && { episode }) };
    this.#candidates.push({ article: head, medium, ...new SourceLines(source).placeOf(at) });
  }

  /**
   * Of articles that say something of an episode, or stand in a show.
   * @param published the paths of all files that are published as they are; their facts are known
   */
  results(
    published: ReadonlySet<string>,
    statics: readonly string[],
    isInShow: (article: EpisodeHead) => boolean,
  ): FileResult[] {
    const first = new Map<string, string>();
    return this.#candidates.flatMap(({ article, medium, line, column }): FileResult[] => {
      if (!article.episode && !isInShow(article)) return [];
      const { path } = article;
      const place = placeOfUrl(this.#siteUrl, medium.url);
      const isOwn = place !== undefined;
      const isKnown = isOwn && placesOf(path, place, statics).some((name) => published.has(name));
      const messages = [...(isKnown ? [] : sizeMessages(medium)), ...typeMessages(medium)];
      if (!isOwn) messages.push(...addressMessages(medium.url));
      const key = soundKey(medium.url);
      const other = first.get(key);
      if (other === undefined) first.set(key, path);
      else messages.push(`${other} has the same audio or video; give each episode its own file`);
      const problems = messages.map((message): Problem => ({
        severity: 'warning',
        code: 'episode',
        line,
        column,
        message,
      }));
      return problems.length > 0 ? [{ path, status: 'article', problems }] : [];
    });
  }
}

function addressMessages(url: string): string[] {
  const { pathname } = new URL(url);
  return [
    ...(url.startsWith('http:')
      ? [`the address ${url} is not https, which apps refuse; write https://`]
      : []),
    ...(/%(?![\da-f]{2})/i.test(url)
      ? [`the address ${url} has a % that encodes nothing; write %25 for it`]
      : []),
    ...(/\.\w{1,5}$/.test(pathname)
      ? []
      : [
          `the address ${url} ends without .mp3 or another ending, by which Apple Podcasts knows audio and video; use one that has it`,
        ]),
  ];
}

/** What addresses of one file have in common: neither the scheme, nor a fragment, nor how characters are encoded. */
function soundKey(url: string): string {
  const { host, pathname, search } = new URL(url);
  try {
    return host + decodeURIComponent(pathname).normalize('NFC') + search;
  } catch {
    return host + pathname + search;
  }
}

function sizeMessages({ length, duration }: Media): string[] {
  return [
    ...(length
      ? []
      : [
          'the audio or video has no length in bytes, without which some apps refuse an episode; write "length: 41888234", or have "edgefeed check --remote --write" look it up',
        ]),
    ...(duration
      ? []
      : [
          'the audio or video has no duration, so that apps show 0:00; write "duration: 52:14", or have "edgefeed check --remote --write" look it up',
        ]),
  ];
}

function typeMessages({ type }: Media): string[] {
  if (played.has(type)) return [];
  return [
    `the audio or video is ${type}, which Apple Podcasts does not play; use m4a, mp3, mov, mp4 or m4v, and name others as alternate_enclosures`,
  ];
}
