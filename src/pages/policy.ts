/** The Content-Security-Policy of pages (https://www.w3.org/TR/CSP3/). */

import { createHash } from 'node:crypto';
import type { Site } from '../site/config.ts';
import { reloadScript } from './reload-script.ts';
import { script } from './script.ts';
import { accentSheet, sheets } from './style/sheets.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Allows our scripts and style sheets by hash, and the site's own style sheet by its address: what it imports or loads from
 * elsewhere is refused like anything else. Only images and media may come from other origins.
 * @param reloads whether pages reload themselves
 */
export function contentSecurityPolicy({ url, look = {} }: Site, reloads = false): string {
  const styles = [...Object.values(sheets), ...(look.accent ? [accentSheet(look.accent)] : [])];
  const scripts = reloads ? [script, reloadScript] : [script];
  return [
    "default-src 'none'",
    `style-src ${[...styles.map(hashOf), ...(look.sheet ? [url + look.sheet] : [])].join(' ')}`,
    `script-src ${scripts.map(hashOf).join(' ')}`,
    'img-src http: https:',
    'media-src http: https:',
    "manifest-src 'self'",
    // Our script fetches nothing, but tools that audit a page from inside read robots.txt.
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
