/** Blogs of Astro (https://docs.astro.build/en/reference/configuration-reference/). */

import { basePath, blogOf, type Generator, type Permalink, type Stated } from './blog.ts';
import type { BlogFolder } from './blog-folder.ts';
import { commonFolder, inside } from './folder-paths.ts';
import { Script } from './script.ts';
import { scriptTexts } from './script-texts.ts';
import { isTable, textAt, valueAt, type Table } from './values.ts';

const endings = ['mjs', 'js', 'ts', 'mts', 'cjs'];
const configs = endings.map((ending) => `astro.config.${ending}`);

/** Astro itself knows no title. Templates keep it in one of these, beside the language. */
const constants = [
  'astro-paper.config',
  'src/consts',
  'src/constants',
  'src/config',
  'src/site.config',
  'src/siteConfig',
  'src/data/site',
].flatMap((name) => ['ts', 'js', 'mjs'].map((ending) => `${name}.${ending}`));
const collections = ['src/content.config.ts', 'src/content.config.js', 'src/content.config.mjs'];

/** Where articles are if the collections don't say it. */
const usual = ['blog', 'posts', 'post', 'articles'].flatMap((name) => [
  `src/content/${name}`,
  `src/data/${name}`,
  `src/pages/${name}`,
]);

export const astro: Generator = {
  name: 'Astro',
  read(folder) {
    const name = folder.firstFile(configs);
    if (name === undefined) return undefined;
    const notes: string[] = [];
    const read = (file: string | undefined): Script | undefined => {
      const script = file === undefined ? undefined : Script.read(folder, file);
      if (typeof script === 'string') notes.push(script);
      return typeof script === 'string' ? undefined : script;
    };
    const config = read(name);
    const exported = config?.exported();
    const options: Table = isTable(exported) ? exported : {};
    const found = constants
      .filter((file) => folder.hasFile(file))
      .map((file) => scriptTexts(read(file), notes))
      // The first file that has a text goes first.
      .reverse();
    const texts: Stated = Object.assign({}, ...found);
    const content = contentOf(folder, read(folder.firstFile(collections)), notes);
    const statics = inside(textAt(options, 'publicDir') ?? 'public') ?? 'public';
    return blogOf(
      'Astro',
      folder,
      { ...texts, language: texts.language ?? textAt(options, 'i18n', 'defaultLocale') },
      {
        lineBreaks: config?.imports().includes('remark-breaks') ? 'hard' : 'soft',
        content: content ?? 'src/content',
        ...(content === undefined && { contentIsGuess: true }),
        statics,
        ...basePath(textAt(options, 'base')),
        permalinks: routesOf(folder),
      },
      notes,
    );
  },
};

/** The folder of the collection of articles: that of the loader `glob()`, or one with a usual name. */
function contentOf(folder: BlogFolder, script: Script | undefined, notes: string[]): string | undefined {
  const bases = (script?.calls('glob') ?? [])
    .map(([options]) => (isTable(options) ? valueAt(options, 'base') : undefined))
    .map((base) => (typeof base === 'string' ? inside(base) : undefined))
    .filter((base) => base !== undefined);
  const articles = bases.filter((base) =>
    usual.some((path) => path.endsWith(base.slice(base.lastIndexOf('/')))),
  );
  const folders = articles.length > 0 ? articles : bases;
  const [first] = folders;
  if (first !== undefined) {
    const shared = commonFolder(folders);
    // `src` has pages and components, too.
    if (shared.includes('/')) return shared;
    notes.push(`Only the articles in ${first} are published, of ${folders.join(', ')}.`);
    return first;
  }
  return folder.firstFolder([...usual, 'src/content']);
}

/** A page that is made for each article. */
const articlePage = /^\[(?:\.\.\.)?(?:slug|id|post|path)\](?:\.astro)?$/;

/** The routes of articles: `/blog/[...slug]` for `src/pages/blog/[...slug].astro`, or a folder of this name. */
function routesOf(folder: BlogFolder): Permalink[] {
  const below = folder.names('src/pages').filter((name) => folder.hasFolder(`src/pages/${name}`));
  return ['', ...below.map((name) => `/${name}`)].flatMap((path) =>
    folder
      .names(`src/pages${path}`)
      .filter((name) => articlePage.test(name))
      .map((name) => ({ pattern: `${path}/${name.replace(/\.astro$/, '')}` })),
  );
}
