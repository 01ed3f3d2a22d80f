/**
 * Which element may stand in which, so that a parser reads the written HTML back as the very tree it was written from.
 *
 * The tree that a parser makes does, nearly always; what breaks it is leaving elements out of that tree. In
 * `<p><object><p>` the inner paragraph is fine, as an object is a scope of its own; without the object, the inner `<p>`
 * would close the outer one. The rules are those of https://html.spec.whatwg.org/#parsing-main-inbody.
 */

/** What is open around a place in the tree: a set of the bits below. */
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

/** Block-level elements: a word does not go on over their edges. */
export const isBlock = (tag: string): boolean =>
  closesParagraph.has(tag) || tag === 'br' || tableParts.includes(tag);

/** Elements whose only children are certain others. Text between them would be moved out in front of the table. */
const onlyChildren: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['table', new Set(['caption', 'colgroup', 'thead', 'tbody', 'tfoot'])],
  ['colgroup', new Set(['col'])],
  ['thead', new Set(['tr'])],
  ['tbody', new Set(['tr'])],
  ['tfoot', new Set(['tr'])],
  ['tr', new Set(['td', 'th'])],
]);

/** Elements that stand in certain parents only. */
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
]);

/** What an element that is about to be opened makes of the set of open ones. */
interface Effect {
  /** May not be opened where one of these is open. */
  refuses: Open;
  /** No longer matter inside. */
  closes: Open;
  opens: Open;
}

const effects: ReadonlyMap<string, Effect> = new Map(
  [...closesParagraph, ...tableParts, 'a'].map((tag) => [tag, effectOf(tag)]),
);

function effectOf(tag: string): Effect {
  const effect = { refuses: 0, closes: 0, opens: 0 };
  if (closesParagraph.has(tag)) effect.refuses |= inParagraph;
  // The search for a list item to close ends at any block, except these three.
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

/** The set of open elements inside `tag`; undefined: `tag` may not be opened here. */
export function enter(tag: string, parent: string, open: Open): Open | undefined {
  if (onlyChildren.get(parent)?.has(tag) === false || onlyParents.get(tag)?.has(parent) === false)
    return undefined;
  const effect = effects.get(tag);
  if (!effect) return open;
  return open & effect.refuses ? undefined : (open & ~effect.closes) | effect.opens;
}

/** True where neither text nor any other element than certain parts may stand: directly in a table or a row of it. */
export const isTableFrame = (tag: string): boolean => onlyChildren.has(tag);
