/** Marks of a text in the fewest of the forms that show the same. */

import type { Break, Delete, Emphasis, PhrasingContent, Strong, Text } from 'mdast';

export type Mark = Emphasis | Strong | Delete;

export const isMark = (node: PhrasingContent | undefined): node is Mark =>
  node?.type === 'emphasis' || node?.type === 'strong' || node?.type === 'delete';

/** Merges marks that touch, takes off those within their own kind, and moves white space from their ends outside. */
export function tidy(
  children: readonly PhrasingContent[],
  around: readonly string[] = [],
): PhrasingContent[] {
  const tidied: PhrasingContent[] = [];
  for (const child of merged(children)) {
    if (child.type === 'link') tidied.push({ ...child, children: tidy(child.children, around) });
    else if (!isMark(child)) tidied.push(child);
    else if (around.includes(child.type)) tidied.push(...tidy(child.children, around));
    else {
      const inside = tidy(child.children, [...around, child.type]);
      const [before, kept, after] = withoutEnds(inside);
      tidied.push(...before, ...(kept.length > 0 ? [ordered({ ...child, children: kept })] : []), ...after);
    }
  }
  return merged(tidied);
}

/** Texts that touch become one, and so do marks of a kind. */
function merged(children: readonly PhrasingContent[]): PhrasingContent[] {
  const kept: PhrasingContent[] = [];
  for (const child of children) {
    const last = kept.at(-1);
    if (child.type === 'text' && last?.type === 'text') last.value += child.value;
    else if (isMark(child) && isMark(last) && last.type === child.type) last.children.push(...child.children);
    else if (child.type === 'text') kept.push({ ...child });
    else if (isMark(child)) kept.push({ ...child, children: [...child.children] });
    else kept.push(child);
  }
  return kept;
}

type Space = Text | Break;

const isSpace = (node: PhrasingContent | undefined): node is Space =>
  node?.type === 'break' || (node?.type === 'text' && /^[ \t\n]*$/.test(node.value));

/** The white space before, the content, and the white space after. */
function withoutEnds(children: readonly PhrasingContent[]): [Space[], PhrasingContent[], Space[]] {
  const kept = [...children];
  const before: Space[] = [];
  const after: Space[] = [];
  for (let first = kept[0]; isSpace(first); first = kept[0]) {
    before.push(first);
    kept.shift();
  }
  for (let last = kept.at(-1); isSpace(last); last = kept.at(-1)) {
    after.unshift(last);
    kept.pop();
  }
  const first = kept[0];
  const space = first?.type === 'text' ? /^[ \t\n]+/.exec(first.value)?.[0] : undefined;
  if (space && first?.type === 'text') {
    before.push({ type: 'text', value: space });
    kept[0] = { ...first, value: first.value.slice(space.length) };
  }
  const last = kept.at(-1);
  if (last?.type === 'text' && /[ \t\n]$/.test(last.value)) {
    const value = last.value.trimEnd();
    after.unshift({ type: 'text', value: last.value.slice(value.length) });
    kept[kept.length - 1] = { ...last, value };
  }
  return [before, kept, after];
}

/** `***a***` is strong text within emphasis. */
function ordered(mark: Mark): Mark {
  const [inside, ...others] = mark.children;
  if (mark.type !== 'strong' || inside?.type !== 'emphasis' || others.length > 0) return mark;
  return { ...inside, children: [{ ...mark, children: inside.children }] };
}

/** Breaks at the ends of a block say nothing. */
export function trimBreaks(children: PhrasingContent[]): PhrasingContent[] {
  const from = children.findIndex((child) => !isSpace(child));
  const to = children.findLastIndex((child) => !isSpace(child));
  return children.slice(from === -1 ? children.length : from, to + 1);
}
