/** The page of a scope: what it is about, its feeds, and its newest articles. On the home page also all other feeds. */

import type { Site } from '../config.ts';
import { scopeLabel, scopePath, type Scope } from '../feed/scope.ts';
import { feedLinks, renderPage } from './layout.tsx';
import { Moment } from './moment.tsx';

/** An article in a list. Addresses are absolute, times ms since 1970. */
export interface ListItem {
  url: string;
  title: string;
  summary: string;
  published: number;
  image?: string;
}

/** A feed among others. */
export interface ListedFeed {
  scope: Scope;
  /** Articles in it. */
  count: number;
}

export function listPage(
  site: Site,
  scope: Scope,
  items: readonly ListItem[],
  feeds: readonly ListedFeed[],
): string {
  const label = scopeLabel(scope);
  return renderPage({
    site,
    title: label ? `${label} — ${site.title}` : site.title,
    description: label ? `${label} — ${site.description}` : site.description,
    url: site.url + scopePath(scope),
    scope,
    children: (
      <>
        <h1>{label || site.title}</h1>
        {!label && <p class="soft">{site.description}</p>}
        <p class="feeds">
          {feedLinks(site, scope).map(({ name, href }) => (
            <a href={href}>{name}</a>
          ))}
        </p>
        {feeds.length > 0 && <Feeds site={site} feeds={feeds} />}
        <ul class="list items">
          {items.map((item) => (
            <Item item={item} site={site} />
          ))}
        </ul>
      </>
    ),
  });
}

function Item({ item: { url, title, summary, published, image }, site }: { item: ListItem; site: Site }) {
  return (
    <li>
      <div>
        <h2>
          <a href={url}>{title}</a>
        </h2>
        <p class="soft">
          <Moment at={published} site={site} />
        </p>
        <p class="soft">{summary}</p>
      </div>
      {image && <img src={image} alt="" width="112" height="84" loading="lazy" />}
    </li>
  );
}

function Feeds({ site, feeds }: { site: Site; feeds: readonly ListedFeed[] }) {
  return (
    <ul class="list">
      {feeds.map(({ scope, count }) => (
        <li>
          <a href={scopePath(scope)}>{scopeLabel(scope)}</a> <span class="soft">{count}</span>
          <div class="feeds">
            {feedLinks(site, scope).map(({ name, href }) => (
              <a href={href}>{name}</a>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
