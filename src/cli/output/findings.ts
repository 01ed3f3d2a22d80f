/** Formatting of what `edgefeed doctor` finds. */

import { join, relative } from 'node:path';
import type { SiteConfig } from '../site-config.ts';
import { severityOf, type Finding } from '../doctor/finding.ts';
import { paint, type Line } from './line.ts';

/**
 * `wrangler.toml:12: error: the KV binding DOCUMENTS is missing. Add at the end of the file: [kv]`, and then the lines
 * to add, not indented: they are ready to paste.
 */
export function formatFinding(config: Pick<SiteConfig, 'file' | 'folder'>, finding: Finding): Line[] {
  const { message, line, add, code } = finding;
  const severity = severityOf(finding);
  const file = shownFile(config, finding);
  const sentence = add ? `${message}. Write ${add.where}:` : `${message}.`;
  return [
    [
      paint('bold', line === undefined ? `${file}:` : `${file}:${line}:`),
      ' ',
      paint(severity === 'error' ? 'red' : 'yellow', `${severity}:`),
      ` ${sentence} [${code}]`,
    ],
    ...(add ? ['', ...add.lines, ''] : []),
  ];
}

/** The path from the working directory, which editors open. */
function shownFile({ file, folder }: Pick<SiteConfig, 'file' | 'folder'>, finding: Finding): string {
  const path = finding.file === undefined ? file : join(folder, finding.file);
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

export function findingJson(config: Pick<SiteConfig, 'file' | 'folder'>, finding: Finding): object {
  const { code, message, line, add } = finding;
  return {
    code,
    severity: severityOf(finding),
    file: shownFile(config, finding),
    ...(line !== undefined && { line }),
    message,
    ...(add && { add: { where: add.where, lines: add.lines } }),
  };
}
