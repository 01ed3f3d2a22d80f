/** Stage 1: the source text of a file → what it says. Pure: the same file and options give the same result. */

import { articleUrl } from './address.ts';
import type { ParsedArticle } from './article.ts';
import { renderBody, summarise } from './body/body.ts';
import { kindOf } from './body/kind.ts';
import { readPublished } from './fields/dates.ts';
import { readAll, readField } from './fields/fields.ts';
import { FrontMatter } from './fields/front-matter.ts';
import { readAliases } from './fields/link.ts';
import { readMedia } from './fields/media.ts';
import { names } from './fields/names.ts';
import type { Context } from './fields/read.ts';
import { addressOf, isDraftPath, nameOf } from './location.ts';
import { Refusal } from './matter/refusal.ts';
import { splitMatter } from './matter/split.ts';
import { truthOf } from './matter/value.ts';
import type { Problem } from './problem.ts';
import { Report } from './report.ts';
import { markdownProblem, sizeProblem } from './source.ts';
import { tidyText } from './text.ts';

/** Grows by one whenever the same source is parsed to something else: catalogs then parse their sources again. */
export const articleFormat: number = 1;

/** Characters of a summary that the author didn't write. */
const summaryLength = 200;

export interface ParseOptions {
  /** No slash at the end. */
  siteUrl: string;
  /** IANA zone of dates that are written without one. */
  timezone: string;
}

export type ParseResult =
  | { status: 'article' | 'draft'; article: ParsedArticle; problems: Problem[] }
  /** No front matter: not an article. */
  | { status: 'skip'; problems: Problem[] }
  /** At least one problem is an error. `article` is what could be read in spite of it, where the front matter could. */
  | { status: 'error'; article?: ParsedArticle; problems: Problem[] };

/**
 * Parses a file. Never throws: whatever is wrong with it is a problem of the result.
 * @param file `path` relative to the content folder, with `/`
 */
export function parseArticle(file: { path: string; source: string }, options: ParseOptions): ParseResult {
  const report = new Report(file.source);
  try {
    return parse(file, options, report);
  } catch (error) {
    if (error instanceof Refusal) report.add('error', error.code, error.at, error.message);
    // One bad file must not keep the others of its batch from being published.
    else
      report.add('error', 'internal', 0, `edgefeed failed on this file, please report it: ${String(error)}`);
    return { status: 'error', problems: report.problems };
  }
}

function parse(file: { path: string; source: string }, options: ParseOptions, report: Report): ParseResult {
  const { problems } = report;
  const tooLarge = sizeProblem(Buffer.byteLength(file.source));
  if (tooLarge) return { status: 'error', problems: [tooLarge] };

  const warn: Context['warn'] = (code, at, message) => report.add('warning', code, at, message);
  const split = splitMatter(file.source, warn);
  if (!split) return { status: 'skip', problems };

  const frontMatter = new FrontMatter(split.fields, warn);
  const context: Context = {
    ...options,
    baseUrl: options.siteUrl,
    warn,
    fail: (code, at, message) => report.add('error', code, at, message),
  };
  if (kindOf(split.body, file.path) === 'markdown') {
    const tooMuch = markdownProblem(split.body);
    if (tooMuch) throw new Refusal('too-large', Math.max(0, file.source.length - split.body.length), tooMuch);
  }
  const article = read(file.path, frontMatter, split.body, context);
  if (problems.some(({ severity }) => severity === 'error')) return { status: 'error', article, problems };
  return { status: isDraft(file.path, frontMatter) ? 'draft' : 'article', article, problems };
}

function read(path: string, frontMatter: FrontMatter, source: string, site: Context): ParsedArticle {
  const address = readField('slug', frontMatter, site) ?? (addressOf(path) || 'index');
  const context = { ...site, baseUrl: articleUrl(site.siteUrl, address) };
  const written = readField('title', frontMatter, context);
  const body = renderBody(source, { path, baseUrl: context.baseUrl, takeHeading: written === undefined });
  const optional = {
    id: readField('id', frontMatter, context),
    published: readPublished(frontMatter, path, context),
    updated: readField('updated', frontMatter, context),
    expires: readField('expires', frontMatter, context),
    image: readField('image', frontMatter, context) ?? body.image,
    language: readField('language', frontMatter, context),
    externalUrl: readField('externalUrl', frontMatter, context),
  };
  return {
    path,
    address,
    title: written ?? (tidyText(body.heading ?? '') || tidyText(nameOf(path)) || address),
    categories: readField('categories', frontMatter, context) ?? [],
    tags: readField('tags', frontMatter, context) ?? [],
    authors: readField('authors', frontMatter, context) ?? [],
    summary:
      readField('summary', frontMatter, context) ??
      tidyText(body.excerpt || summarise(body.text, summaryLength)),
    html: body.html,
    media: readAll(names.media, readMedia, frontMatter, context),
    aliases: readAll(names.aliases, readAliases, frontMatter, context).filter((alias) => alias !== address),
    ...present(optional),
  };
}

/** `_drafts/`, `draft: true`, Jekyll's `published: false`, Pelican's `status: draft` and `hidden`. */
function isDraft(path: string, frontMatter: FrontMatter): boolean {
  const any = (keys: readonly string[], truth: boolean): boolean =>
    [...frontMatter.present(keys)].some(({ value }) => truthOf(value) === truth);
  const isHidden = [...frontMatter.present(names.status)].some(
    ({ value }) => value.kind === 'text' && /^(?:draft|hidden|private)$/i.test(value.text.trim()),
  );
  return isDraftPath(path) || any(names.draft, true) || any(['published'], false) || isHidden;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys whose value is undefined. */
function present<T extends object>(object: T): Present<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Present<T>;
}
