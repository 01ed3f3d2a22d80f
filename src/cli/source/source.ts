/** What is published: the articles of a folder, or those of a commit. */

import type { Push } from '../../publish/protocol.ts';
import type { FileSet } from './files.ts';
import type { Repository } from './git/git.ts';
import type { FileProblem } from './file-problem.ts';
import type { Readable } from './source-file.ts';

export interface Source {
  /** Paths are relative to the content folder, with `/`, in NFC. */
  files: FileSet;
  /** Files that can't be read. They are neither published nor deleted. */
  unreadable: FileProblem[];
  /** One file, as it is now: a work tree may have changed since it was looked through. Nothing: it has vanished. */
  read: ReadFile;
  /** Where git may know what became of a file; absent outside of repositories. */
  repository?: Repository;
  /** Where a file lies, absolute; for files that the object store may not have. */
  fileOf?: (path: string) => string;
  /** Of a commit: its place in the order of pushes. */
  push?: Push;
  /** Of a commit: what it descends from. */
  ancestors?: () => Promise<string[]>;
  /** Gives back what reading has taken. */
  close?: () => void;
}

export type ReadFile = (path: string) => Readable | Promise<Readable>;
