/** Parsing every file of a content folder as the worker would, without a worker. */

import type { ParsedArticle } from '../../article/article.ts';
import type { ParseOptions } from '../../article/parse.ts';
import type { Problem } from '../../article/problem.ts';
import { parseSafely } from '../../publish/parse.ts';
import { articleFiles } from './article-files.ts';
import { Boundary } from './boundary.ts';
import { nameOf } from './file-name.ts';
import { readSource } from './source-file.ts';

export interface Checked {
  /** Relative to the content folder, with `/`, in NFC. */
  path: string;
  status: 'article' | 'draft' | 'skip' | 'error';
  /** What is known of the article; of a file in error perhaps a part. */
  article: Partial<ParsedArticle>;
  problems: Problem[];
}

/** Checks the files one by one, in the order of their paths; nothing is kept. @throws CliError without such a folder */
export function* check(content: string, options: ParseOptions): Generator<Checked> {
  const taken = new Set<string>();
  let boundary: Boundary | undefined;
  for (const spelled of articleFiles(content)) {
    boundary ??= new Boundary(content);
    const { path, problem } = nameOf(spelled, (path) => taken.has(path));
    taken.add(path);
    const file = problem ? { problem } : readSource(boundary, path, spelled);
    if (!file) continue; // vanished meanwhile
    if ('problem' in file) {
      yield { path, status: 'error', article: {}, problems: [file.problem] };
      continue;
    }
    const result = parseSafely({ path, source: file.source }, options);
    const article = ('article' in result && result.article) || {};
    yield { path, status: result.status, article, problems: result.problems };
  }
}

/** A line of `check --json`: every key is always there, null or empty where nothing is known. */
export function checkedJson({ path, status, article, problems }: Checked): object {
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
    problems: problems.map(({ severity, line, column, message }) => ({ severity, line, column, message })),
  };
}

/** As the catalog has it: an article that was never updated was last changed when it was published. */
function updatedOf({ published, updated = published }: Partial<ParsedArticle>): number | undefined {
  return updated === undefined ? undefined : Math.max(updated, published ?? updated);
}
