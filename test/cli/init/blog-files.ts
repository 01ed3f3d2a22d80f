/** A blog of another generator in a temporary folder. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Blog } from '../../../src/cli/init/generators/blog.ts';
import { recognise } from '../../../src/cli/init/generators/generators.ts';
import { Workspace } from '../workspace.ts';

/** Files by their paths; a path that ends in a slash is a folder. */
export type Files = Readonly<Record<string, string>>;

export function writeAll(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const place = join(folder, path);
    mkdirSync(path.endsWith('/') ? place : dirname(place), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(place, text);
  }
}

/** What is recognised in a folder that has these files and nothing else. */
export function blogIn(files: Files): Blog | undefined {
  using work = new Workspace();
  const folder = join(work.folder, 'blog');
  writeAll(folder, { './': '', ...files });
  return recognise(folder);
}

/** The error for these files, with `blog` for the folder. */
export function errorOf(files: Files): string {
  using work = new Workspace();
  const folder = join(work.folder, 'blog');
  writeAll(folder, files);
  try {
    recognise(folder);
  } catch (error) {
    return (error as Error).message.replace(folder, 'blog');
  }
  throw new Error('it is recognised');
}
