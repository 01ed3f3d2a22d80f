/** Publishing changed files under `npm start`, without scanning the others again. */

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isPublished, mayHoldFiles } from '../../publish/file-kind.ts';
import type { Client } from '../client/client.ts';
import { compare } from '../publish/plan.ts';
import { articleFiles, entryAt, FolderLinks, isFileLike, folderError } from '../source/article-files.ts';
import { Boundary } from '../source/boundary.ts';
import { nameOf } from '../source/file-name.ts';
import type { FileProblem } from '../source/file-problem.ts';
import type { Scan } from '../source/scan.ts';
import { hashFile, readSource } from '../source/source-file.ts';
import type { Outcome } from '../publish/outcome.ts';
import { upload } from '../publish/upload.ts';

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

/** Keeps track of what the worker holds, and publishes the difference to the content folder. */
export class Follower {
  readonly #content: string;
  readonly #client: Client;
  /** Path → blob id that the worker last accepted; empty for a file that it refused. */
  readonly #known: Map<string, string>;
  readonly #spelling: Map<string, string>;
  /** Files that are gone, but whose deletion is not published yet. */
  readonly #missing = new Set<string>();
  /** When the last of them was first found missing, on the clock of `performance.now()`, ms. */
  #lastMissed = 0;

  /** @param found the published files @param refused those of them that the worker refused */
  constructor(
    content: string,
    client: Client,
    found: Pick<Scan, 'files' | 'spelling'>,
    refused: Iterable<string>,
  ) {
    this.#content = content;
    this.#client = client;
    this.#known = new Map(found.files.all());
    this.#spelling = new Map(found.spelling);
    for (const path of refused) this.#known.set(path, '');
  }

  /**
   * Publishes the present state of some paths.
   * @param touched files or folders that may have been created, changed or deleted, as the disk spells them; an empty
   *   path stands for the whole content folder
   * @throws CliError when the worker can't be reached, or the content folder is gone
   */
  async publish(touched: Iterable<string>): Promise<Changes> {
    // A missing content folder must not delete all articles.
    if (!statSync(this.#content, { throwIfNoEntry: false }))
      throw folderError(this.#content, { code: 'ENOENT' });
    const boundary = new Boundary(this.#content);
    const { local, before, refused } = this.#look(touched, boundary);
    const { steps } = compare(local, before, new Set(refused.map(({ path }) => path)));
    const vanished = steps.filter(({ action }) => action === 'delete').map(({ path }) => path);
    const missing = this.#maybeMoving(vanished) ? vanished : [];
    const due = missing.length > 0 ? steps.filter(({ action }) => action !== 'delete') : steps;
    // A file that can't be read may be locked for a moment. It is skipped, not deleted.
    const outcomes = refused.filter(({ code }) => code !== 'read').map(refusal);
    for await (const outcome of upload(due, {
      read: (path) => readSource(boundary, path, this.#spelling.get(path)),
      client: this.#client,
    })) {
      this.#remember(outcome, local);
      outcomes.push(outcome);
    }
    return { outcomes, missing };
  }

  /** Collects the touched files: as they are now, as they were, and those that can't be published. */
  #look(
    touched: Iterable<string>,
    boundary: Boundary,
  ): { local: Map<string, string>; before: Map<string, string>; refused: FileProblem[] } {
    const local = new Map<string, string>();
    const before = new Map<string, string>();
    const refused: FileProblem[] = [];
    for (const spelled of touched) {
      for (const file of this.#filesAt(spelled)) {
        const name = nameOf(file);
        const { path } = name;
        const found = name.status === 'error' ? name : hashFile(boundary, path, file);
        if (found.status === 'error') refused.push(found.problem);
        else local.set(path, found.blob);
        if (file !== path) this.#spelling.set(path, file);
      }
      for (const path of this.#knownAt(spelled.normalize('NFC'))) before.set(path, this.#known.get(path)!);
    }
    for (const path of local.keys()) this.#missing.delete(path);
    for (const path of this.#origins(local)) before.set(path, this.#known.get(path)!);
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

  #fileOf(path: string): string {
    return join(this.#content, this.#spelling.get(path) ?? path);
  }

  *#filesAt(spelled: string): Generator<string> {
    if (spelled === '') return yield* articleFiles(this.#content);
    if (new FolderLinks(this.#content).isBehindLink(spelled)) return;
    const file = join(this.#content, spelled);
    if (isPublished(spelled) && isFileLike(file)) return yield spelled;
    if (entryAt(file)?.isDirectory() && mayHoldFiles(spelled))
      yield* articleFiles(this.#content, `${spelled}/`);
  }

  /** Yields the path itself if it was a file, and all files below it if it was a folder. */
  *#knownAt(path: string): Generator<string> {
    if (path === '') yield* this.#known.keys();
    else if (this.#known.has(path)) yield path;
    else if (!isPublished(path))
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

  #remember({ action, path, from, result }: Outcome, local: ReadonlyMap<string, string>): void {
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

const refusal = (problem: FileProblem): Outcome => ({
  action: 'change',
  path: problem.path,
  result: { path: problem.path, status: 'error', problems: [problem] },
});
