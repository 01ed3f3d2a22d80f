/** The package that a site asks for if a checkout makes it. */

import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { isCheckout, packageFolder } from '../folders.ts';
import { version } from '../version.ts';

const tarball = (): string => `edgefeed-${version()}.tgz`;

/**
 * `npm pack` writes it in the checkout. A registry may not have this version, or have a stranger's package of this name,
 * which `npm install` would run.
 * @returns its path from the folder of the site, with `/`; undefined where edgefeed itself was installed
 */
export function checkoutPackage(folder: string): string | undefined {
  if (!isCheckout) return undefined;
  return relative(resolve(folder), join(packageFolder, tarball())).split(sep).join('/');
}

/** Says how to make the package, while there is none. */
export const packNotes = (): string[] =>
  isCheckout && !existsSync(join(packageFolder, tarball()))
    ? [
        `package.json asks for ${tarball()} of the checkout. Make it before you install: npm pack, in ${packageFolder}.`,
      ]
    : [];
