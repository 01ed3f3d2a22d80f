/**
 * Where an address leads at which the site has no document. In this order: a former address of an article, a rule of the
 * site, an old address by a pattern of the site, an address or a name that differs in spelling only, the addresses that
 * other generators give to feeds, and files below an old address of their article.
 */

import { oldCandidates } from '../../article/old-addresses/key.ts';
import { candidates } from '../../article/query-address.ts';
import { formatOfFile, formats, isOfShows } from '../../feed/formats.ts';
import { limits } from '../../limits.ts';
import { formerFeeds, type FormerFeed } from '../../redirects/former-feeds.ts';
import type { Asked } from '../../redirects/matcher.ts';
import { mostHops } from '../../redirects/loops.ts';
import type { RenamedTerm } from '../../redirects/renames.ts';
import { segmentsOf } from '../../redirects/pattern.ts';
import { formerAddressIn, scopePlace } from '../../site/paths.ts';
import type { Site } from '../../site/config.ts';
import { scopeOf, scopePath, type Scope } from '../../site/scope.ts';
import type { AddressDocument, OldLink } from '../../store/documents.ts';
import type { Tables } from '../tables/tables.ts';
import { findOldAddress } from './old-addresses.ts';
import { findOldFile } from './old-files.ts';
import { renderAddress, renderAddresses } from './addresses.ts';

export function findOldLink(
  tables: Tables,
  { url, oldAddresses }: Pick<Site, 'url' | 'oldAddresses'>,
  asked: Asked,
): OldLink | null {
  const path = formerAddressIn(asked.pathname) || '/';
  // Former addresses below `/articles/` are stored without that prefix.
  const address = path.startsWith('/articles/') ? path.slice('/articles/'.length) : path;
  const document = renderAddresses(tables, [address]).get(address);
  if (document?.state === 'file' && !asked.pathname.endsWith('/')) return { kind: 'file', file: document };
  // With parameters first, since they say more.
  const documents = [...withParameters(tables, address, document, asked), document];
  const moved = documents.find((each) => each?.state === 'moved');
  if (moved) return { kind: 'article', to: moved.to };
  const rule = tables.redirects.matcher().locate(asked, url);
  if (rule) return { kind: 'rule', to: rule.location, status: rule.status };
  const old = findOldAddress(tables, oldCandidates(oldAddresses, path, asked.parameters));
  if (old && 'exact' in old && old.exact) return { kind: 'article', to: old.to };
  const scope = likeScope(tables, asked.pathname) ?? formerFeed(tables, asked.pathname);
  if (scope) return scope;
  if (documents.some((each) => each?.state === 'gone')) return { kind: 'gone' };
  const like = renderAddress(tables, address);
  if (like?.state === 'like') return { kind: 'like', to: like.to };
  if (old) return 'gone' in old ? { kind: 'gone' } : { kind: 'like', to: old.to };
  const file = findOldFile(tables, url, path);
  return file === undefined ? null : { kind: 'rule', to: file, status: 301 };
}

/** What the parameters of a request lead to. */
function withParameters(
  tables: Tables,
  address: string,
  document: AddressDocument | undefined,
  { parameters }: Asked,
): (AddressDocument | undefined)[] {
  const forms = document && 'forms' in document ? (document.forms ?? []) : [];
  const addresses = candidates(address, forms, parameters);
  if (addresses.length === 0) return [];
  const found = renderAddresses(tables, addresses);
  return addresses.map((each) => found.get(each));
}

/** Renames in a row that are followed: as many as browsers follow from page to page. */
const mostRenames = mostHops;

/** The term of a name, which may be spelled in another way or have another one now. */
function meantTerm({ terms, redirects }: Tables, asked: RenamedTerm): RenamedTerm | undefined {
  const renames = redirects.renames();
  let term: RenamedTerm | undefined = asked;
  for (let hops = 0; term && hops <= mostRenames; hops++) {
    const name = terms.meant(term.kind, term.name);
    if (name !== undefined) return { kind: term.kind, name };
    term = renames.of(term);
  }
  return undefined;
}

/** The page or feed of a scope whose names are spelled in another way, or have been changed. */
function likeScope(tables: Tables, pathname: string): OldLink | undefined {
  const place = scopePlace(pathname, formatOfFile);
  if (!place || place.scope.kind === 'all') return undefined;
  const { kind } = place.scope;
  const names = place.scope.kind === 'category' ? place.scope.names : [place.scope.name];
  if (names.length > limits.combinedCategories) return undefined;
  const meant = names.map((name) => meantTerm(tables, { kind, name }));
  const [first, ...others] = meant;
  if (!first || !others.every((other) => other?.kind === 'category')) return undefined;
  if (others.length > 0 && first.kind !== 'category') return undefined;
  const combined = [first.name, ...others.map((other) => other!.name)] as [string, ...string[]];
  const scope: Scope = first.kind === 'category' ? { kind: 'category', names: combined } : scopeOf(first);
  const to = scopePath(scope) + place.canonical.slice(scopePath(place.scope).length);
  if (to === place.canonical) return undefined;
  const isPodcast = place.format !== undefined && isOfShows(place.format);
  return { kind: 'scope', to, unsure: others.length > 0 || place.cursor !== undefined || isPodcast };
}

/** An address that other generators give to a feed, or to the page of a term. */
function formerFeed(tables: Tables, pathname: string): OldLink | undefined {
  for (const feed of formerFeeds(segmentsOf(pathname) ?? [])) {
    const scope = scopeOfFeed(tables, feed);
    if (scope) return { kind: 'scope', to: pathOfFeed(scope, feed.what), unsure: false };
  }
  return undefined;
}

function scopeOfFeed(tables: Tables, { term }: FormerFeed): Scope | undefined {
  if (!term) return { kind: 'all' };
  for (const kind of term.kinds) {
    const meant = meantTerm(tables, { kind, name: term.name });
    if (meant) return scopeOf(meant);
  }
  return undefined;
}

const pathOfFeed = (scope: Scope, what: FormerFeed['what']): string =>
  scopePath(scope) + (what === 'page' ? '' : formats[what].file);
