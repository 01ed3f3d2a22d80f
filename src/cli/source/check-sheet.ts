/** Checking that pages can load the site's own style sheet, which they leave out without a word. */

import { limits } from '../../limits.ts';
import type { CheckedAsset } from './check-assets.ts';
import { fileProblem, type FileProblem } from './file-problem.ts';

const prefix = '/files/';

/** Looks for the style sheet of a site among its files. */
export class SheetCheck {
  /** The path of `STYLE_SHEET`: plain ASCII, as settings are checked. Undefined where the site has no sheet of its own. */
  readonly #address: string | undefined;
  #isThere = false;

  constructor(address: string | undefined) {
    this.#address = address;
  }

  /** @returns the file, with a warning if it is a sheet that is too large for pages */
  seen(file: CheckedAsset): CheckedAsset {
    const { path, bytes, problems } = file;
    if ((path.startsWith('/') ? path : prefix + path) !== this.#address) return file;
    this.#isThere = true;
    if (bytes <= limits.styleSheetBytes || problems.length > 0) return file;
    const message = `pages do not load this style sheet: it has ${bytes} bytes, and at most ${limits.styleSheetBytes} are allowed; shorten it`;
    return { ...file, problems: [warning(path, message)] };
  }

  /** @returns the sheet, if it is not among the files that were seen */
  missing(): CheckedAsset[] {
    const address = this.#address;
    if (address === undefined || this.#isThere) return [];
    const path = address.startsWith(prefix) ? address.slice(prefix.length) : address;
    const message = `STYLE_SHEET names ${address}, but no such file is published, so pages do not load it; add the file, or correct the setting`;
    return [{ path, bytes: 0, problems: [warning(path, message)] }];
  }
}

const warning = (path: string, message: string): FileProblem => ({
  ...fileProblem(path, 'file', message),
  severity: 'warning',
});
