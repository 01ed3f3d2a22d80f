/** The two folders of a site, on disk. */

import { realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { folderError } from './article-files.ts';
import { contentRules, staticRules } from '../../publish/file-rules.ts';
import { choice, type Chosen, type FileSettings, type SiteFolders } from '../../publish/site-folders.ts';

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
