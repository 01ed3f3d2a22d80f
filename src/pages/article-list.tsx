/** A list of articles: title, summary, authors, date and a small image. */

import type { Child } from 'hono/jsx';
import type { Card } from '../site/card.ts';
import { iri } from './iri.ts';
import { letterOf } from './letter.ts';
import { Moment } from './moment.tsx';
import { textLanguage } from './text-language.ts';
import type { View } from './view.ts';

interface ArticleListProps {
  cards: readonly Card[];
  view: View;
  /** Renders titles and summaries, for example with search terms highlighted. */
  marked?: (text: string) => Child;
}

export function ArticleList({ cards, view, marked = (text) => text }: ArticleListProps) {
  return (
    <ul class="items">
      {cards.map(({ path, title, summary, kind, published, authors, thumbnail, language }) => (
        <li lang={textLanguage(language, view.site.language, `${title} ${summary}`)}>
          <div>
            <h3>
              <a href={iri(path)}>{marked(title)}</a>
            </h3>
            {summary !== title && <p>{marked(summary)}</p>}
            <Byline authors={authors} published={kind === 'page' ? undefined : published} view={view} />
          </div>
          {thumbnail && (
            <img
              src={iri(thumbnail)}
              alt=""
              width="128"
              height="96"
              loading="lazy"
              data-letter={letterOf(title)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Authors and date; nothing for a page without authors. */
function Byline({
  authors,
  published,
  view,
}: {
  authors: string[];
  published: number | undefined;
  view: View;
}) {
  if (authors.length === 0 && published === undefined) return null;
  return (
    <p class="soft" lang={view.text.tag}>
      {authors.join(' · ')}
      {authors.length > 0 && published !== undefined && ' · '}
      {published !== undefined && <Moment at={published} view={view} />}
    </p>
  );
}
