/** Files of an episode that the article need not name: they lie beside its audio, or beside its article, and have its name. Pure. */

import type { Article, Media } from '../article/article.ts';
import type { Episode, Transcript } from '../article/episode.ts';
import { placeOfUrl, urlOfPlace } from '../article/named-files.ts';
import { chaptersType, sidecarsOf, transcriptTypes } from '../article/sidecar-files.ts';

/**
 * @param siteUrl no slash at the end
 * @param medium the first audio or video, at its final address
 * @param has whether there is a file at an address of this site
 * @returns the episode with what it lacks; the same if there is nothing
 */
export function withSidecars(
  siteUrl: string,
  { path: own }: Pick<Article, 'path'>,
  episode: Episode | undefined,
  medium: Media,
  has: (address: string) => boolean,
): Episode | undefined {
  const wantsCaptions = episode?.transcripts === undefined;
  const wantsChapters = episode?.chapters === undefined && episode?.chaptersFile === undefined;
  if (!wantsCaptions && !wantsChapters) return episode;
  const place = placeOfUrl(siteUrl, medium.url);
  const paths = new Map(
    (place === undefined ? [own] : [place, own]).flatMap(sidecarsOf).map(({ path, kind }) => [path, kind]),
  );
  const transcripts: Transcript[] = [];
  let chaptersFile: Episode['chaptersFile'];
  for (const [path, kind] of paths) {
    const url = urlOfPlace(siteUrl, path);
    const isWanted = kind === 'chapters' ? wantsChapters && !chaptersFile : wantsCaptions;
    if (!isWanted || !has(url)) continue;
    if (kind === 'chapters') chaptersFile = { url, type: chaptersType };
    else transcripts.push({ url, type: transcriptTypes.get(path.slice(-3))!, rel: 'captions' });
  }
  if (transcripts.length === 0 && !chaptersFile) return episode;
  return {
    ...episode,
    ...(transcripts.length > 0 && { transcripts }),
    ...(chaptersFile && { chaptersFile }),
  };
}
