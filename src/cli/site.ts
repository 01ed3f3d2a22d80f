/** The settings of the site: those of its wrangler configuration, and those that `npm start` overrides. */

import { join, relative, sep } from 'node:path';
import { siteFrom, type Site } from '../site/config.ts';
import { checkSettings, ConfigError, readSetting, type Vars } from '../site/settings.ts';
import { CliError, exitCodes } from './exit.ts';
import { readConfig, type SiteConfig } from './site-config.ts';
import type { FileSettings } from '../publish/site-folders.ts';

/** @throws CliError that names the file and the invalid setting */
export function readSite(config: SiteConfig = readConfig()): Site {
  return siteOf(varsOf(config), config.file);
}

/** What decides about the files beside articles. @throws CliError that names the file and the invalid setting */
export function readFileSettings(config: SiteConfig = readConfig()): FileSettings {
  return fileSettingsOf(varsOf(config), config.file);
}

/** @param where the file of the settings @throws CliError that names the file and the invalid setting */
export function fileSettingsOf(vars: Vars, where: string): FileSettings {
  return checked(where, () => ({
    staticFolder: readSetting(vars, 'STATIC'),
    ignored: readSetting(vars, 'IGNORE'),
    maxBytes: readSetting(vars, 'FILE_BYTES'),
  }));
}

/**
 * The content folder: that of the command line, else that of the settings.
 * @returns its path, from the current folder @throws CliError that names the file and the invalid setting
 */
export function contentFolder(named: string | undefined, config: SiteConfig = readConfig()): string {
  if (named !== undefined) return named;
  const content = contentSetting(config);
  return isAboveCurrent(config) ? relative('', join(config.folder, content)) || '.' : content;
}

/** Whether the current folder belongs to the site. That of a checkout of edgefeed, the last resort, may be elsewhere. */
export const isAboveCurrent = ({ folder }: SiteConfig): boolean =>
  relative(folder, process.cwd()).split(sep)[0] !== '..';

/** CONTENT: relative to the folder of the configuration. */
export function contentSetting(config: SiteConfig = readConfig()): string {
  return checked(config.file, () => readSetting(varsOf(config), 'CONTENT'));
}

const varsOf = ({ values }: SiteConfig): Vars => (values as { vars?: Vars }).vars ?? {};

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
