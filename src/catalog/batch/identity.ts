/** Minting the ids of articles, and the namespace that they are minted in. */

import { uuidOf, urlNamespace } from '../../article/uuid.ts';
import type { Site } from '../../site/config.ts';
import type { Settings } from '../tables/settings.ts';

/**
 * The site with the namespace of its ids: as configured, else as stored by the first publish, else derived from the
 * site's URL (RFC 9562, 5.5 and 6.6).
 */
export function identified(site: Site, settings: Settings): Site {
  return { ...site, id: site.id || settings.get('site_id') || uuidOf(site.url, urlNamespace) };
}

/** Stores the namespace with the first publish. Until then a site that was deployed with a wrong URL can correct it. */
export function keepIdentity({ id }: Site, settings: Settings): void {
  if (settings.get('site_id') === undefined) settings.set('site_id', id);
}

/**
 * The id of an article first seen at a path: an absolute IRI in ASCII, as Atom asks for (RFC 4287, 4.2.6).
 * The same site and path give the same id, so a rebuilt catalog mints the ids that the lost one had.
 * @param attempt from 0; each gives another id, for when an article has the earlier ones
 */
export function mintId(siteId: string, path: string, attempt = 0): string {
  return `urn:uuid:${uuidOf(attempt === 0 ? path : `${path}\0${attempt}`, siteId)}`;
}
