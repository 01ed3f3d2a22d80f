/** Watching folders, with debounce and retries. */

import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import watcher from '@parcel/watcher';
import { folderError } from '../source/article-files.ts';

/** Time without further changes before a report, ms: an editor saves a file in several steps. */
const debounce = 25;

/** Time before a failed report is retried, ms. */
const retryDelay = 1_000;

export interface Watch {
  /**
   * Reports paths again after `delay` ms.
   * @param paths as they were reported
   */
  recheck(paths: Iterable<string>, delay: number): void;
  stop(): Promise<void>;
}

/**
 * Watches a folder, or two of them.
 * @param onChange gets the relative paths of files and folders that were created, changed or deleted, those of the second
 *   folder with a slash in front; an empty path, or a slash, stands for the whole folder, after the system has lost events. Calls never overlap. After a failed call the next one
 *   gets the same paths again.
 * @throws CliError when there is no such folder
 */
export async function watch(
  folders: readonly string[],
  onChange: (paths: ReadonlySet<string>) => Promise<void>,
): Promise<Watch> {
  const roots = folders.map(realPath); // events carry real paths
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
    // Changes during a report are reported after it.
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

  const subscriptions = await Promise.all(
    roots.map(async (root, i) =>
      watcher.subscribe(root, (error, events) => {
        const paths = error ? [''] : events.map(({ path }) => relative(root, path).split(sep).join('/'));
        touch(
          paths.map((path) => (i === 0 ? path : `/${path}`)),
          debounce,
        );
      }),
    ),
  );
  return {
    recheck: (paths, delay) => void setTimeout(() => touch(paths, 0), delay).unref(),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(subscriptions.map(async (subscription) => subscription.unsubscribe()));
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
