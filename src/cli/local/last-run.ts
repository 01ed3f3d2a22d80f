/** `last-run.json` in the state folder: what `npm start` served last. A later run says what is not the same any more. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LastRun {
  /** Absolute path of the content folder. */
  content: string;
  /** Public address of the site. */
  siteUrl: string;
  /** Of edgefeed. Absent: 0.1.0, which did not write it. */
  version?: string;
}

const fileIn = (state: string): string => join(state, 'last-run.json');

/** @returns undefined before the first run */
export function readLastRun(state: string): LastRun | undefined {
  try {
    const { content, siteUrl, version } = JSON.parse(readFileSync(fileIn(state), 'utf8')) as Partial<LastRun>;
    if (typeof content !== 'string' || typeof siteUrl !== 'string') return undefined;
    return { content, siteUrl, ...(typeof version === 'string' && { version }) };
  } catch {
    return undefined;
  }
}

export function writeLastRun(state: string, run: LastRun): void {
  writeFileSync(fileIn(state), `${JSON.stringify(run)}\n`, { mode: 0o600 });
}
