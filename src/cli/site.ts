/** The settings of the site: those of `wrangler.toml`, and those that `npm start` overrides. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { siteFrom, type Site } from '../site/config.ts';
import { checkSettings, ConfigError, type Vars } from '../site/settings.ts';
import { CliError, exitCodes } from './exit.ts';
import { projectFolder } from './folders.ts';

/** @throws CliError that names the file and the invalid setting */
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
 * Checks all settings, including those that only the worker uses.
 * @param where where to change the settings: a file or an option
 * @throws CliError that names the place, the setting and the remedy
 */
export function siteOf(vars: Vars, where: string): Site {
  try {
    checkSettings(vars);
    return siteFrom(vars);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CliError(exitCodes.usage, `${where}: ${error.message}`, { cause: error });
  }
}
