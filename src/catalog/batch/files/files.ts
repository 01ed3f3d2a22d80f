/** Deciding about files that are published as they are: each has an address of its own, at which nothing else may be. */

import { fileUrl, encodePath } from '../../../article/address.ts';
import { belongsToDocuments } from '../../../article/own-addresses.ts';
import { wholeFile, type Problem } from '../../../article/problem.ts';
import { assetAddress, assetId, isAssetId } from '../../tables/asset-address.ts';
import { setAddress } from '../articles/addresses.ts';
import type { Deciding } from '../deciding.ts';
import type { AssetPut } from '../parsed-batch.ts';
import type { View } from '../view.ts';

/** Publishes a file, unless something else has its address. The addresses that a moved one had lead to it. */
export function publishFile(state: Deciding, { path, blob, movedFrom, parsed }: AssetPut): void {
  const { snapshot, changes, results, now, siteUrl, deleted } = state;
  const problem = refusalOf(snapshot, path, blob);
  if (problem) {
    results.push({ path, status: 'error', problems: [...parsed.problems, problem] });
    return;
  }
  changes.asset({ path, blob, facts: parsed.facts, changedAt: now });
  const address = assetAddress(path);
  setAddress(snapshot, changes, { address, id: assetId(path), state: 'file' });
  // The row is the same when only the bytes change; KV then still needs the new document.
  changes.rewriteAddress(address);
  if (movedFrom !== undefined && deleted.has(movedFrom)) {
    for (const row of snapshot.addressesOf(assetId(movedFrom)))
      setAddress(snapshot, changes, { ...row, id: assetId(path), state: 'moved' });
  }
  results.push({ path, status: 'file', url: urlOf(siteUrl, path), problems: parsed.problems });
}

/** Takes a file away. */
export function removeFile({ snapshot, changes }: Deciding, path: string): void {
  changes.removeAsset(path);
  for (const row of snapshot.addressesOf(assetId(path)))
    setAddress(snapshot, changes, { ...row, state: 'gone' });
}

function refusalOf(snapshot: View, path: string, blob: string): Problem | undefined {
  if (!snapshot.isStored(blob))
    return wholeFile('blob', 'the bytes of the file did not arrive; publish again');
  const address = assetAddress(path);
  if (path.startsWith('/') && belongsToDocuments(path))
    return wholeFile('file', `the site itself answers at ${address}; move the file to another folder`);
  const row = snapshot.address(address);
  if (!row || row.state === 'gone' || row.id === assetId(path)) return undefined;
  // The former address of a file that has moved is for a new file of that name, as it is with articles.
  if (row.state === 'moved' && isAssetId(row.id)) return undefined;
  const owner = row.state === 'file' ? 'another file' : 'an article, or a former address of one,';
  return wholeFile('duplicate-address', `${owner} is at ${address} already; rename one of the two`);
}

const urlOf = (siteUrl: string, path: string): string =>
  path.startsWith('/') ? siteUrl + encodePath(path) : fileUrl(siteUrl, path);
