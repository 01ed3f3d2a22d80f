/** Notes the changes of articles that webhooks tell apps of. A site without an endpoint notes nothing. */

import { scopeKey, scopeOf } from '../../site/scope.ts';
import type { ArticleEvent, ChangeNote } from '../../publish/webhooks.ts';
import type { ArticleChange } from '../tables/changes.ts';
import { termsOf, type CatalogEntry } from '../tables/entry.ts';
import type { Tables } from '../tables/tables.ts';
import { isOpen } from './article-changes.ts';

const eventOf = {
  added: 'published',
  updated: 'updated',
  moved: 'moved',
  removed: 'removed',
} as const satisfies Record<ArticleChange['change'], ArticleEvent>;

interface Noted {
  changes: readonly ArticleChange[];
  before: readonly CatalogEntry[];
  after: readonly CatalogEntry[];
  revision: number;
}

/** Call inside the transaction that makes the changes. @param now ms */
export function noteForWebhooks(
  { settings, untoldChanges }: Pick<Tables, 'settings' | 'untoldChanges'>,
  { changes, before, after, revision }: Noted,
  now: number,
): void {
  if (changes.length === 0 || !settings.get('webhooks')) return;
  const [old, current] = [before, after].map(
    (entries) => new Map(entries.map((entry) => [entry.article.id, entry])),
  );
  untoldChanges.add(
    changes.map(({ id, change }): ChangeNote => ({
      revision,
      id,
      event: eventOf[change],
      at: now,
      before: scopesOf(old!.get(id)),
      after: scopesOf(current!.get(id)),
    })),
  );
}

/** The keys of the scopes that apps see an article in. */
const scopesOf = (entry: CatalogEntry | undefined): string[] =>
  isOpen(entry) ? termsOf(entry.article).map((term) => scopeKey(scopeOf(term))) : [];
