/**
 * The nesting rules: a parser must read the written HTML back as the same tree.
 *
 * The tree of a parser nearly always fulfils them, but leaving out elements may break them. In `<p><object><p>` the
 * inner paragraph is fine, since an object is its own scope; without the object, the inner `<p>` would close the outer
 * one. The rules are those of https://html.spec.whatwg.org/#parsing-main-inbody.
 */

/** The open elements around a position in the tree: a set of the bits below. */
export type Open = number;

const inParagraph = 1;
export const inLink = 2;
const inHeading = 4;
const inListItem = 8;
const inTerm = 16;
export const inPre = 32;

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const tableParts = ['caption', 'colgroup', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'col'];

/** Elements whose start tag closes an open paragraph. */
const closesParagraph = new Set([
  ...'address article aside blockquote details div dl dd dt figcaption figure'.split(' '),
  ...'footer header hgroup hr li main nav ol p pre section summary table'.split(' '),
  'ul',
  ...headings,
]);

/** Whether an element is block-level: a word does not continue across its edges. */
export const isBlock = (tag: string): boolean =>
  closesParagraph.has(tag) || tag === 'br' || tableParts.includes(tag);

/** Elements with a fixed set of children. A parser moves text between them in front of the table. */
const onlyChildren: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['table', new Set(['caption', 'colgroup', 'thead', 'tbody', 'tfoot'])],
  ['colgroup', new Set(['col'])],
  ['thead', new Set(['tr'])],
  ['tbody', new Set(['tr'])],
  ['tfoot', new Set(['tr'])],
  ['tr', new Set(['td', 'th'])],
]);

/** Elements with a fixed set of parents. */
const onlyParents: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...[...onlyChildren]
    .flatMap(([parent, children]) => [...children].map((child) => [child, parent] as const))
    .reduce(
      (map, [child, parent]) => map.set(child, (map.get(child) ?? new Set<string>()).add(parent)),
      new Map<string, Set<string>>(),
    ),
  ['rt', new Set(['ruby'])],
  ['rp', new Set(['ruby'])],
  ['source', new Set(['picture', 'audio', 'video'])],
  ['track', new Set(['audio', 'video'])],
]);

/** The effect of opening an element on the set of open ones. */
interface Effect {
  /** The element is not allowed inside these. */
  refuses: Open;
  /** These no longer count inside. */
  closes: Open;
  opens: Open;
}

const effects: ReadonlyMap<string, Effect> = new Map(
  [...closesParagraph, ...tableParts, 'a'].map((tag) => [tag, effectOf(tag)]),
);

function effectOf(tag: string): Effect {
  const effect = { refuses: 0, closes: 0, opens: 0 };
  if (closesParagraph.has(tag)) effect.refuses |= inParagraph;
  // The search for a list item to close stops at any block, except for address, div and p.
  if (tag !== 'address' && tag !== 'div' && tag !== 'p' && tag !== 'a') effect.closes |= inListItem | inTerm;
  if (tag === 'p') effect.opens |= inParagraph;
  if (tag === 'pre') effect.opens |= inPre;
  if (tag === 'a') {
    effect.refuses |= inLink;
    effect.opens |= inLink;
  }
  if (headings.includes(tag)) {
    effect.refuses |= inHeading;
    effect.opens |= inHeading;
  }
  if (tag === 'li') {
    effect.refuses |= inListItem;
    effect.opens |= inListItem;
  }
  if (tag === 'dd' || tag === 'dt') {
    effect.refuses |= inTerm;
    effect.opens |= inTerm;
  }
  if (tag === 'table' || tableParts.includes(tag)) effect.closes |= inParagraph | inHeading;
  return effect;
}

/** The set of open elements inside `tag`. @returns undefined if `tag` is not allowed here */
export function enter(tag: string, parent: string, open: Open): Open | undefined {
  if (onlyChildren.get(parent)?.has(tag) === false || onlyParents.get(tag)?.has(parent) === false)
    return undefined;
  const effect = effects.get(tag);
  if (!effect) return open;
  return open & effect.refuses ? undefined : (open & ~effect.closes) | effect.opens;
}

/** Whether an element, such as a table or a row, allows neither text nor elements other than its parts. */
export const isTableFrame = (tag: string): boolean => onlyChildren.has(tag);
