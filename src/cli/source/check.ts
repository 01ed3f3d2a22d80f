/** Parsing every file as the worker does, without a worker. */

import { basename } from 'node:path';
import type { ParsedArticle } from '../../article/article.ts';
import type { Problem } from '../../article/problem.ts';
import { briefOf, briefOfShow, decideFirst } from '../../catalog/batch/first-publish.ts';
import { parseOptionsOf, parseSafely } from '../../publish/parse.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { Site } from '../../site/config.ts';
import { filesBelow } from './article-files.ts';
import { Boundary } from './boundary.ts';
import type { RemoteNames } from '../remote/remote-names.ts';
import { assetPaths } from './check-assets.ts';
import { FolderEpisodes } from './folder-episodes.ts';
import { FolderFiles } from './folder-files.ts';
import { FolderNavigation } from './folder-navigation.ts';
import { FolderLinks } from './folder-links.ts';
import { FolderShows } from './folder-shows.ts';
import { nameOf } from './file-name.ts';
import type { HeldFiles } from './held-files.ts';
import { OldMeetings } from './old-meetings.ts';
import { HiddenRules } from './hidden-rules.ts';
import type { SiteFolders } from '../../publish/site-folders.ts';
import { readSource } from './source-file.ts';

export interface Checked {
  /** Relative to the content folder, with `/`, in NFC. */
  path: string;
  status: 'article' | 'draft' | 'skip' | 'redirects' | 'show' | 'error';
  /** The parsed fields; of a file with errors, those that could be read. */
  article: Partial<ParsedArticle>;
  /** What holds a draft back: a key of the front matter, or a folder. */
  heldBack?: string;
  /** Tags of template languages that are shown as they stand, by their kind: how many. */
  unknownTags?: ReadonlyMap<string, number>;
  problems: Problem[];
}

interface Collectors {
  /** Gets the articles, which may hold files back. */
  held?: HeldFiles;
  /** Gets the shows, and the articles that may be episodes. */
  shows?: FolderShows;
  /** Gets the files of other sites. */
  remote?: RemoteNames | undefined;
}

/**
 * Yields the result of each file on its own, in the order of paths.
 * @returns further results from comparing all files: conflicts, and articles that become pages
 * @throws CliError when the folder can't be read
 */
export function* check(
  folders: SiteFolders,
  site: Pick<Site, 'id' | 'timezone' | 'url' | 'lineBreaks' | 'oldAddresses'>,
  { held, shows = new FolderShows(site.url), remote }: Collectors = {},
): Generator<Checked, FileResult[]> {
  const options = parseOptionsOf(site);
  const taken = new Set<string>();
  const content = folders.content.folder;
  const links = new FolderLinks();
  const files = new FolderFiles();
  const episodes = new FolderEpisodes(site.url);
  const hidden = new HiddenRules();
  const meetings = new OldMeetings();
  const navigation = new FolderNavigation();
  const briefs: (ReturnType<typeof briefOf> | ReturnType<typeof briefOfShow>)[] = [];
  let boundary: Boundary | undefined;
  for (const spelled of filesBelow(content)) {
    boundary ??= new Boundary(content);
    const name = nameOf(spelled, (path) => taken.has(path));
    const { path } = name;
    taken.add(path);
    const file = name.status === 'error' ? name : readSource(boundary, path, spelled);
    if (file.status === 'missing') continue; // deleted since the folder was listed
    if (file.status === 'error') {
      yield { path, status: 'error', article: {}, problems: [file.problem] };
      continue;
    }
    const result = parseSafely({ path, source: file.source }, options);
    const article = ('article' in result && result.article) || {};
    const notes = result.status === 'article' ? result.notes : undefined;
    links.add(path, file.source, notes?.links);
    files.add(path, file.source, result.status === 'show' ? result.files : notes?.files);
    if (result.status === 'draft') held?.addDraft(path);
    if (result.status === 'redirects') hidden.setRules(result.rules);
    if (result.status === 'show') {
      shows.add(path, file.source, result);
      held?.addShow(result.files);
      briefs.push(briefOfShow(path, result));
    }
    if (result.status === 'article') {
      shows.addArticle(result.article, file.source, notes?.files);
      hidden.add(result.article);
      const own = [...(notes?.files ?? []), ...(notes?.beside ?? []).map((beside) => ({ path: beside }))];
      held?.addArticle(path, result.article, own);
      meetings.add(result.article, result.oldAddresses);
      navigation.add(result.article);
      episodes.add(result.article, file.source, notes?.mediaAt);
      remote?.add({ path, spelled }, file.source, result.article);
      briefs.push(briefOf(path, result));
    }
    yield {
      path,
      status: result.status,
      article,
      ...('heldBack' in result && { heldBack: result.heldBack }),
      ...(notes && { unknownTags: notes.unknownTags }),
      problems: result.problems,
    };
  }
  const results = [
    ...decideFirst(briefs, site),
    ...links.broken(),
    ...hidden.results(),
    ...meetings.results(),
    ...navigation.results(),
    ...shows.results(),
  ];
  const published = assetPaths(folders);
  const statics = folders.statics ? [basename(folders.statics.folder)] : [];
  return [
    ...results,
    ...episodes.results(published, statics, (article) => shows.have(article)),
    ...files.missing(published, folders),
  ];
}

/** A line of `check --json`. Every key is always present; unknown values are null or empty. */
export function checkedJson({ path, status, article, heldBack, problems }: Checked): object {
  const iso = (date: number | undefined): string | null =>
    date === undefined ? null : new Date(date).toISOString();
  return {
    path,
    status,
    title: article.title ?? null,
    published: iso(article.published),
    updated: iso(updatedOf(article)),
    categories: article.categories ?? [],
    tags: article.tags ?? [],
    authors: article.authors ?? [],
    image: article.image ?? null,
    kind: article.kind ?? null,
    heldBack: heldBack ?? null,
    problems: problems.map(problemJson),
  };
}

export const problemJson = ({ severity, line, column, code, message }: Problem): Problem => ({
  severity,
  line,
  column,
  code,
  message,
});

/** The same rule as in the catalog: `updated` defaults to `published`, and is never before it. */
function updatedOf({ published, updated = published }: Partial<ParsedArticle>): number | undefined {
  return updated === undefined ? undefined : Math.max(updated, published ?? updated);
}
