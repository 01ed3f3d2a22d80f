/** `edgefeed check`: reports mistakes in the articles, and publishes nothing. */

import { check, checkedJson, problemJson, type Checked } from '../source/check.ts';
import { checkAssets } from '../source/check-assets.ts';
import { otherFiles } from '../source/other-files.ts';
import { siteFolders } from '../source/site-folders.ts';
import type { SiteFolders } from '../../publish/site-folders.ts';
import type { Problem } from '../../article/problem.ts';
import { columns } from '../output/columns.ts';
import { Counts } from '../output/check-counts.ts';
import { TagCounts } from '../output/tag-counts.ts';
import { contentOption, jsonOption, staticOption, type Define } from '../command.ts';
import { exitCodes, type ExitCode } from '../exit.ts';
import { print, printJson } from '../output/line.ts';
import { progressOn, silent } from '../output/progress.ts';
import { formatProblems } from '../output/results.ts';
import { readFileSettings, readSite } from '../site.ts';
import { formatOtherFiles } from '../output/other-files.ts';
import { formatDuration, formatNumber } from '../output/numbers.ts';

interface Options {
  content: string;
  static?: string;
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
    .addOption(staticOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const folders = siteFolders(options, readFileSettings());
      finish(options.json ? await checkAsJson(folders) : await checkAsText(folders));
    });

const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');

const codeOf = (errors: number): ExitCode => (errors > 0 ? exitCodes.refused : exitCodes.ok);

async function checkAsJson(folders: SiteFolders): Promise<ExitCode> {
  const files = new Map<string, Checked>();
  const more = drain(check(folders, readSite()), (file) => files.set(file.path, file));
  for (const { path, status, problems } of more) {
    const file = files.get(path)!;
    const isRefused = status === 'error';
    const isPage = problems.some(({ code }) => code === 'undated');
    files.set(path, {
      ...file,
      ...(isRefused && { status: 'error' }),
      ...(isPage && { article: { ...file.article, kind: 'page' } }),
      problems: [...file.problems, ...problems],
    });
  }
  let errors = 0;
  for (const file of files.values()) {
    if (file.status === 'error') errors++;
    printJson(checkedJson(file));
  }
  for await (const { path, type = null, bytes, problems } of checkAssets(folders)) {
    if (hasErrors(problems)) errors++;
    const status = hasErrors(problems) ? 'error' : type === null ? 'skip' : 'file';
    printJson({ path, status, type, bytes, problems: problems.map(problemJson) });
  }
  return codeOf(errors);
}

async function checkAsText(folders: SiteFolders): Promise<ExitCode> {
  const shown = { content: folders.content.folder, statics: folders.statics?.folder };
  const began = performance.now();
  const progress = process.stdout.isTTY ? await progressOn() : silent;
  const counts = new Counts();
  const codes = new Map<string, number>();
  const tags = new TagCounts();
  const show = (path: string, problems: readonly Problem[]): void => {
    for (const { code } of problems) codes.set(code, (codes.get(code) ?? 0) + 1);
    if (problems.length === 0) return;
    progress.suspend(() => {
      for (const line of formatProblems(shown, { path, problems })) print(line);
    });
  };
  progress.stage('checking');
  const more = drain(check(folders, readSite()), (file) => {
    counts.add(file);
    tags.add(file.unknownTags);
    progress.advance();
    show(file.path, file.problems);
  });
  for (const result of more) {
    counts.correct(result);
    show(result.path, result.problems);
  }
  for await (const file of checkAssets(folders)) {
    counts.addFile(file);
    progress.advance();
    show(file.path, file.problems);
  }
  progress.end();
  if (codes.size > 0) for (const line of ['', 'Problems by code:', ...problemSummary(codes), '']) print(line);
  for (const line of tags.lines()) print(line);
  for (const line of formatOtherFiles(otherFiles(folders))) print(line);
  print(`${counts.format()} (${formatDuration(performance.now() - began)})`);
  return codeOf(counts.errors);
}

/** Passes each value to `use`. @returns the result of the generator */
function drain<Value, Result>(values: Generator<Value, Result>, use: (value: Value) => void): Result {
  for (;;) {
    const next = values.next();
    if (next.done) return next.value;
    use(next.value);
  }
}

/** The number of problems by code, most frequent first. */
function problemSummary(counts: ReadonlyMap<string, number>): string[] {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return columns(sorted.map(([code, count]) => ['', code, formatNumber(count)]));
}
