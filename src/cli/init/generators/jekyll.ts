/** Blogs of Jekyll (https://jekyllrb.com/docs/configuration/). */

import { posix } from 'node:path';
import { basePath, blogOf, type Generator, type Permalink } from './blog.ts';
import { readConfigFile } from './config-file.ts';
import { inside } from './folder-paths.ts';
import { isTable, textAt, textsAt, valueAt, type Table } from './values.ts';

const names = ['_config.yml', '_config.yaml', '_config.toml'];

/** Patterns that have a name (https://jekyllrb.com/docs/permalinks/#built-in-formats). */
const styles: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
};

export const jekyll: Generator = {
  name: 'Jekyll',
  read(folder) {
    const name = folder.firstFile(names);
    if (name === undefined) return undefined;
    const config = readConfigFile(folder, name);
    const root = inside(textAt(config, 'source') ?? '.') ?? '.';
    const collections = inside(textAt(config, 'collections_dir') ?? '.') ?? '.';
    return blogOf(
      'Jekyll',
      folder,
      {
        title: textAt(config, 'title') ?? textAt(config, 'name'),
        description: textAt(config, 'description'),
        language: textAt(config, 'lang') ?? textAt(config, 'locale') ?? textAt(config, 'language'),
        timezone: textAt(config, 'timezone'),
      },
      {
        lineBreaks: isHard(config) ? 'hard' : 'soft',
        content: posix.join(root, collections, '_posts'),
        statics: root,
        // The static folder is that of the blog, which also has files of npm and Bundler.
        ignored: '/package.json /package-lock.json /tsconfig.json vendor/',
        copying: { config: name, excluded: textsAt(config, 'exclude') },
        ...basePath(textAt(config, 'baseurl')),
        permalinks: permalinksOf(config),
      },
    );
  },
};

function isHard(config: Table): boolean {
  const options = textsAt(config, 'commonmark', 'options');
  return valueAt(config, 'kramdown', 'hard_wrap') === true || options.includes('HARDBREAKS');
}

/** Those of `defaults` go before that of the whole site. */
function permalinksOf(config: Table): Permalink[] {
  const defaults = valueAt(config, 'defaults');
  const ofPosts = (Array.isArray(defaults) ? defaults : [])
    .filter(isTable)
    .filter((entry) => [undefined, 'posts', 'post'].includes(textAt(entry, 'scope', 'type')))
    .map((entry) => textAt(entry, 'values', 'permalink'));
  const stated = [
    ...ofPosts,
    textAt(config, 'collections', 'posts', 'permalink'),
    textAt(config, 'permalink') ?? 'date',
  ].filter((pattern) => pattern !== undefined);
  return [...new Set(stated)].map((pattern) => ({
    pattern: Object.hasOwn(styles, pattern) ? styles[pattern]! : pattern,
  }));
}
