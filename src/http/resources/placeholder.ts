/** The image of an article that has none. */

import { etagOf } from '../../store/etag.ts';

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" role="img" aria-label="No image">' +
  '<rect width="400" height="300" fill="#e8e6e1"/>' +
  '<g fill="none" stroke="#8a857a" stroke-width="16" stroke-linecap="round">' +
  '<path d="M150 130a70 70 0 0 1 70 70"/><path d="M150 85a115 115 0 0 1 115 115"/></g>' +
  '<circle cx="158" cy="192" r="14" fill="#8a857a"/></svg>\n';

/** Made by hand, once: so it changed at a moment of the past that is the same everywhere. */
export const placeholder = { svg, etag: etagOf(svg), lastModified: Date.UTC(2026, 10, 22) };
