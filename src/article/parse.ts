/** Stage 1: source text → article. Pure: the same file and options give the same result. */

import { limits } from '../limits.ts';
import { articleUrl, encodePath, isLongerThan } from './address.ts';
import { tooLarge } from './article-size.ts';
import type { Media, ParsedArticle } from './article.ts';
import { summarise, type Body } from './body/body.ts';
import type { Link } from './body/addresses.ts';
import { kindOf } from './body/kind.ts';
import type { LineBreaks } from './body/markdown/line-breaks.ts';
import { readPublished } from './fields/dates.ts';
import { readAllMedia } from './fields/episode/media.ts';
import { Places } from './fields/episode/places.ts';
import { readEpisode } from './fields/episode/read.ts';
import { readAll, readField } from './fields/fields.ts';
import { FrontMatter } from './fields/front-matter.ts';
import { readGuid } from './fields/id.ts';
import { readAliases } from './fields/link.ts';
import { readNavigation } from './fields/navigation.ts';
import { isGenerated } from './fields/generated.ts';
import { readVisibility } from './fields/visibility.ts';
import { fieldKeys } from './keys.ts';
import type { Context } from './fields/read.ts';
import { titleOfName } from './fields/title.ts';
import { Quota } from './fields/quota.ts';
import { languageOfName } from './language-name.ts';
import { addressOf, formerAddressesOf, titleOfPath } from './location.ts';
import { Refusal } from './matter/refusal.ts';
import { splitMatter } from './matter/split.ts';
import { NamedFiles, placeOfUrl, type NamedFile } from './named-files.ts';
import { oldAddressesOf } from './old-addresses/of-article.ts';
import type { OldPattern } from './old-addresses/pattern.ts';
import type { Problem } from './problem.ts';
import { sidecarsOf } from './sidecar-files.ts';
import { ProblemList } from './problem-list.ts';
import { markdownProblem, sizeProblem } from './source.ts';
import { bodyOptionsIn, readBody, type BodySource } from './read-body.ts';
import { standInOf } from './stand-in.ts';
import { tidyText } from './text.ts';

/** Raise it whenever a source parses to a different article: catalogs then parse their sources again. */
export const articleFormat: number = 6;

/** Characters of a summary that is taken from the body. */
const summaryLength = 200;

export interface ParseOptions {
  /** No slash at the end. */
  siteUrl: string;
  /** IANA time zone for dates without one. */
  timezone: string;
  /** What a line break in a paragraph of Markdown is, unless the front matter says otherwise. Default: `soft`. */
  lineBreaks?: LineBreaks;
  /** The patterns of the addresses that the articles had before. */
  oldAddresses?: readonly OldPattern[];
}

/** What `edgefeed check` looks at once it knows the whole folder. */
export interface Notes {
  /** Links to articles by their files, relative to the content folder; `at` is an offset in the file. */
  links: readonly Link[];
  /** Files that the front matter and the body name, in this order; `at` is an offset in the file. */
  files: readonly NamedFile[];
  /** Tags of template languages that are shown as they stand, by their kind: how many. */
  unknownTags: ReadonlyMap<string, number>;
  /** Files of an episode that belong to the article if they are there; as `NamedFile.path`. Absent: it has no media. */
  beside?: readonly string[];
  /** The offset of the article's first audio or video in the file. */
  mediaAt?: number;
}

export type ParseResult =
  /**
   * `byName`: where no slug gives the address, other addresses that earlier versions gave to the same path. `oldAddresses`:
   * paths of the site that patterns give to the article.
   */
  | {
      status: 'article';
      article: ParsedArticle;
      byName?: string[];
      oldAddresses?: string[];
      notes?: Notes;
      problems: Problem[];
    }
  /** `heldBack`: what keeps the article back, as its author wrote it: `password`, `status: pending`, `_drafts/`. */
  | { status: 'draft'; article: ParsedArticle; heldBack: string; problems: Problem[] }
  /** The file has no front matter, so it is not an article. */
  | { status: 'skip'; problems: Problem[] }
  /** At least one problem is an error. `article` holds the readable fields; absent if the front matter is unreadable. */
  | { status: 'error'; article?: ParsedArticle; problems: Problem[] };

