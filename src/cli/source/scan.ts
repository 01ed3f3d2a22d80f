/** Scanning folders: the git blob id of every file to publish. */

import { join, resolve } from 'node:path';
import { filesBelow, readFolder, FolderLinks, isFileLike } from './article-files.ts';
import { hashAsset, openAsset, type OpenAsset } from './asset-file.ts';
import { otherFiles, type OtherFiles } from './other-files.ts';
import { Boundary } from './boundary.ts';
import { nameOf } from './file-name.ts';
import { sourcesOnly, type FileRules, type Kind } from '../../publish/file-rules.ts';
import { FileMap, JoinedFiles, type FileSet } from './files.ts';
import { readCheckout, type Checkout } from './git/checkout.ts';
import { ListedFiles } from './git/listed-files.ts';
import type { SiteFolders } from '../../publish/site-folders.ts';
import { hashFile, readSource } from './source-file.ts';
import type { Source } from './source.ts';

/** A folder at one moment. Contents are not kept in memory, but read again when they are sent. */
export interface Scan extends Source {
  assets: FileSet;
  openAsset: OpenAsset;
  /** Path → its spelling on disk, where that is not NFC (macOS). */
  spelling: Map<string, string>;
}

/** Scans the content folder and the static folder. @throws CliError when a folder can't be read */
export async function scanSite(folders: SiteFolders, onFile: () => void = () => {}): Promise<Scan> {
  const { content, statics } = folders;
  const [found, beside] = await Promise.all([
    scan(content.folder, onFile, content.rules),
    statics && scan(statics.folder, onFile, statics.rules),
  ]);
  const others = (): OtherFiles => otherFiles(folders);
  if (!statics || !beside) return { ...found, others };
  return {
    ...found,
    assets: new JoinedFiles([found.assets, beside.assets]),
    openAsset: (path) => (path.startsWith('/') ? beside : found).openAsset(path),
    unreadable: [...found.unreadable, ...beside.unreadable],
    spelling: new Map([...found.spelling, ...beside.spelling]),
    others,
    statics: statics.folder,
  };
}

/**
 * Scans a folder. Files whose blob id git knows for certain are not read: in a checkout, nearly all.
 * @param onFile called after each file that was read
 * @throws CliError when a folder can't be read: its files would look deleted
 */
export async function scan(
  folder: string,
  onFile: () => void = () => {},
  rules: FileRules = sourcesOnly,
): Promise<Scan> {
  const { prefix } = rules;
  readFolder(folder, ''); // reports a missing folder before git does
  const boundary = new Boundary(folder);
  const checkout = await readCheckout(folder, rules);
  const spelling = new Map<string, string>();
  const fileOf = (path: string): string => spelling.get(path) ?? path.slice(prefix.length);
  const sets: Record<Kind, FileMap | ListedFiles> = checkout
    ? { source: new ListedFiles(checkout, 'source'), asset: new ListedFiles(checkout, 'asset') }
    : { source: new FileMap(), asset: new FileMap() };
  const found: Scan = {
    files: sets.source,
    assets: sets.asset,
    spelling,
    unreadable: [],
    read: (path) => readSource(boundary, path, fileOf(path)),
    openAsset: (path) => openAsset(boundary, path, fileOf(path)),
    maxAssetBytes: rules.maxBytes,
    ...(checkout && { repository: checkout.repository, fileOf: (path) => resolve(folder, fileOf(path)) }),
  };
  const isTaken = (path: string): boolean => sets.source.has(prefix + path) || sets.asset.has(prefix + path);
  for (const spelled of checkout ? uncertain(folder, checkout, rules) : filesBelow(folder, rules)) {
    const file = hashOne(boundary, spelled, rules, isTaken);
    if (file.status === 'error') {
      found.unreadable.push(file.problem);
    } else {
      sets[file.kind].set(file.path, file.blob);
      if (prefix + spelled !== file.path) spelling.set(file.path, spelled);
    }
    onFile();
  }
  return found;
}

/** The blob id of one file, and the path under which it is published; or why it can't be. */
export function hashOne(
  boundary: Boundary,
  spelled: string,
  { prefix, kindOf, maxBytes }: FileRules,
  isTaken: (path: string) => boolean = () => false,
) {
  const name = nameOf(spelled, isTaken);
  const path = prefix + name.path;
  if (name.status === 'error') return { status: name.status, problem: { ...name.problem, path } };
  const kind = kindOf(spelled) ?? 'source';
  const file =
    kind === 'asset' ? hashAsset(boundary, path, spelled, maxBytes) : hashFile(boundary, path, spelled);
  return file.status === 'error' ? file : { ...file, path, kind };
}

/** The files whose blob id git does not know for certain, as the disk spells their paths. */
function* uncertain(folder: string, { others }: Checkout, rules: FileRules): Generator<string> {
  const links = new FolderLinks(folder);
  for (const path of others) {
    const isFolder = path.endsWith('/');
    // The index may list files below a folder that has since become a link.
    if (links.isBehindLink(path)) continue;
    if (isFolder) {
      // A nested repository.
      if (rules.mayHold(path.slice(0, -1))) yield* filesBelow(folder, rules, path);
    } else if (rules.kindOf(path) !== undefined && isFileLike(join(folder, path))) {
      yield path;
    }
  }
}
