/** `edgefeed import`: brings the entries of another blog into the content folder. */

import { join } from 'node:path';
import { jsonOption, type Define } from '../command.ts';
import { CliError, exitCodes, type ExitCode } from '../exit.ts';
import { Downloads } from '../import/download/downloads.ts';
import { nameOf, type SiteFacts } from '../import/entry.ts';
import { importIds } from '../import/ids/import-ids.ts';
import { Importer, type ImporterListener } from '../import/importer.ts';
import { importAll, type RunListener } from '../import/run.ts';
import { ImportRecord } from '../import/write/record.ts';
import { addRules, missingRules, redirectsFile } from '../import/write/redirects.ts';
import { EntryWarnings, formatSite, formatTotals, formatWritten } from '../output/import.ts';
import { print, printError, printJson } from '../output/line.ts';
import { formatDuration, formatWait, plural } from '../output/numbers.ts';
import { progressOn, silent, type Progress } from '../output/progress.ts';
import { contentFolder, readFileSettings, readSite } from '../site.ts';
import { explain, isSystemError } from '../system-error.ts';

interface Options {
  to?: string;
  site?: string;
  ids?: boolean;
  markdown?: boolean;
  files?: boolean;
  redirects?: boolean;
  allowPrivate?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

const help = `
Reads RSS, Atom and JSON Feed with all their older pages, the exports of WordPress (WXR), Ghost (JSON), Substack and
Blogger, also as the zip file that they come in, and OPML: each of its feeds becomes a folder. Run it again at any time:
what you have edited or deleted stays so.

Examples:
  $ npx --no edgefeed import https://blog.example.com/feed/
  $ npx --no edgefeed import blog.wordpress.xml --files
  $ npx --no edgefeed import old-feed.xml --ids
  $ npx --no edgefeed import ghost.json --site https://blog.example.com --to content/blog --dry-run`;

export const define: Define = (command, finish) =>
  command
    .argument('<source>', 'A file, a zip file or folder of an export, or the address of a feed')
    .option(
      '--to <dir>',
      'Folder for the articles (default: CONTENT in the wrangler configuration, else content)',
    )
    .option('--site <url>', 'Address of the old blog, where its export does not have it (Ghost, Substack)')
    .option('--ids', 'Write no articles, but the ids of the feed into the articles that are there')
    .option('--markdown', 'Write Markdown where nothing is lost by it, in place of HTML')
    .option('--files', 'Download pictures and enclosures, and keep them beside the articles')
    .option('--redirects', 'Add the old names of categories, tags and authors to _redirects')
    .option('--allow-private', 'Ask addresses of this machine and of private networks, too')
    .option('-n, --dry-run', 'Show what would be written, and write nothing')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (source: string, options: Options) =>
      finish(await (options.ids ? keepIds(source, options) : run(source, options))),
    );

function keepIds(source: string, options: Options): Promise<ExitCode> {
  for (const key of ['markdown', 'files', 'redirects'] as const)
    if (options[key])
      throw new CliError(
        exitCodes.usage,
        `--${key} goes with new articles, and --ids writes none; leave one of them out.`,
      );
  return importIds(source, { ...options, site: siteOf(options.site), to: contentFolder(options.to) });
}

async function run(source: string, options: Options): Promise<ExitCode> {
  const began = performance.now();
  const site = siteOf(options.site);
  const { files, dryRun = false, json } = options;
  const folder = contentFolder(options.to);
  const record = new ImportRecord(folder);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  const progress = json ? silent : await progressOn();
  const downloads = new Downloads({
    allowPrivate: options.allowPrivate,
    stop: stop.signal,
    waiting: (host, ms) => progress.note(formatWait(host, ms)),
  });
  const newSite = readSite();
  const report = new Report({ ...options, to: folder }, progress, record, newSite.url);
  const importer = new Importer({
    folder,
    record,
    site: newSite,
    dryRun,
    markdown: options.markdown === true,
    files: files ? { downloads, maxBytes: readFileSettings().maxBytes } : undefined,
    listener: report,
  });
  try {
    progress.stage('reading', undefined, 'article');
    await importAll(source, { taker: importer, downloads, site, stop: stop.signal, listener: report });
  } catch (error) {
    if (stop.signal.aborted) return interrupted();
    throw withTotals(error, importer);
  } finally {
    process.off('SIGINT', interrupt);
    downloads.close();
    progress.end();
    if (!dryRun) saveAtEnd(report, importer);
  }
  report.end(importer, began);
  return stop.signal.aborted ? interrupted() : report.code(importer);
}

/** The error with what has been written before it. */
function withTotals(error: unknown, { totals: { statuses } }: Importer): unknown {
  const isWhole = Object.values(statuses).every((count) => count === 0);
  if (error instanceof CliError && isWhole)
    return new CliError(error.exitCode, `${error.message} Nothing was imported.`, { cause: error });
  const written = statuses.new + statuses.updated;
  if (!isSystemError(error) || written === 0) return error;
  const stay = `${plural(written, 'article')} ${written === 1 ? 'is' : 'are'} written and ${written === 1 ? 'stays' : 'stay'}; the next run goes on with the others.`;
  return new CliError(exitCodes.unreachable, `${explain(error)} ${stay}`, { cause: error });
}

/** Saves the record. Where even that fails, an earlier error may be lost: it is the same disk. */
function saveAtEnd(report: Report, importer: Importer): void {
  try {
    report.save();
  } catch (error) {
    throw withTotals(error, importer);
  }
}

