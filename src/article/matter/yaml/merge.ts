/** Merge keys of YAML 1.1 (https://yaml.org/type/merge.html): `<<: *defaults`. */

import type { Entry } from '../value.ts';

/**
 * The entries of a map, with those of the maps that its key `<<` names. A key of the map itself counts more than a
 * merged one, and an earlier map of a list more than a later one. Aliases bound how much is merged.
 */
export function mergeEntries(entries: Entry[]): Entry[] {
  if (!entries.some(isMerge)) return entries;
  const merged = entries.filter((entry) => !isMerge(entry));
  const taken = new Set(merged.map(({ key }) => key.toLowerCase()));
  for (const { value } of entries.filter(isMerge)) {
    for (const map of value.kind === 'list' ? value.items : [value]) {
      const added = map.kind === 'map' ? map.entries.filter(({ key }) => !taken.has(key.toLowerCase())) : [];
      for (const entry of added) taken.add(entry.key.toLowerCase());
      merged.push(...added);
    }
  }
  return merged;
}

const isMerge = ({ key, value }: Entry): boolean =>
  key === '<<' && (value.kind === 'map' || (value.kind === 'list' && value.items.every(isMap)));

const isMap = ({ kind }: { kind: string }): boolean => kind === 'map';
