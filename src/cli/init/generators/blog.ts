/** What is read from the configuration of an existing blog. */

import type { LineBreaks } from '../../../article/body/markdown/line-breaks.ts';
import { ConfigError, readSetting } from '../../../site/settings.ts';
import { isLanguageName } from '../language-name.ts';
import type { BlogFolder } from './blog-folder.ts';

/** Addresses of articles, in the notation of the generator: `/:year/:month/:title/` of Hexo, `{slug}.html` of Pelican. */
export interface Permalink {
  pattern: string;
  /** The section or collection that it holds for; absent: every article. */
  section?: string;
}

/** Texts as the configuration has them; empty ones count as absent. */
export interface Stated {
  title?: string | undefined;
  description?: string | undefined;
  /** A language tag, or what the author took for one. */
  language?: string | undefined;
  timezone?: string | undefined;
}

export interface Blog {
  /** `Hexo`, … */
  generator: string;
  /** The files that were read, relative to the folder of the blog. */
  files: readonly string[];
  title?: string;
  description?: string;
  /** BCP 47. */
  language?: string;
  /** IANA time zone. */
  timezone?: string;
  lineBreaks: LineBreaks;
  /** The folder of the articles, relative to that of the blog, with `/`. */
  content: string;
  /** The configuration does not say which folder it is, or names one outside the blog. */
  contentIsGuess?: true;
  /** The folder of files that answer at their own paths, relative to that of the blog, with `/`; absent: none. */
  statics?: string;
  /** The setting IGNORE; absent: nothing is left out. */
  ignored?: string;
  /** The generator copies every file of its folder to its site, except for those that a file of the configuration excludes. */
  copying?: { config: string; excluded: readonly string[] };
  /** The path of the blog below its domain, without a slash at its end: `/blog`; absent: none. */
  base?: string;
  /** Relative to `base`. Empty: they can't be told from the configuration. */
  permalinks: readonly Permalink[];
  /** Sentences about what was not taken over, each with its reason. */
  notes: readonly string[];
}

/** A generator of sites: how its blogs are recognised, and what is read of them. */
export interface Generator {
  name: string;
  /**
   * @returns undefined if the folder has no configuration of this generator
   * @throws CliError when the configuration is there, but can't be read
   */
  read: (folder: BlogFolder) => Blog | undefined;
}

type Rest = Omit<Blog, 'generator' | 'files' | 'notes' | keyof Stated>;

/** Keeps those texts that are valid settings, and notes the others. */
export function blogOf(
  generator: string,
  folder: BlogFolder,
  stated: Stated,
  rest: Rest,
  notes: readonly string[] = [],
): Blog {
  const refused: string[] = [];
  const valid = (what: string, name: 'SITE_LANGUAGE' | 'TIMEZONE', value = ''): string | undefined => {
    if (value === '') return undefined;
    const read = validSetting(name, value);
    if (read === undefined)
      refused.push(`The ${what} “${value}” is not taken over: it is none that edgefeed knows.`);
    return read;
  };
  const { title, description } = stated;
  // Hexo and Jekyll themes also write zh_CN, as in names of locales.
  const language = valid('language', 'SITE_LANGUAGE', stated.language?.replaceAll('_', '-'));
  const timezone = valid('time zone', 'TIMEZONE', stated.timezone);
  return {
    generator,
    files: [...folder.filesRead],
    ...(title && { title }),
    ...(description && { description }),
    ...(language && { language }),
    ...(timezone && { timezone }),
    ...rest,
    notes: [...notes, ...refused],
  };
}

/** @returns undefined for an invalid value */
function validSetting(name: 'SITE_LANGUAGE' | 'TIMEZONE', value: string): string | undefined {
  if (name === 'SITE_LANGUAGE' && isLanguageName(value)) return undefined;
  try {
    return readSetting({ [name]: value }, name);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return undefined;
  }
}

/** The path of a blog below its domain. @param stated a path or an address: `/blog/`, `https://example.com/blog` */
export function basePath(stated: string | undefined): { base?: string } {
  const path = URL.parse(stated ?? '', 'http://localhost')?.pathname.replace(/\/+$/, '') ?? '';
  // Patterns have names as people write them.
  return path === '' ? {} : { base: readablePath(path) };
}

function readablePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
