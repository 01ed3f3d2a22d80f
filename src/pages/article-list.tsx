/** Articles in lists: title, summary, authors, date and a small picture; one of them may lead. */

import type { Child } from 'hono/jsx';
import type { Card } from '../site/card.ts';
import { scopeOf, scopePath } from '../site/scope.ts';
import { iri } from './iri.ts';
import { letterOf } from './letter.ts';
import { Moment } from './moment.tsx';
import { textLanguage } from './text-language.ts';
import { Title } from './title.tsx';
import type { View } from './view.ts';

interface ArticleListProps {
  cards: readonly Card[];
  view: View;
  /** Renders titles and summaries, for example with search terms highlighted. */
  marked?: (text: string) => Child;
  /** Whether the list has two columns where the screen is wide enough. */
  isWide?: boolean;
}

export function ArticleList({ cards, view, marked, isWide = false }: ArticleListProps) {
  // Where few articles have a picture, a column of letters would be an ornament.
  const pictures = cards.filter(({ thumbnail }) => thumbnail).length;
  const hasColumn = pictures >= cards.length / 2;
  return (
    <ul class={isWide ? 'items two' : 'items'}>
      {cards.map((card) => (
        <li lang={languageOf(card, view)}>
          <CardText card={card} view={view} marked={marked} />
          {(hasColumn || card.thumbnail) && <Picture card={card} width={128} height={96} />}
        </li>
      ))}
    </ul>
  );
}

/** The newest article, above the others. Its picture is the first thing that readers see, so it loads at once. */
export function LeadArticle({ card, view }: { card: Card; view: View }) {
  return (
    <div class={card.thumbnail ? 'lead-item' : 'lead-item plain'} lang={languageOf(card, view)}>
      <CardText card={card} view={view} />
      {card.thumbnail && <Picture card={card} width={640} height={400} isFirst />}
    </div>
  );
}

const languageOf = ({ title, summary, language }: Card, { site }: View): string =>
  textLanguage(language, site.language, `${title} ${summary}`);

interface CardTextProps {
  card: Card;
  view: View;
  marked?: ((text: string) => Child) | undefined;
}

function CardText({ card, view, marked }: CardTextProps) {
  const { path, title, summary, kind, published, authors, category } = card;
  return (
    <div>
      {category !== undefined && (
        <p class="kind" lang={view.site.language}>
          <a href={iri(scopePath(scopeOf({ kind: 'category', name: category })))}>{category}</a>
        </p>
      )}
      <h3 dir="auto">
        <a href={iri(path)}>{marked ? marked(title) : <Title title={title} />}</a>
      </h3>
      {summary !== title && <p dir="auto">{marked ? marked(summary) : summary}</p>}
      <Byline authors={authors} published={kind === 'page' ? undefined : published} view={view} />
    </div>
  );
}

interface PictureProps {
  card: Card;
  /** Of the box that it fills, px. */
  width: number;
  height: number;
  isFirst?: boolean;
}

/** The picture of an article, or the first letter of its title. */
function Picture({ card: { thumbnail, title }, width, height, isFirst = false }: PictureProps) {
  const letter = letterOf(title);
  if (!thumbnail)
    return (
      <span class="letter" aria-hidden="true">
        {letter}
      </span>
    );
  return (
    <img
      src={iri(thumbnail)}
      alt=""
      width={width}
      height={height}
      {...(isFirst ? { fetchpriority: 'high' } : { loading: 'lazy' })}
      data-letter={letter}
    />
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
