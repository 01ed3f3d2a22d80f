/** The author's id of an article. */

import { limits } from '../../limits.ts';
import { booleanOf } from '../matter/value.ts';
import { fieldKeys } from '../keys.ts';
import { cleanText, quote, tidyText } from '../text.ts';
import { uuidOf } from '../uuid.ts';
import type { FrontMatter } from './front-matter.ts';
import { readText } from './read.ts';
import type { Context, Read } from './read.ts';

/** The namespace for ids that are neither IRIs nor UUIDs. Fixed: a change would make every such article new. */
const namespace = 'f5f2f3a0-6c9c-5d0e-9a53-0d1f2f0b7c11';

/**
 * An absolute IRI in ASCII, as Atom requires (RFC 4287, 4.2.6): the author's own, or a UUID as a URN (RFC 9562, 4),
 * or a UUID made from the author's text. The site's address is not part of it, so the id outlives the domain. An IRI
 * that this function has made is its own.
 * @param text on one line, not empty
 */
export function iriOf(text: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return `urn:uuid:${text.toLowerCase()}`;
  // `URL` would normalise it, but ids are compared character by character.
  if (/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text)) return encodeURI(text).replaceAll('%25', '%');
  return `urn:uuid:${uuidOf(text, namespace)}`;
}

/** Whether an id needs `verbatim_id`: Atom has an IRI in its place, and RSS and JSON Feed the text as it stands. */
export const needsVerbatim = (id: string): boolean => iriOf(tidyText(id)) !== id;

export const readId: Read<string> = (value, context, key) => {
  const id = readText(value, context, key);
  if (!id) return undefined;
  const iri = iriOf(id);
  if (iri.length <= limits.idLength) return iri;
  const excess = `which has ${iri.length} characters in feeds, more than the ${limits.idLength} allowed`;
  context.fail('id', value.at, `"${key}" is ${quote(id)}, ${excess}; write a shorter one`);
  return undefined;
};

/**
 * The id as its author wrote it, where RSS and JSON Feed repeat it: an article that moved here keeps the guid that
 * readers know, even one that is a number or a hash.
 * @returns undefined unless `verbatim_id` says so, and where the id is the same in all formats
 */
export function readGuid(frontMatter: FrontMatter, context: Context): string | undefined {
  const [wish] = frontMatter.present(fieldKeys.verbatimId);
  if (!wish || booleanOf(wish.value) !== true) return undefined;
  const [written] = frontMatter.present(fieldKeys.id);
  if (written?.value.kind !== 'text') return undefined;
  const guid = cleanText(written.value.text).trim();
  if (guid === '' || guid === readId(written.value, context, written.key)) return undefined;
  if (guid.length <= limits.idLength) return guid;
  const excess = `is longer than ${limits.idLength} characters`;
  context.fail('id', written.value.at, `"${written.key}" ${excess}; write a shorter one`);
  return undefined;
}
