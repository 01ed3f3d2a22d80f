/** Where the values of a wrangler.json or wrangler.jsonc are written. */

import { parseTree, type Node } from 'jsonc-parser';
import { place, type Place } from './place.ts';

/** @param source JSON with comments and trailing commas, without errors */
export function jsonOutline(source: string): Place {
  const root = parseTree(source, [], { allowTrailingComma: true });
  return root ? placeOf(root, root.offset) : place('brackets', 0, 0, source.length);
}

function placeOf(node: Node, start: number): Place {
  const isValue = node.type !== 'object' && node.type !== 'array';
  const result = place(isValue ? 'value' : 'brackets', start, node.offset, node.offset + node.length);
  for (const [index, child] of (node.children ?? []).entries()) {
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [];
    if (node.type === 'array') result.children.set(index, placeOf(child, child.offset));
    else if (key && value) result.children.set(String(key.value), placeOf(value, child.offset));
  }
  return result;
}
