/** Sentences at the end of `init`: what was not taken over, and what is left to do. */

import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { SiteFacts } from './answers.ts';
import { oldAddressesOf } from './old-addresses.ts';
import { isTopOfRepository } from './place.ts';

type InBlog = NonNullable<SiteFacts['blog']>;

export function notesOn(folder: string, { blog, content }: SiteFacts): string[] {
  if (!blog) return isTopOfRepository(folder) ? [] : [elsewhere];
  return [
    ...blog.notes,
    ...oldAddressesOf(blog).notes,
    ...copyNotes(folder, blog),
    ...contentNotes(folder, content, blog.contentIsGuess ?? false),
    ...(blog.folder === '.' && isTopOfRepository(folder) ? [] : [elsewhere]),
  ];
}

/** A site in the folder of a blog becomes part of the blog if its generator copies every file. */
function copyNotes(folder: string, { folder: blogFolder, copying, generator }: InBlog): string[] {
  if (!copying) return [];
  const { config } = copying;
  const excluded = copying.excluded.map((pattern) => pattern.replace(/^\/|\/$/g, ''));
  const inBlog = relative(resolve(folder, blogFolder), resolve(folder)).replaceAll('\\', '/');
  if (inBlog === '') {
    if (['package.json', 'wrangler.toml'].every((file) => excluded.includes(file))) return [];
    return [
      `${generator} copies the new files into its site unless ${config} excludes them: add package.json, package-lock.json, wrangler.toml and src to its exclude.`,
    ];
  }
  const isCopied = /^\.\.(?:\/\.\.)*$/.test(blogFolder) && !excluded.includes(inBlog);
  return isCopied
    ? [
        `${generator} copies the folder ${inBlog} into its site unless ${config} excludes it: add it to its exclude.`,
      ]
    : [];
}

function contentNotes(folder: string, content: string, isGuess: boolean): string[] {
  if (isGuess)
    return [
      `The configuration does not say which folder has the articles: check CONTENT in wrangler.toml, which is ${content}.`,
    ];
  if (existsSync(join(folder, content))) return [];
  return [`There is no folder ${content} yet. Make it, or set CONTENT in wrangler.toml.`];
}

const elsewhere =
  'No workflow for GitHub was written: it belongs to the top of the repository of the articles (docs/publishing.md of edgefeed).';
