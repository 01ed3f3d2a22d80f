/** `edgefeed check`: reports mistakes in the articles, and publishes nothing. */

import { check, checkedJson, type Checked } from '../source/check.ts';
import { columns } from '../output/columns.ts';
import { contentOption, jsonOption, type Define } from '../command.ts';
import { exitCodes, type ExitCode } from '../exit.ts';
import { print, printJson } from '../output/line.ts';
import { progressOn, silent } from '../output/progress.ts';
import { formatProblems } from '../output/results.ts';
import { readSite } from '../site.ts';
import { plural, formatDuration, formatNumber } from '../output/numbers.ts';

interface Options {
  content: string;
  json?: boolean;
}

const help = `
Dates without a time zone are read in the TIMEZONE of wrangler.toml, as on the worker.

Examples:
  $ npx edgefeed check
  $ npx edgefeed check --content ~/blog/source/_posts
  $ npx edgefeed check --json | jq -r 'select(.status == "error").path'`;

export const define: Define = (command, finish) =>
  command
    .addOption(contentOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (options: Options) =>
      finish(options.json ? checkForPrograms(options) : await checkForPeople(options)),
    );

function* checked({ content }: Options): Generator<Checked> {
  const { url, timezone } = readSite();
  yield* check(content, { siteUrl: url, timezone });
}

const codeOf = (errors: number): ExitCode => (errors > 0 ? exitCodes.refused : exitCodes.ok);

function checkForPrograms(options: Options): ExitCode {
  let errors = 0;
  for (const file of checked(options)) {
    if (file.status === 'error') errors++;
    printJson(checkedJson(file));
  }
  return codeOf(errors);
}

async function checkForPeople(options: Options): Promise<ExitCode> {
  const began = performance.now();
  const progress = process.stdout.isTTY ? await progressOn() : silent;
  const statuses = { article: 0, draft: 0, skip: 0, error: 0 };
  const codes = new Map<string, number>();
  progress.stage('checking');
  for (const { path, status, problems } of checked(options)) {
    statuses[status]++;
    for (const { code } of problems) codes.set(code, (codes.get(code) ?? 0) + 1);
    progress.advance();
    if (problems.length === 0) continue;
    progress.suspend(() =>
      formatProblems(options.content, { path, problems }).forEach((line) => print(line)),
    );
  }
  progress.end();
  if (codes.size > 0) for (const line of ['', ...problemSummary(codes), '']) print(line);
  print(`${sumLine(statuses)} (${formatDuration(performance.now() - began)})`);
  return codeOf(statuses.error);
}

/** The number of problems by code, most frequent first. */
function problemSummary(counts: ReadonlyMap<string, number>): string[] {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return columns(sorted.map(([code, count]) => ['', code, formatNumber(count)]));
}

function sumLine({ article, draft, skip, error }: Record<Checked['status'], number>): string {
  const parts = [
    plural(article, 'article'),
    draft > 0 && plural(draft, 'draft'),
    skip > 0 && `${formatNumber(skip)} without front matter`,
    error > 0 && `${formatNumber(error)} with errors`,
  ];
  return parts.filter(Boolean).join(', ');
}
