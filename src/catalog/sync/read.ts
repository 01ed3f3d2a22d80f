/** Reading the articles of a commit: its trees down to the content folder, and everything below it. */

import type { Answer } from '../../github/client.ts';
import type { SyncContext } from './context.ts';
import { foundIn, join, type Found } from './found.ts';
import type { Import } from '../tables/imports.ts';
import { reportProblems } from './problems.ts';
import { requestsPerSlice, type Slice } from './slice.ts';
import type { TreeRow } from '../tables/import-steps.ts';

/** Reads trees until none is left or the slice is over. Each is recorded as soon as it has been read. */
export async function readTrees(context: SyncContext, current: Import): Promise<Slice> {
  const { steps, imports } = context.tables;
  let progress = false;
  // A tree that is too large takes a second request.
  for (let requests = 0; requests + 2 <= requestsPerSlice; requests += 2) {
    const tree = steps.nextTree();
    if (!tree) break;
    imports.update({ begun: { files: 1, path: tree.path } });
    const answer = await readTree(context, current, tree);
    if (!context.isCurrent(current)) return { progress };
    if (answer.status !== 'ok') return { progress, failure: answer };
    context.transaction(() => {
      steps.treeDone(tree.path);
      record(context, answer.value);
    });
    progress = true;
  }
  return { progress };
}

/**
 * Records the articles of a folder that differ from the catalog's. Only those: the free plan counts written rows, and one
 * new article among 10,000 must not cost 10,000.
 */
function record({ tables }: SyncContext, { trees, articles, problems }: Found): void {
  const { files, steps, imports } = tables;
  for (const row of trees) steps.addTree(row);
  reportProblems(imports, problems);
  if (!articles) return;
  const { folder, isListed } = articles;
  steps.addDiffering(articles.files);
  for (const paths of files.below(folder)) {
    steps.addRemoved(paths.filter((path) => !isListed(path)));
  }
}

async function readTree(
  context: SyncContext,
  { repository, commit, suspect }: Import,
  tree: TreeRow,
): Promise<Answer<Found>> {
  const { github, settings } = context;
  const above = stepsTo(settings.content, tree.path);
  if (above !== undefined) {
    const answer = await github.tree(repository, tree.sha, false);
    if (answer.status !== 'ok') return answer;
    const folder = answer.value.tree.find(({ path, type }) => path === above && type === 'tree');
    if (folder) {
      const trees = [{ path: join(tree.path, above), sha: folder.sha }];
      return { status: 'ok', value: { trees, problems: [] } };
    }
    const why = `${repository} has no folder ${settings.content} at ${commit}; set GITHUB_CONTENT to where the articles are`;
    return { status: 'refused', why };
  }
  // A tree that has crashed the worker once is not read as a whole again.
  if (suspect !== tree.path) {
    const whole = await github.tree(repository, tree.sha, true);
    if (whole.status !== 'ok' && whole.status !== 'large') return whole;
    if (whole.status === 'ok' && !whole.value.truncated)
      return { status: 'ok', value: foundIn(settings.content, tree, whole.value.tree) };
  }
  // Too large for one answer: read this folder alone, and each folder in it later.
  const level = await github.tree(repository, tree.sha, false);
  if (level.status === 'ok' && !level.value.truncated)
    return { status: 'ok', value: foundIn(settings.content, tree, level.value.tree, true) };
  if (level.status !== 'ok' && level.status !== 'large') return level;
  return {
    status: 'refused',
    why: `the folder ${tree.path} has more files than GitHub lists; put them into several`,
  };
}

/** The next folder on the way from a tree to the content folder; undefined for the content folder and below it. */
function stepsTo(content: string, path: string): string | undefined {
  if (content === '' || path === content || path.startsWith(`${content}/`)) return undefined;
  return content.slice(path === '' ? 0 : path.length + 1).split('/')[0];
}
