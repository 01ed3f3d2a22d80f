/**
 * The texts of episodes for their pages: chapters and transcripts of files of this site, read when the document of the page
 * is written. Feeds only link to the files.
 */

import { captionsOf, type Episode } from '../../article/episode.ts';
import { placeOfUrl } from '../../article/named-files.ts';
import { paragraphsOf, readCaptions } from '../../asset/captions.ts';
import { readChapters } from '../../asset/chapters.ts';
import { isReadForPages } from '../../asset/facts.ts';
import type { Site } from '../../site/config.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import type { EpisodeTexts } from '../../store/documents.ts';
import type { Tables } from '../tables/tables.ts';
import { filling } from './facts.ts';

export interface TextsOfEpisodes {
  /** By the ids of articles; without those that have none. */
  texts: ReadonlyMap<string, EpisodeTexts>;
  /** By the ids of articles: why a text is lacking that should be there. */
  lacking: ReadonlyMap<string, string>;
}

/**
 * A file that the store does not answer with is lacking, for now: KV may show the bytes of a file elsewhere only after a minute.
 * @param addresses of articles, among others
 */
export async function episodeTexts(
  tables: Tables,
  site: Site,
  blobs: Blobs,
  addresses: readonly string[],
): Promise<TextsOfEpisodes> {
  const found = { texts: new Map<string, EpisodeTexts>(), lacking: new Map<string, string>() };
  if (tables.assets.isEmpty) return found;
  const fill = filling(tables, site);
  const ids = Array.from(tables.addresses.find(addresses).values(), ({ id, state }) =>
    state === 'article' ? [id] : [],
  ).flat();
  const reads = ids.map(async (id) => {
    const head = tables.articles.head(id)?.article;
    if (!head || head.media.length === 0) return;
    // The body has no part in this.
    const { episode } = fill({ ...head, html: '' });
    const read = async (url: string): Promise<string | undefined> => {
      const file = await fileAt(url, tables, site, blobs);
      if (typeof file === 'string') return file;
      if (file) found.lacking.set(id, file.lacking);
      return undefined;
    };
    const texts = episode && (await textsOf(episode, read));
    if (texts) found.texts.set(id, texts);
  });
  await Promise.all(reads);
  return found;
}

async function textsOf(
  episode: Episode,
  read: (url: string) => Promise<string | undefined>,
): Promise<EpisodeTexts | undefined> {
  const { chapters, chaptersFile } = episode;
  const captions = captionsOf(episode);
  const [json, said] = await Promise.all([
    chapters || !chaptersFile ? undefined : read(chaptersFile.url),
    captions && read(captions.url),
  ]);
  const listed = json === undefined ? [] : readChapters(json).chapters;
  const kind = captions?.type === 'text/vtt' ? 'vtt' : 'srt';
  const transcript = said === undefined ? [] : paragraphsOf(readCaptions(said, kind).cues);
  if (listed.length === 0 && transcript.length === 0) return undefined;
  return {
    ...(listed.length > 0 && { chapters: listed }),
    ...(transcript.length > 0 && { transcript }),
  };
}

/** The text of a small file of this site. A file that is held back, or whose bytes must be sent again, has none. */
async function fileAt(
  url: string,
  { assets }: Tables,
  site: Site,
  blobs: Blobs,
): Promise<string | { lacking: string } | undefined> {
  const path = placeOfUrl(site.url, url);
  const asset = path === undefined ? undefined : assets.get(path);
  if (!asset || asset.held || !isReadForPages(asset.facts)) return undefined;
  // KV remembers for a minute that it was asked for bytes that it did not hold.
  if (assets.unsentAmong([asset.path]).size > 0) return undefined;
  try {
    const bytes = await blobs.readWhole(asset.blob);
    return bytes
      ? new TextDecoder().decode(bytes)
      : { lacking: `the store does not answer with ${asset.path}` };
  } catch (error) {
    return { lacking: `the store does not answer with ${asset.path}: ${String(error)}` };
  }
}
