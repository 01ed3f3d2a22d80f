/** The files to publish: those of a folder, or of a commit. */

import type { OtherFiles } from './other-files.ts';
import type { Push } from '../../publish/protocol.ts';
import type { OpenAsset } from './asset-file.ts';
import type { FileSet } from './files.ts';
import type { Repository } from './git/git.ts';
import type { FileProblem } from './file-problem.ts';
import type { ReadResult } from './source-file.ts';

export interface Source {
  /** Paths are relative to the content folder, with `/`, in NFC. */
  files: FileSet;
  /** The files that are published as they are. Those of the static folder have a slash in front. Absent: none. */
  assets?: FileSet;
  /** Opens one of them as it is now; present with `assets`. */
  openAsset?: OpenAsset;
  /** The static folder, as messages name it; absent: none. */
  statics?: string;
  /** Counts the files that are not published; of a commit they are not counted. */
  others?: () => OtherFiles;
  /** Bytes of the largest of them, by the settings of the site. */
  maxAssetBytes?: number;
  /** Files that can't be read, which are neither published nor deleted. */
  unreadable: FileProblem[];
  /** Reads the text of a file as it is now: the folder may have changed since it was scanned. */
  read: ReadFile;
  /** For finding renames; absent outside a repository. */
  repository?: Repository;
  /** The absolute path of a file; absent where the object store has all files. */
  fileOf?: (path: string) => string;
  /** Of a commit: its id and time, which order pushes. */
  push?: Push;
  /** Of a commit: the ids of its ancestors. */
  ancestors?: () => Promise<string[]>;
  /** Ends the processes that `read` uses. */
  close?: () => void;
}

export type ReadFile = (path: string) => ReadResult | Promise<ReadResult>;
