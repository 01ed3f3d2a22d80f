/**
 * Marks in a text: emphasis, struck text, code, line breaks. Markdown reads some of them by what stands beside them
 * (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run); where it would not, HTML takes their place.
 */

import type { Html, PhrasingContent, Root, RootContent } from 'mdast';
import { mayClose, mayOpen } from './flanking.ts';
import { isMark, tidy, trimBreaks, type Mark } from './tidy.ts';

const tags = { emphasis: 'em', strong: 'strong', delete: 'del' } as const;

const html = (value: string): Html => ({ type: 'html', value });

/** Gives all marks of a document a form that is read as what they are. */
export function settleMarks(node: Root | RootContent): void {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    const tidied = trimBreaks(tidy(node.children));
    const isLine = node.type !== 'paragraph';
    const placed = isLine ? tidied.map(inLine) : tidied;
    node.children = settle(hasDollars(placed) ? placed.map(withBackslashes) : placed, top);
  } else if ('children' in node) {
    node.children.forEach(settleMarks);
    // A line with nothing in it would end an item.
    node.children = node.children.filter((child) => !isEmpty(child)) as typeof node.children;
  }
}

const isEmpty = (node: RootContent): boolean =>
  (node.type === 'paragraph' || node.type === 'list') && node.children.length === 0;

/** A break in one line, such as a heading or a cell, is a tag. */
function inLine(node: PhrasingContent): PhrasingContent {
  if (node.type === 'break') return html('<br>');
  return isMark(node) || node.type === 'link' ? { ...node, children: node.children.map(inLine) } : node;
}

const hasDollars = (children: readonly PhrasingContent[]): boolean =>
  children.some((child) =>
    'children' in child ? hasDollars(child.children) : child.type === 'text' && child.value.includes('$'),
  );

function withBackslashes(node: PhrasingContent): PhrasingContent {
  if (node.type === 'inlineMath') return { ...node, isAmongDollars: true };
  return isMark(node) || node.type === 'link'
    ? { ...node, children: node.children.map(withBackslashes) }
    : node;
}

/** Where a text stands. */
interface Place {
  /** The characters beside it, or beside the run of marks that it begins or ends in. */
  before: string;
  after: string;
  /** The sign of the mark around it. */
  sign?: '*' | '~';
  /** It is emphasised, so that `*` may also end that. */
  isEmphasised: boolean;
}

const top: Place = { before: ' ', after: ' ', isEmphasised: false };

const signOf = ({ type }: Mark): '*' | '~' => (type === 'delete' ? '~' : '*');

function settle(children: readonly PhrasingContent[], place: Place): PhrasingContent[] {
  const settled: PhrasingContent[] = [];
  for (const [at, child] of children.entries()) {
    const last = settled.at(-1);
    if (child.type === 'link')
      settled.push({ ...child, children: settle(child.children, { ...place, before: '[', after: ']' }) });
    else if (child.type === 'inlineCode') settled.push(...code(child.value, last));
    else if (isMark(child)) {
      const sign = signOf(child);
      const [outside] = place.sign === undefined || place.sign === sign ? [] : [place.sign];
      const before = last === undefined ? (outside ?? place.before) : endOf(last);
      const next = children[at + 1];
      const after = next === undefined ? (outside ?? place.after) : startOf(next);
      const isEmphasised = place.isEmphasised || sign === '*';
      const inside = settle(child.children, { before, after, sign, isEmphasised });
      const isOfRun = last === undefined && place.sign === sign;
      const holds =
        !isMark(last) &&
        mayOpen(before, startOf(inside[0], sign)) &&
        mayClose(endOf(inside.at(-1), sign), after) &&
        // Behind anything but white space it might end what is around it.
        (isOfRun || !place.isEmphasised || before === ' ');
      if (holds) settled.push({ ...child, children: inside });
      else settled.push(...inTags(child, place.isEmphasised));
    } else settled.push(child);
  }
  return settled;
}

const inTags = ({ type, children }: Mark, isEmphasised: boolean): PhrasingContent[] => [
  html(`<${tags[type]}>`),
  ...settle(children, { before: '>', after: '<', isEmphasised }),
  html(`</${tags[type]}>`),
];

/** Code that backticks cannot hold, or that touches other code, in tags. */
function code(value: string, before: PhrasingContent | undefined): PhrasingContent[] {
  const line = value.replace(/[\t\n]+/g, ' ');
  // Of a backslash before `|` in a cell GitHub and others make different things.
  if (line.trim() !== '' && before?.type !== 'inlineCode' && !line.includes('\\|'))
    return [{ type: 'inlineCode', value: line }];
  return [html('<code>'), ...(line === '' ? [] : [{ type: 'text', value: line } as const]), html('</code>')];
}

/** The first character as it is written. @param sign of the mark around it: with others of the sign it is one run */
function startOf(node: PhrasingContent | undefined, sign?: string): string {
  if (node?.type === 'text') return String.fromCodePoint(node.value.codePointAt(0) ?? 32);
  if (isMark(node)) return sign === signOf(node) ? startOf(node.children[0], sign) : signOf(node);
  return node === undefined || node.type === 'break' ? ' ' : '<';
}

function endOf(node: PhrasingContent | undefined, sign?: string): string {
  if (node?.type === 'text') return /[^]$/u.exec(node.value.slice(-2))?.[0] ?? ' ';
  if (isMark(node)) return sign === signOf(node) ? endOf(node.children.at(-1), sign) : signOf(node);
  return node === undefined || node.type === 'break' ? ' ' : '>';
}
