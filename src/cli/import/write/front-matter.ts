/** The front matter of an entry. What it says is read back as exactly the same. */

import { Document, Scalar } from 'yaml';
import { plainText } from '../../../article/body/body.ts';
import { summarise } from '../../../article/body/summary.ts';
import { needsVerbatim } from '../../../article/fields/id.ts';
import { escapeBrackets, readName } from '../../../article/fields/markup.ts';
import { booleanOf } from '../../../article/matter/value.ts';
import { cleanText, tidyText } from '../../../article/text.ts';
import { limits } from '../../../limits.ts';
import type { Entry, HeldBack } from '../entry.ts';
import { episodeMap } from './episode.ts';
import { asMarkup, asName } from './as-markup.ts';

/** Why an entry is a draft, for its author. */
const reasons: Readonly<Record<HeldBack, string | undefined>> = {
  draft: undefined,
  pending: 'pending review',
  private: 'private',
  password: 'protected by a password',
  subscribers: 'for subscribers only',
  undated: 'the source has no date',
};

/** Characters of a title that is made from the text. */
const madeTitle = 70;

/** @param html the body @returns with the fences, and a line break at the end */
export function frontMatterOf(entry: Entry, html: string, fallbackTitle: string): string {
  const { id, published, updated, categories, tags, authors, summary, image, enclosures, language } = entry;
  const { aliases, isPage, heldBack, externalUrl, episode } = entry;
  const document = new Document({});
  const set = (key: string, value: unknown): void => {
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      document.set(key, document.createNode(value));
  };
  const plain = (key: string, value: string | boolean | undefined, comment?: string): void => {
    if (value === undefined) return;
    const scalar = new Scalar(value);
    if (typeof value === 'string') scalar.type = 'PLAIN';
    if (comment !== undefined) scalar.comment = ` ${comment}`;
    document.set(key, scalar);
  };
  set('title', asMarkup(titleOf(entry, html, fallbackTitle), readTitleText));
  plain('date', published);
  plain('updated', updated === published ? undefined : updated);
  set('categories', namesOf(categories));
  set('tags', namesOf(tags).map(withHash));
  set(
    'authors',
    authors.map(({ name, ...more }) =>
      Object.keys(more).length === 0 ? asName(name) : { name: asName(name), ...more },
    ),
  );
  set('summary', summary === undefined ? undefined : asSummary(tidyText(summary)));
  set('image', image);
  set('enclosure', enclosures.slice(0, limits.media));
  set('podcast', episode && enclosures.length > 0 ? episodeMap(episode) : undefined);
  set('lang', language);
  set('external_url', externalUrl);
  set('aliases', aliases.slice(0, limits.aliases));
  if (isPage) plain('type', 'page');
  if (heldBack !== undefined) plain('draft', true, reasons[heldBack]);
  const guid = id === undefined ? '' : cleanText(id).trim();
  if (guid !== '') {
    set('id', guid);
    if (needsVerbatim(guid)) plain('verbatim_id', true);
  }
  const yaml = document.toString({
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return `---\n${yaml}---\n`;
}

/** The title, else the first words of the text: in edgefeed every article has one. */
function titleOf({ title, published }: Entry, html: string, fallback: string): string {
  const own = tidyText(title);
  if (own !== '') return summarise(own, limits.titleLength);
  const words = tidyText(plainText(html.slice(0, 20_000)));
  return summarise(words, madeTitle) || fallback || published?.slice(0, 10) || 'Untitled';
}

const readTitleText = (text: string): string => plainText(escapeBrackets(text));

/** `excerpt: true` would ask for a summary that is made. */
function asSummary(text: string): string | undefined {
  const written = asMarkup(text, plainText);
  const isWord = booleanOf({ kind: 'text', text: written, plain: false, at: 0 }) !== undefined;
  return (isWord ? `&#${written.charCodeAt(0)};${written.slice(1)}` : written) || undefined;
}

const namesOf = (names: readonly string[]): string[] => [
  ...new Set(names.map((name) => asMarkup(tidyText(name), readName)).filter((name) => name !== '')),
];

/** A tag whose name begins with # keeps it. */
const withHash = (name: string): string => name.replace(/^#/, '&#35;');
