/** Who may see an article, and where: the keys with which authors keep a text back, or out of lists, feeds and searches. */

import type { ParsedArticle } from '../article.ts';
import { readDate } from '../date/reading.ts';
import { booleanOf, type Value } from '../matter/value.ts';
import { plainKey } from '../keys.ts';
import { draftFolderOf } from '../location.ts';
import { quote } from '../text.ts';
import type { FrontMatter } from './front-matter.ts';
import type { Context } from './read.ts';
import { embargoes, readingOf } from './visibility-keys.ts';
import { wordOf, type Sign } from './visibility-signs.ts';
import { noWords } from './visibility-words.ts';

export interface Visibility {
  /** What keeps the article back, as the author wrote it (`password`, `status: pending`). Absent: it is published. */
  heldBack?: string;
  /** Absent keys leave an article as it is; see ParsedArticle. */
  reach: Pick<ParsedArticle, 'kind' | 'noindex' | 'unsearchable' | 'embargo'>;
}

/**
 * Reads every key that concerns visibility. A value that is not known, under a key that keeps texts back, keeps this one
 * back: what has leaked into the databases of readers cannot be called back.
 * @param path of the file, relative to the content folder
 */
export function readVisibility(frontMatter: FrontMatter, path: string, context: Context): Visibility {
  const signs = new Set<Sign>();
  let heldBack = draftFolderOf(path);
  let embargo = 0;
  for (const { key, value } of frontMatter.entries()) {
    const plain = plainKey(key);
    let sign = readingOf(plain)?.(value, context, path) ?? 'clear';
    if (embargoes.has(plain) || (plain === 'publish' && sign === 'clear')) {
      const until = embargoOf(value, context);
      if (typeof until === 'number') embargo = Math.max(embargo, until);
      else if (plain !== 'publish') sign = until;
    }
    signs.add(sign);
    if (sign === 'unknown') warnOfUnknown(key, value, context);
    if (sign === 'held' || sign === 'unknown') heldBack ??= written(key, value);
  }
  return {
    ...(heldBack !== undefined && { heldBack }),
    reach: {
      ...(embargo > 0 && { embargo }),
      ...(signs.has('unlisted') ? { kind: 'unlisted' } : signs.has('page') ? { kind: 'page' } : {}),
      ...(signs.has('noindex') && { noindex: true }),
      ...(signs.has('unsearchable') && { unsearchable: true }),
    },
  };
}

/** @returns ms since 1970, or what a value that is no date asks for */
function embargoOf(value: Value, context: Context): number | Sign {
  if (value.kind !== 'text') return 'unknown';
  const reading = readDate(value.text, context.timezone);
  if (reading.kind === 'moment') return reading.time;
  const isNone = reading.kind === 'none' || booleanOf(value) === false || noWords.has(wordOf(value.text));
  return isNone && wordOf(value.text) !== 'never' ? 'clear' : 'unknown';
}

/** A key with its value, but never a password. */
const written = (key: string, value: Value): string =>
  value.kind === 'text' && !/pass|pwd|^pw$|密[码碼]|パスワード/i.test(key)
    ? `${key}: ${value.text.trim().slice(0, 40)}`
    : key;

function warnOfUnknown(key: string, value: Value, { warn }: Context): void {
  const shown = value.kind === 'text' ? quote(value.text) : `a ${value.kind}`;
  warn(
    'held-back',
    value.at,
    `"${key}" is ${shown}, which may be meant to hide the article, so it was held back; write yes or no`,
  );
}
