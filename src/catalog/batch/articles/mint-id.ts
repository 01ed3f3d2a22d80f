/** Minting the ids of articles. */

import { uuidOf } from '../../../article/uuid.ts';

/**
 * The id of an article first seen at a path: an absolute IRI in ASCII, as Atom asks for (RFC 4287, 4.2.6).
 * The same site and path give the same id, so a rebuilt catalog mints the ids that the lost one had.
 * @param attempt from 0; each gives another id, for when an article has the earlier ones
 */
export function mintId(siteId: string, path: string, attempt = 0): string {
  return `urn:uuid:${uuidOf(attempt === 0 ? path : `${path}\0${attempt}`, siteId)}`;
}
