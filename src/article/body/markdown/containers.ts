/** Finds where containers begin and end, which are marked off by lines of colons. */

import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';

export interface Container {
  kind: string;
  title: string;
  /** The line that closes it. */
  end: number;
}

const mark = /^[ \t>]*(:{3,})[ \t]*(.*)$/;
/** `tip Title`, `note[Title]`, `{.callout-note}`, `details{open} Title`; a name, or attributes that begin with one. */
const named =
  /^(?:\{\.?([\w-]{1,40})[^}]{0,300}\}|([\w-]{1,40}))(?:\{[^}]{0,300}\})?(?:\[([^\]]{0,300})\]|[ \t]+([^\n]{0,300}))?[ \t]*$/;
const fence = /^[ \t>]*(`{3,}|~{3,})/;

const known = new WeakMap<StateBlock, ReadonlyMap<number, Container>>();

/** Containers by the line that opens them: found in one pass, since each one may hold the others. */
export function containers(state: StateBlock): ReadonlyMap<number, Container> {
  const found = known.get(state) ?? find(state.src);
  known.set(state, found);
  return found;
}

function find(source: string): Map<number, Container> {
  const found = new Map<number, Container>();
  const open: { line: number; kind: string; title: string }[] = [];
  let openFence = '';
  for (const [line, text] of source.split('\n').entries()) {
    const marks = fence.exec(text)?.[1];
    if (marks && (openFence === '' || marks.startsWith(openFence))) openFence = openFence === '' ? marks : '';
    if (openFence !== '') continue;
    const [, colons, rest = ''] = mark.exec(text) ?? [];
    if (colons === undefined) continue;
    const [, braced, name, bracketed, words] = named.exec(rest.replace(/:+\s*$/, '')) ?? [];
    const kind = braced ?? name;
    if (rest.trim() === '') {
      const last = open.pop();
      if (last) found.set(last.line, { kind: last.kind, title: last.title, end: line });
    } else if (kind !== undefined) open.push({ line, kind, title: (bracketed ?? words ?? '').trim() });
  }
  return found;
}
