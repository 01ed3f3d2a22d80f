/** Reading which articles a commit has: its trees, down to the content folder and all below it. */

import { isArticlePath } from '../../article/article-path.ts';
import type { Answer, TreeEntry } from '../../github/client.ts';
import type { ImportContext } from './context.ts';
import type { Import } from './imports.ts';
import { requestsPerSlice, type Slice } from './slice.ts';
import type { FoundFile, TreeRow } from './work.ts';

/** What a tree says. */
interface Found {
  /** Trees in it that are still to be read. */
  trees: TreeRow[];
  /** The articles in it, but for those in `trees`; absent for a folder that only leads to the content folder. */
  articles?: { folder: string; files: FoundFile[]; pending: string[] };
}

/** Reads trees until none is left, or the slice is over. Each is noted as soon as it is read. */
export async function readTrees(context: ImportContext, current: Import): Promise<Slice> {
  const { work } = context.tables;
  let progress = false;
  // A tree that is too large takes a second request.
  for (let requests = 0; requests + 2 <= requestsPerSlice; requests += 2) {
    const tree = work.nextTree();
    if (!tree) break;
    const answer = await readTree(context, current, tree);
    if (!context.isCurrent(current)) return { progress };
    if (answer.status !== 'ok') return { progress, failure: answer };
    const { articles, trees } = answer.value;
    context.transaction(() => {
      work.treeDone(tree.path);
      if (articles) noteDifferences(context, articles);
      for (const row of trees) work.addTree(row);
    });
    progress = true;
  }
  return { progress };
}

/**
 * Notes which articles of a folder differ from those of the catalog. Only those: the free plan counts rows that are
 * written, and one new article among 10,000 must not cost 10,000.
 */
function noteDifferences(
  { tables }: ImportContext,
  { folder, files, pending }: Found['articles'] & {},
): void {
  const known = tables.files.below(folder);
  const listed = new Set(files.map(({ path }) => path));
  tables.work.addFiles(files.filter(({ path, blob }) => known.get(path) !== blob));
  const isPending = (path: string): boolean => pending.some((tree) => path.startsWith(`${tree}/`));
  tables.work.addGone([...known.keys()].filter((path) => !listed.has(path) && !isPending(path)));
}

async function readTree(
  context: ImportContext,
  { repository, commit }: Import,
  tree: TreeRow,
): Promise<Answer<Found>> {
  const { github, settings } = context;
  const above = stepsTo(settings.content, tree.path);
  if (above !== undefined) {
    const answer = await github.tree(repository, tree.sha, false);
    if (answer.status !== 'ok') return answer;
    const folder = answer.value.tree.find(({ path, type }) => path === above && type === 'tree');
    if (folder)
      return {
        status: 'ok',
        value: { trees: [{ path: join(tree.path, above), sha: folder.sha }] },
      };
    const why = `${repository} has no folder ${settings.content} at ${commit}; set GITHUB_CONTENT to where the articles are`;
    return { status: 'refused', why };
  }
  const whole = await github.tree(repository, tree.sha, true);
  if (whole.status !== 'ok') return whole;
  if (!whole.value.truncated) return { status: 'ok', value: found(settings.content, tree, whole.value.tree) };
  // Too much for one answer: this folder alone, and then each folder in it.
  const level = await github.tree(repository, tree.sha, false);
  if (level.status !== 'ok') return level;
  if (!level.value.truncated)
    return { status: 'ok', value: found(settings.content, tree, level.value.tree, true) };
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

/** @param descend whether the folders among the entries are to be read too */
function found(
  content: string,
  { path: tree }: TreeRow,
  entries: readonly TreeEntry[],
  descend = false,
): Found {
  const toContent = (path: string): string =>
    path.slice(content === '' ? 0 : content.length + 1).normalize('NFC');
  const inContent = (path: string): string => toContent(join(tree, path));
  // Links (mode 120000) hold a path, no article; submodules (type commit) lie in other repositories.
  const files = entries
    .filter(
      ({ type, mode, path }) => type === 'blob' && mode.startsWith('100') && isArticlePath(inContent(path)),
    )
    .map(({ path, sha, size = 0 }) => ({ path: inContent(path), blob: sha, size }));
  const trees = entries
    .filter(({ type, path }) => descend && type === 'tree' && isArticlePath(`${inContent(path)}/article.md`))
    .map(({ path, sha }) => ({ path: join(tree, path), sha }));
  const pending = trees.map(({ path }) => toContent(path));
  return { trees, articles: { folder: toContent(tree), files, pending } };
}

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
