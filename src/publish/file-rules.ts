/** Which files of a folder are published: those of the content folder, and those of the static folder. */

import ignore from 'ignore';
import { belongsToDocuments } from '../article/own-addresses.ts';
import { isAsset, isSource, mayHoldFiles } from './file-kind.ts';

/** `source`: the worker parses its text. `asset`: it is served as it is. */
export type Kind = 'source' | 'asset';

/** Paths here are relative to the folder of the rules, with `/`. */
export interface FileRules {
  /** In front of each path where it is published: `/` for the static folder, else nothing. */
  prefix: '' | '/';
  /** Tells these rules from others. */
  key: string;
  /** Undefined for a file that is not published. */
  kindOf: (path: string) => Kind | undefined;
  /** Whether files below a folder may be published. */
  mayHold: (folder: string) => boolean;
  /** Bytes of the largest asset. */
  maxBytes: number;
}

/** The articles and the redirects of a content folder, without the files beside them. */
export const sourcesOnly: FileRules = {
  prefix: '',
  key: 'sources',
  kindOf: (path) => (isSource(path) ? 'source' : undefined),
  mayHold: mayHoldFiles,
  maxBytes: Infinity,
};

export interface Choice {
  /** Patterns of files that are left out, with the syntax of gitignore(5). */
  ignored?: readonly string[];
  /** A folder below that is left out: the other of the two folders. */
  without?: string | undefined;
  /** Bytes of the largest asset. */
  maxBytes?: number;
}

/** The rules of a content folder. */
export function contentRules({ ignored = [], without, maxBytes = Infinity }: Choice = {}): FileRules {
  const isIgnored = matcher(ignored);
  return {
    prefix: '',
    key: `content ${JSON.stringify([ignored, without])}`,
    kindOf(path) {
      if (isSource(path)) return 'source';
      return isAsset(path) && !isBelow(path, without) && !isIgnored(path) ? 'asset' : undefined;
    },
    mayHold: mayHoldFiles,
    maxBytes,
  };
}

/** Folders of sources, themes and results beside which a static folder may lie (Jekyll has none of its own). */
const notStatic: ReadonlySet<string> = new Set(['_site', '_posts', '_drafts', '_sass']);

/** The rules of a static folder, in which nothing is an article. */
export function staticRules({ ignored = [], without, maxBytes = Infinity }: Choice = {}): FileRules {
  const isIgnored = matcher(ignored);
  const mayHold = (folder: string): boolean =>
    mayHoldFiles(folder) &&
    !isBelow(`${folder}/`, without) &&
    !folder.split('/').some((name) => notStatic.has(name));
  return {
    prefix: '/',
    key: `static ${JSON.stringify([ignored, without])}`,
    kindOf(path) {
      const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
      const isWanted =
        isAsset(`/${path}`) && mayHold(folder) && !belongsToDocuments(`/${path}`) && !isIgnored(path);
      return isWanted ? 'asset' : undefined;
    },
    mayHold,
    maxBytes,
  };
}

const isBelow = (path: string, folder: string | undefined): boolean =>
  folder !== undefined && path.startsWith(`${folder}/`);

function matcher(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const list = ignore({ allowRelativePaths: true }).add(patterns);
  return (path) => list.ignores(path);
}
