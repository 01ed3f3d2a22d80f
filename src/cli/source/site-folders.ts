/** The two folders of a site: that of the articles, and the static one beside it. */

import { realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { posix } from 'node:path';
import { folderError } from './article-files.ts';
import { contentRules, staticRules, type Choice, type FileRules } from './file-rules.ts';

/** A folder with the rules of its files. */
export interface Folder {
  folder: string;
  rules: FileRules;
}

export interface SiteFolders {
  content: Folder;
  /** Absent: there is none. */
  statics?: Folder;
}

/** What decides about the files beside articles: settings of the site (src/site/settings.ts). */
export interface FileSettings {
  /** The static folder, relative to the folder that has the content folder; empty: none. */
  staticFolder: string;
  ignored: readonly string[];
  maxBytes: number;
}

interface Chosen {
  /** The content folder, as given on the command line. */
  content: string;
  /** The static folder, as given on the command line. */
  static?: string | undefined;
}

/**
 * The folders on disk.
 * @throws CliError when a static folder that the command line names is missing; that of the settings need not exist
 */
export function siteFolders({ content, static: named }: Chosen, settings: FileSettings): SiteFolders {
  const { staticFolder } = settings;
  const beside = staticFolder === '' ? undefined : join(dirname(resolve(content)), staticFolder);
  const folder = named ?? beside;
  const isThere = folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  if (named !== undefined && named !== '' && !isThere) throw folderError(named, { code: 'ENOENT' });
  if (!folder || !isThere || real(folder) === real(content))
    return { content: { folder: content, rules: contentRules(choice(settings)) } };
  return {
    content: { folder: content, rules: contentRules(choice(settings, below(content, folder))) },
    statics: {
      // Shown in messages, so in the form in which the content folder is given.
      folder: named ?? join(content, '..', staticFolder),
      rules: staticRules(choice(settings, below(folder, content))),
    },
  };
}

const real = (folder: string): string => {
  try {
    return realpathSync.native(folder);
  } catch {
    return resolve(folder);
  }
};

/** The path of a folder within another one, with `/`; undefined if it is elsewhere. */
function below(folder: string, inner: string): string | undefined {
  const path = relative(real(folder), real(inner)).split(sep).join('/');
  return path === '' || path === '..' || path.startsWith('../') || resolve(path) === path ? undefined : path;
}

/**
 * The folders of a commit.
 * @param content relative to the root of the repository; empty for the root
 */
export function committedFolders({ content, static: named }: Chosen, settings: FileSettings): SiteFolders {
  const { staticFolder } = settings;
  const beside = content === '' || staticFolder === '' ? undefined : posix.join(content, '..', staticFolder);
  const given = (named ?? beside)?.replace(/^(?:\.\/)+|\/+$/g, '');
  const folder = given === '.' ? '' : given;
  if (folder === undefined || named === '' || folder === content || folder.startsWith('../'))
    return { content: { folder: content, rules: contentRules(choice(settings)) } };
  return {
    content: { folder: content, rules: contentRules(choice(settings, within(content, folder))) },
    statics: { folder, rules: staticRules(choice(settings, within(folder, content))) },
  };
}

function within(folder: string, inner: string): string | undefined {
  if (folder === '') return inner;
  return inner.startsWith(`${folder}/`) ? inner.slice(folder.length + 1) : undefined;
}

const choice = ({ ignored, maxBytes }: FileSettings, without?: string): Choice => ({
  ignored,
  maxBytes,
  without,
});
