/** Publishing what changes, file by file, without looking at the others again. */

import { existsSync, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isArticlePath } from '../../article/article-path.ts';
import type { Client } from '../client/client.ts';
import { compare } from '../publish/plan.ts';
import { articleFiles, FolderLinks, isFileLike, folderError } from '../source/article-files.ts';
import { Boundary } from '../source/boundary.ts';
import { encodeName, nameOf } from '../source/file-name.ts';
import type { FileProblem } from '../source/file-problem.ts';
import type { Scan } from '../source/scan.ts';
import { hash, readSource } from '../source/source-file.ts';
import type { Outcome } from '../publish/outcome.ts';
import { upload } from '../publish/upload.ts';

/**
 * Ms that a vanished file may take to appear elsewhere. Moving is deleting and creating to those who watch, and an
 * article whose deletion was published on its own would come back as a new one.
 */
export const moveWindow = 250;

export interface Changes {
  outcomes: Outcome[];
  /** Vanished files that are not deleted yet: they may be on the move. Bring them up again after `moveWindow`. */
  missing: string[];
}

/** What the worker holds of a content folder, kept up to date from one change to the next. */
export class Follower {
  readonly #content: string;
  readonly #client: Client;
  /** Path → blob id that the worker accepted last; empty when it refused the file. */
  readonly #known: Map<string, string>;
  readonly #spelling: Map<string, string>;
  /** Vanished files whose deletion is not published yet. */
  readonly #missing = new Set<string>();
  /** When the last of them was first seen missing, ms. */
  #lastMissed = 0;

  /** @param found what has been published @param refused paths among it that the worker refused */
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
   * Publishes what the paths hold now.
   * @param touched files or folders, as the disk spells them, that may have appeared, changed or vanished; an empty
   *   one for everything
   * @throws CliError when the worker can't be reached
   */
  async publish(touched: Iterable<string>): Promise<Changes> {
    // Should the folder itself be gone, that is no reason to delete everything that was in it.
    if (!statSync(this.#content, { throwIfNoEntry: false }))
      throw folderError(this.#content, { code: 'ENOENT' });
    const boundary = new Boundary(this.#content);
    const { local, before, refused } = this.#look(touched, boundary);
    const { steps } = compare(local, before, new Set(refused.map(({ path }) => path)));
    const vanished = steps.filter(({ action }) => action === 'delete').map(({ path }) => path);
    const missing = this.#maybeMoving(vanished) ? vanished : [];
    const due = missing.length > 0 ? steps.filter(({ action }) => action !== 'delete') : steps;
    // A file that can't be read may be locked for a moment, and is not gone: nothing is said of it, nor done with it.
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

  /** The touched files: what they hold now, what they held, and which of them can't be published. */
  #look(
    touched: Iterable<string>,
    boundary: Boundary,
  ): { local: Map<string, string>; before: Map<string, string>; refused: FileProblem[] } {
    const local = new Map<string, string>();
    const before = new Map<string, string>();
    const refused: FileProblem[] = [];
    for (const spelled of touched) {
      for (const file of this.#filesAt(spelled)) {
        const { path, problem } = nameOf(file);
        const found = problem ? { problem } : hash(boundary, path, file);
        if ('problem' in found) refused.push(found.problem);
        else local.set(path, found.blob);
        if (file !== path) this.#spelling.set(path, file);
      }
      for (const path of this.#knownAt(spelled.normalize('NFC'))) before.set(path, this.#known.get(path)!);
    }
    for (const path of local.keys()) this.#missing.delete(path);
    for (const path of this.#origins(local)) before.set(path, this.#known.get(path)!);
    return { local, before, refused };
  }

  /** Vanished files with the content of new ones. Word that a file came may be here before word that it left elsewhere. */
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
    if (isArticlePath(spelled) && isFileLike(file)) return yield spelled;
    const stat = lstatSync(encodeName(file), { throwIfNoEntry: false });
    if (stat?.isDirectory() && isArticlePath(`${spelled}/article.md`))
      yield* articleFiles(this.#content, `${spelled}/`);
  }

  /** The path itself, and everything below it, should it have been a folder. */
  *#knownAt(path: string): Generator<string> {
    if (path === '') yield* this.#known.keys();
    else if (this.#known.has(path)) yield path;
    else if (!isArticlePath(path))
      for (const known of this.#known.keys()) if (known.startsWith(`${path}/`)) yield known;
  }

  /** They wait for each other: whoever removes a folder removes its files one after the other. */
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
