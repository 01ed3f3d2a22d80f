/** The author's id of an article. */

import { limits } from '../../limits.ts';
import { quote } from '../text.ts';
import { uuidOf } from '../uuid.ts';
import { readText } from './read.ts';
import type { Read } from './read.ts';

/** The namespace for ids that are neither IRIs nor UUIDs. Fixed: a change would make every such article new. */
const namespace = 'f5f2f3a0-6c9c-5d0e-9a53-0d1f2f0b7c11';

/**
 * An absolute IRI in ASCII, as Atom requires (RFC 4287, 4.2.6): the author's own, or a UUID as a URN (RFC 9562, 4),
 * or a UUID made from the author's text. The site's address is not part of it, so the id outlives the domain.
 */
export const readId: Read<string> = (value, context, key) => {
  const id = readText(value, context, key);
  if (!id) return undefined;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return `urn:uuid:${id.toLowerCase()}`;
  // `URL` would normalise it, but ids are compared character by character.
  if (/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(id)) {
    const iri = encodeURI(id).replaceAll('%25', '%');
    if (iri.length <= limits.idLength) return iri;
    const excess = `which has ${iri.length} characters in feeds, more than the ${limits.idLength} allowed`;
    context.fail('id', value.at, `"${key}" is ${quote(id)}, ${excess}; write a shorter one`);
    return undefined;
  }
  return `urn:uuid:${uuidOf(id, namespace)}`;
};
