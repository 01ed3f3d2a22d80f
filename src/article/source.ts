/** Bytes of a file → its source text. */

import { limits } from '../limits.ts';
import { wholeFile, type Problem } from './problem.ts';

export const maxSourceBytes: number = limits.sourceBytes;

/**
 * Decodes a file as UTF-8. A BOM is kept, so that text and file have the same git blob id.
 * @param path for the message
 */
export function decodeSource(path: string, bytes: Uint8Array): { source: string } | { problem: Problem } {
  const problem = sizeProblem(bytes.byteLength);
  if (problem) return { problem };
  try {
    return { source: decode(bytes) };
  } catch {
    return { problem: encodingProblem(path, bytes) };
  }
}

/** Replaces carriage returns by line feeds in a file that has no line feeds (Mac OS before 2001). Offsets stay. */
export function withLineFeeds(source: string): string {
  return source.includes('\n') ? source : source.replaceAll('\r', '\n');
}

/** The problem of a file that is too large. @param byteLength of the file in UTF-8 */
export function sizeProblem(byteLength: number): Problem | undefined {
  if (byteLength <= maxSourceBytes) return undefined;
  const megabytes = (byteLength / 1e6).toFixed(1);
  return wholeFile(
    'too-large',
    `the file has ${megabytes} MB, more than the ${maxSourceBytes / 1e6} MB allowed; split it, or link to its images instead of embedding them`,
  );
}

const decode = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

function encodingProblem(path: string, bytes: Uint8Array): Problem {
  const name = path.split('/').at(-1) ?? path;
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const before = isUtf16 ? '' : validPrefix(bytes);
  return {
    severity: 'error',
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
    code: 'encoding',
    message: `${name} is ${isUtf16 ? 'in UTF-16' : 'not valid UTF-8 from here on'}; save it as UTF-8`,
  };
}

/** The text before the first invalid byte. Binary search. */
function validPrefix(bytes: Uint8Array): string {
  let text = '';
  let valid = 0;
  let invalid = bytes.byteLength + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    try {
      // In stream mode a character that is cut at the end is dropped without an error.
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      text = decoder.decode(bytes.subarray(0, middle), { stream: true });
      valid = middle;
    } catch {
      invalid = middle;
    }
  }
  return text;
}

/** The message for a Markdown body that is too large; undefined if it may be rendered. */
export function markdownProblem(body: string): string | undefined {
  const bytes = Buffer.byteLength(body);
  if (bytes <= limits.markdownBytes) return undefined;
  return `the Markdown has ${Math.round(bytes / 1000)} KB, more than the ${limits.markdownBytes / 1000} KB that a worker has memory for; split the article, or publish it as HTML`;
}
