/** What a commit descends from: it is newer than that, whatever the clocks said that the commits were made by. */

import { limits } from '../../../limits.ts';
import { git, type Repository } from './git.ts';

/** The ids of the latest of its ancestors; of a shallow clone those that it has. @param commit its id */
export async function ancestorsOf(repository: Repository, commit: string): Promise<string[]> {
  const output = await git(repository, ['rev-list', `--max-count=${limits.ancestors + 1}`, commit, '--']);
  return output.split('\n').filter((id) => id !== '' && id !== commit);
}
