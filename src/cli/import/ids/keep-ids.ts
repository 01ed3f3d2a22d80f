/** `import --ids`: gives the articles that are in the folder the ids by which readers of the old feed know them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../../article/matter/refusal.ts';
import { fieldKeys } from '../../../article/keys.ts';
import { decodeSource } from '../../../article/source.ts';
import { cleanText, quote } from '../../../article/text.ts';
import { parseOptionsOf, parseSafely } from '../../../publish/parse.ts';
import { limits } from '../../../limits.ts';
import type { Site } from '../../../site/config.ts';
import { replaceFile } from '../../remote/replace-file.ts';
import { encodeName } from '../../source/file-name.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { formatNumber } from '../../output/numbers.ts';
import { detached } from '../detached.ts';
import { nameOf, type Entry } from '../entry.ts';
import type { Taker } from '../run.ts';
import { addAlias, readable } from './add-alias.ts';
import { addId } from './add-keys.ts';
import { ArticlesHere, type ArticleHere } from './articles-here.ts';
import { match, type OldEntry } from './match.ts';

export type IdStatus =
  /** The article has got the id. */
  | 'added'
  /** It had it. */
  | 'unchanged'
  /** No article keeps the id, and readers will see the entry as new or not at all. */
  | 'lost';

export interface IdResult {
  status: IdStatus;
  /** Of the article. */
  path?: string;
  /** Why the id is lost, and what to do. */
  message?: string;
}

interface Options {
  folder: string;
  site: Pick<Site, 'url' | 'timezone' | 'lineBreaks' | 'oldAddresses'>;
  dryRun: boolean;
}

export class IdKeeper implements Taker {
  readonly #options: Options;
  readonly #entries = new Map<string, OldEntry>();
  readonly totals: Record<IdStatus, number> = { added: 0, unchanged: 0, lost: 0 };
  /** Entries without an id and without a link: readers know them by nothing that an article can have. */
  nameless = 0;
  /** Articles that got their old address, too, since no pattern gives it to them. */
  aliased = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** @throws CliError if the feed has too many entries */
  add(entry: Entry): Promise<boolean> {
    const id = entry.id === undefined ? '' : cleanText(entry.id).trim();
    if (id === '') {
      this.nameless++;
      return Promise.resolve(true);
    }
    if (this.#entries.has(id)) return Promise.resolve(false);
    if (this.#entries.size >= limits.compareEntries)
      throw new CliError(
        exitCodes.usage,
        `The feed has more than ${formatNumber(limits.compareEntries)} entries, more than are read. Nothing was written.`,
      );
    const published = entry.published === undefined ? NaN : Date.parse(entry.published);
    this.#entries.set(detached(id), {
      id: detached(id),
      name: detached(nameOf(entry)),
      title: detached(entry.title),
      link: entry.link === undefined ? undefined : detached(entry.link),
      addresses: entry.aliases.map(detached),
      ...(!Number.isNaN(published) && { published }),
    });
    return Promise.resolve(true);
  }

  /** Nothing is written before the whole feed is read: an entry may find its article by its title only if no other has it. */
  finish(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * Writes the ids.
   * @returns articles that no entry of the old feed is about
   * @throws CliError when the folder can't be read
   */
  write(said: (entry: OldEntry, result: IdResult) => void): ArticleHere[] {
    const { folder, site } = this.#options;
    const here = new ArticlesHere(folder, site);
    const entries = [...this.#entries.values()];
    const { found, taken } = match(entries, here);
    for (const entry of entries) {
      const result = this.#settle(entry, found.get(entry), here);
      this.totals[result.status]++;
      said(entry, result);
    }
    return here.all.filter((article) => !taken.has(article));
  }

  #settle(entry: OldEntry, found: ArticleHere | string | undefined, here: ArticlesHere): IdResult {
    if (found === undefined) return { status: 'lost', message: noArticle(entry) };
    if (typeof found === 'string') return { status: 'lost', message: found };
    const { path, id } = found;
    const [address] = entry.addresses;
    const alias = found.isDraft || address === undefined || here.isAt(found, address) ? undefined : address;
    if (id !== undefined && id !== entry.id) {
      const message = `${path} has an id already; write ${JSON.stringify(entry.id)} in its place`;
      return { status: 'lost', path, message };
    }
    if (id !== undefined && alias === undefined) return { status: 'unchanged', path };
    const { why, unaliased } = this.#add(found, id === undefined ? entry.id : undefined, alias);
    if (why !== undefined) return { status: 'lost', path, message: `${path}: ${why}` };
    if (alias !== undefined && unaliased === undefined) this.aliased++;
    return {
      status: id === undefined ? 'added' : 'unchanged',
      path,
      ...(unaliased !== undefined && { message: `${path}: ${unaliased}` }),
    };
  }

  /** @returns why the file stays as it is, or why it gets no alias */
  #add(
    { path, spelled }: ArticleHere,
    id: string | undefined,
    alias: string | undefined,
  ): { why?: string; unaliased?: string } {
    const { folder, dryRun, site } = this.#options;
    const file = encodeName(join(folder, spelled));
    const byHand = id === undefined ? '' : `; write id: ${JSON.stringify(id)} into its front matter`;
    try {
      const before = readFileSync(file);
      const decoded = decodeSource(path, before);
      if ('problem' in decoded) return { why: decoded.problem.message };
      const named = id === undefined ? decoded.source : this.#withId(path, decoded.source, id);
      if (named === undefined) return { why: `its front matter cannot be changed safely${byHand}` };
      const next = alias === undefined ? named : (addAlias(path, named, alias, site) ?? named);
      const unaliased =
        alias === undefined || next !== named
          ? {}
          : {
              unaliased: `write ${JSON.stringify(readable(alias))} into its aliases: the old address leads nowhere else`,
            };
      const why =
        dryRun || next === decoded.source ? undefined : replaceFile(file, before, Buffer.from(next));
      return why === undefined ? unaliased : { why: why + byHand };
    } catch (error) {
      // The file has changed since it was read.
      if (error instanceof Refusal) return { why: error.message + byHand };
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return { why: `the file can't be read (${code})${byHand}` };
    }
  }

  /** The source with the id, if the article is the same otherwise: an `id` may also be part of an old address. */
  #withId(path: string, source: string, id: string): string | undefined {
    const options = parseOptionsOf(this.#options.site);
    const read = (text: string): { id: string | undefined; rest: string } => {
      const result = parseSafely({ path, source: text }, options);
      if (result.status !== 'article' && result.status !== 'draft')
        return { id: undefined, rest: result.status };
      const { id: iri, guid, ...article } = result.article;
      const { oldAddresses = [] } = result.status === 'article' ? result : {};
      return { id: guid ?? iri, rest: JSON.stringify([result.status, article, oldAddresses]) };
    };
    const { rest } = read(source);
    for (const key of fieldKeys.id) {
      const next = addId(source, id, key);
      if (next === undefined) continue;
      const after = read(next);
      if (after.id === id && after.rest === rest) return next;
    }
    return undefined;
  }
}

const noArticle = ({ addresses: [address], id }: OldEntry): string =>
  `no article has ${address === undefined ? '' : `its address ${quote(address)}, or `}its title and date; write id: ${JSON.stringify(id)} into the right one`;
