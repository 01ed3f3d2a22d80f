/** Minting the ids of articles, and the namespace that they are minted in. */

import { uuidOf, urlNamespace } from '../article/uuid.ts';
import type { Site } from '../config.ts';
import type { Settings } from './settings.ts';

/**
 * The namespace of minted ids: as configured, else as it was first derived, else derived now, from the site's URL
 * (RFC 9562, 5.5 and 6.6).
 */
export function siteIdIn(settings: Settings, site: Site): string {
  const known = site.id || settings.get('site_id');
  if (known) return known;
  const derived = uuidOf(site.url, urlNamespace);
  settings.set('site_id', derived);
  return derived;
}

/**
 * The id of an article first seen at a path: an absolute IRI in ASCII, as Atom asks for (RFC 4287, 4.2.6).
 * The same site and path give the same id, so a catalog that is built anew mints what the lost one had.
 * @param taken whether another article has the id; then the next one is tried
 */
export function mintId(siteId: string, path: string, taken: (id: string) => boolean): string {
  // An article may have moved away from the path and kept the id that the path gave it.
  for (let attempt = 0; ; attempt++) {
    const id = `urn:uuid:${uuidOf(attempt === 0 ? path : `${path}\0${attempt}`, siteId)}`;
    if (!taken(id)) return id;
  }
}
