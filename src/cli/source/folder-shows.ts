/**
 * The shows of a folder: whether their categories have episodes, those of a serial have numbers, and directories would take
 * their covers.
 */

import type { ParsedArticle } from '../../article/article.ts';
import { coloursOf } from '../../asset/colours.ts';
import { pictureHeadBytes } from '../../asset/picture.ts';
import { placeOfUrl, type NamedFile } from '../../article/named-files.ts';
import { SourceLines } from '../../article/source-lines.ts';
import { ProblemList } from '../../article/problem-list.ts';
import type { Problem } from '../../article/problem.ts';
import { quote } from '../../article/text.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { SiteFolders } from '../../publish/site-folders.ts';
import { coverFaults } from '../../show/cover.ts';
import type { ShowResult } from '../../show/parse.ts';
import { plural } from '../output/numbers.ts';
import { factsOf } from './asset-facts.ts';
import { openAsset } from './asset-file.ts';
import { Boundary } from './boundary.ts';

interface Place extends Pick<Problem, 'line' | 'column'> {}

interface FolderShow {
  path: string;
  category: string | undefined;
  isSerial: boolean;
  cover: string;
  places: { cover: Place; type: Place };
}

/** Apple Podcasts knows whole numbers from 1 only, and requires them of a serial. */
const isCount = (number = 0): boolean => Number.isInteger(number) && number > 0;

/** The episodes of a category. */
interface Heard {
  count: number;
  /** The paths of those without a number. */
  unnumbered: string[];
}

/** A picture that the front matter names as the cover of an episode. */
interface EpisodeCover extends Place {
  article: Pick<ParsedArticle, 'path' | 'categories'>;
  cover: string;
}

/** What is looked at of an article. */
type Episode = Pick<ParsedArticle, 'path' | 'kind' | 'media' | 'categories' | 'episode'>;

const siteWide = '';

export class FolderShows {
  readonly #siteUrl: string;
  readonly #shows: FolderShow[] = [];
  readonly #covers: EpisodeCover[] = [];
  /** By category; '': the whole site. */
  readonly #heard = new Map<string, Heard>();

  /** @param siteUrl no slash at the end */
  constructor(siteUrl: string) {
    this.#siteUrl = siteUrl;
  }

  add(path: string, source: string, { show, at }: Extract<ShowResult, { status: 'show' }>): void {
    const list = new ProblemList(source);
    for (const place of [at.cover, at.type]) list.add('warning', 'show', place, '');
    const [cover, type] = list.problems.map(({ line, column }) => ({ line, column })) as [Place, Place];
    const isSerial = show.type === 'serial';
    this.#shows.push({
      path,
      category: show.category,
      isSerial,
      cover: show.image,
      places: { cover, type },
    });
  }

  /** @param files that the article names, each with its offset in the source */
  addArticle(article: Episode, source = '', files: readonly NamedFile[] = []): void {
    const { path, kind, media, categories, episode } = article;
    if (kind !== undefined || media.length === 0) return;
    const cover = episode?.image === undefined ? undefined : placeOfUrl(this.#siteUrl, episode.image);
    const named = files.find((file) => file.path === cover);
    if (cover !== undefined && named)
      this.#covers.push({
        article: { path, categories },
        cover,
        ...new SourceLines(source).placeOf(named.at),
      });
    for (const category of [siteWide, ...categories]) {
      const heard = this.#heard.get(category) ?? { count: 0, unnumbered: [] };
      heard.count++;
      if (!isCount(episode?.number?.number)) heard.unnumbered.push(path);
      this.#heard.set(category, heard);
    }
  }

  /** Whether an article with audio or video is an episode of one of the shows. */
  have({ kind, categories }: Pick<ParsedArticle, 'categories'> & { kind?: ParsedArticle['kind'] }): boolean {
    if (kind !== undefined) return false;
    return this.#shows.some(({ category }) => category === undefined || categories.includes(category));
  }

  /** Warnings about shows and their episodes, once all articles are added. */
  results(): FileResult[] {
    return this.#shows.flatMap((show): FileResult[] => {
      const problem = this.#problemOf(show);
      return problem ? [{ path: show.path, status: 'show', problems: [problem] }] : [];
    });
  }

  #problemOf({ category, isSerial, places }: FolderShow): Problem | undefined {
    const { count, unnumbered } = this.#heard.get(category ?? siteWide) ?? { count: 0, unnumbered: [] };
    if (count === 0) {
      const where = category === undefined ? 'of the site' : `in the category ${quote(category)}`;
      const remedy = category === undefined ? 'add one' : 'add one, or correct "category"';
      return warning(
        { line: 1, column: 1 },
        `no article ${where} has audio or video, so the podcast has no episodes; ${remedy}`,
      );
    }
    const [first] = unnumbered;
    if (!isSerial || first === undefined) return undefined;
    return warning(
      places.type,
      `the show is serial, and ${plural(unnumbered.length, 'episode')} of it, such as ${first}, ${unnumbered.length === 1 ? 'has' : 'have'} no number from 1, as Apple Podcasts counts them; add a line like "episode: 1" to each`,
    );
  }

  /** Looks at the covers of shows, and of their episodes, that are files of the folders: at each file once. */
  async *covers({ content, statics }: SiteFolders): AsyncGenerator<{ path: string; problems: Problem[] }> {
    const seen = new Set<string>();
    for (const { path, file, place, code } of this.#ownCovers()) {
      const isStatic = file.startsWith('/');
      const folder = isStatic ? statics?.folder : content.folder;
      if (folder === undefined || seen.has(file)) continue;
      seen.add(file);
      const faults = await faultsOf(new Boundary(folder), isStatic ? file.slice(1) : file);
      const problems = faults.map((fault) => ({ ...warning(place, `the cover ${file} ${fault}`), code }));
      if (problems.length > 0) yield { path, problems };
    }
  }

  *#ownCovers(): Generator<{ path: string; file: string; place: Place; code: 'show' | 'episode' }> {
    for (const { path, cover, places } of this.#shows) {
      const file = placeOfUrl(this.#siteUrl, cover);
      if (file !== undefined) yield { path, file, place: places.cover, code: 'show' };
    }
    for (const { article, cover, line, column } of this.#covers)
      if (this.have(article))
        yield { path: article.path, file: cover, place: { line, column }, code: 'episode' };
  }
}

const warning = (place: Place, message: string): Problem => ({
  severity: 'warning',
  ...place,
  code: 'show',
  message,
});

async function faultsOf(folder: Boundary, path: string): Promise<string[]> {
  const opened = openAsset(folder, path, path);
  // That the file is not there, or cannot be read, is told of with the files that articles name.
  if (opened.status !== 'open') return [];
  try {
    const { file } = opened;
    const { content, width, height } = await factsOf(file);
    return coverFaults(path, {
      type: content.type,
      colours: coloursOf(await file.read(0, Math.min(file.size, pictureHeadBytes))),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    });
  } finally {
    opened.file.close();
  }
}
