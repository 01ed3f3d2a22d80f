/** Noticing changes in the content folder, and telling about them once they have settled. */

import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import watcher from '@parcel/watcher';
import { folderError } from '../source/article-files.ts';

/** Ms without another change after which a file counts as written: an editor's save takes a few steps. */
const debounce = 25;

/** Ms after which a failed report is repeated. */
const retryDelay = 1_000;

export interface Watch {
  /**
   * Reports these paths (relative, with `/`; files or folders) once more after `delay` ms, in case nothing else
   * brings them up.
   */
  recheck(paths: Iterable<string>, delay: number): void;
  stop(): Promise<void>;
}

/**
 * @param onChange gets the paths of files and folders that appeared, changed or vanished, relative to the folder; an
 *   empty one when the system lost track and everything has to be looked at. It is never called while an earlier call
 *   is at work. When it fails it is called again, with the same paths and what came since.
 * @throws CliError when there is no such folder
 */
export async function watch(
  folder: string,
  onChange: (paths: ReadonlySet<string>) => Promise<void>,
): Promise<Watch> {
  const root = realPath(folder); // events carry real paths
  let touched = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let busy: Promise<void> | undefined;
  let stopped = false;

  const schedule = (delay: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(report, delay);
  };
  const touch = (paths: Iterable<string>, delay: number): void => {
    for (const path of paths) touched.add(path);
    // What happens during a report is looked at when that is over.
    if (!busy && touched.size > 0) schedule(delay);
  };
  const report = (): void => {
    const paths = touched;
    touched = new Set();
    let pause = debounce;
    busy = onChange(paths)
      .catch(() => {
        touched = new Set([...paths, ...touched]);
        pause = retryDelay;
      })
      .finally(() => {
        busy = undefined;
        touch([], pause);
      });
  };

  const subscription = await watcher.subscribe(root, (error, events) => {
    const paths = error ? [''] : events.map(({ path }) => relative(root, path).split(sep).join('/'));
    touch(paths, debounce);
  });
  return {
    recheck: (paths, delay) => void setTimeout(() => touch(paths, 0), delay).unref(),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await subscription.unsubscribe();
      await busy;
    },
  };
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (error) {
    throw folderError(folder, error);
  }
}
