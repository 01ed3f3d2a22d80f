/** Blogs of Eleventy (https://www.11ty.dev/docs/config/). */

import { posix } from 'node:path';
import { blogOf, type Generator, type Permalink, type Stated } from './blog.ts';
import type { BlogFolder } from './blog-folder.ts';
import { readConfigFile } from './config-file.ts';
import { inside } from './folder-paths.ts';
import { Script } from './script.ts';
import { scriptTexts } from './script-texts.ts';
import { isTable, textAt, textOf, type Table } from './values.ts';

/** In the order in which Eleventy looks for them, and that in TypeScript. */
const configs = [
  '.eleventy.js',
  'eleventy.config.js',
  'eleventy.config.mjs',
  'eleventy.config.cjs',
  'eleventy.config.ts',
];
/** Global data with the title, by the names that starters use. */
const data = ['metadata', 'site', 'meta'].flatMap((name) =>
  ['js', 'cjs', 'mjs', 'json', 'yaml', 'yml'].map((ending) => `${name}.${ending}`),
);
const postFolders = ['', 'content', 'src'].flatMap((parent) =>
  ['blog', 'posts', 'articles', '_posts', 'post'].map((name) => posix.join(parent, name)),
);

export const eleventy: Generator = {
  name: 'Eleventy',
  read(folder) {
    const name = folder.firstFile(configs);
    if (name === undefined) return undefined;
    const notes: string[] = [];
    const read = Script.read(folder, name);
    const config = typeof read === 'string' ? undefined : read;
    if (typeof read === 'string') notes.push(read);
    const { input, dataFolder } = foldersOf(config);
    const stated = statedIn(folder, dataFolder, notes);
    const content =
      folder.firstFolder(postFolders.map((post) => posix.join(input, post))) ?? posix.normalize(input);
    const statics = staticFolderOf(config, input);
    return blogOf(
      'Eleventy',
      folder,
      stated,
      {
        lineBreaks: isHard(config) ? 'hard' : 'soft',
        // The whole blog has templates and packages, too.
        content: content === '.' ? 'posts' : content,
        ...(content === '.' && { contentIsGuess: true }),
        statics,
        // The static folder is that of the blog, which also has files of npm.
        ...(statics === '.' && { ignored: '/package.json /package-lock.json /tsconfig.json' }),
        permalinks: permalinksOf(folder, input, content),
      },
      notes,
    );
  },
};

/** The folder of the templates, and that of global data. Each may be named in three ways. */
function foldersOf(config: Script | undefined): { input: string; dataFolder: string } {
  const exported = config?.exported();
  const options = [exported, config?.constants()['config']].filter(isTable);
  const named = (key: string, method: string): string | undefined =>
    textOf(config?.calls(method).at(-1)?.[0]) ??
    options.map((table) => textAt(table, 'dir', key)).find((path) => path !== undefined);
  const input = inside(named('input', 'setInputDirectory') ?? '.') ?? '.';
  const below = named('data', 'setDataDirectory') ?? '_data';
  return { input, dataFolder: inside(posix.join(input, below)) ?? '_data' };
}

function statedIn(folder: BlogFolder, dataFolder: string, notes: string[]): Stated {
  const name = folder.firstFile(data.map((file) => posix.join(dataFolder, file)));
  if (name === undefined) return {};
  if (!name.endsWith('js')) {
    const table: Table = readConfigFile(folder, name);
    return {
      title: textAt(table, 'title') ?? textAt(table, 'name'),
      description: textAt(table, 'description'),
      language: textAt(table, 'language') ?? textAt(table, 'lang') ?? textAt(table, 'locale'),
      timezone: textAt(table, 'timezone'),
    };
  }
  const script = Script.read(folder, name);
  if (typeof script !== 'string') return scriptTexts(script, notes);
  notes.push(script);
  return {};
}

/** Eleventy has line breaks as its library has them: `markdownIt({ breaks: true })`. */
const isHard = (config: Script | undefined): boolean =>
  ['markdownIt', 'MarkdownIt', 'markdownit', 'markdown'].some((name) =>
    config?.calls(name).some((values) => values.some((value) => isTable(value) && value['breaks'] === true)),
  );

/** The folder whose files answer at the top: the one that is copied there, or that of what is copied below its own name. */
function staticFolderOf(config: Script | undefined, input: string): string {
  const copied = (config?.calls('addPassthroughCopy') ?? []).map(([what]) => what);
  const toTop = copied
    .filter(isTable)
    .flatMap(Object.entries)
    .filter(([, target]) => target === '/' || target === '.' || target === './')
    .map(([source]) => inside(source.replace(/\/\*+$/, '')))
    .find((source) => source !== undefined);
  if (toTop !== undefined) return toTop;
  const isBelowInput = copied.some(
    (what) => typeof what === 'string' && `${inside(what) ?? ''}/`.startsWith(`${input}/`),
  );
  return isBelowInput ? input : '.';
}

/**
 * Of the data of the folder of the posts: `posts/posts.json`. Else Eleventy's own pattern, of file names. There, paths begin in the
 * input folder, and here in that of the posts.
 */
function permalinksOf(folder: BlogFolder, input: string, content: string): Permalink[] {
  const base = posix.join(content, posix.basename(content));
  const ofFolder = [`${base}.json`, `${base}.11tydata.json`]
    .filter((name) => content !== '.' && folder.hasFile(name))
    .map((name) => textAt(readConfigFile(folder, name), 'permalink'))
    .find((pattern) => pattern !== undefined);
  const pattern = ofFolder ?? '/{{ page.filePathStem }}/';
  const below = posix.relative(input, content);
  const isBelow = below !== '' && content !== '.' && !below.startsWith('..');
  return [
    { pattern: isBelow ? pattern.replace(/\/?(?=\{\{-? *page\.filePathStem\b)/, `/${below}/`) : pattern },
  ];
}
