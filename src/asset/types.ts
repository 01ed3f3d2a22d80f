/**
 * The types of files that are published beside articles. An ending makes a file a candidate, its content decides
 * (content-type.ts).
 *
 * HTML, JavaScript, XML and CSS but the site's own style sheet are left out: pages of the site are rendered from articles,
 * nothing of an author's own may run in its origin, and as downloads they help no reader. Source code and configuration are left out, too: they
 * often lie beside articles without being meant for readers.
 */

import { hasIgnoredFolder } from '../article/article-path.ts';
import { hasDraftFolder } from '../article/location.ts';

/** What a file of a kind may be in place of another one: a `.jpg` that is WebP is served as WebP, one that is text not. */
export type AssetKind = 'picture' | 'media' | 'document' | 'font' | 'archive' | 'text';

export interface AssetType {
  kind: AssetKind;
  /** MIME type, for content that does not tell its own. */
  type: string;
  /** Published from a static folder only, unless its name says that it is for readers. */
  staticOnly?: RegExp;
  /** Published under this name only. */
  named?: string;
}

const rows: readonly (readonly [kind: AssetKind, types: Readonly<Record<string, string>>])[] = [
  [
    'picture',
    {
      apng: 'image/apng',
      avif: 'image/avif',
      bmp: 'image/bmp',
      gif: 'image/gif',
      heic: 'image/heic',
      heif: 'image/heif',
      ico: 'image/x-icon',
      jfif: 'image/jpeg',
      jpe: 'image/jpeg',
      jpeg: 'image/jpeg',
      jpg: 'image/jpeg',
      jxl: 'image/jxl',
      png: 'image/png',
      svg: 'image/svg+xml',
      tif: 'image/tiff',
      tiff: 'image/tiff',
      webp: 'image/webp',
    },
  ],
  [
    'media',
    {
      aac: 'audio/aac',
      aif: 'audio/aiff',
      aiff: 'audio/aiff',
      flac: 'audio/flac',
      m4a: 'audio/mp4',
      m4b: 'audio/mp4',
      m4v: 'video/mp4',
      mka: 'audio/matroska',
      mkv: 'video/matroska',
      mov: 'video/quicktime',
      mp3: 'audio/mpeg',
      mp4: 'video/mp4',
      mpeg: 'video/mpeg',
      mpg: 'video/mpeg',
      oga: 'audio/ogg',
      ogg: 'audio/ogg',
      ogv: 'video/ogg',
      opus: 'audio/ogg',
      wav: 'audio/wav',
      weba: 'audio/webm',
      webm: 'video/webm',
    },
  ],
  [
    'document',
    {
      doc: 'application/msword',
      docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      epub: 'application/epub+zip',
      odp: 'application/vnd.oasis.opendocument.presentation',
      ods: 'application/vnd.oasis.opendocument.spreadsheet',
      odt: 'application/vnd.oasis.opendocument.text',
      pdf: 'application/pdf',
      ppt: 'application/vnd.ms-powerpoint',
      pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      rtf: 'application/rtf',
      xls: 'application/vnd.ms-excel',
      xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
  ],
  [
    'font',
    {
      otf: 'font/otf',
      ttf: 'font/ttf',
      woff: 'font/woff',
      woff2: 'font/woff2',
    },
  ],
  [
    'archive',
    {
      '7z': 'application/x-7z-compressed',
      bz2: 'application/x-bzip2',
      gz: 'application/gzip',
      rar: 'application/x-rar-compressed',
      tar: 'application/x-tar',
      tgz: 'application/gzip',
      xz: 'application/x-xz',
      zip: 'application/zip',
      zst: 'application/zstd',
    },
  ],
  [
    'text',
    {
      css: 'text/css',
      csv: 'text/csv',
      geojson: 'application/geo+json',
      ics: 'text/calendar',
      json: 'application/json',
      lrc: 'text/plain',
      srt: 'application/x-subrip',
      tsv: 'text/tab-separated-values',
      txt: 'text/plain',
      vtt: 'text/vtt',
      webmanifest: 'application/manifest+json',
    },
  ],
];

/** Settings and credentials are often JSON. Beside articles, only the chapters of podcasts are for readers. */
const staticOnly: Readonly<Record<string, RegExp>> = {
  json: /(?:^|[-_.])chapters\.json$/i,
  webmanifest: /^(?!)/,
};

/** The style sheet that pages load. Others belong to the theme that a site had elsewhere. */
const named: Readonly<Record<string, string>> = { css: '_style.css' };

/** By the ending, in lower case. */
export const assetTypes: ReadonlyMap<string, AssetType> = new Map(
  rows.flatMap(([kind, types]) =>
    Object.entries(types).map(([ending, type]): [string, AssetType] => [
      ending,
      {
        kind,
        type,
        ...(staticOnly[ending] && { staticOnly: staticOnly[ending] }),
        ...(named[ending] && { named: named[ending] }),
      },
    ]),
  ),
);

/** `png` of `a/b.PNG`; empty without an ending. */
export const endingOf = (path: string): string =>
  /[^/.]\.([a-z\d]{1,12})$/i.exec(path)?.[1]?.toLowerCase() ?? '';

/**
 * Whether a file may be published beside the articles.
 * @param path relative to the content folder; with a slash in front: relative to the static folder
 */
export function isAssetPath(path: string): boolean {
  const row = assetTypes.get(endingOf(path));
  if (!row || hasIgnoredFolder(path) || hasDraftFolder(path) || /(?:^|\/)\./.test(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (row.named !== undefined && name !== row.named) return false;
  return path.startsWith('/') || !row.staticOnly || row.staticOnly.test(name);
}
