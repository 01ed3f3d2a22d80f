/** Minting the ids of articles, and the namespace that they are minted in. */

import { uuidOf, urlNamespace } from '../../article/uuid.ts';
import type { Site } from '../../site/config.ts';
import type { Settings } from '../tables/settings.ts';

/**
 * The site with the namespace of its ids: as configured, else as it was when something was first published, else derived
 * from the site's URL (RFC 9562, 5.5 and 6.6).
 */
export function identified(site: Site, settings: Settings): Site {
  return { ...site, id: site.id || settings.get('site_id') || uuidOf(site.url, urlNamespace) };
}

/** From the first publish on the namespace stays; before it, a site that was deployed with a wrong URL may mend that. */
export function keepIdentity({ id }: Site, settings: Settings): void {
  if (settings.get('site_id') === undefined) settings.set('site_id', id);
}

/**
 * The id of an article first seen at a path: an absolute IRI in ASCII, as Atom asks for (RFC 4287, 4.2.6).
 * The same site and path give the same id, so a catalog that is built anew mints what the lost one had.
 * @param attempt counts from 0; above it, the ids for when another article has those before
 */
export function mintId(siteId: string, path: string, attempt = 0): string {
  return `urn:uuid:${uuidOf(attempt === 0 ? path : `${path}\0${attempt}`, siteId)}`;
}
