/** The live articles beside another one in its main term: tables `article_terms` and `articles`. */

import type { ArticleHead } from '../../article/article.ts';
import type { Position } from '../../site/cursor.ts';
import { mainTermOf, type Term } from '../../site/scope.ts';
import type { Neighbour, Neighbours as Both } from '../../store/documents.ts';
import { chunksOf } from './chunks.ts';
import { newerThan, olderThan } from './feed-order.ts';
import { idIn, placeOf } from './place.ts';
import type { Sql } from './sql.ts';
import { termRowColumns, type TermRow } from './terms.ts';

interface Row {
  address: string;
  title: string;
  changed_at: number;
}

export class Neighbours {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The neighbours of a position in a term, without the article at the position itself. `changedAt`: ms, 0 without any. */
  of(term: Term, position: Position): { neighbours: Both; changedAt: number } {
    const older = this.#nearest(term, position, olderThan('(?, ?)'));
    const newer = this.#nearest(term, position, newerThan('(?, ?)'));
    return {
      neighbours: {
        ...(older && { older: toNeighbour(older) }),
        ...(newer && { newer: toNeighbour(newer) }),
      },
      changedAt: Math.max(0, ...[older, newer].map((row) => row?.changed_at ?? 0)),
    };
  }

  /** The addresses of the live articles beside any of these, each in its main term. */
  addressesBeside(articles: readonly ArticleHead[]): string[] {
    const places = articles.map((article): TermRow => {
      const { kind, name } = mainTermOf(article);
      return [kind, name, article.published, placeOf(article)];
    });
    const beside = (which: string): string =>
      `SELECT (SELECT ${idIn('t.place')} FROM article_terms t WHERE t.kind = p.kind AND t.name = p.name AND ${which} LIMIT 1) FROM place p`;
    return Array.from(chunksOf(places)).flatMap((chunk) =>
      this.#sql
        .all<Pick<Row, 'address'>>(
          `WITH place AS (SELECT ${termRowColumns} FROM json_each(?))
           SELECT address FROM articles
           WHERE id IN (${beside(olderThan('(p.published, p.place)'))} UNION ${beside(newerThan('(p.published, p.place)'))})`,
          chunk,
        )
        .map(({ address }) => address),
    );
  }

  #nearest({ kind, name }: Term, position: Position, which: string): Row | undefined {
    return this.#sql.first<Row>(
      `SELECT a.address, a.changed_at, a.json ->> '$.title' AS title FROM articles a JOIN article_terms t ON a.id = ${idIn('t.place')}
       WHERE t.kind = ? AND t.name = ? AND ${which} LIMIT 1`,
      kind,
      name,
      position.published,
      placeOf(position),
    );
  }
}

const toNeighbour = ({ address, title }: Row): Neighbour => ({ address, title });
