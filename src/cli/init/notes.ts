/** Sentences at the end of `init`: what was not taken over, and what is left to do. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteFacts } from './answers.ts';
import { isTopOfRepository } from './place.ts';

export function notesOn(folder: string, { blog, content }: SiteFacts): string[] {
  if (!blog) return isTopOfRepository(folder) ? [] : [elsewhere];
  return [
    ...blog.notes,
    ...(existsSync(join(folder, content))
      ? []
      : [
          `There is no folder ${content} yet: make it, or set CONTENT in wrangler.toml to that of your articles.`,
        ]),
    ...(blog.folder === '.' && isTopOfRepository(folder) ? [] : [elsewhere]),
  ];
}

const elsewhere =
  'No workflow for GitHub was written: it belongs to the top of the repository of the articles (docs/publishing.md of edgefeed).';
