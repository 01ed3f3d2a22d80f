/** The default icon: the waves of a feed above an edge. */

import type { Site } from '../site/config.ts';

export const iconPath = '/favicon.svg';
export const manifestPath = '/manifest.webmanifest';

/** edgefeed's own colour. */
const orange = '#c2410c';

const colourOf = ({ look }: Site): string => look?.accent?.light ?? orange;

/** In the colour of the site. */
export const iconOf = (site: Site): string =>
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">' +
  `<rect width="64" height="64" rx="14" fill="${colourOf(site)}"/>` +
  '<g fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round">' +
  '<path d="M16 31a15 15 0 0 1 15 15"/><path d="M16 17a29 29 0 0 1 29 29"/><path d="M16 55h32" stroke-width="3"/></g>' +
  '<circle cx="19" cy="43" r="4.5" fill="#fff"/></svg>\n';

/** A web app manifest (https://www.w3.org/TR/appmanifest/), as JSON text. */
export function webManifest(site: Site): string {
  return JSON.stringify({
    name: site.title,
    description: site.description,
    lang: site.language,
    start_url: '/',
    display: 'minimal-ui',
    background_color: '#fdfcfa',
    theme_color: colourOf(site),
    icons: [{ src: iconPath, type: 'image/svg+xml', sizes: 'any', purpose: 'any' }],
  });
}
