/**
 * Old links: where an address leads at which the site has no document. What KV has is asked first, so that readers who
 * follow them cost the catalog nothing: former addresses of articles, the rules of `_redirects`, the feeds of other
 * generators. Then the catalog is asked, which knows all of these, old addresses by the patterns of the site, and names that
 * differ in spelling only.
 */

import { documentUrl } from '../../article/address.ts';
import { isPrivateAddress } from '../../article/own-addresses.ts';
import { formsOfPatterns } from '../../article/old-addresses/key.ts';
import { candidates, parametersIn, type QueryForm } from '../../article/query-address.ts';
import { formatOfFile, formats } from '../../feed/formats.ts';
import { formerFeedFormat, formerFeeds } from '../../redirects/former-feeds.ts';
import type { Asked } from '../../redirects/matcher.ts';
import { segmentsOf } from '../../redirects/pattern.ts';
import { formerAddressIn, scopePlace } from '../../site/paths.ts';
import type { AddressDocument, OldLink } from '../../store/documents.ts';
import type { Handler } from '../answer/answer-cache.ts';
import { NotFound } from '../answer/errors.ts';
import type { Answer } from '../answer/representation.ts';
import { askedBy, parameterOf, siteOf, type AppContext } from '../context.ts';
import { withLimit } from '../../site/urls.ts';
import { feedDocument, oldLink, storedAddress } from '../documents/documents.ts';
import { limitIn } from './feed-limit.ts';
import { gone, redirect, withForms } from './articles.ts';
import { fileAnswer } from './files.ts';

/** Wraps a handler: where it finds nothing, an old link may lead on. */
export function orOldLink(handler: Handler): Handler {
  const serveOrRedirect = async (c: AppContext): Promise<Answer | NotFound | Response> => {
    const answer = await handler(c);
    return answer instanceof NotFound ? elsewhere(c, answer) : answer;
  };
  return serveOrRedirect;
}

async function elsewhere(c: AppContext, missing: NotFound): Promise<Answer | NotFound | Response> {
  const asked = askedBy(c);
  const path = formerAddressIn(asked.pathname);
  // The API and the hooks answer for themselves.
  if (isPrivateAddress(path)) return missing;
  // The handler has looked for an article at this very address.
  const isArticle = path.startsWith('/articles/');
  const known = isArticle ? { forms: missing.hints.forms ?? [] } : await storedAddress(c, path || '/');
  const former = await formerAddress(c, path, known, asked);
  if (former) return former;
  const rules = await c.var.rules.matcher(c);
  const rule = rules.locate(asked, siteOf(c).url);
  if (rule) return redirect(rule.location, rule.status).respond();
  const forms = [
    ...formsIn(known),
    ...rules.formsOf(asked.pathname),
    ...formsOfPatterns(siteOf(c).oldAddresses, path),
  ];
  const feed = fixedFeed(c, asked);
  // One of few addresses, so the answer may be cached: unless its parameters may make a difference, or its slashes.
  if (feed) return forms.length === 0 && !asked.pathname.endsWith('//') ? feed : feed.respond();
  const nothing = withForms(isGone(known) ? gone : missing, forms);
  // KV knows no old addresses by patterns: what is gone may be that of another article.
  const isDeleted = isGone(known) || missing.status === 410;
  const isDecided = isDeleted ? siteOf(c).oldAddresses === undefined : isArticle;
  if (isDecided && forms.length === 0) return likely(missing) ?? nothing;
  return (await fromCatalog(c)) ?? likely(missing) ?? nothing;
}

const likely = ({ hints: { instead } }: NotFound): Response | undefined =>
  instead === undefined ? undefined : redirect(instead, 301).respond();

/** What is known of an address; null: nothing. */
type Known = AddressDocument | { forms: readonly QueryForm[] } | null;

const formsIn = (known: Known): readonly QueryForm[] => (known && 'forms' in known && known.forms) || [];

const isGone = (known: Known): boolean => known !== null && 'state' in known && known.state === 'gone';

