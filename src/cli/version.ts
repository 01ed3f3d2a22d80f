/** The version of edgefeed. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './folders.ts';

/** As in package.json: `0.1.0`. */
export const version = (): string =>
  (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }).version;

/** The User-Agent of the command line's requests (RFC 9110, 10.1.5). */
export const userAgent = (): string => `edgefeed/${version()}`;
