/** An episode in JSON Feed, as an extension (https://www.jsonfeed.org/version/1.1/#extensions): attachments have its media. */

import type { Episode, Funding, Integrity, License, Person, Txt } from '../article/episode.ts';

interface JsonTranscript {
  url: string;
  mime_type: string;
  language?: string;
  rel?: 'captions';
}

interface JsonChapter {
  /** Seconds, like all times here. */
  start: number;
  title: string;
  url?: string;
  image?: string;
}

interface JsonAlternate {
  mime_type: string;
  size_in_bytes?: number;
  bitrate?: number;
  height?: number;
  language?: string;
  title?: string;
  rel?: string;
  codecs?: string;
  integrity?: Integrity;
  default?: true;
  sources: string[];
}

/** The `_podcast` of an item. The names are those of the podcast namespace, in the manner of JSON Feed. */
export interface JsonEpisode {
  title?: string;
  season?: { number: number; name?: string };
  episode?: { number: number; display?: string };
  type?: 'full' | 'trailer' | 'bonus';
  explicit?: boolean;
  image?: string;
  transcripts?: JsonTranscript[];
  /** A file of JSON Chapters. */
  chapters_url?: string;
  chapters?: JsonChapter[];
  persons?: Person[];
  soundbites?: { start: number; duration: number; title?: string }[];
  license?: License;
  funding?: Funding[];
  txt?: Txt[];
  alternates?: JsonAlternate[];
  block?: true;
}

/** @param episode cleaned */
export function jsonEpisode(episode: Episode): JsonEpisode {
  const { number, transcripts, chaptersFile, chapters, alternates, ...same } = episode;
  return {
    ...same,
    ...(number && { episode: number }),
    ...(transcripts && {
      transcripts: transcripts.map(({ url, type, ...more }) => ({ url, mime_type: type, ...more })),
    }),
    ...(chaptersFile && { chapters_url: chaptersFile.url }),
    ...(chapters && {
      chapters: chapters.map(({ start, title, href, img }) => ({
        start,
        title,
        ...(href !== undefined && { url: href }),
        ...(img !== undefined && { image: img }),
      })),
    }),
    ...(alternates && {
      alternates: alternates.map(({ type, length, isDefault, sources, ...more }) => ({
        mime_type: type,
        ...(length !== undefined && { size_in_bytes: length }),
        ...more,
        ...(isDefault && { default: true as const }),
        sources,
      })),
    }),
  };
}
