/** The name of a site: of its npm package, and of its worker. */

import { hash } from 'node:crypto';
import { CliError, exitCodes } from '../exit.ts';

/**
 * What both npm and Cloudflare take: the name of a worker is a label of its workers.dev address (RFC 1035, 2.3.1: 63
 * characters).
 */
const allowed = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const longest = 63;

/** npm refuses to install a package into one of the same name, and the last two are names of its own. */
const reserved: ReadonlySet<string> = new Set(['edgefeed', 'wrangler', 'node-modules', 'favicon-ico']);

/**
 * A name from that of a folder: `Café & Crème` → `cafe-creme`. One without such letters gives a name of its own, too: two
 * workers of one name would replace each other.
 */
export function nameFrom(folder: string): string {
  const letters = folder.normalize('NFKD').replace(/\p{M}+/gu, '');
  const name = letters
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  if (name === '') return `feeds-${hash('sha1', folder.normalize()).slice(0, 6)}`;
  return reserved.has(name) ? `${name}-site` : name;
}

/** @throws CliError that says what is allowed */
export function checkName(name: string): string {
  if (allowed.test(name) && !reserved.has(name)) return name;
  const why = reserved.has(name)
    ? 'which is the name of another package'
    : `which npm or Cloudflare refuses: a name has small letters a to z, digits and hyphens, at most ${longest}, and no hyphen at its ends`;
  throw new CliError(exitCodes.usage, `--name is "${name}", ${why}. Take one like my-feeds.`);
}
