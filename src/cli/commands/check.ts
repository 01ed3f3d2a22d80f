/** `edgefeed check`: reports mistakes in the articles, and publishes nothing. */

import { join } from 'node:path';
import { check, checkedJson, problemJson, type Checked } from '../source/check.ts';
import { checkAssets } from '../source/check-assets.ts';
import { FolderShows } from '../source/folder-shows.ts';
import { HeldFiles } from '../source/held-files.ts';
import { otherFiles } from '../source/other-files.ts';
import { siteFolders } from '../source/site-folders.ts';
import type { SiteFolders } from '../../publish/site-folders.ts';
import type { Problem } from '../../article/problem.ts';
import { columns } from '../output/columns.ts';
import { Counts } from '../output/check-counts.ts';
import { TagCounts } from '../output/tag-counts.ts';
import { contentOption, jsonOption, staticOption, type Define } from '../command.ts';
import { CliError, exitCodes, type ExitCode } from '../exit.ts';
import { print, printError, printJson } from '../output/line.ts';
import { progressOn, silent, type Progress } from '../output/progress.ts';
import { formatRemote, remoteJson } from '../output/remote.ts';
import { formatProblems } from '../output/results.ts';
import type { Listener, RemoteTotals } from '../remote/check-remote.ts';
import { RemoteNames } from '../remote/remote-names.ts';
import { contentFolder, readFileSettings, readSite } from '../site.ts';
import { formatHeldFiles, formatOtherFiles } from '../output/other-files.ts';
import { formatDuration, formatNumber, plural } from '../output/numbers.ts';

interface Options {
  content?: string;
  static?: string;
  json?: boolean;
  remote?: boolean;
  write?: boolean;
  allowPrivate?: boolean;
}

const help = `
Dates without a time zone are read in the TIMEZONE of wrangler.toml, as on the worker.

--remote asks the pictures, audio and video of the articles that lie on other sites. Dead ones are warnings.

Examples:
  $ npx --no edgefeed check
  $ npx --no edgefeed check --content ~/blog/source/_posts
  $ npx --no edgefeed check --remote --write
  $ npx --no edgefeed check --json | jq -r 'select(.status == "error").path'`;

export const define: Define = (command, finish) =>
  command
    .addOption(contentOption())
    .addOption(staticOption())
    .option('--remote', 'Ask other sites for the pictures, audio and video that articles name')
    .option(
      '--write',
      'With --remote: write missing lengths, types and durations of enclosures into the front matter',
    )
    .option('--allow-private', 'With --remote: ask addresses of this machine and of private networks, too')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (options: Options) => {
      for (const key of ['write', 'allowPrivate'] as const)
        if (options[key] && !options.remote)
          throw new CliError(
            exitCodes.usage,
            `--${key === 'write' ? 'write' : 'allow-private'} needs --remote; add it`,
          );
      const content = contentFolder(options.content);
      const folders = siteFolders({ ...options, content }, readFileSettings());
      finish(options.json ? await checkAsJson(folders, options) : await checkAsText(folders, options));
    });

const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');

const codeOf = (errors: number): ExitCode => (errors > 0 ? exitCodes.refused : exitCodes.ok);

async function checkAsJson(folders: SiteFolders, options: Options): Promise<ExitCode> {
  const site = readSite();
  const remote = options.remote ? new RemoteNames(site.url) : undefined;
  const held = new HeldFiles(Date.now());
  const shows = new FolderShows(site.url);
  const files = new Map<string, Checked>();
  const more = drain(check(folders, site, { held, shows, remote }), (file) => files.set(file.path, file));
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
  for await (const { path, problems } of shows.covers(folders)) files.get(path)!.problems.push(...problems);
  // Lines of files have all problems, so those of other sites come first.
  const asked =
    remote &&
    (await askOthers(remote, folders, site.url, options, silent, {
      asked: (url, file, outcome) => printJson(remoteJson(url, file, outcome)),
      found: (path, problems) => files.get(path)!.problems.push(...problems),
      written: (path, enclosures) => printJson({ written: path, enclosures }),
    }));
  let errors = 0;
  for (const file of files.values()) {
    if (file.status === 'error') errors++;
    printJson(checkedJson(file));
  }
  for await (const { path, type = null, bytes, problems } of checkAssets(folders, site.look?.sheet)) {
    if (hasErrors(problems)) errors++;
    const isPublished = !hasErrors(problems) && type !== null;
    const heldBack = (isPublished && held.holderOf(path)) || null;
    const status = hasErrors(problems) ? 'error' : type === null ? 'skip' : heldBack ? 'draft' : 'file';
    printJson({ path, status, type, bytes, heldBack, problems: problems.map(problemJson) });
  }
  return asked === 'interrupted' ? exitCodes.interrupted : codeOf(errors);
}

async function checkAsText(folders: SiteFolders, options: Options): Promise<ExitCode> {
  const site = readSite();
  const remote = options.remote ? new RemoteNames(site.url) : undefined;
  const held = new HeldFiles(Date.now());
  const shows = new FolderShows(site.url);
  const shown = { content: folders.content.folder, statics: folders.statics?.folder };
  const began = performance.now();
  const progress = process.stdout.isTTY || options.remote ? await progressOn() : silent;
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
  const more = drain(check(folders, site, { held, shows, remote }), (file) => {
    counts.add(file);
    tags.add(file.unknownTags);
    progress.advance();
    show(file.path, file.problems);
  });
  for (const result of more) {
    counts.correct(result);
    show(result.path, result.problems);
  }
  for await (const { path, problems } of shows.covers(folders)) show(path, problems);
  for await (const file of checkAssets(folders, site.look?.sheet)) {
    counts.addFile(file, held.holderOf(file.path));
    progress.advance();
    show(file.path, file.problems);
  }
  progress.end();
  const written: string[] = [];
  const asked =
    remote &&
    (await askOthers(remote, folders, site.url, options, progress, {
      found: show,
      written: (path, enclosures) =>
        void written.push(
          `${join(shown.content, path)}: wrote the facts of ${plural(enclosures, 'enclosure')}; the warnings above are of the file as it was`,
        ),
    }));
  for (const line of written) print(line);
  if (codes.size > 0) for (const line of ['', 'Problems by code:', ...problemSummary(codes), '']) print(line);
  for (const line of tags.lines()) print(line);
  for (const line of formatHeldFiles(counts.heldFiles)) print(line);
  for (const line of formatOtherFiles(otherFiles(folders))) print(line);
  if (asked !== undefined && asked !== 'interrupted') for (const line of formatRemote(asked)) print(line);
  print(`${counts.format()} (${formatDuration(performance.now() - began)})`);
  return asked === 'interrupted' ? exitCodes.interrupted : codeOf(counts.errors);
}

/** Asks other sites until all are asked, or until Ctrl-C. What was found before is shown in either case. */
async function askOthers(
  names: RemoteNames,
  { content }: SiteFolders,
  siteUrl: string,
  { allowPrivate, write }: Options,
  progress: Progress,
  listener: Listener,
): Promise<RemoteTotals | 'interrupted'> {
  const { checkRemote } = await import('../remote/check-remote.ts');
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const options = { allowPrivate, write, folder: content.folder, siteUrl, stop: stop.signal, progress };
    const totals = await checkRemote(names, options, listener);
    if (!stop.signal.aborted) return totals;
    printError('edgefeed: Interrupted. Some addresses were not asked, and nothing was written.');
    return 'interrupted';
  } finally {
    process.off('SIGINT', interrupt);
  }
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
