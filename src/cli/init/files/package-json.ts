/** `package.json` of a site: a new one, and what is added to that of an existing blog. */

import { applyEdits, modify } from 'jsonc-parser';
import { isTable, tableAt, valueAt, type Table } from '../generators/values.ts';

/** `publish` is taken: npm runs a script of this name after `npm publish`. */
export const scripts: Readonly<Record<string, string>> = {
  start: 'edgefeed start',
  new: 'edgefeed new',
  check: 'edgefeed check',
  'publish:site': 'edgefeed publish',
  deploy: 'edgefeed deploy',
};

/** What is taken from edgefeed's own package.json. It brings wrangler: one of the site's own would be a second one. */
export interface Versions {
  /** A range of versions, or the package itself: `file:../edgefeed-0.1.0.tgz`. */
  edgefeed: string;
  /** The packages whose install scripts npm runs without asking. */
  allowScripts?: Table;
}

/**
 * @param own edgefeed's package.json
 * @param tarball of `npm pack`, relative to the site, if the site is made by a checkout
 */
export function versionsOf(own: Table, tarball?: string): Versions {
  const allowScripts = own['allowScripts'];
  return {
    edgefeed: tarball === undefined ? `^${String(own['version'])}` : `file:${tarball}`,
    ...(isTable(allowScripts) && { allowScripts }),
  };
}

export function newPackage(name: string, { edgefeed, allowScripts }: Versions): string {
  const value = {
    name,
    private: true,
    type: 'module',
    scripts,
    dependencies: { edgefeed },
    ...(allowScripts && { allowScripts }),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Adds the dependency and the scripts to the package.json of a blog. All that it has stays, in its order, indentation and
 * line ends; the line before an addition is formatted, too. The blog has scripts of its own, so those of edgefeed get a
 * prefix: `edgefeed:start`.
 * @throws SyntaxError when it is not JSON, or not an object
 */
export function mergedPackage(source: string, { edgefeed }: Versions): string {
  const bom = /^\uFEFF/.exec(source)?.[0] ?? '';
  let text = source.slice(bom.length);
  const value: unknown = JSON.parse(text);
  if (!isTable(value)) throw new SyntaxError('it is not an object');
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const add = (group: string, name: string, content: string): void => {
    text = applyEdits(text, modify(text, [group, name], content, { formattingOptions }));
  };
  const own = scriptNames(value);
  for (const [name, command] of Object.entries(scripts))
    if (valueAt(value, 'scripts', own(name)) === undefined) add('scripts', own(name), command);
  if (!isDependency(value, 'edgefeed')) add('dependencies', 'edgefeed', edgefeed);
  return bom + text;
}

/** How the scripts of a package.json are called that run edgefeed: `start` of its own site, `edgefeed:start` of a blog. */
export function scriptNames(value: Table): (name: string) => string {
  const present = tableAt(value, 'scripts');
  return (name) => (present[name] === scripts[name] ? name : `edgefeed:${name.replace(/:.*/, '')}`);
}

const isDependency = (value: Table, name: string): boolean =>
  ['dependencies', 'devDependencies', 'optionalDependencies'].some(
    (group) => valueAt(value, group, name) !== undefined,
  );