function interrupted(): ExitCode {
  printError('edgefeed: Interrupted. What was read is written; run the command again for the rest.');
  return exitCodes.interrupted;
}

function siteOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const url = URL.parse(written);
  if (url && /^https?:$/.test(url.protocol)) return url.origin + url.pathname.replace(/\/+$/, '');
  throw new CliError(
    exitCodes.usage,
    `--site is ${written}, which is no address. Write one like https://blog.example.com.`,
  );
}

/** Ms between two savings of the record, which grows with the blog. */
const savingPause = 2_000;

/** `to` is the folder, also where it is not named. */
type ReportOptions = Options & { to: string };

/** Prints what happens, and keeps the record on disk. */
class Report implements ImporterListener, RunListener {
  readonly #options: ReportOptions;
  readonly #progress: Progress;
  readonly #record: ImportRecord;
  readonly #siteUrl: string;
  readonly #warnings = new EntryWarnings();
  readonly #skipped = new Map<string, number>();
  readonly #sites: { facts: SiteFacts; folder: string }[] = [];
  #leftOut = 0;
  #missing = 0;
  #failure: CliError | undefined;
  #savedAt = performance.now();

  /** @param siteUrl of the new site */
  constructor(options: ReportOptions, progress: Progress, record: ImportRecord, siteUrl: string) {
    this.#options = options;
    this.#progress = progress;
    this.#record = record;
    this.#siteUrl = siteUrl;
  }

  wrote: ImporterListener['wrote'] = (entry, { status, path, isBehind = false, message }) => {
    const { to, json, dryRun } = this.#options;
    this.#progress.advance();
    if (json) {
      const { id = null, link = null, published = null, title, heldBack } = entry;
      printJson({
        entry: path,
        status,
        id,
        link,
        title,
        published,
        draft: heldBack !== undefined,
        message: message ?? null,
      });
    } else if (status === 'refused') this.#say(`${join(to, path)}: ${nameOf(entry)}: ${message}`);
    else if (isBehind)
      this.#say(`${join(to, path)}: ${status} here, and changed in the source; it stays as it is`);
    else if (dryRun && (status === 'new' || status === 'updated')) this.#say(formatWritten(to, status, path));
    if (!dryRun && performance.now() - this.#savedAt > savingPause) this.save();
  };

  warned: ImporterListener['warned'] = (entry, message) => {
    if (this.#options.json) printJson({ warning: message, entry });
    else this.#warnings.add(entry, message);
  };

  missed: ImporterListener['missed'] = (address, reason) => {
    this.#missing++;
    if (this.#options.json) printJson({ missing: address, reason });
    else this.#say(`${address} was not saved: ${reason}`);
  };

  skipped: RunListener['skipped'] = (kind) =>
    void this.#skipped.set(kind, (this.#skipped.get(kind) ?? 0) + 1);

  leftOut: RunListener['leftOut'] = (entry, why) => {
    this.#leftOut++;
    this.warned(entry, `${why}, so it was left out`);
  };

  site: RunListener['site'] = (facts, folder) => void this.#sites.push({ facts, folder });

  read: RunListener['read'] = (document) => this.#progress.note(document);

  failed: RunListener['failed'] = (error) => {
    this.#failure ??= error;
    this.#progress.suspend(() => printError(`edgefeed: ${error.message}`));
  };

  save(): void {
    this.#record.save();
    this.#savedAt = performance.now();
  }

  end({ totals }: Importer, began: number): void {
    if (this.#options.json) {
      for (const { facts, folder } of this.#sites) {
        const { file, rules, isWritten } = this.#redirects(facts);
        printJson({ site: facts, folder });
        if (isWritten) printJson({ redirects: file, added: rules });
      }
      printJson({
        totals,
        skipped: Object.fromEntries(this.#skipped),
        missing: this.#missing,
        leftOut: this.#leftOut,
      });
      return;
    }
    for (const line of this.#warnings.lines()) print(line);
    for (const { facts, folder } of this.#sites) {
      if (folder !== '') print(`${join(this.#options.to, folder)}: ${facts.title ?? facts.home ?? ''}`);
      else for (const line of formatSite(facts, this.#redirects(facts))) print(line);
    }
    const [first, ...rest] = formatTotals(totals, {
      skipped: this.#skipped,
      missing: this.#missing,
      leftOut: this.#leftOut,
    });
    for (const line of rest) print(line);
    const would = this.#options.dryRun ? ' Nothing was written (--dry-run).' : '';
    print(`${first} (${formatDuration(performance.now() - began)})${would}`);
  }

  /** Adds the rules that are missing, if that is asked for. */
  #redirects({ redirects = [] }: SiteFacts): { file: string; rules: string[]; isWritten: boolean } {
    const { to, redirects: asked, dryRun } = this.#options;
    const file = redirectsFile(to, contentFolder(undefined));
    const rules = missingRules(file, redirects, this.#siteUrl);
    const isWritten = asked === true && dryRun !== true && rules.length > 0;
    if (isWritten) addRules(file, rules);
    return { file, rules, isWritten };
  }

  code({ totals }: Importer): ExitCode {
    if (this.#failure) return this.#failure.exitCode;
    return totals.statuses.refused + this.#leftOut > 0 ? exitCodes.refused : exitCodes.ok;
  }

  #say(line: string): void {
    this.#progress.suspend(() => print(line));
  }
}
