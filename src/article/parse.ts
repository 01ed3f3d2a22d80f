/** Stage 1: the source text of a file → what it says. Pure: the same file and options give the same result. */

import { limits } from '../limits.ts';
import { articleUrl, encodePath, isLongerThan } from './address.ts';
import { tooLarge, tooMuchHtml } from './article-size.ts';
import type { ParsedArticle } from './article.ts';
import { renderBody, summarise, TooLong, type Body, type BodyOptions } from './body/body.ts';
import { kindOf } from './body/kind.ts';
import { readPublished } from './fields/dates.ts';
import { readAll, readField } from './fields/fields.ts';
import { FrontMatter } from './fields/front-matter.ts';
import { readAliases } from './fields/link.ts';
import { readMedia } from './fields/media.ts';
import { fieldKeys } from './keys.ts';
import type { Context } from './fields/read.ts';
import { titleOfName } from './fields/title.ts';
import { Quota } from './fields/quota.ts';
import { addressOf, isDraftPath, titleOfPath } from './location.ts';
import { Refusal } from './matter/refusal.ts';
import { splitMatter } from './matter/split.ts';
import { booleanOf } from './matter/value.ts';
import type { Problem } from './problem.ts';
import { ProblemList } from './problem-list.ts';
import { markdownProblem, sizeProblem } from './source.ts';
import { tidyText } from './text.ts';

/** Grows by one whenever the same source is parsed to something else: catalogs then parse their sources again. */
export const articleFormat: number = 2;

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
 * Parses a file. Whatever is wrong with it is a problem of the result; a bug throws (publish/parse.ts catches it).
 * @param file `path` relative to the content folder, with `/`
 */
export function parseArticle(file: { path: string; source: string }, options: ParseOptions): ParseResult {
  const list = new ProblemList(file.source);
  try {
    return parse(file, options, list);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    list.add('error', error.code, error.at, error.message);
    return { status: 'error', problems: list.problems };
  }
}

function parse(
  file: { path: string; source: string },
  options: ParseOptions,
  list: ProblemList,
): ParseResult {
  const { problems } = list;
  const excess = sizeProblem(Buffer.byteLength(file.source));
  if (excess) return { status: 'error', problems: [excess] };

  const warn: Context['warn'] = (code, at, message) => list.add('warning', code, at, message);
  const split = splitMatter(file.source, warn);
  if (!split) return { status: 'skip', problems };

  const frontMatter = new FrontMatter(split.fields, warn);
  const context: Context = {
    ...options,
    baseUrl: options.siteUrl,
    quotas: {
      terms: new Quota(limits.terms, 'categories, tags and authors together'),
      aliases: new Quota(limits.aliases, 'former addresses'),
      media: new Quota(limits.media, 'audio and video files'),
    },
    warn,
    fail: (code, at, message) => list.add('error', code, at, message),
  };
  const bodyAt = file.source.length - split.body.length;
  if (kindOf(split.body, file.path) === 'markdown') {
    const tooMuch = markdownProblem(split.body);
    if (tooMuch) throw new Refusal('too-large', bodyAt, tooMuch);
  }
  const article = read(file.path, frontMatter, { source: split.body, at: bodyAt }, context);
  const { terms, aliases, media } = context.quotas;
  for (const quota of [terms, aliases, media]) quota.report(warn);
  const tooBig = tooLarge(article);
  if (tooBig) context.fail('too-large', tooBig.part === 'head' ? 0 : bodyAt, tooBig.message);
  if (problems.some(({ severity }) => severity === 'error')) return { status: 'error', article, problems };
  return { status: isDraft(file.path, frontMatter) ? 'draft' : 'article', article, problems };
}

function read(path: string, frontMatter: FrontMatter, source: BodySource, site: Context): ParsedArticle {
  const address = readAddress(path, frontMatter, site);
  const context = { ...site, baseUrl: articleUrl(site.siteUrl, address) };
  const written = readField('title', frontMatter, context);
  const options = { path, baseUrl: context.baseUrl, takeHeading: written === undefined };
  const body = readBody(source, options, context);
  // Tags come last: where an article has too many terms, it is tags that are too many.
  const categories = readField('categories', frontMatter, context) ?? [];
  const authors = readField('authors', frontMatter, context) ?? [];
  const tags = readField('tags', frontMatter, context) ?? [];
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
    title: written ?? (body.heading || titleOfName(titleOfPath(path)) || address),
    categories,
    tags,
    authors,
    summary:
      readField('summary', frontMatter, context) ??
      tidyText(body.excerpt || summarise(body.text, summaryLength)),
    html: body.html,
    media: readAll(fieldKeys.media, readMedia, frontMatter, context),
    aliases: readAll(fieldKeys.aliases, readAliases, frontMatter, context).filter(
      (alias) => alias !== address,
    ),
    ...present(optional),
  };
}

/** The author's slug, else the path. Too long for a URL is an error. */
function readAddress(path: string, frontMatter: FrontMatter, context: Context): string {
  const address = readField('slug', frontMatter, context) ?? (addressOf(path) || 'index');
  if (isLongerThan(limits.addressLength, address)) {
    const { length } = encodePath(address);
    const [slug] = frontMatter.present(fieldKeys.slug);
    const excess = `${length} characters percent-encoded, more than the ${limits.addressLength} allowed`;
    context.fail('address', slug?.value.at ?? 0, `the address has ${excess}; set a shorter slug`);
  }
  return address;
}

interface BodySource {
  source: string;
  /** Offset in the file, in UTF-16 code units. */
  at: number;
}

/** The body, its heading as a title. @throws Refusal where it becomes larger than an article may be */
function readBody({ source, at }: BodySource, options: BodyOptions, { warn }: Context): Body {
  let body: Body;
  try {
    body = renderBody(source, options);
  } catch (error) {
    if (error instanceof TooLong) throw new Refusal('too-large', at, tooMuchHtml);
    throw error;
  }
  if (body.isStripped) {
    warn('stripped', at, 'unclosed tags multiply here, so the body is shown as plain text; close the tags');
  }
  if (body.heading === undefined) return body;
  const heading = tidyText(body.heading);
  if (heading.length > limits.titleLength) {
    warn(
      'too-long',
      at,
      `the heading is longer than ${limits.titleLength} characters, so the title was cut; set a title`,
    );
  }
  return { ...body, heading: summarise(heading, limits.titleLength) };
}

/** `_drafts/`, `draft: true`, Jekyll's `published: false`, Pelican's `status: draft` and `hidden`. */
function isDraft(path: string, frontMatter: FrontMatter): boolean {
  const any = (keys: readonly string[], truth: boolean): boolean =>
    [...frontMatter.present(keys)].some(({ value }) => booleanOf(value) === truth);
  const isHidden = [...frontMatter.present(fieldKeys.status)].some(
    ({ value }) => value.kind === 'text' && /^(?:draft|hidden|private)$/i.test(value.text.trim()),
  );
  return isDraftPath(path) || any(fieldKeys.draft, true) || any(['published'], false) || isHidden;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys whose value is undefined. */
function present<T extends object>(object: T): Present<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Present<T>;
}
