/** The articles that are in the folder, by what the old feed may know them by. */

import type { ParsedArticle } from '../../../article/article.ts';
import { oldKey } from '../../../article/old-addresses/key.ts';
import { parametersIn, queryAddress } from '../../../article/query-address.ts';
import { tidyText } from '../../../article/text.ts';
import { parseOptionsOf, parseSafely } from '../../../publish/parse.ts';
import type { Site } from '../../../site/config.ts';
import { checkFolder, filesBelow } from '../../source/article-files.ts';
import { Boundary } from '../../source/boundary.ts';
import { nameOf } from '../../source/file-name.ts';
import { readSource } from '../../source/source-file.ts';
import { detached } from '../detached.ts';

/** What is known of an article that is here. */
export interface ArticleHere {
  /** Relative to the folder, with `/`, in NFC. */
  path: string;
  /** As the disk spells it. */
  spelled: string;
  title: string;
  /** As RSS and JSON Feed have it. Absent: its author has written none. */
  id?: string;
  /** Whether it is held back: its old addresses are not known then. */
  isDraft: boolean;
}

/** What the old feed says of an entry, for finding its article. */
export interface Known {
  title: string;
  /** Ms since 1970. */
  published?: number;
  /** Paths of the old site with their parameters, as the feed has them. */
  addresses: readonly string[];
}

type ForSite = Pick<Site, 'url' | 'timezone' | 'lineBreaks' | 'oldAddresses'>;

export class ArticlesHere {
  readonly all: ArticleHere[] = [];
  readonly #byId = new Map<string, ArticleHere[]>();
  readonly #byAddress = new Map<string, ArticleHere[]>();
  readonly #byMoment = new Map<string, ArticleHere[]>();
  readonly #byTitle = new Map<string, ArticleHere[]>();

  /** @throws CliError when the folder can't be read */
  constructor(folder: string, site: ForSite) {
    checkFolder(folder);
    const options = parseOptionsOf(site);
    const boundary = new Boundary(folder);
    for (const spelled of filesBelow(folder)) {
      const name = nameOf(spelled);
      if (name.status === 'error') continue;
      const file = readSource(boundary, name.path, spelled);
      if (file.status !== 'read') continue;
      const result = parseSafely({ path: name.path, source: file.source }, options);
      if (result.status === 'article') this.#add(spelled, result.article, result.oldAddresses ?? []);
      else if (result.status === 'draft') this.#add(spelled, result.article);
    }
  }

  /** The articles of an id, as RSS and JSON Feed have it. */
  withId(id: string): ArticleHere[] {
    return this.#byId.get(id) ?? [];
  }

  /** The articles at one of the old addresses. */
  at(addresses: readonly string[]): ArticleHere[] {
    const keys = addresses.map(keyOf);
    return [...new Set(keys.flatMap((key) => this.#byAddress.get(key) ?? []))];
  }

  /** Whether this article alone answers at an old address, by an alias or a pattern. */
  isAt(article: ArticleHere, address: string): boolean {
    const all = this.at([address]);
    return all.length === 1 && all[0] === article;
  }

  /** The articles of this title and this second. */
  calledThen({ title, published }: Known): ArticleHere[] {
    return (published !== undefined && this.#byMoment.get(momentKey(title, published))) || [];
  }

  /** The articles of this title. */
  called({ title }: Known): ArticleHere[] {
    return this.#byTitle.get(tidyText(title)) ?? [];
  }

  /** @param oldAddresses undefined: it is a draft */
  #add(spelled: string, article: ParsedArticle, oldAddresses?: readonly string[]): void {
    const { path, address, aliases, title, published, guid, id } = article;
    const written = guid ?? id;
    const here = {
      path,
      spelled,
      title: detached(title),
      isDraft: oldAddresses === undefined,
      ...(written !== undefined && { id: detached(written) }),
    };
    this.all.push(here);
    if (written !== undefined) push(this.#byId, written, here);
    for (const each of [address, ...aliases])
      this.#at(each.startsWith('/') ? each : `/articles/${each}`, here);
    for (const each of oldAddresses ?? []) this.#at(each, here);
    push(this.#byTitle, tidyText(title), here);
    if (published !== undefined) push(this.#byMoment, momentKey(title, published), here);
  }

  #at(address: string, here: ArticleHere): void {
    push(this.#byAddress, oldKey(address), here);
  }
}

/** Articles that are kept of those that are alike: an entry that may be any of so many is that of none. */
const mostAlike = 20;

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (!known) map.set(detached(key), [value]);
  // One article may have an address twice.
  else if (known.length < mostAlike && known.at(-1) !== value) known.push(value);
}

/** Parameters that count readers' clicks are no part of an address. */
export function keyOf(written: string): string {
  const [path = '', search = ''] = written.split(/\?(.*)/s, 2);
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A percent sign that encodes nothing stays.
  }
  const parameters = parametersIn(search).filter(([name]) => !name.startsWith('utm_'));
  return oldKey(queryAddress(decoded.normalize('NFC'), parameters));
}

const momentKey = (title: string, published: number): string =>
  `${tidyText(title)}\0${Math.floor(published / 1000)}`;
