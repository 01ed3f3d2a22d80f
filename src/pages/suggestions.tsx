/** What the search page offers when nothing is found. */

import { scopeOf, scopePath } from '../site/scope.ts';
import { searchPath } from '../site/urls.ts';
import type { Suggestions } from '../store/documents.ts';
import { iri } from './iri.ts';
import type { View } from './view.ts';

export function SearchSuggestions({ suggestions, view }: { suggestions: Suggestions; view: View }) {
  const { queries, terms } = suggestions;
  const { site, text } = view;
  return (
    <>
      {queries.length > 0 && (
        <nav class="terms" aria-label={text.searchInstead}>
          <span class="soft">{text.searchInstead}</span>
          {queries.map((query) => (
            <a href={iri(searchPath(query))} lang={site.language}>
              {query}
            </a>
          ))}
        </nav>
      )}
      {terms.length > 0 && (
        <nav class="terms" aria-label={text.likeNames}>
          <span class="soft">{text.likeNames}</span>
          {terms.map(({ kind, name, count }) => (
            <a href={iri(scopePath(scopeOf({ kind, name })))}>
              <small>{text.kinds[kind]}</small> <span lang={site.language}>{name}</span>{' '}
              <small>{count}</small>
            </a>
          ))}
        </nav>
      )}
    </>
  );
}
