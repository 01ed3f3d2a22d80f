/** The folder of a new site, and what is in it already. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliError, exitCodes } from '../exit.ts';
import { packageFolder } from '../folders.ts';
import { readConfig, type SiteConfig } from '../site-config.ts';
import { isSite } from './files/site-files.ts';
import { textAt } from './generators/values.ts';
import { entryAt } from './plan.ts';
import { shellWord } from './shell-word.ts';

/** @throws CliError when no site can be in the folder */
export function checkPlace(folder: string): void {
  // A folder below a file can't be made.
  const nearest = nearestEntry(folder);
  if (!statSync(nearest, { throwIfNoEntry: false })?.isDirectory())
    throw new CliError(exitCodes.usage, `${nearest} is not a folder. Name another one for the site.`);
  if (resolve(folder) === packageFolder)
    throw new CliError(
      exitCodes.usage,
      `${folder} is edgefeed itself, and a site already. Name another folder for a site of your own.`,
    );
}

/** The path itself, or the nearest one above it that there is; as it is given. */
function nearestEntry(path: string): string {
  const isThere = entryAt(resolve(path)) !== undefined || dirname(path) === path;
  return isThere ? path : nearestEntry(dirname(path));
}

/**
 * The wrangler configuration of the folder, if it is a site already.
 * @throws CliError when it is that of another worker
 */
export function existingSite(folder: string): SiteConfig | undefined {
  const file = ['wrangler.json', 'wrangler.jsonc', 'wrangler.toml']
    .map((name) => join(folder, name))
    .find((path) => existsSync(path));
  if (file === undefined) return undefined;
  const config = readConfig(file);
  if (isSite(config.values)) return config;
  const worker = textAt(config.values, 'name') ?? '';
  const why = `${file} is the configuration of another worker${worker && ` (${worker})`}, and a folder has one.`;
  const remedy = `Make the site in a folder of its own: edgefeed init ${shellWord(join(folder, 'feeds'))} --from ${shellWord(folder)}`;
  throw new CliError(exitCodes.usage, `${why} ${remedy}`);
}

/** Whether a folder has any file or folder that is not hidden. */
export function hasEntries(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => !name.startsWith('.'));
  } catch {
    return false;
  }
}

/** Whether the folder is the top of a repository of git, or in none: GitHub reads workflows only there. */
export function isTopOfRepository(folder: string): boolean {
  for (let parent = resolve(folder); ; parent = dirname(parent)) {
    if (existsSync(join(parent, '.git'))) return parent === resolve(folder);
    if (dirname(parent) === parent) return true;
  }
}
