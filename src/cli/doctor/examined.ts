/** What the checks look at, and their signature. */

import { readConfig, type SiteConfig } from '../site-config.ts';
import { join } from 'node:path';
import { packageFolder } from '../folders.ts';
import { Additions } from './addition.ts';
import { Environment } from './environment.ts';
import type { Finding } from './finding.ts';
import { Outline } from './outline.ts';

export interface Examined {
  config: SiteConfig;
  environment: Environment;
  outline: Outline;
  additions: Additions;
  /** The configuration that this version of edgefeed has itself: what a site needs is what stands there. */
  reference: Environment;
}

/** @returns what it finds; nothing if all is well */
export type Check = (examined: Examined) => Iterable<Finding>;

/** The configuration that the package has. */
const readReference = (): Environment => new Environment(readConfig(join(packageFolder, 'wrangler.toml')));

/** @param name of the environment @throws CliError when the file has no such environment */
export function examined(config: SiteConfig, name?: string, reference = readReference()): Examined {
  const outline = new Outline(config);
  const environment = new Environment(config, name);
  return { config, environment, outline, additions: new Additions(config, outline), reference };
}
