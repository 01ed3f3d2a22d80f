/** JSON Chapters 1.2 (https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md). */

import type { Chapter } from '../article/episode.ts';
import { SourceLines } from '../article/source-lines.ts';
import { tidyText } from '../article/text.ts';
import { limits } from '../limits.ts';
import type { TextProblem } from './captions.ts';

export interface Chapters {
  /** Those that can be read and that a list shows, sorted by their times. */
  chapters: Chapter[];
  problem?: TextProblem;
}

/** @param text without a byte order mark */
export function readChapters(text: string): Chapters {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // The engine names an offset, except at the end of the text.
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    const { line, column } = new SourceLines(text).placeOf(at);
    return {
      chapters: [],
      problem: { line, message: `this is not valid JSON from column ${column} on; correct it` },
    };
  }
  const list = isRecord(json) ? json['chapters'] : undefined;
  if (!Array.isArray(list))
    return wrong('the file has no list "chapters"; write {"version": "1.2.0", "chapters": []}');
  const chapters: Chapter[] = [];
  let problem: TextProblem | undefined;
  for (const [i, entry] of (list as unknown[]).entries()) {
    const { startTime, title, toc, url, img } = isRecord(entry) ? entry : {};
    if (!isTime(startTime)) {
      problem ??= {
        line: 1,
        message: `chapter ${i + 1} has no startTime in seconds; add one, like "startTime": 94`,
      };
      continue;
    }
    if (
      toc === false ||
      typeof title !== 'string' ||
      tidyText(title) === '' ||
      chapters.length >= limits.chapters
    )
      continue;
    const [href, picture] = [url, img].map(webAddress);
    chapters.push({
      start: Math.round(startTime * 1000) / 1000,
      title: tidyText(title.slice(0, limits.episodeText)),
      ...(href !== undefined && { href }),
      ...(picture !== undefined && { img: picture }),
    });
  }
  if (list.length === 0)
    problem = { line: 1, message: 'the list "chapters" is empty; add chapters, or remove the file' };
  return { chapters: chapters.sort((a, b) => a.start - b.start), ...(problem && { problem }) };
}

const wrong = (message: string): Chapters => ({ chapters: [], problem: { line: 1, message } });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 1e7;

function webAddress(value: unknown): string | undefined {
  const url = typeof value === 'string' && value.length <= limits.urlLength ? URL.parse(value) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
