/** The site's settings as `wrangler.toml` has them, for commands that work without a worker. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { ConfigError, siteFrom, type Site } from '../config.ts';
import { CliError, exitCodes } from './exit.ts';

/** The folder of the project, where `wrangler.toml` is. */
export const projectFolder = join(import.meta.dirname, '../..');

/** @throws CliError that names the setting which makes no sense */
export function readSite(): Site {
  const file = join(projectFolder, 'wrangler.toml');
  try {
    const { vars } = parse(readFileSync(file, 'utf8')) as { vars?: Partial<Record<string, string>> };
    const text = (name: string): string => vars?.[name] ?? '';
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
    const why =
      error instanceof ConfigError ? error.message : `${file} can't be read: ${(error as Error).message}`;
    throw new CliError(exitCodes.usage, why, { cause: error });
  }
}
