/** The export of a blog in a folder or a zip archive: which of its files are read. */

import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { formatNumber } from '../../output/numbers.ts';
import { documentName, type Source } from '../entry.ts';
import { headOf } from '../readers/decode.ts';
import { formatNamed } from '../readers/formats.ts';
import { isZip, unzip } from './zip.ts';

/** Files that an export may consist of. macOS adds a hidden twin of each to an archive. */
const isWanted = (path: string): boolean =>
  /(?:^|\/)(?:posts\.csv|posts\/[^/]+\.html|[^/]+\.(?:xml|atom|json))$/i.test(path) &&
  !/(?:^|\/)(?:__MACOSX\/|\.)/.test(path);

/**
 * The document in a folder or a zip archive; any other source as it is.
 * @param folder for the files of an archive; it is made
 * @throws CliError if there is none, or several blogs
 */
export async function exportIn(source: Source, folder: string): Promise<Source> {
  const name = documentName(source);
  if (statSync(source.file).isDirectory()) return await documentIn(source.file, source, name);
  if (!isZip(await headOf(source))) return source;
  mkdirSync(folder);
  await unzip(source.file, folder, name, isWanted);
  return await documentIn(folder, source, name);
}

async function documentIn(folder: string, source: Source, name: string): Promise<Source> {
  const files = filesOf(folder, name);
  const named = (path: string): Source => ({
    ...source,
    file: join(folder, path),
    name: `${name}: ${path}`,
  });
  const table = files.find((path) => /(?:^|\/)posts\.csv$/.test(path));
  if (table !== undefined) return { ...named(table), file: dirname(join(folder, table)) };
  const found: { path: string; format: string }[] = [];
  for (const path of files) {
    const format = /\.html$/i.test(path)
      ? undefined
      : formatNamed(await headOf({ file: join(folder, path) }));
    if (format !== undefined && format !== 'OPML') found.push({ path, format });
  }
  const [first, ...others] = found;
  if (!first)
    throw new CliError(
      exitCodes.usage,
      `${name}: no export of a blog is in it: neither Substack's posts.csv nor a file of WordPress, Ghost or Blogger. docs/moving.md lists what is read.`,
    );
  if (others.length === 0) return named(first.path);
  // WordPress.com divides the export of a large blog.
  if (found.every(({ format }) => format === 'WordPress'))
    return { ...named(first.path), parts: others.map(({ path }) => join(folder, path)) };
  const names = found.slice(0, 5).map(({ path }) => path);
  throw new CliError(
    exitCodes.usage,
    `${name}: ${formatNumber(found.length)} exports or feeds are in it (${names.join(', ')}${found.length > names.length ? ' …' : ''}). Import each by itself, with a folder of its own (--to).`,
  );
}

/** Paths with `/`, those nearest to the top first. */
function filesOf(folder: string, name: string): string[] {
  const files: string[] = [];
  let seen = 0;
  for (const waiting = [folder]; waiting.length > 0;) {
    const at = waiting.shift()!;
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (++seen > limits.importZipFiles)
        throw new CliError(
          exitCodes.usage,
          `${name}: more than ${formatNumber(limits.importZipFiles)} files are in it. Name the export itself.`,
        );
      const path = join(at, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else {
        const below = relative(folder, path).replaceAll(sep, '/');
        if (entry.isFile() && isWanted(below)) files.push(below);
      }
    }
  }
  return files.toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
}
