/** The site's settings: as `wrangler.toml` has them, and as `npm start` changes them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { ConfigError, memoSecondsFrom, siteFrom, type Site } from '../site/config.ts';
import { CliError, exitCodes } from './exit.ts';
import { projectFolder } from './folders.ts';

/** By name. A number in TOML means what its digits mean as a text. */
type Vars = Readonly<Partial<Record<string, string | number | boolean>>>;

/** @throws CliError that names the file, and the setting which makes no sense */
export function readSite(file: string = join(projectFolder, 'wrangler.toml')): Site {
  return siteOf(readVars(file), file);
}

function readVars(file: string): Vars {
  try {
    return (parse(readFileSync(file, 'utf8')) as { vars?: Vars }).vars ?? {};
  } catch (error) {
    const why = `${file} can't be read: ${(error as Error).message}`;
    throw new CliError(exitCodes.usage, why, { cause: error });
  }
}

/**
 * Checks every setting that the worker can't serve without, those too that only the worker uses.
 * @param where the settings can be changed: a file, an option
 * @throws CliError that names the place, the setting and the remedy
 */
export function siteOf(vars: Vars, where: string): Site {
  const text = (name: string): string => String(vars[name] ?? '');
  try {
    memoSecondsFrom({ MEMO_SECONDS: text('MEMO_SECONDS') });
    return siteFrom({
      SITE_URL: text('SITE_URL'),
      SITE_TITLE: text('SITE_TITLE'),
      SITE_DESCRIPTION: text('SITE_DESCRIPTION'),
      SITE_LANGUAGE: text('SITE_LANGUAGE'),
      TIMEZONE: text('TIMEZONE'),
      SITE_ID: text('SITE_ID'),
      SITE_ICON: text('SITE_ICON'),
      HUB_URL: text('HUB_URL'),
      FEED_MAX_AGE: text('FEED_MAX_AGE'),
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CliError(exitCodes.usage, `${where}: ${error.message}`, { cause: error });
  }
}
