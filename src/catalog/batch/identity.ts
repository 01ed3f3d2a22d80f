/** The namespace that the ids of articles are minted in. */

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
