/** The type of a file by its content, not by its ending alone. The only file that imports file-type. */

import { fileTypeFromBuffer } from 'file-type';
import { chaptersType, isChaptersFile } from '../article/sidecar-files.ts';
import { isPointer } from '../article/stand-in.ts';
import { assetTypes, endingOf, type AssetKind } from './types.ts';

/** Bytes of a file that tell its type: an SVG may begin with a long comment, a TAR has its mark at 257. */
export const headBytes: number = 64 * 1024;

/** What the first bytes of a file are. Some texts have a type, too: one that begins with "BMW" looks like a bitmap. */
export interface Content {
  /** MIME type; absent: none is known. */
  type?: string;
  isText: boolean;
  /** Whether it is a pointer of Git LFS or git-annex to the file. */
  isPointer?: true;
}

/** @param head the first `headBytes` of the file, or all of a shorter one */
export async function contentOf(head: Uint8Array): Promise<Content> {
  const found = await typeIn(head);
  const text = textOf(head);
  const isText = text !== undefined;
  if (found !== undefined && !found.endsWith('xml')) return { type: found, isText };
  if (isText && isPointer(text)) return { isText, isPointer: true };
  return isText && isSvg(text) ? { type: 'image/svg+xml', isText } : { isText };
}

async function typeIn(head: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    // A malformed file, or one whose type is further back than the head.
    return undefined;
  }
}

/** The text, if it is UTF-8 without NUL; undefined for anything else. */
function textOf(head: Uint8Array): string | undefined {
  if (head.includes(0)) return undefined;
  try {
    // `stream`: the head may end within a character.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(head, { stream: true });
  } catch {
    return undefined;
  }
}

/** Whether the root element is `svg`. Comments, declarations and a document type may stand before it. */
function isSvg(text: string): boolean {
  let at = 0;
  for (;;) {
    const rest = /\s*/y;
    rest.lastIndex = at;
    rest.exec(text);
    at = rest.lastIndex;
    const end = text.startsWith('<!--', at)
      ? text.indexOf('-->', at)
      : text.startsWith('<?', at)
        ? text.indexOf('?>', at)
        : /^<!doctype\s+svg\s/i.test(text.slice(at, at + 16))
          ? doctypeEnd(text, at)
          : undefined;
    if (end === undefined) return /^<(?:svg:)?svg[\s/>]/i.test(text.slice(at, at + 9));
    if (end < 0) return false;
    at = text.indexOf('>', end) + 1;
  }
}

/** The end of a document type, which may have declarations of its own in brackets. */
function doctypeEnd(text: string, at: number): number {
  const end = text.indexOf('>', at);
  const inner = text.indexOf('[', at);
  return inner < 0 || inner > end ? end : text.indexOf(']', inner);
}

/** Types of the content that hold several kinds: an office document is a ZIP archive, or a compound file. */
const containers: ReadonlySet<string> = new Set(['application/zip', 'application/x-cfb']);

const kindOfType: readonly (readonly [AssetKind, RegExp])[] = [
  ['picture', /^image\//],
  ['media', /^(?:audio|video)\/|^application\/(?:ogg|mp4)/],
  ['font', /^font\/|opentype|fontobject/],
  ['document', /^application\/(?:pdf|epub|rtf|msword|vnd\.(?:openxmlformats|oasis|ms-))/],
  ['archive', /^application\//],
];

/**
 * The MIME type to serve a file with.
 * @param path for its ending
 * @returns or why the file is not published: its content is of another kind than its name says
 */
export function typeOf(
  path: string,
  content: Content,
): { type: string } | { code: 'file' | 'pointer'; why: string } {
  if (content.isPointer) return { code: 'pointer', why: pointer };
  const read = typeByContent(path, content);
  return 'why' in read ? { code: 'file', ...read } : read;
}

const pointer =
  'the file is a pointer of Git LFS or git-annex, not the file itself; fetch it (`git lfs pull`, `git annex get`), and publish the folder; --ref and the webhook read what git has, so keep it out of LFS for them';

function typeByContent(path: string, content: Content): { type: string } | { why: string } {
  const ending = endingOf(path);
  const row = assetTypes.get(ending);
  if (!row) return { why: 'files of this type are not published' };
  const named = `the file is named .${ending}, but`;
  const { type, isText } = content;
  if (row.kind === 'text' && isText)
    return { type: isChaptersFile(path) ? `${chaptersType}; charset=utf-8` : row.type };
  if (type === undefined) {
    if (row.kind === 'text') return { why: `${named} is not text in UTF-8; save it as UTF-8, or rename it` };
    const what = isText ? 'contains text' : 'its content is of no known type';
    return { why: `${named} ${what}; replace it, or rename it` };
  }
  if (containers.has(type) && row.kind === 'document') return { type: row.type };
  const kind = kindOfType.find(([, types]) => types.test(type))?.[0];
  if (kind === row.kind) return { type };
  return { why: `${named} its content is ${type}; rename it` };
}
