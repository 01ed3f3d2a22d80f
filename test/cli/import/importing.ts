/** Importing the fixtures, and what became of them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, type Finished, type Workspace } from '../workspace.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/import');

export const fixture = (name: string): string => join(fixtures, name);

/** Runs the command on the content folder of the workspace. */
export const importInto = (work: Workspace, ...args: string[]): Promise<Finished> =>
  work.run(['import', ...args, '--to', work.content]);

/** The files of a folder below it, without those that begin with a dot. */
export function filesIn(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true }) as {
      isFile(): boolean;
      name: string;
      parentPath: string;
    }[]
  )
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

export const sourceOf = (work: Workspace, path: string): string =>
  readFileSync(join(work.content, path), 'utf8');

/** What `edgefeed check` reads, by the path of the file. */
export async function articlesOf(work: Workspace): Promise<Map<string, Record<string, unknown>>> {
  const { stdout } = await work.run(['check', '--json', '--content', work.content]);
  return new Map(jsonLines(stdout).map((line) => [line['path'] as string, line]));
}
