/** Publishing changed files under `npm start`, without scanning the others again. */

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAsset, kindOf } from '../../publish/file-kind.ts';
import type { Client } from '../client/client.ts';
import { silent } from '../output/progress.ts';
import { compare, joinPlans, type Step } from '../publish/plan.ts';
import { send } from '../publish/publish.ts';
import { filesBelow, entryAt, FolderLinks, isFileLike, folderError } from '../source/article-files.ts';
import { Boundary } from '../source/boundary.ts';
import { FileMap } from '../source/files.ts';
import { openAsset } from '../source/asset-file.ts';
import type { FileProblem } from '../source/file-problem.ts';
import { hashOne, type Scan } from '../source/scan.ts';
import { Refused } from './refused.ts';
import type { Folder, SiteFolders } from '../../publish/site-folders.ts';
import { readSource } from '../source/source-file.ts';
import type { Outcome } from '../publish/outcome.ts';

/**
 * How long the deletion of a file is held back, ms. A watcher sees a move as a deletion and a creation: an article whose
 * deletion is published on its own would come back with another id.
 */
export const moveWindow = 250;

export interface Changes {
  outcomes: Outcome[];
  /** Files whose deletion is held back, as they may be moving. Check them again after `moveWindow`. */
  missing: string[];
}

/** The folders with the boundaries of their links. */
type Bounded = Folder & { boundary: Boundary };

/** Keeps track of what the worker holds, and publishes the difference to the folders. */
export class Follower {
  readonly #folders: SiteFolders;
  readonly #client: Client;
  /** Path → blob id that the worker last accepted; empty for a file that it refused. */
  readonly #known: Map<string, string>;
  readonly #spelling: Map<string, string>;
  /** Files that are gone, but whose deletion is not published yet. */
  readonly #missing = new Set<string>();
  /** When the last of them was first found missing, on the clock of `performance.now()`, ms. */
  #lastMissed = 0;
  readonly #refused: Refused;

  /** @param found the published files @param refused the outcomes of those of them that were refused */
  constructor(
    folders: SiteFolders,
    client: Client,
    found: Pick<Scan, 'files' | 'assets' | 'spelling'>,
    refused: readonly Outcome[],
  ) {
    this.#folders = folders;
    this.#client = client;
    this.#known = new Map([...found.files.all(), ...found.assets.all()]);
    this.#spelling = new Map(found.spelling);
    for (const { path, from = path } of refused) this.#known.set(path, '').set(from, '');
    this.#refused = new Refused(refused);
  }

  /**
   * Publishes the present state of some paths, and of the files in conflict with others if that changed something.
   * @param touched files or folders that may have been created, changed or deleted, as the disk spells them; those of
   *   the static folder have a slash in front. An empty path stands for the whole content folder, `/` for the static one
   * @throws CliError when the worker can't be reached, or the content folder is gone
   */
  async publish(touched: Iterable<string>): Promise<Changes> {
    const first = await this.#publish(touched);
    const due = this.#refused.due();
    if (due.length === 0) return first;
    const again = await this.#publish(
      due.map((path) => prefixOf(path) + this.#spelled(path)),
      true,
    );
    this.#refused.sent();
    const anew = new Set(again.outcomes.map(({ path }) => path));
    const outcomes = [...first.outcomes.filter(({ path }) => !anew.has(path)), ...again.outcomes];
    return { outcomes, missing: first.missing };
  }

