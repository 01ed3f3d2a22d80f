/**
 * How far links may lead. A content folder may come from other people, and a link in it name any file of the machine that
 * publishes it: what a clone of the repository would not have is not published.
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

/** A file that is there and must not be read. The message says why, and what to do. */
export class RefusedFile extends Error {
  override name = 'RefusedFile';
}

// Without waiting for the other end of a pipe, and without becoming the terminal's process. Windows has none of these.
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const noLink = constants.O_NOFOLLOW ?? 0;

export class Boundary {
  readonly folder: string;
  readonly #real: string;
  #tree: WorkTree | undefined | null = null;

  /** @param folder the content folder @throws when there is none */
  constructor(folder: string) {
    this.folder = folder;
    this.#real = realpathSync.native(folder);
  }

  /**
   * Opens a file for reading, wherever links lead.
   * @param spelled its path, relative to the content folder, as the disk has it
   * @returns a file descriptor, which has to be closed
   * @throws RefusedFile, or what the system has to say
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

  /** What kind of file it is that lies beyond the boundary; nothing of one that doesn't. */
  #beyond(handle: number, file: string | Buffer, stat: Stats): string | undefined {
    const opened = pathOf(handle);
    if (opened !== undefined && this.#whatIs(opened) === undefined) return undefined;
    // There is no /proc, or it has another name for the file (in a container, say).
    const real = realpathSync.native(file);
    const target = this.#whatIs(real);
    if (target !== undefined) return target;
    const { dev, ino } = statSync(real);
    return dev === stat.dev && ino === stat.ino ? undefined : 'a file that was just replaced';
  }

  /** @param real of a file */
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

  /** Looked for only when a link leads out of the folder. */
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
  // Before it is opened: to some devices that alone does something.
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

/** The real path of an open file, as Linux has it: whatever becomes of its name meanwhile. */
function pathOf(handle: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${handle}`);
  } catch {
    return undefined;
  }
}

/** Whether a name on the way begins with a dot: settings, secrets and git's own files. */
function isHidden(folder: string, real: string): boolean {
  return real.includes(`${sep}.`, folder.length - (folder.endsWith(sep) ? 1 : 0));
}

/** A clone has what git tracks, and nothing else that lies in a work tree. */
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
