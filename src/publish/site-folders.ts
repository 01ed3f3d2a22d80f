/** The two folders of a site: that of the articles, and the static one beside it. */

import { join } from 'node:path/posix';
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

export interface Chosen {
  /** The content folder, as given on the command line. */
  content: string;
  /** The static folder, as given on the command line. */
  static?: string | undefined;
}

export const choice = ({ ignored, maxBytes }: FileSettings, without?: string): Choice => ({
  ignored,
  maxBytes,
  without,
});

/**
 * The folders of a commit.
 * @param content relative to the root of the repository; empty for the root
 */
export function committedFolders({ content, static: named }: Chosen, settings: FileSettings): SiteFolders {
  const { staticFolder } = settings;
  const beside = content === '' || staticFolder === '' ? undefined : join(content, '..', staticFolder);
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