  /** @param again whether these files were refused before: of them nothing is reported twice, and none is deleted */
  async #publish(touched: Iterable<string>, again = false): Promise<Changes> {
    // A missing content folder must not delete all articles.
    for (const { folder } of this.#all)
      if (!statSync(folder, { throwIfNoEntry: false })) throw folderError(folder, { code: 'ENOENT' });
    const bounded = new Map(
      this.#all.map((one) => [one.rules.prefix, { ...one, boundary: new Boundary(one.folder) }]),
    );
    const boundedOf = (path: string): Bounded => bounded.get(prefixOf(path))!;
    const { local, before, refused } = this.#look(touched, boundedOf);
    const steps = this.#withOrigins(stepsBetween(local, before, new Set(refused.map(({ path }) => path))));
    const vanished = steps.filter(({ action }) => action === 'delete').map(({ path }) => path);
    const missing = !again && this.#maybeMoving(vanished) ? vanished : [];
    const due = again || missing.length > 0 ? steps.filter(({ action }) => action !== 'delete') : steps;
    // A file that can't be read may be locked for a moment. It is skipped, not deleted.
    const outcomes = refused.filter(({ code }) => code !== 'read').map(refusal);
    for (const outcome of outcomes) this.#refused.note(outcome);
    const source = {
      assets: new FileMap(local),
      maxAssetBytes: this.#folders.content.rules.maxBytes,
      read: (path: string) => readSource(boundedOf(path).boundary, path, this.#spelled(path)),
      openAsset: (path: string) => openAsset(boundedOf(path).boundary, path, this.#spelled(path)),
    };
    for await (const outcome of send(due, { source, client: this.#client, progress: silent })) {
      const isNews = !again || !this.#refused.isKnown(outcome);
      this.#remember(outcome, local);
      if (isNews) outcomes.push(outcome);
    }
    return { outcomes, missing };
  }

  /** Collects the touched files: as they are now, as they were, and those that can't be published. */
  #look(
    touched: Iterable<string>,
    boundedOf: (path: string) => Bounded,
  ): { local: Map<string, string>; before: Map<string, string>; refused: FileProblem[] } {
    const local = new Map<string, string>();
    const before = new Map<string, string>();
    const refused: FileProblem[] = [];
    for (const spelled of touched) {
      const { boundary, rules, ...bounded } = boundedOf(spelled);
      for (const file of filesAt({ ...bounded, rules }, spelled.slice(rules.prefix.length))) {
        const found = hashOne(boundary, file, rules);
        if (found.status === 'error') refused.push(found.problem);
        else local.set(found.path, found.blob);
        const path = found.status === 'error' ? found.problem.path : found.path;
        if (rules.prefix + file !== path) this.#spelling.set(path, file);
      }
      for (const path of this.#knownAt(spelled.normalize('NFC'))) before.set(path, this.#known.get(path)!);
    }
    for (const path of local.keys()) this.#missing.delete(path);
    for (const path of this.#origins(local)) before.set(path, this.#known.get(path)!);
    for (const path of before.keys()) {
      const from = this.#leftBy(path);
      if (from !== undefined) before.set(from, this.#known.get(from)!);
    }
    return { local, before, refused };
  }

  /** Yields missing files with the content of new ones: a file's creation may be reported before its deletion. */
  *#origins(local: ReadonlyMap<string, string>): Generator<string> {
    const fresh = new Set([...local].filter(([path]) => !this.#known.has(path)).map(([, blob]) => blob));
    if (fresh.size === 0) return;
    for (const [path, blob] of this.#known) {
      if (fresh.has(blob) && !local.has(path) && !existsSync(this.#fileOf(path))) yield path;
    }
  }

  /** The path that a file has left whose move was refused, so that what was published there still is. */
  #leftBy(path: string): string | undefined {
    const from = this.#refused.originOf(path);
    return from !== undefined && this.#known.has(from) && !existsSync(this.#fileOf(from)) ? from : undefined;
  }

  /** Makes a move again of each file whose move was refused. */
  #withOrigins(steps: readonly Step[]): Step[] {
    const origins = new Map<string, string>();
    for (const { action, path } of steps) {
      const from = action === 'delete' ? undefined : this.#leftBy(path);
      if (from !== undefined) origins.set(path, from);
    }
    const left = new Set(origins.values());
    return steps
      .filter(({ action, path }) => action !== 'delete' || !left.has(path))
      .map((step): Step => {
        const from = origins.get(step.path);
        return from === undefined ? step : { action: 'move', path: step.path, from };
      });
  }

  #fileOf(path: string): string {
    const { content, statics } = this.#folders;
    const { folder } = path.startsWith('/') && statics ? statics : content;
    return join(folder, this.#spelled(path));
  }

  /** The path within its folder, as the disk spells it. */
  #spelled(path: string): string {
    return this.#spelling.get(path) ?? path.replace(/^\//, '');
  }

  get #all(): Folder[] {
    const { content, statics } = this.#folders;
    return statics ? [content, statics] : [content];
  }

  /** Yields the path itself if it was a file, and all files below it if it was a folder. */
  *#knownAt(path: string): Generator<string> {
    if (path === '' || path === '/') {
      for (const known of this.#known.keys()) if (known.startsWith('/') === (path === '/')) yield known;
    } else if (this.#known.has(path)) yield path;
    else if (kindOf(path) === undefined)
      for (const known of this.#known.keys()) if (known.startsWith(`${path}/`)) yield known;
  }

  /** Restarts the window with each further missing file: deleting or moving a folder goes file by file. */
  #maybeMoving(vanished: readonly string[]): boolean {
    const now = performance.now();
    for (const path of vanished) {
      if (this.#missing.has(path)) continue;
      this.#missing.add(path);
      this.#lastMissed = now;
    }
    return now - this.#lastMissed < moveWindow;
  }

  #remember(outcome: Outcome, local: ReadonlyMap<string, string>): void {
    const { action, path, from, result } = outcome;
    this.#refused.note(outcome);
    if (result.status === 'error') {
      this.#known.set(path, '');
      return;
    }
    for (const left of action === 'delete' ? [path] : from === undefined ? [] : [from]) {
      this.#known.delete(left);
      this.#missing.delete(left);
    }
    if (action !== 'delete') this.#known.set(path, local.get(path) ?? '');
  }
}

/** The slash in front of a path of the static folder. */
const prefixOf = (path: string): '/' | '' => (path.startsWith('/') ? '/' : '');

/** The files at a path within a folder: the file itself, or those below a folder. @param spelled relative to the folder */
function* filesAt({ folder, rules }: Folder, spelled: string): Generator<string> {
  if (spelled === '') return yield* filesBelow(folder, rules);
  if (new FolderLinks(folder).isBehindLink(spelled)) return;
  const file = join(folder, spelled);
  if (rules.kindOf(spelled) !== undefined && isFileLike(file)) return yield spelled;
  if (entryAt(file)?.isDirectory() && rules.mayHold(spelled)) yield* filesBelow(folder, rules, `${spelled}/`);
}

/** The steps of both kinds of files. */
function stepsBetween(
  local: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
  keep: ReadonlySet<string>,
): Step[] {
  const only = (files: ReadonlyMap<string, string>, assets: boolean): Map<string, string> =>
    new Map([...files].filter(([path]) => isAsset(path) === assets));
  const plan = (assets: boolean) => compare(only(local, assets), only(before, assets), keep);
  return joinPlans(plan(false), plan(true)).steps;
}

const refusal = (problem: FileProblem): Outcome => ({
  action: 'change',
  path: problem.path,
  result: { path: problem.path, status: 'error', problems: [problem] },
});
