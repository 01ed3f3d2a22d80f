/** The settings of the site: those of `wrangler.toml`, and those that `npm start` overrides. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { siteFrom, type Site } from '../site/config.ts';
import { checkSettings, ConfigError, readSetting, type Vars } from '../site/settings.ts';
import { CliError, exitCodes } from './exit.ts';
import { projectFolder } from './folders.ts';
import type { FileSettings } from '../publish/site-folders.ts';

/** @throws CliError that names the file and the invalid setting */
export function readSite(file: string = join(projectFolder, 'wrangler.toml')): Site {
  return siteOf(readVars(file), file);
}

/** What decides about the files beside articles. @throws CliError that names the file and the invalid setting */
export function readFileSettings(file: string = join(projectFolder, 'wrangler.toml')): FileSettings {
  const vars = readVars(file);
  return checked(file, () => ({
    staticFolder: readSetting(vars, 'STATIC'),
    ignored: readSetting(vars, 'IGNORE'),
    maxBytes: readSetting(vars, 'FILE_BYTES'),
  }));
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
  return checked(where, () => {
    checkSettings(vars);
    return siteFrom(vars);
  });
}

function checked<Value>(where: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CliError(exitCodes.usage, `${where}: ${error.message}`, { cause: error });
  }
}
