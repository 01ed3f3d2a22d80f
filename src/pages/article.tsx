/** The page of one article. */

import { articleUrl, thumbnailUrl } from '../article/address.ts';
import type { Article } from '../article/article.ts';
import type { Site } from '../config.ts';
import { scopePath } from '../feed/scope.ts';
import { Moment } from './moment.tsx';
import { renderPage } from './layout.tsx';

/** @returns HTML; the article's own HTML was sanitised when it was parsed */
export function articlePage(site: Site, article: Article): string {
  const { title, summary, html, image, authors, categories, tags, language } = article;
  const [category] = categories;
  const leadImage = image !== undefined && !/<(img|video|picture)\b/.test(html);
  return renderPage({
    site,
    title: `${title} — ${site.title}`,
    description: summary || title,
    ...(language && { language }),
    url: articleUrl(site.url, article.address),
    scope: category ? { kind: 'category', names: [category] } : { kind: 'all' },
    children: (
      <article>
        <h1>{title}</h1>
        <p class="soft">
          {authors.map(({ name }) => (
            <>
              <a href={scopePath({ kind: 'author', name })}>{name}</a>{' '}
            </>
          ))}
          <Moment at={article.published} site={site} />
        </p>
        {leadImage && <img class="lead" src={thumbnailUrl(site.url, article.address)} alt="" />}
        <div class="body" dangerouslySetInnerHTML={{ __html: html }} />
        <p class="feeds">
          {categories.map((name) => (
            <a href={scopePath({ kind: 'category', names: [name] })}>{name}</a>
          ))}
          {tags.map((name) => (
            <a href={scopePath({ kind: 'tag', name })}>#{name}</a>
          ))}
        </p>
      </article>
    ),
  });
}