/**
 * A former address of an article, as KV knows it. Redirects are not cached in memory: with slashes at the end, and
 * parameters, an address has any number of spellings.
 */
async function formerAddress(
  c: AppContext,
  path: string,
  known: Known,
  { parameters }: Asked,
): Promise<Response | undefined> {
  const address = path.startsWith('/articles/') ? path.slice('/articles/'.length) : path || '/';
  for (const candidate of candidates(address, formsIn(known), parameters)) {
    const found = await storedAddress(c, candidate);
    if (found?.state === 'moved') return toArticle(c, found.to);
  }
  return known && 'state' in known && known.state === 'moved' ? toArticle(c, known.to) : undefined;
}

const toArticle = (c: AppContext, address: string): Response =>
  redirect(documentUrl(siteOf(c).url, address), 301).respond();

/** A feed of all articles, at an address that another generator gives it. */
function fixedFeed(c: AppContext, { pathname }: Asked) {
  const [first] = formerFeeds(segmentsOf(pathname) ?? []);
  if (!first || first.term || first.what === 'page') return undefined;
  return redirect(`${siteOf(c).url}/${formats[first.what].file}`, 301);
}

async function fromCatalog(c: AppContext): Promise<NotFound | Response | undefined> {
  const found = await oldLink(c);
  if (!found || !(await exists(c, found))) return undefined;
  switch (found.kind) {
    case 'article':
    case 'like':
      return toArticle(c, found.to);
    case 'rule':
      return redirect(found.to, found.status).respond();
    case 'scope':
      return redirect(siteOf(c).url + withLimit(found.to, limitFor(c, found.to)), 301).respond();
    case 'file': {
      const answer = await fileAnswer(c, found.file);
      return answer instanceof Response ? answer : answer.respond(c.req.raw, Date.now());
    }
    case 'gone':
      return gone;
  }
}

/** What a feed is asked for; pages have no limit. */
function limitFor(c: AppContext, to: string): number | undefined {
  const limit = to.endsWith('/') ? undefined : limitIn(parameterOf(c, 'limit'));
  return Number.isNaN(limit) ? undefined : limit;
}

/** Never redirect to a page that does not exist: categories may have no article in common. */
async function exists(c: AppContext, found: OldLink): Promise<boolean> {
  if (found.kind !== 'scope' || !found.unsure) return true;
  const place = scopePlace(found.to, formatOfFile);
  if (!place) return false;
  const { scope, format = 'json', cursor } = place;
  return (await feedDocument(c, scope, format, { cursor })) !== null;
}

/** Parameters with which WordPress asks for the comments of a post, or for the posts of one term by its number. */
const others = [
  'p',
  'page_id',
  'attachment_id',
  'name',
  'cat',
  'category_name',
  'tag',
  'author',
  'author_name',
  's',
];

/** The feed that `/?feed=rss2` asks for. */
function feedAsked(search: string) {
  const given = new Map(parametersIn(search));
  return others.some((name) => given.has(name)) ? undefined : formerFeedFormat(given.get('feed') ?? '');
}

/** Whether parameters on the home page may lead elsewhere. @param forms those of former addresses and rules */
export function isOldHomeLink(search: string, forms: readonly QueryForm[] = []): boolean {
  if (search === '') return false;
  return feedAsked(search) !== undefined || candidates('/', forms, parametersIn(search)).length > 0;
}

/** Where they lead; undefined: nowhere, so the home page answers. */
export async function oldHomeLink(c: AppContext): Promise<Response | undefined> {
  const asked = askedBy(c);
  const former = await formerAddress(c, '', await storedAddress(c, '/'), asked);
  if (former) return former;
  const rule = (await c.var.rules.matcher(c)).locate(asked, siteOf(c).url);
  if (rule) return redirect(rule.location, rule.status).respond();
  const feed = feedAsked(asked.search);
  if (feed) return redirect(`${siteOf(c).url}/${formats[feed].file}`, 301).respond();
  const found = await fromCatalog(c);
  return found instanceof Response ? found : undefined;
}
