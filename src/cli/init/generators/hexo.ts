/** Blogs of Hexo (https://hexo.io/docs/configuration). */

import { posix } from 'node:path';
import { basePath, blogOf, type Generator } from './blog.ts';
import type { BlogFolder } from './blog-folder.ts';
import { readConfigFile } from './config-file.ts';
import { inside } from './folder-paths.ts';
import { tableAt, textAt, textsAt, valueAt, type Table } from './values.ts';

const names = ['_config.yml', '_config.yaml', '_config.json'];

/** Keys that Jekyll, whose configuration has the same name, does not know. */
const own = [
  'source_dir',
  'public_dir',
  'tag_dir',
  'archive_dir',
  'category_dir',
  'i18n_dir',
  'skip_render',
  'new_post_name',
  'post_asset_folder',
  'default_layout',
  'default_category',
  'render_drafts',
];

/** Where the renderers for Markdown have their option: marked, markdown-it, markdown-it-plus, kramed. */
const breaks = [
  ['marked', 'breaks'],
  ['markdown', 'render', 'breaks'],
  ['markdown_it_plus', 'breaks'],
  ['kramed', 'breaks'],
];

export const hexo: Generator = {
  name: 'Hexo',
  read(folder) {
    const name = folder.firstFile(names);
    if (name === undefined || !isHexo(folder, name)) return undefined;
    const config = readConfigFile(folder, name);
    const source = inside(textAt(config, 'source_dir') ?? 'source') ?? 'source';
    const isSoft = breaks.some((keys) => valueAt(config, ...keys) === false);
    return blogOf(
      'Hexo',
      folder,
      {
        title: textAt(config, 'title'),
        description: textAt(config, 'description') ?? textAt(config, 'subtitle'),
        language: textsAt(config, 'language').find((language) => language !== 'default'),
        timezone: textAt(config, 'timezone'),
      },
      {
        lineBreaks: isSoft ? 'soft' : 'hard',
        content: posix.join(source, '_posts'),
        statics: source,
        ...basePath(textAt(config, 'root') ?? textAt(config, 'url')),
        permalinks: [{ pattern: textAt(config, 'permalink') ?? ':year/:month/:day/:title/' }],
      },
      slugNotes(config, posix.join(source, '_posts/_redirects')),
    );
  },
};

/** Rules that are named in a note. */
const mostNamed = 10;

/** Words that a blog has in place of names, in the addresses of its categories and tags. @param file of the rules */
function slugNotes(config: Table, file: string): string[] {
  const rules = [
    ['category', 'categories'],
    ['tag', 'tags'],
  ].flatMap(([key, folder]) => {
    const at = (textAt(config, `${key}_dir`) ?? folder!).replace(/^\/+|\/+$/g, '');
    const names = tableAt(config, `${key}_map`);
    const named = Object.keys(names).flatMap((name) => {
      const slug = textAt(names, name);
      return slug === undefined || slug === name ? [] : [rule(`/${at}/${slug}/`, `/${folder}/${name}/`)];
    });
    return at === folder ? named : [...named, `/${at}/* /${folder}/:splat`];
  });
  const more = rules.length - mostNamed;
  return rules.length === 0
    ? []
    : [
        `Categories or tags have other words in their addresses. Lead them on by these lines in ${file}:`,
        ...rules.slice(0, mostNamed).map((line) => `  ${line}`),
        ...(more > 0 ? [`  … and ${more} more, by category_map and tag_map`] : []),
      ];
}

const rule = (from: string, to: string): string =>
  [from, to].map((path) => path.replace(/[\s#%?]/g, encodeURIComponent)).join(' ');

function isHexo(folder: BlogFolder, name: string): boolean {
  // Jekyll reads no JSON.
  if (name.endsWith('.json')) return true;
  if (folder.hasFolder('source/_posts') || folder.hasFolder('scaffolds')) return true;
  if (folder.hasFile('package.json') && 'hexo' in dependenciesOf(folder)) return true;
  // By its text: the file may have a mistake, and then it still has to be told whose it is.
  const keys = new RegExp(`^(?:${own.join('|')})[ \\t]*:`, 'm');
  return keys.test(folder.read(name));
}

/** A package.json that can't be read tells nothing here: npm will report it. */
function dependenciesOf(folder: BlogFolder): Table {
  try {
    const value = JSON.parse(folder.read('package.json')) as Table;
    return { ...tableAt(value, 'devDependencies'), ...tableAt(value, 'dependencies') };
  } catch {
    return {};
  } finally {
    folder.filesRead.delete('package.json');
  }
}