/**
 * Parses a file. Faults of the file become problems of the result; a bug throws, and publish/parse.ts catches it.
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
  if (!split) {
    const standIn = standInOf(file.source);
    if (standIn) throw new Refusal(standIn.code, 0, standIn.message);
    return { status: 'skip', problems };
  }

  const frontMatter = new FrontMatter(split.fields, warn);
  let isDraft = false;
  const context: Context = {
    ...options,
    owner: 'an article',
    baseUrl: options.siteUrl,
    files: new NamedFiles(file.path, options.siteUrl),
    quotas: {
      terms: new Quota(limits.terms, 'categories, tags and authors together'),
      aliases: new Quota(limits.aliases, 'former addresses'),
      media: new Quota(limits.media, 'audio and video files'),
    },
    warn,
    // A draft may be without its final date.
    fail: (code, at, message) =>
      list.add(isDraft && code === 'date' ? 'warning' : 'error', code, at, message),
  };
  const bodyAt = file.source.length - split.body.length;
  if (kindOf(split.body, file.path) === 'markdown') {
    const tooMuch = markdownProblem(split.body);
    if (tooMuch) throw new Refusal('too-large', bodyAt, tooMuch);
  }
  const { heldBack, reach } = readVisibility(frontMatter, file.path, context);
  isDraft = heldBack !== undefined;
  const { embargo = 0, ...rest } = reach;
  const { body, at, ...read } = readFields(
    file.path,
    frontMatter,
    { source: split.body, at: bodyAt },
    context,
  );
  // A link in the navigation says that a text without a date is meant to be a page.
  const isPage = read.navigation !== undefined && read.published === undefined;
  const article = {
    ...read,
    ...(embargo > (read.published ?? 0) && { embargo }),
    ...(isPage && { kind: 'page' as const }),
    ...rest,
  };
  const { terms, aliases, media } = context.quotas;
  for (const quota of [terms, aliases, media]) quota.report(warn);
  const tooBig = tooLarge(article);
  if (tooBig) context.fail('too-large', tooBig.part === 'head' ? 0 : bodyAt, tooBig.message);
  if (article.published === undefined && isGenerated(frontMatter, file.path, split.body))
    return { status: 'skip', problems };
  if (problems.some(({ severity }) => severity === 'error')) return { status: 'error', article, problems };
  const slug = readField('slug', frontMatter, context);
  const oldAddresses = oldAddressesOf(article, frontMatter, { ...options, slug });
  return heldBack === undefined
    ? {
        status: 'article',
        article,
        ...(slug === undefined && { byName: formerAddressesOf(file.path) }),
        ...(oldAddresses.length > 0 && { oldAddresses }),
        ...notesOf(body, bodyAt, context.files, {
          beside: besideOf(file.path, article.media, options.siteUrl),
          ...(article.media.length > 0 && { mediaAt: at }),
        }),
        problems,
      }
    : { status: 'draft', article, heldBack, problems };
}

function readFields(
  path: string,
  frontMatter: FrontMatter,
  source: BodySource,
  site: Context,
): ParsedArticle & { body: Body; at: number } {
  const address = readAddress(path, frontMatter, site);
  const url = articleUrl(site.siteUrl, address);
  const context = { ...site, baseUrl: url };
  const written = readField('title', frontMatter, context);
  const options = {
    path,
    baseUrl: url,
    siteUrl: site.siteUrl,
    takeHeading: written === undefined,
    ...bodyOptionsIn(frontMatter, site),
  };
  const body = readBody(source, options, context);
  // Tags come last: if an article has too many terms, tags are left out first.
  const categories = readField('categories', frontMatter, context) ?? [];
  const authors = readField('authors', frontMatter, context) ?? [];
  const tags = readField('tags', frontMatter, context) ?? [];
  const optional = {
    id: readField('id', frontMatter, context),
    guid: readGuid(frontMatter, context),
    published: readPublished(frontMatter, path, context),
    updated: readField('updated', frontMatter, context),
    expires: readField('expires', frontMatter, context),
    image: readField('image', frontMatter, context) ?? body.image,
    language: readField('language', frontMatter, context) ?? languageOfName(path),
    externalUrl: readField('externalUrl', frontMatter, context),
    navigation: readNavigation(frontMatter),
  };
  const places = new Places(frontMatter);
  const { media, at } = readAllMedia(frontMatter, places, context);
  const episode = media.length > 0 ? readEpisode(frontMatter, places, context) : undefined;
  return {
    body,
    at,
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
    media,
    aliases: readAll(fieldKeys.aliases, readAliases, frontMatter, context).filter(
      (alias) => alias !== address,
    ),
    ...present({ ...optional, episode }),
  };
}

/** Files that may be beside the audio of an article of this site, or beside the article itself. */
function besideOf(own: string, [medium]: readonly Media[], siteUrl: string): string[] {
  if (!medium) return [];
  const place = placeOfUrl(siteUrl, medium.url);
  const paths = (place === undefined ? [own] : [place, own]).flatMap(sidecarsOf).map(({ path }) => path);
  return [...new Set(paths)];
}

function notesOf(
  body: Body,
  bodyAt: number,
  { found }: NamedFiles,
  { beside, mediaAt }: { beside: string[]; mediaAt?: number },
): { notes?: Notes } {
  const { links = [], files = [], unknownTags = new Map() } = body;
  const counts = [links.length, files.length, found.length, beside.length, unknownTags.size];
  if (counts.every((count) => count === 0)) return {};
  const inFile = <T extends { at: number }>(place: T): T => ({ ...place, at: bodyAt + place.at });
  return {
    notes: {
      links: links.map(inFile),
      files: [...found, ...files.map(inFile)],
      unknownTags,
      ...(beside.length > 0 && { beside }),
      ...(mediaAt !== undefined && { mediaAt }),
    },
  };
}

/** The author's slug, else the path. An address that is too long for a URL is an error. */
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

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Drops the keys whose value is undefined. */
function present<T extends object>(object: T): Present<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Present<T>;
}
