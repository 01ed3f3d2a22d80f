/**
 * Files of an episode that are found by their names, beside its audio or beside its article: `a.vtt`, `a.srt`,
 * `a.chapters.json`.
 */

import { extension } from './article-path.ts';

/** The type of JSON Chapters (https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md). */
export const chaptersType = 'application/json+chapters';

/** Types of transcripts by the endings of their files. */
export const transcriptTypes: ReadonlyMap<string, string> = new Map([
  ['vtt', 'text/vtt'],
  ['srt', 'application/x-subrip'],
  ['json', 'application/json'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['txt', 'text/plain'],
]);

/** Whether a file is named as the chapters of a podcast are. */
export const isChaptersFile = (path: string): boolean => /(?:^|[-_./])chapters\.json$/i.test(path);

/** A file that may be beside an episode. */
export interface Sidecar {
  kind: 'captions' | 'chapters';
  /** As `NamedFile.path`. */
  path: string;
}

/** The sidecars that a file may have, or an article. @param path of the audio or of the article, as `NamedFile.path` */
export function sidecarsOf(path: string): Sidecar[] {
  const base = path.replace(extension.test(path) ? extension : /\.[^./]{1,12}$/, '');
  return [
    { kind: 'captions', path: `${base}.vtt` },
    { kind: 'captions', path: `${base}.srt` },
    { kind: 'chapters', path: `${base}.chapters.json` },
  ];
}
