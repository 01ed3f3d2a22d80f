/** The KV namespace on this machine. Its id is the name of its folder in the state. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The id in states that are new. It does not depend on the configuration: wrangler writes an id there when it deploys. */
const newNamespace = '0'.repeat(32);

/** Miniflare's own folders: the databases of all namespaces. */
const ofMiniflare = /^miniflare-/;

/**
 * The namespace of a state. A state that has one keeps it, whatever the configuration says now: another one would be empty,
 * and the catalog does not write again what it has written.
 * @param configured the id of the binding, if the configuration has one: it decides between several
 */
export function namespaceIn(state: string, configured?: string): string {
  const found = foldersIn(join(state, 'kv')).filter((name) => !ofMiniflare.test(name));
  if (found.length === 1) return found[0]!;
  return configured !== undefined && found.includes(configured) ? configured : newNamespace;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Opening the state says what is wrong with it.
    return [];
  }
}
