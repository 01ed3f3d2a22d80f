/** What the old address of an article was made from. */

import { extension } from '../article-path.ts';
import { undated } from '../dated-name.ts';
import { splitLanguage } from '../language-name.ts';

export interface Remembered extends FileName {
  title: string;
  /** As the author wrote it. */
  slug?: string | undefined;
  categories: readonly string[];
  tags: readonly string[];
  authors: readonly string[];
  /** Milliseconds since 1970 UTC. */
  published?: number | undefined;
  /** When the article was published, as the clocks of the site's TIMEZONE show it. */
  site?: Date | undefined;
  /** The same in the zone that the date was written with; that of the site if it was written without one. */
  own?: Date | undefined;
  misread?: MisreadClocks | undefined;
  /** Former addresses without a slash in front. */
  aliases?: readonly string[];
  /** A text of the front matter, by the first of these keys that is there. */
  text: (...keys: string[]) => string | undefined;
}

/** What the clocks of the site show at other moments than the author meant, which generators took the text for. */
interface MisreadClocks {
  /** A text with seconds and without a zone, taken as UTC, as YAML does. */
  asUtc?: Date;
  /** The same moment less the distance of the site's zone from UTC: of a text with a zone, both were applied. */
  zoneTwice?: Date;
}

export interface FileName {
  /** The folders of the file; for `name/index.md`, those above `name`. */
  folders: readonly string[];
  /** The name without extension and language: `2021-12-01-hello`. */
  base: string;
  /** The same without a date. */
  name: string;
  /** Of `hello.fr.md`. */
  suffix?: string;
}

/** @param path relative to the content folder, with `/` */
export function fileNameOf(path: string): FileName {
  const folders = path.replace(extension, '').split('/');
  const [last, suffix] = splitLanguage(folders.pop()!);
  const isIndex = last.toLowerCase() === 'index' && folders.length > 0;
  const base = isIndex ? folders.pop()! : last;
  return { folders, base, name: undated(base), ...(suffix !== undefined && { suffix }) };
}
