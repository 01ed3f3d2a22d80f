/** The edgefeed that a site has installed is the one that runs: its worker and its command belong together. */

import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, exitCodes } from './exit.ts';
import { packageFolder } from './folders.ts';
import { findConfig } from './site-config.ts';
import { version } from './version.ts';

/**
 * Looks for another edgefeed in the site of a folder: one that is installed globally, or a checkout, would publish in the
 * format of its own version.
 * @param start the working directory
 * @throws CliError when the site has another version
 */
export function checkOwnVersion(start: string = process.cwd()): void {
  const config = findConfig(start);
  if (config === undefined) return;
  const folder = dirname(config);
  const installed = installedVersion(join(folder, 'node_modules/edgefeed'));
  if (installed === undefined || installed === version()) return;
  throw new CliError(
    exitCodes.usage,
    `This is edgefeed ${version()}, and ${folder} has edgefeed ${installed}. Run that one, in the folder: \`npx --no edgefeed\`.`,
  );
}

/** @returns undefined when it is this package, or can't be read */
function installedVersion(folder: string): string | undefined {
  try {
    if (realpathSync(folder) === realpathSync(packageFolder)) return undefined;
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    return undefined;
  }
}
