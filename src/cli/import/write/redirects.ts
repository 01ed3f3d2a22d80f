/** Rules of `_redirects` for the addresses of the old site. They join the file at its end, and what is there stays. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { redirectsPath } from '../../../publish/file-kind.ts';
import { readLine } from '../../../redirects/line.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { makeFolder } from '../../folders.ts';
import { replaceFile } from '../../remote/replace-file.ts';

/** The file of the content folder; of the folder of the import, where that is another one. */
export function redirectsFile(folder: string, content: string): string {
  const isBelow = relative(content, folder).split(sep)[0] !== '..';
  return join(isBelow ? content : folder, redirectsPath);
}

/** The rules whose addresses have none in the file. @param siteUrl of this site */
export function missingRules(file: string, rules: readonly string[], siteUrl: string): string[] {
  const placeOf = (line: string): string | undefined => {
    const rule = readLine(line, 1, siteUrl)?.rule;
    return rule && JSON.stringify([rule.from, rule.query ?? []]);
  };
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const there = new Set(source.split(/\r?\n/).map(placeOf));
  return rules.filter((rule) => !there.has(placeOf(rule)));
}

/** Adds lines at the end of the file, which is made if it is not there. @throws CliError if it cannot be written */
export function addRules(file: string, rules: readonly string[]): void {
  if (rules.length === 0) return;
  const text = rules.map((rule) => `${rule}\n`).join('');
  if (!existsSync(file)) {
    makeFolder(dirname(file));
    writeFileSync(file, text, { flag: 'wx' });
    return;
  }
  const before = readFileSync(file);
  const gap = before.length === 0 || before.at(-1) === 0x0a ? '' : '\n';
  const why = replaceFile(file, before, Buffer.concat([before, Buffer.from(gap + text)]));
  if (why !== undefined)
    throw new CliError(
      exitCodes.refused,
      `${file} was left as it is: ${why}. Write the lines there yourself.`,
    );
}
