/** The blog whose settings are taken over. */

import { statSync } from 'node:fs';
import { CliError, exitCodes } from '../exit.ts';
import { generatorNames, recognise } from './generators/generators.ts';
import type { FoundBlog } from './site-facts.ts';

/**
 * @param from a folder, false with --no-from; else the blog in the folder of the site, if there is one
 * @throws CliError when a named folder has none, or its configuration can't be read
 */
export function findBlog(folder: string, from: string | boolean | undefined): FoundBlog | undefined {
  if (from === false) return undefined;
  const place = typeof from === 'string' ? from : folder;
  const blog = recognise(place);
  if (blog) return { blog, folder: place };
  if (typeof from !== 'string') return undefined;
  const why = statSync(from, { throwIfNoEntry: false })?.isDirectory()
    ? `has no configuration of ${generatorNames.join(', ')} at its top. Name the folder that has it, or the folder of the articles with --content.`
    : 'is not a folder. Name the folder of the blog.';
  throw new CliError(exitCodes.usage, `--from: ${from} ${why}`);
}
