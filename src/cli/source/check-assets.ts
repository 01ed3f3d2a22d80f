/** Checking the files that are published as they are, without a worker. */

import { belongsToDocuments } from '../../article/own-addresses.ts';
import { contentOf, headBytes, typeOf } from '../../asset/content-type.ts';
import { filesBelow } from './article-files.ts';
import { emptyFile, openAsset, tooLarge, type AssetFile } from './asset-file.ts';
import { Boundary } from './boundary.ts';
import { SheetCheck } from './check-sheet.ts';
import { sidecarProblems } from './check-sidecar.ts';
import { nameOf } from './file-name.ts';
import { fileProblem, type FileProblem } from './file-problem.ts';
import { readProblem } from './source-file.ts';
import type { Folder, SiteFolders } from '../../publish/site-folders.ts';

/** A file that is published as it is, unless it has a problem. */
export interface CheckedAsset {
  /** As it is published: with a slash in front, it is one of the static folder. */
  path: string;
  /** Undefined where it is not known. */
  type?: string;
  bytes: number;
  problems: FileProblem[];
}

/** The paths of the files of both folders that are published as they are. */
export function assetPaths({ content, statics }: SiteFolders): Set<string> {
  const paths = new Set<string>();
  for (const { folder, rules } of statics ? [content, statics] : [content])
    for (const spelled of filesBelow(folder, rules))
      if (rules.kindOf(spelled) === 'asset') paths.add(rules.prefix + spelled.normalize('NFC'));
  return paths;
}

/** Reads the beginning of each file. @param sheet the path of the site's own style sheet */
export async function* checkAssets(
  { content, statics }: SiteFolders,
  sheet?: string,
): AsyncGenerator<CheckedAsset> {
  const taken = new Set<string>();
  const sheetCheck = new SheetCheck(sheet);
  for (const one of statics ? [content, statics] : [content])
    for await (const file of checkFolder(one, taken)) yield sheetCheck.seen(file);
  yield* sheetCheck.missing();
  if (statics) yield* hiddenIn(statics);
}

async function* checkFolder({ folder, rules }: Folder, taken: Set<string>): AsyncGenerator<CheckedAsset> {
  const boundary = new Boundary(folder);
  for (const spelled of filesBelow(folder, rules)) {
    if (rules.kindOf(spelled) !== 'asset') continue;
    const name = nameOf(spelled, (path) => taken.has(rules.prefix + path));
    const path = rules.prefix + name.path;
    const refused = (problem: FileProblem): CheckedAsset => ({ path, bytes: 0, problems: [problem] });
    if (name.status === 'error') yield refused({ ...name.problem, path });
    else if (path.startsWith('/files/') && taken.has(path.slice('/files/'.length))) {
      const message = `the file ${path.slice('/files/'.length)} of the content folder has this address; rename one of them`;
      yield refused(fileProblem(path, 'file', message));
    } else {
      taken.add(path);
      const opened = openAsset(boundary, path, spelled);
      if (opened.status === 'error') yield refused(opened.problem);
      else if (opened.status === 'open') yield await checkFile(path, opened.file, rules.maxBytes);
    }
  }
}

async function checkFile(path: string, file: AssetFile, maxBytes: number): Promise<CheckedAsset> {
  const bytes = file.size;
  const refused = (problem: FileProblem): CheckedAsset => ({ path, bytes, problems: [problem] });
  try {
    if (bytes > maxBytes) return refused(tooLarge(path, bytes, maxBytes));
    if (bytes === 0) return refused(emptyFile(path));
    const type = typeOf(path, await contentOf(await file.read(0, Math.min(bytes, headBytes))));
    return 'why' in type
      ? refused(fileProblem(path, type.code, type.why))
      : { path, bytes, ...type, problems: await sidecarProblems(path, file) };
  } catch (error) {
    return refused(readProblem(path, error));
  } finally {
    file.close();
  }
}

/** Static files that are not published, since the site has a document of its own at their address. */
function* hiddenIn({ folder, rules }: Folder): Generator<CheckedAsset> {
  const every = { mayHold: rules.mayHold, kindOf: () => 'asset' as const };
  for (const spelled of filesBelow(folder, every)) {
    const path = `/${spelled.normalize('NFC')}`;
    if (/(?:^|\/)\./.test(spelled) || !belongsToDocuments(path)) continue;
    const message = `the site has a document of its own at ${path}, so the file is not published; rename it, or remove it`;
    const problem = fileProblem(path, 'file', message);
    // Every theme has these two, and no article names them.
    const isUsual = /^\/(?:favicon\.(?:ico|svg)|robots\.txt|manifest\.webmanifest)$/.test(path);
    yield { path, bytes: 0, problems: [isUsual ? { ...problem, severity: 'warning' } : problem] };
  }
}
