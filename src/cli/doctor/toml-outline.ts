/** Where the values of a wrangler.toml are written. smol-toml, which reads it, tells no positions. */

import { parseTOML, type AST } from 'toml-eslint-parser';
import { place, type Place } from './place.ts';

/** @param source TOML that smol-toml has read @throws if this reader refuses it */
export function tomlOutline(source: string): Place {
  const root = place('header', 0, 0, 0);
  for (const node of parseTOML(source, { tomlVersion: '1.1' }).body[0].body) {
    if (node.type === 'TOMLTable') addTable(root, node);
    else addKeyValue(root, node);
  }
  return root;
}

function addTable(root: Place, { resolvedKey, key, kind, body }: AST.TOMLTable): void {
  // The header and its brackets: the end of the table is that of its last line.
  const around = kind === 'array' ? 2 : 1;
  const [start, end] = [key.range[0] - around, key.range[1] + around];
  const table = resolvedKey.reduce<Place>((parent, name, depth) => {
    const known = parent.children.get(name);
    // A header names its parents, too: `[env.staging.vars]` stands for `env` and `env.staging`.
    const isNew = depth === resolvedKey.length - 1 && known?.form === 'dotted';
    if (known && !isNew) return known;
    const made = { ...place('header', start, start, end), ...(known && { children: known.children }) };
    parent.children.set(name, made);
    return made;
  }, root);
  for (const entry of body) addKeyValue(table, entry);
}

function addKeyValue(table: Place, { key, value, range }: AST.TOMLKeyValue): void {
  const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
  let parent = table;
  for (const name of names.slice(0, -1)) {
    const known = parent.children.get(name) ?? place('dotted', range[0], range[0], range[1]);
    parent.children.set(name, known);
    parent = known;
  }
  parent.children.set(names.at(-1)!, valueOf(value, range[0]));
}

function valueOf(node: AST.TOMLContentNode, start: number): Place {
  const [from, to] = node.range;
  if (node.type === 'TOMLValue') return place('value', start, from, to);
  const result = place('brackets', start, from, to);
  if (node.type === 'TOMLArray')
    for (const [index, element] of node.elements.entries())
      result.children.set(index, valueOf(element, element.range[0]));
  else for (const entry of node.body) addKeyValue(result, entry);
  return result;
}
