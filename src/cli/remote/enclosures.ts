/** The enclosures of a front matter, as `--write` changes them. */

import { FrontMatter } from '../../article/fields/front-matter.ts';
import { mediumKeys } from '../../article/fields/media.ts';
import { itemsOf, textUnder } from '../../article/fields/read.ts';
import { fieldKeys, plainKey } from '../../article/keys.ts';
import { isBlank, type Entry, type MapValue, type TextValue } from '../../article/matter/value.ts';
import { resolveMedia } from '../../article/url.ts';

/** An enclosure at another site or this one. */
export interface Enclosure {
  /** Absolute, without its fragment. */
  url: string;
  value: TextValue | MapValue;
  /** The length that the author gave. */
  length?: string;
  type?: string;
}

/** The enclosures in the order in which they stand in the fields. */
export function enclosuresOf(fields: MapValue, siteUrl: string): Enclosure[] {
  const found: Enclosure[] = [];
  for (const entry of new FrontMatter(fields, () => {}).present(fieldKeys.media))
    for (const value of itemsOf(entry.value)) {
      const address = value.kind === 'text' ? value.text : textUnder(value, mediumKeys.url);
      const url = URL.parse(resolveMedia(address ?? '', siteUrl) ?? '');
      if (!url) continue;
      url.hash = '';
      const length = textUnder(value, mediumKeys.length);
      const type = textUnder(value, mediumKeys.type);
      found.push({
        url: url.href,
        value,
        ...(length !== undefined && length !== '0' && { length }),
        ...(type !== undefined && { type }),
      });
    }
  return found;
}

/** The entry that has the address. */
export const urlEntry = (map: MapValue): Entry | undefined => entryUnder(map, mediumKeys.url, isFilled);

/** An entry for the length that says nothing: blank, or 0. */
export const emptyLength = (map: MapValue): Entry | undefined => entryUnder(map, mediumKeys.length, isEmpty);

/** An entry for the type that is blank. */
export const emptyType = (map: MapValue): Entry | undefined => entryUnder(map, mediumKeys.type, isEmpty);

function entryUnder(
  map: MapValue,
  keys: readonly string[],
  fits: (entry: Entry) => boolean,
): Entry | undefined {
  for (const key of keys) {
    const entry = map.entries.findLast((candidate) => plainKey(candidate.key) === plainKey(key));
    if (entry && fits(entry)) return entry;
  }
  return undefined;
}

const isFilled = ({ value }: Entry): boolean => value.kind === 'text' && value.text.trim() !== '';
const isEmpty = ({ value }: Entry): boolean =>
  isBlank(value) || (value.kind === 'text' && value.text.trim() === '0');
