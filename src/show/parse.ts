/** Reads the file of a show: source text → Show. Pure: the same file and options give the same result. */

import { typeByEnding } from '../article/media-type.ts';
import { plainText, renderBody } from '../article/body/body.ts';
import { readPersons } from '../article/fields/episode/persons.ts';
import { FrontMatter } from '../article/fields/front-matter.ts';
import { Refusal, type Warn } from '../article/matter/refusal.ts';
import { splitMatter } from '../article/matter/split.ts';
import { isBlank, type Entry } from '../article/matter/value.ts';
import { plainKey } from '../article/keys.ts';
import { NamedFiles, type NamedFile } from '../article/named-files.ts';
import { ProblemList } from '../article/problem-list.ts';
import { wholeFile, type Problem } from '../article/problem.ts';
import { quote, tidyText } from '../article/text.ts';
import { limits } from '../limits.ts';
import { categoryKeys, descriptionKeys, fields, personKeys, type FieldName } from './fields.ts';
import { categoryOfFolder, showFile } from './show-path.ts';
import type { Show } from './show.ts';
import { paragraphs, present, type ShowContext } from './values.ts';

export interface ShowOptions {
  /** No slash at the end. */
  siteUrl: string;
  /** IANA time zone for dates without one. */
  timezone: string;
}

export type ShowResult =
  /** `files`: those that the show names. `at`: where its cover and its type stand, offsets in the file. */
  | {
      status: 'show';
      show: Show;
      files: readonly NamedFile[];
      at: { cover: number; type: number };
      problems: Problem[];
    }
  /** At least one problem is an error. */
  | { status: 'error'; problems: Problem[] };

/** @param file `path` relative to the content folder, with `/` */
export function parseShow(file: { path: string; source: string }, options: ShowOptions): ShowResult {
  const bytes = Buffer.byteLength(file.source);
  if (bytes > limits.showBytes) {
    const excess = `the file has ${bytes} bytes, more than the ${limits.showBytes} allowed; shorten it`;
    return { status: 'error', problems: [wholeFile('too-large', excess)] };
  }
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
  { path, source }: { path: string; source: string },
  { siteUrl, timezone }: ShowOptions,
  list: ProblemList,
): ShowResult {
  const { problems } = list;
  const warn: Warn = (code, at, message) => list.add('warning', code, at, message);
  const context: ShowContext = {
    owner: 'a show',
    baseUrl: `${siteUrl}/`,
    siteUrl,
    timezone,
    files: new NamedFiles(path, siteUrl),
    warn: (_, at, message) => warn('show', at, message),
    fail: (code, at, message) => list.add('error', code, at, message),
  };
  const split = splitMatter(source, warn);
  if (!split) {
    const remedy = `begin it with a line ---, the fields of the show, and a line --- (docs/podcasts.md)`;
    return {
      status: 'error',
      problems: [wholeFile('show', `${showFile} has no front matter, so it is no show; ${remedy}`)],
    };
  }
  const frontMatter = new FrontMatter(split.fields, warn);
  warnOfStrangers(split.fields.entries, context);
  const category = readCategory(path, frontMatter, context);
  const read = readFields(frontMatter, context);
  const persons = readPersons((field) => frontMatter.present(personKeys[field]), context);
  const description = readDescription(path, frontMatter, split.body, source, context);
  const { image, categories, explicit, ...others } = read;
  reportMissing({ ...read, description }, frontMatter, context);
  if (image) warnOfCover(image, placeOf(frontMatter, 'image'), context);
  if (problems.some(({ severity }) => severity === 'error') || !image || !categories || !description)
    return { status: 'error', problems };
  const { complete, funding = [], txt = [], trailers: [trailer, ...otherTrailers] = [], ...rest } = others;
  const show: Show = {
    ...(category !== undefined && { category }),
    ...rest,
    ...(trailer && { trailer }),
    ...(otherTrailers.length > 0 && { otherTrailers }),
    ...(complete && { complete }),
    description,
    image,
    categories,
    explicit: explicit ?? false,
    funding,
    persons,
    txt,
  };
  return {
    status: 'show',
    show,
    files: context.files.found,
    at: { cover: placeOf(frontMatter, 'image'), type: placeOf(frontMatter, 'type') },
    problems,
  };
}

