/** Puts together what a site is made from: options and answers, the blog, and what the folder has already. */

import { readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { limits } from '../../limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import type { Answers, SiteFacts } from './answers.ts';
import type { Blog } from './generators/blog.ts';
import { checkName, nameFrom } from './site-name.ts';

/** The blog with its folder, as the command line names it. */
export interface FoundBlog {
  blog: Blog;
  folder: string;
}

export interface Choices {
  /** The folder of the site. */
  folder: string;
  answers: Answers;
  found?: FoundBlog | undefined;
  /** As on the command line. */
  name?: string | undefined;
  description?: string | undefined;
  content?: string | undefined;
}

/** @throws CliError when the name or the content folder is invalid */
export function siteFactsOf({ folder, answers, found, name, description, content }: Choices): SiteFacts {
  const blogFolder = found && pathFrom(folder, found.folder);
  const articles =
    content === undefined
      ? posix.join(blogFolder ?? '.', found?.blog.content ?? 'content')
      : pathFrom(folder, content);
  // A folder elsewhere is made by someone else; a typo in its name would be found out only later.
  if (articles.startsWith('..') && !isFolder(join(folder, articles)))
    throw noFolder(folder, articles, content);
  const staticFolder = found && staticSetting(articles, blogFolder!, found.blog.statics);
  const described = description?.replace(/\s+/g, ' ').trim() ?? found?.blog.description;
  return {
    ...answers,
    name: name === undefined ? nameFrom(basename(resolve(folder))) : checkName(name),
    ...(described && { description: described }),
    content: articles,
    ...(staticFolder !== undefined && { staticFolder }),
    main: free(folder, 'src/worker.ts', 'src/edgefeed.ts'),
    workflow: free(folder, '.github/workflows/publish.yml', '.github/workflows/edgefeed.yml'),
    ...(found && {
      blog: {
        ...blogWith(found.blog, content),
        content: posix.relative(blogFolder!, articles) || '.',
        folder: blogFolder!,
      },
    }),
  };
}

/** @param content as on the command line */
function noFolder(folder: string, articles: string, content: string | undefined): CliError {
  const message =
    content === undefined
      ? `${join(folder, articles)}: no such folder. Set --content to the folder of the articles.`
      : `--content: ${content} is no folder here. For one of the site, write ${join(folder, content)}.`;
  return new CliError(exitCodes.usage, message);
}

/** STATIC is relative to the folder that has the content folder. @returns undefined for its default */
function staticSetting(content: string, blogFolder: string, statics: string | undefined): string | undefined {
  if (statics === undefined) return 'none';
  const path = posix.relative(posix.dirname(content), posix.join(blogFolder, statics)) || '.';
  return path === 'static' ? undefined : path;
}

/** The path from a folder to another one, with `/`. @throws CliError when there is none, as between drives of Windows */
function pathFrom(folder: string, to: string): string {
  const path = relative(resolve(folder), resolve(to)) || '.';
  if (!isAbsolute(path)) return path.split(sep).join('/');
  throw new CliError(
    exitCodes.usage,
    `${to} and ${folder} are on two drives. Make the site on the drive of the articles.`,
  );
}

/** The usual name of a file, or another one if a blog has a file of its own there. */
function free(folder: string, usual: string, other: string): string {
  const path = join(folder, usual);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return !isFile(path) || (size <= limits.configBytes && readFileSync(path, 'utf8').includes('edgefeed'))
    ? usual
    : other;
}

/** The folder is no guess if the command line names it. */
function blogWith({ contentIsGuess, ...blog }: Blog, content: string | undefined): Blog {
  return contentIsGuess && content === undefined ? { ...blog, contentIsGuess } : blog;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
