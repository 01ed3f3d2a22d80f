/** Navigation between the pages of a list. */

import { iri } from './iri.ts';
import type { View } from './view.ts';

interface PagingProps {
  /** Paths, percent-encoded; absent if there is no such page. */
  newest?: string | undefined;
  newer?: string | undefined;
  older?: string | undefined;
  view: View;
}

export function Paging({ newest, newer, older, view: { text } }: PagingProps) {
  if (!newest && !newer && !older) return null;
  return (
    <nav class="paging" aria-label={text.pages}>
      {newest && <a href={iri(newest)}>{text.newest}</a>}
      {newer && (
        <a href={iri(newer)} rel="prev">
          {text.newer}
        </a>
      )}
      {older && (
        <a href={iri(older)} rel="next">
          {text.older}
        </a>
      )}
    </nav>
  );
}
