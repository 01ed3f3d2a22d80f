/**
 * Patterns of paths: `/news/:year/*`. A segment has at most one placeholder, a pattern at most one splat, so there is one
 * way to match, and it takes linear time.
 */

/** A segment of a pattern: text, with a placeholder inside if it has a name. */
interface Segment {
  before: string;
  name?: string;
  after: string;
}

export interface Pattern {
  head: readonly Segment[];
  /** Absent: the pattern has exactly the segments of its head. */
  splat?: Segment;
  /** Segments after the splat. */
  tail: readonly Segment[];
}

/** What the placeholders of a pattern stand for, decoded; the splat may be several segments. */
export type Captures = ReadonlyMap<string, readonly string[]>;

/** The name of the splat among the captures. */
export const splatName = 'splat';

/** A placeholder, as Netlify and Cloudflare write it. */
export const placeholder: RegExp = /:([A-Za-z]\w*)/g;

/** The segments of a path without slashes at its end, decoded and in NFC; undefined if it is not percent-encoded UTF-8. */
export function segmentsOf(path: string): string[] | undefined {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  if (end === 0) return [];
  const segments: string[] = [];
  for (const segment of path.slice(1, end).split('/')) {
    const decoded = decode(segment);
    if (decoded === undefined) return undefined;
    segments.push(decoded);
  }
  return segments;
}

/** Decoded segments as one text, from which they can be told again. */
export const pathOf = (segments: readonly string[]): string =>
  segments.map((segment) => segment.replace(/[%/]/g, encodeURIComponent)).join('/');

/** @param path as its author wrote it, percent-encoded or not @returns why it is none */
export function parsePattern(path: string): Pattern | { why: string } {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  const head: Segment[] = [];
  const tail: Segment[] = [];
  const names = new Set<string>();
  let splat: Segment | undefined;
  for (const text of end === 0 ? [] : path.slice(1, end).split('/')) {
    const segment = segmentOf(text);
    if ('why' in segment) return segment;
    const { name } = segment;
    if (name !== undefined && names.has(name))
      return { why: name === splatName ? 'it has two splats (*)' : `it has :${name} twice` };
    if (name !== undefined) names.add(name);
    if (name === splatName) splat = segment;
    else (splat ? tail : head).push(segment);
  }
  return { head, ...(splat && { splat }), tail };
}

/** Whether a path needs a pattern: any other is a plain address. */
export const isPattern = (path: string): boolean => path.includes('*') || path.search(placeholder) >= 0;

function segmentOf(text: string): Segment | { why: string } {
  const marks = Array.from(text.matchAll(/\*|:([A-Za-z]\w*)/g));
  if (marks.length > 1) return { why: `its part "${text}" has two placeholders` };
  const [mark] = marks;
  const [before, after] = [
    decode(text.slice(0, mark?.index ?? text.length)),
    decode(mark ? text.slice(mark.index + mark[0].length) : ''),
  ];
  if (before === undefined || after === undefined)
    return { why: `its part "${text}" is not percent-encoded UTF-8` };
  return { before, ...(mark && { name: mark[1] ?? splatName }), after };
}

/** Text that decoding leaves as it is. */
const plain = /^[!-$&-~]*$/;

function decode(text: string): string | undefined {
  if (plain.test(text)) return text;
  try {
    return decodeURIComponent(text).normalize('NFC');
  } catch {
    return undefined;
  }
}

/** @param path decoded segments */
export function match({ head, splat, tail }: Pattern, path: readonly string[]): Captures | undefined {
  const left = path.length - head.length - tail.length;
  // A bare splat also stands for nothing: `/news/*` has `/news/` in it.
  const least = splat === undefined || splat.before + splat.after === '' ? 0 : 1;
  if (left < least || (!splat && left > 0)) return undefined;
  const captures = new Map<string, readonly string[]>();
  const fits = (segment: Segment, value: string): boolean => {
    const { before, name, after } = segment;
    if (name === undefined) return value === before;
    if (!value.startsWith(before) || !value.endsWith(after)) return false;
    if (value.length <= before.length + after.length) return false;
    captures.set(name, [value.slice(before.length, value.length - after.length)]);
    return true;
  };
  for (const [i, segment] of head.entries()) if (!fits(segment, path[i]!)) return undefined;
  const tailAt = path.length - tail.length;
  for (const [i, segment] of tail.entries()) if (!fits(segment, path[tailAt + i]!)) return undefined;
  if (!splat) return captures;
  const taken = path.slice(head.length, tailAt);
  const [first = '', last = ''] = [taken[0], taken.at(-1)];
  if (!first.startsWith(splat.before) || !last.endsWith(splat.after)) return undefined;
  if (taken.length === 1 && first.length < splat.before.length + splat.after.length) return undefined;
  if (taken.length > 0) {
    taken[0] = first.slice(splat.before.length);
    const end = taken.length - 1;
    taken[end] = taken[end]!.slice(0, taken[end]!.length - splat.after.length);
  }
  return captures.set(splatName, taken);
}
