/** Blogs of Hugo (https://gohugo.io/configuration/). */

import { basePath, blogOf, type Generator, type Permalink } from './blog.ts';
import type { BlogFolder } from './blog-folder.ts';
import { readConfigFile } from './config-file.ts';
import { commonFolder, inside } from './folder-paths.ts';
import { isTable, lowerKeys, tableAt, textAt, textOf, textsAt, valueAt, type Table } from './values.ts';

const types = ['toml', 'yaml', 'yml', 'json'];
const own = types.map((type) => `hugo.${type}`);
/** The names before Hugo 0.110, which other programs use, too. */
const shared = types.map((type) => `config.${type}`);
const split = 'config/_default';

/** Files of the split configuration: `languages.toml`, `languages.en.toml`. */
const part = /^(hugo|config|languages|markup|module|params|permalinks)(?:\.([\w-]+))?\.(?:toml|ya?ml|json)$/i;

export const hugo: Generator = {
  name: 'Hugo',
  read(folder) {
    const config = readHugo(folder);
    if (config === undefined) return undefined;
    const languages = Object.entries(tableAt(config, 'languages')).filter(([, value]) => isTable(value));
    const code = (textAt(config, 'defaultcontentlanguage') ?? languages[0]?.[0] ?? '').toLowerCase();
    const language = tableAt(config, 'languages', code);
    const tables = languages.map(([, value]) => value as Table);
    const content = contentOf(config, language, tables);
    const others = tables
      .map((table) => textAt(table, 'contentdir'))
      .filter((path) => path !== undefined && content !== undefined && !isBelow(inside(path), content));
    const statics = textsAt(config, 'staticdir');
    return blogOf(
      'Hugo',
      folder,
      {
        title: textAt(language, 'title') ?? textAt(config, 'title'),
        description:
          textAt(language, 'params', 'description') ??
          textAt(config, 'params', 'description') ??
          textAt(config, 'description'),
        language: languageOf(language) ?? languageOf(config) ?? (code || undefined),
        timezone: textAt(language, 'timezone') ?? textAt(config, 'timezone'),
      },
      {
        lineBreaks: valueAt(config, 'markup', 'goldmark', 'renderer', 'hardwraps') === true ? 'hard' : 'soft',
        content: content ?? 'content',
        ...(content === undefined && { contentIsGuess: true }),
        statics: inside(statics[0] ?? 'static') ?? 'static',
        ...basePath(textAt(config, 'baseurl')),
        permalinks: permalinksOf(config),
      },
      [
        ...(languages.length > 1
          ? [
              `The blog has ${languages.length} languages: title and time zone are those of ${code}, and each article takes its own from its name or folder.`,
            ]
          : []),
        ...(content === undefined ? ['The content folder is not taken over: it is outside the blog.'] : []),
        ...(others.length > 0
          ? [`The articles in ${others.join(', ')} are not published: a site has one folder of articles.`]
          : []),
        ...(statics.length > 1
          ? [`Only the first static folder is published, of ${statics.join(', ')}.`]
          : []),
      ],
    );
  },
};

const isBelow = (path: string | undefined, folder: string): boolean =>
  folder === '.' || `${path}/`.startsWith(`${folder}/`);

const languageOf = (table: Table): string | undefined =>
  textAt(table, 'locale') ?? textAt(table, 'languagecode');

/** The merged configuration, with its keys in lower case, as Hugo reads them. */
function readHugo(folder: BlogFolder): Table | undefined {
  const name = folder.firstFile(own) ?? folder.firstFile(shared);
  const parts = folder.hasFolder(split) ? folder.names(split).filter((file) => part.test(file)) : [];
  const isOwn = name?.startsWith('hugo.') || parts.some((file) => /^(?:hugo|config)\./i.test(file));
  if (!isOwn && (name === undefined || !isHugo(folder, name))) return undefined;
  const config: Record<string, unknown> = name === undefined ? {} : lowerKeys(readConfigFile(folder, name));
  for (const file of parts) {
    const [, key = '', below] = part.exec(file)!.map((text) => text?.toLowerCase());
    const values = lowerKeys(readConfigFile(folder, `${split}/${file}`));
    const isRoot = key === 'hugo' || key === 'config';
    const own = below === undefined ? values : { [below]: values };
    Object.assign(config, isRoot ? values : { [key]: { ...tableAt(config, key), ...own } });
  }
  return config;
}

/** A `config.toml` may be of any program. By its text: the file may have a mistake. */
const isHugo = (folder: BlogFolder, name: string): boolean =>
  /^[ \t]*["']?(?:baseurl|languagecode)["']?[ \t]*[:=]/im.test(folder.read(name)) ||
  folder.hasFolder('archetypes');

/**
 * The folder that has the articles of all languages. If they share none, that of the default language.
 * @returns undefined if it is outside the blog
 */
function contentOf(config: Table, language: Table, languages: readonly Table[]): string | undefined {
  const mounts = valueAt(config, 'module', 'mounts');
  const mounted = (Array.isArray(mounts) ? mounts : [])
    .filter(isTable)
    .map(lowerKeys)
    .filter((mount) => textAt(mount, 'target') === 'content')
    .map((mount) => textAt(mount, 'source'));
  const ofLanguages = [language, ...languages].map((table) => textAt(table, 'contentdir'));
  const named = (mounted.length > 0 ? mounted : ofLanguages).filter((path) => path !== undefined);
  const fallback = textAt(config, 'contentdir') ?? 'content';
  const folders = (named.length > 0 ? named : [fallback]).map(inside);
  if (folders.includes(undefined)) return undefined;
  const shared = commonFolder(folders as string[]);
  return shared === '.' ? folders[0] : shared;
}

/** Of sections and, since Hugo 0.131, of sections below `page`. */
function permalinksOf(config: Table): Permalink[] {
  const table = { ...tableAt(config, 'permalinks'), ...tableAt(config, 'permalinks', 'page') };
  const sections = Object.entries(table).flatMap(([section, value]) => {
    const pattern = textOf(value);
    return pattern === undefined ? [] : [{ section, pattern }];
  });
  const isUgly = valueAt(config, 'uglyurls') === true;
  return [
    ...sections,
    { pattern: isUgly ? '/:sections/:slugorcontentbasename.html' : '/:sections/:slugorcontentbasename/' },
  ];
}
