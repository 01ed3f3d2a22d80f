/**
 * The boundary of links. A content folder may come from other people, and its links may point to any file of this machine.
 * Only files that a clone of the repository would have are published.
 */

import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { encodeName } from './file-name.ts';
import { findWorkTreeSync, type WorkTree } from './git/work-tree.ts';
import { GitError, gitSync } from './git/git.ts';
import { isWithin } from './within.ts';

/** The file exists, but must not be read. The message has the reason and the remedy. */
export class RefusedFile extends Error {
  override name = 'RefusedFile';
}

// Opening must not wait for the other end of a pipe, or acquire a terminal. Windows has none of these flags.
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const noLink = constants.O_NOFOLLOW ?? 0;

export class Boundary {
  readonly folder: string;
  readonly #real: string;
  #tree: WorkTree | undefined | null = null;

  /** @param folder the content folder @throws the error of the system when it does not exist */
  constructor(folder: string) {
    this.folder = folder;
    this.#real = realpathSync.native(folder);
  }

  /**
   * Opens a file for reading, following links within the boundary.
   * @param spelled path relative to the content folder, as the disk spells it
   * @returns a file descriptor, which the caller must close
   * @throws RefusedFile, or the error of the system
   */
  open(spelled: string): number {
    const file = encodeName(join(this.folder, spelled));
    const { handle, isLink } = opened(file);
    try {
      const stat = fstatSync(handle);
      refuseSpecial(stat, isLink);
      const target = this.#beyond(handle, file, stat);
      if (target !== undefined)
        throw new RefusedFile(
          `the link points to ${target}; replace it with a copy of the file, or remove it`,
        );
      return handle;
    } catch (error) {
      closeSync(handle);
      throw error;
    }
  }

  /** Describes a file beyond the boundary. @returns undefined for a file within it */
  #beyond(handle: number, file: string | Buffer, stat: Stats): string | undefined {
    const opened = pathOf(handle);
    if (opened !== undefined && this.#whatIs(opened) === undefined) return undefined;
    // There is no /proc, or it has another path for the file, as in some containers.
    const real = realpathSync.native(file);
    const target = this.#whatIs(real);
    if (target !== undefined) return target;
    const { dev, ino } = statSync(real);
    return dev === stat.dev && ino === stat.ino ? undefined : 'a file that was just replaced';
  }

  /** Describes a file beyond the boundary by its real path. */
  #whatIs(real: string): string | undefined {
    if (isWithin(this.#real, real) && !isHidden(this.#real, real)) return undefined;
    const tree = this.#workTree();
    if (tree && isWithin(tree.top, real)) {
      if (isTracked(tree, real)) return undefined;
      return 'an untracked file of the repository';
    }
    if (isWithin(this.#real, real)) return 'a hidden file';
    if (/^\/(?:proc|sys|dev)\//.test(real)) return 'a file of the operating system';
    return 'a file outside the content folder and its repository';
  }

  /** Loaded only when a link points out of the folder. */
  #workTree(): WorkTree | undefined {
    if (this.#tree === null) this.#tree = findWorkTreeSync(this.folder);
    return this.#tree;
  }
}

function opened(file: string | Buffer): { handle: number; isLink: boolean } {
  if (noLink !== 0) {
    try {
      return { handle: openSync(file, flags | noLink), isLink: false };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    }
  }
  const isLink = lstatSync(file).isSymbolicLink();
  // Checked before opening, which alone has an effect on some devices.
  refuseSpecial(statSync(file), isLink);
  return { handle: openSync(file, flags), isLink };
}

function refuseSpecial(stat: Stats, isLink: boolean): void {
  if (stat.isFile()) return;
  const kind =
    stat.isBlockDevice() || stat.isCharacterDevice()
      ? 'a device'
      : stat.isFIFO()
        ? 'a named pipe'
        : stat.isSocket()
          ? 'a socket'
          : 'a folder';
  throw new RefusedFile(`${isLink ? 'the link points to' : 'this is'} ${kind}, not a file; remove it`);
}

/** The real path of an open file on Linux. Unlike the path that was opened, it can't be swapped meanwhile. */
function pathOf(handle: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${handle}`);
  } catch {
    return undefined;
  }
}

/** Whether a name below the folder begins with a dot, as those of settings, secrets and git's files do. */
function isHidden(folder: string, real: string): boolean {
  return real.includes(`${sep}.`, folder.length - (folder.endsWith(sep) ? 1 : 0));
}

/** Whether git tracks the file, so that a clone has it. */
function isTracked({ repository, top }: WorkTree, real: string): boolean {
  const path = relative(top, real).split(sep).join('/');
  try {
    gitSync(repository, ['ls-files', '-z', '--error-unmatch', '--', `:(top,literal)${path}`]);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}
