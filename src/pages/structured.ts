/** Structured data for search engines: JSON-LD with the schema.org vocabulary. */

import { articleUrl, thumbnailUrl } from '../article/address.ts';
import type { Article } from '../article/article.ts';
import type { Site } from '../site/config.ts';

export interface JsonLd {
  '@context': 'https://schema.org';
  '@type': string;
  [property: string]: unknown;
}

/**
 * JSON for the inside of a `<script>`: without `<`, so that neither `</script>` nor `<!--` can end or change the element
 * (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).
 */
export function scriptJson(value: JsonLd): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

export function websiteLd(site: Site): JsonLd {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: site.title,
    description: site.description,
    url: `${site.url}/`,
    inLanguage: site.language,
    potentialAction: {
      '@type': 'SearchAction',
      target: `${site.url}/search?q={search_term_string}`,
      'query-input': 'required name=search_term_string',
    },
  };
}

/** @param language of the text, BCP 47; empty if unknown */
export function articleLd(site: Site, article: Article, language: string): JsonLd {
  const { title, summary, published, updated, authors, categories, tags, image, address } = article;
  const url = articleUrl(site.url, address);
  const isPage = article.kind === 'page';
  return {
    '@context': 'https://schema.org',
    '@type': isPage ? 'WebPage' : 'BlogPosting',
    headline: title,
    ...(summary && { description: summary }),
    url,
    mainEntityOfPage: url,
    // The date of a page is when its file was first published, which says nothing of its text.
    ...(!isPage && {
      datePublished: new Date(published).toISOString(),
      dateModified: new Date(updated).toISOString(),
    }),
    ...(language && { inLanguage: language }),
    author:
      authors.length > 0
        ? authors.map(({ name, url }) => ({ '@type': 'Person', name, ...(url && { url }) }))
        : [{ '@type': 'Organization', name: site.title, url: `${site.url}/` }],
    publisher: { '@type': 'Organization', name: site.title, url: `${site.url}/` },
    ...(image !== undefined && { image: thumbnailUrl(site.url, address) }),
    ...(categories.length > 0 && { articleSection: categories }),
    ...(tags.length > 0 && { keywords: tags }),
  };
}
