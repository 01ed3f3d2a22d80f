/**
 * The worker that the package brings as one script, for sites that have added nothing to it. What runs on this machine is
 * what a deployment would bundle: it is used only with the very packages that it was made from.
 */

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isCheckout, packageFolder } from '../folders.ts';
import type { SiteConfig } from '../site-config.ts';

/** Where `npm run build` puts it. */
export const builtFolder: string = join(packageFolder, 'dist/local');

const scriptFile = join(builtFolder, 'worker.js');
const packagesFile = join(builtFolder, 'packages.json');

/** A package in the script, by the way to it: edgefeed's dependency, that one's dependency, and so on. */
export interface BundledPackage {
  path: string[];
  version: string;
}

/** @returns path of the script; undefined when the site needs one of its own */
export function builtWorker(config: SiteConfig): string | undefined {
  if (isCheckout || !existsSync(scriptFile) || !isPlainMain(mainOf(config))) return undefined;
  const packages = JSON.parse(readFileSync(packagesFile, 'utf8')) as BundledPackage[];
  return packages.every(({ path, version }) => versionAt(path) === version) ? scriptFile : undefined;
}

function mainOf({ folder, values: { main } }: SiteConfig): string {
  try {
    return typeof main === 'string' ? readFileSync(join(folder, main), 'utf8') : '';
  } catch {
    return '';
  }
}

/** Whether a module only hands on what edgefeed exports. */
export function isPlainMain(source: string): boolean {
  const code = source.replaceAll(/^\s*\/\/.*$|\/\*[^]*?\*\//gm, '').trim();
  const [, names] = /^export\s*\{([\w\s,]*)\}\s*from\s*(?:'edgefeed'|"edgefeed")\s*;?$/.exec(code) ?? [];
  const exported = new Set(names?.split(',').map((name) => name.trim()));
  exported.delete('');
  const needed = ['default', 'Catalog', 'Parser'];
  // A site that was made with an earlier version has no hub yet.
  const known = [...needed, 'Outbound'];
  return needed.every((name) => exported.has(name)) && [...exported].every((name) => known.includes(name));
}

function versionAt(path: readonly string[]): string | undefined {
  let folder: string | undefined = packageFolder;
  for (const name of path) folder = folder && folderOf(name, folder);
  return (
    folder && (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
  );
}

/** The folder of a package, as Node finds it from another one: many packages do not export their package.json. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (dirname(folder) === folder) return undefined;
  }
}

/** What esbuild tells of its inputs. */
export interface Metafile {
  inputs: Readonly<Record<string, { imports: readonly { path: string }[] }>>;
}

/**
 * The packages in a script, nearest first.
 * @param entry the input that the script was made from
 * @param versionOf the version of the package in a folder
 */
export function bundledPackages(
  { inputs }: Metafile,
  entry: string,
  versionOf: (folder: string) => string,
): BundledPackage[] {
  const paths = new Map<string, string[]>();
  const waiting: [input: string, path: string[]][] = [[entry, []]];
  const seen = new Set([entry]);
  for (const [input, path] of waiting) {
    for (const { path: imported } of inputs[input]?.imports ?? []) {
      if (seen.has(imported)) continue;
      seen.add(imported);
      const [, folder, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(imported) ?? [];
      // wrangler adds these itself, for modules of Node.
      if (name === undefined || name === 'unenv' || name === '@cloudflare/unenv-preset') continue;
      const known = paths.get(folder!);
      if (!known) paths.set(folder!, [...path, name]);
      waiting.push([imported, known ?? [...path, name]]);
    }
  }
  return [...paths].map(([folder, path]) => ({ path, version: versionOf(folder) }));
}
