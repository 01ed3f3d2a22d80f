/** Checks the text of transcripts and chapters, which apps read as they are. */

import { isChaptersFile } from '../../article/sidecar-files.ts';
import { readCaptions, type TextProblem } from '../../asset/captions.ts';
import { readChapters } from '../../asset/chapters.ts';
import { endingOf } from '../../asset/types.ts';
import { limits } from '../../limits.ts';
import type { AssetFile } from './asset-file.ts';
import { fileProblem, type FileProblem } from './file-problem.ts';

/** The first mistake of a file; a warning, since the file is published all the same. */
export async function sidecarProblems(path: string, file: AssetFile): Promise<FileProblem[]> {
  const read = readerOf(path);
  if (!read || file.size > limits.sidecarBytes) return [];
  // A byte order mark is no part of the text.
  const text = new TextDecoder().decode(await file.read(0, file.size));
  const problem = read(text);
  if (!problem) return [];
  const { line, message } = problem;
  return [{ ...fileProblem(path, 'episode', message), severity: 'warning', line }];
}

function readerOf(path: string): ((text: string) => TextProblem | undefined) | undefined {
  const ending = endingOf(path);
  if (ending === 'vtt' || ending === 'srt') return (text) => readCaptions(text, ending).problem;
  return isChaptersFile(path) ? (text) => readChapters(text).problem : undefined;
}