/** Tells what directories require and the show lacks. A wrong category has an error of its own, at its line. */
function reportMissing(
  { image, categories, explicit, description }: Values & { description: string },
  frontMatter: FrontMatter,
  { fail, warn }: ShowContext,
): void {
  const required = (name: string, remedy: string): void =>
    fail('show', 0, `the show has no ${name}, which directories of podcasts require; ${remedy}`);
  if (!image && has(frontMatter, 'image'))
    fail('show', placeOf(frontMatter, 'image'), 'the show has no cover that can be read; correct this line');
  else if (!image) required('cover', 'add a line like "cover: cover.jpg"');
  if (!categories && !has(frontMatter, 'categories'))
    required('category of Apple Podcasts', 'add a line like "itunes-category: Technology"');
  if (!description)
    required('description', 'add a line "description: …", or write one below the front matter');
  if (explicit === undefined)
    warn(
      'show',
      0,
      'nothing says whether the show has explicit content, so false was taken; add a line "explicit: false" or "explicit: true"',
    );
}

type Values = { [Name in FieldName]?: NonNullable<ReturnType<(typeof fields)[Name]['read']>> };

function readFields(frontMatter: FrontMatter, context: ShowContext): Values {
  const values = Object.entries(fields).map(([name, { keys, read }]) => {
    const [entry] = frontMatter.present(keys);
    return [name, entry && read(entry.value, context, entry.key)];
  });
  return present<Values>(Object.fromEntries(values));
}

const has = (frontMatter: FrontMatter, name: FieldName): boolean =>
  !frontMatter.present(fields[name].keys).next().done;

function placeOf(frontMatter: FrontMatter, name: FieldName): number {
  const [entry] = frontMatter.present(fields[name].keys);
  return entry?.value.at ?? 0;
}

/** The category that the file names, else that of its folder. Empty or `/` names the whole site. */
function readCategory(path: string, frontMatter: FrontMatter, context: ShowContext): string | undefined {
  const [entry] = frontMatter.present(categoryKeys);
  if (!entry) return categoryOfFolder(path);
  const { value } = entry;
  const name = value.kind === 'text' ? tidyText(value.text) : '';
  if (name === '/') return undefined;
  if (name !== '' && name.length <= limits.termLength && !/^\.{1,2}$/.test(name)) return name;
  const what = value.kind === 'text' ? quote(value.text) : `a ${value.kind}`;
  context.fail(
    'show',
    value.at,
    `"${entry.key}" is ${what}, not the name of one category of the site; write one, or / for the whole site`,
  );
  return undefined;
}

function readDescription(
  path: string,
  frontMatter: FrontMatter,
  body: string,
  source: string,
  context: ShowContext,
): string {
  const most = limits.showDescriptionBytes;
  const [entry] = frontMatter.present(descriptionKeys);
  if (entry?.value.kind === 'text')
    return paragraphs(entry.value.text, most, entry.value.at, context, `"${entry.key}"`);
  if (entry) {
    context.fail('show', entry.value.at, `"${entry.key}" is a ${entry.value.kind}, not text; write a text`);
    return '';
  }
  const { siteUrl } = context;
  const { html } = renderBody(body, { path, baseUrl: `${siteUrl}/`, siteUrl, takeHeading: false });
  const text = html
    .split(/<\/(?:p|li|h[1-6]|pre)>/)
    .map(plainText)
    .filter(Boolean)
    .join('\n\n');
  return paragraphs(text, most, source.length - body.length, context, 'the text below the front matter');
}

/** What Apple would refuse a cover for that its address shows. `edgefeed check` looks at the file itself. */
function warnOfCover(url: string, at: number, { siteUrl, warn }: ShowContext): void {
  const type = typeByEnding(url);
  if (type !== 'image/jpeg' && type !== 'image/png')
    warn(
      'show',
      at,
      'the name of the cover ends neither in .jpg nor in .png, as Apple asks for; save it as one of these',
    );
  if (url.startsWith('http:') && !url.startsWith(`${siteUrl}/`))
    warn(
      'show',
      at,
      'the address of the cover does not begin with https://, as Apple asks for; use one that does',
    );
}

const known = new Set(
  [
    ...Object.values(fields).flatMap(({ keys }) => keys),
    ...Object.values(personKeys).flat(),
    ...categoryKeys,
    ...descriptionKeys,
  ].map(plainKey),
);

function warnOfStrangers(entries: readonly Entry[], { warn }: ShowContext): void {
  for (const { key, keyAt, value } of entries)
    if (!isBlank(value) && !known.has(plainKey(key)))
      warn(
        'show',
        keyAt,
        `${quote(key)} is no field of a show, so it was left out; docs/podcasts.md lists all`,
      );
}
