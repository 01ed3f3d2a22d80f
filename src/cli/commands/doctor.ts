/** `edgefeed doctor`: compares the configuration of the site with what this version needs. */

import { basename } from 'node:path';
import { environmentOption, jsonOption, type Define } from '../command.ts';
import { exitCodes, type ExitCode } from '../exit.ts';
import { examine, hasErrors } from '../doctor/examine.ts';
import { examined } from '../doctor/examined.ts';
import type { Finding } from '../doctor/finding.ts';
import { paint, print, printJson, type Line } from '../output/line.ts';
import { findingJson, formatFinding } from '../output/findings.ts';
import { readConfig, type SiteConfig } from '../site-config.ts';
import { version } from '../version.ts';

interface Options {
  env?: string;
  json?: boolean;
}

const help = `
It reads wrangler.json, wrangler.jsonc or wrangler.toml, changes nothing, and asks nobody.
The lines that it prints are ready to paste. An error ends it with code 1; advice does not.

Examples:
  $ npx --no edgefeed doctor
  $ npx --no edgefeed doctor --env staging`;

export const define: Define = (command, finish) =>
  command
    .addOption(environmentOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((options: Options) => finish(doctor(options)));

function doctor({ env, json }: Options): ExitCode {
  const config = readConfig();
  const findings = examine(examined(config, env));
  const isReady = !hasErrors(findings);
  if (json) {
    for (const finding of findings) printJson(findingJson(config, finding));
    printJson({ summary: { ready: isReady, edgefeed: version(), ...(env && { env }) } });
  } else {
    for (const finding of findings) for (const line of formatFinding(config, finding)) print(line);
    print(verdict(config, findings, env));
  }
  return isReady ? exitCodes.ok : exitCodes.refused;
}

function verdict({ file }: SiteConfig, findings: readonly Finding[], env: string | undefined): Line {
  const what = env ? `${basename(file)}, env.${env},` : basename(file);
  if (!hasErrors(findings)) return [paint('green', `${what} is ready for edgefeed ${version()}`)];
  return [paint('red', `${what} is not ready for edgefeed ${version()}`)];
}
