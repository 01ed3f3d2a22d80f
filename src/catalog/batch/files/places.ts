/**
 * Where the files may come to lie that an article names. Generators look in several places, and the first file counts: so an
 * article depends on all places, unless a file is at the first one.
 */

import { placesOf } from '../../../article/named-files.ts';
import { sidecarsOf } from '../../../article/sidecar-files.ts';
import type { Asset } from '../../tables/asset-row.ts';
import type { Assets } from '../../tables/assets.ts';
import { isNamingOfShow, type Naming } from '../../tables/naming.ts';

/** The files that an article depends on. */
export interface Dependence {
  /** Of the article. */
  id: string;
  paths: string[];
}

/** @param assets as they are once the articles are published */
export function dependencesOf(namings: readonly Naming[], assets: Pick<Assets, 'find'>): Dependence[] {
  if (namings.length === 0) return [];
  const known = assets.find(namings.flatMap(({ paths, medium }) => (medium ? [...paths, medium] : paths)));
  return namings.map(({ id, own, paths, beside, medium }) => {
    if (isNamingOfShow(id)) return { id, paths: [...paths] };
    const named = paths.flatMap((path) => (known.has(path) ? [path] : placesOf(own, path)));
    // Files lie beside the audio, wherever that is found.
    const isFixed = medium === undefined || known.has(medium);
    const belonging = isFixed ? beside : beside.flatMap((path) => placesOf(own, path));
    return { id, paths: [...new Set([...named, ...belonging])] };
  });
}

/** Where an article looks for a file that is gone, and for those beside it. @param own the path of the article */
export function placesAfter(own: string, { path, facts }: Pick<Asset, 'path' | 'facts'>): string[] {
  const beside = /^(?:audio|video)\//.test(facts.type) ? sidecarsOf(path) : [];
  return [path, ...beside.map((sidecar) => sidecar.path)].flatMap((name) => placesOf(own, name));
}
