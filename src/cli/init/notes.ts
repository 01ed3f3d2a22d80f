/** Sentences at the end of `init`: what was not taken over, and what is left to do. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteFacts } from './answers.ts';
import { oldAddressesOf } from './old-addresses.ts';
import { isTopOfRepository } from './place.ts';

export function notesOn(folder: string, { blog, content }: SiteFacts): string[] {
  if (!blog) return isTopOfRepository(folder) ? [] : [elsewhere];
  return [
    ...blog.notes,
    ...oldAddressesOf(blog).notes,
    ...contentNotes(folder, content, blog.contentIsGuess ?? false),
    ...(blog.folder === '.' && isTopOfRepository(folder) ? [] : [elsewhere]),
  ];
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
