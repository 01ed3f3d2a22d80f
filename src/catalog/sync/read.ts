/** Reading the files of a commit: its trees down to the folders of the site, and everything below them. */

import type { Answer } from '../../github/client.ts';
import { committedFolders, type SiteFolders } from '../../publish/site-folders.ts';
import type { SyncContext } from './context.ts';
import { foundIn, isAbove, type Found } from './found.ts';
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
 * Records the files of a folder that differ from the catalog's. Only those: the free plan counts written rows, and one
 * new article among 10,000 must not cost 10,000.
 */
function record({ tables }: SyncContext, { trees, parts, problems }: Found): void {
  const { files, assets: published, steps, imports, importAssets } = tables;
  for (const row of trees) steps.addTree(row);
  reportProblems(imports, problems);
  for (const { folder, articles, assets, isListed } of parts) {
    importAssets.addDiffering(assets);
    for (const paths of published.below(folder))
      importAssets.addRemoved(paths.filter((path) => !isListed(path)));
    // A static folder has no articles.
    if (folder.startsWith('/')) continue;
    steps.addDiffering(articles);
    for (const paths of files.below(folder)) steps.addRemoved(paths.filter((path) => !isListed(path)));
  }
}

async function readTree(context: SyncContext, current: Import, tree: TreeRow): Promise<Answer<Found>> {
  const { repository, commit } = current;
  const folders = committedFolders(context.settings, context.settings);
  const answer = await foundBy(context, current, folders, tree);
  if (answer.status !== 'ok' || !answer.value.hasNoContent) return answer;
  const why = `${repository} has no folder ${folders.content.folder} at ${commit}; set GITHUB_CONTENT to where the articles are`;
  return { status: 'refused', why };
}

async function foundBy(
  { github }: SyncContext,
  { repository, suspect }: Import,
  folders: SiteFolders,
  tree: TreeRow,
): Promise<Answer<Found>> {
  // A tree that has crashed the worker once is not read as a whole again.
  if (!isAbove(folders, tree.path) && suspect !== tree.path) {
    const whole = await github.tree(repository, tree.sha, true);
    if (whole.status !== 'ok' && whole.status !== 'large') return whole;
    if (whole.status === 'ok' && !whole.value.truncated)
      return { status: 'ok', value: foundIn(folders, tree, whole.value.tree) };
  }
  // Too large for one answer, or above the folders: read this folder alone, and each folder in it later.
  const level = await github.tree(repository, tree.sha, false);
  if (level.status === 'ok' && (!level.value.truncated || isAbove(folders, tree.path)))
    return { status: 'ok', value: foundIn(folders, tree, level.value.tree, true) };
  if (level.status !== 'ok' && level.status !== 'large') return level;
  return {
    status: 'refused',
    why: `the folder ${tree.path} has more files than GitHub lists; put them into several`,
  };
}
