/** Rules of `_redirects` that never apply: an article, a feed or a former address of the folder has their address. */

import type { ParsedArticle } from '../../article/article.ts';
import { queryAddress } from '../../article/query-address.ts';
import type { Problem } from '../../article/problem.ts';
import { formatOfFile } from '../../feed/formats.ts';
import { redirectsPath } from '../../publish/file-kind.ts';
import type { FileResult } from '../../publish/protocol.ts';
import { isPattern, segmentsOf } from '../../redirects/pattern.ts';
import type { Rule } from '../../redirects/rule.ts';
import { scopePlace } from '../../site/paths.ts';

export class HiddenRules {
  #rules: readonly Rule[] = [];
  /** As paths of the site. */
  readonly #articles = new Set<string>();
  readonly #aliases = new Set<string>();
  /** `category:a` */
  readonly #terms = new Set<string>();

  setRules(rules: readonly Rule[]): void {
    this.#rules = rules;
  }

  add({ address, aliases, kind, categories, tags, authors }: ParsedArticle): void {
    this.#articles.add(`/articles/${address}`);
    for (const alias of aliases) this.#aliases.add(alias.startsWith('/') ? alias : `/articles/${alias}`);
    if (kind !== undefined) return;
    for (const name of categories) this.#terms.add(`category:${name}`);
    for (const name of tags) this.#terms.add(`tag:${name}`);
    for (const { name } of authors) this.#terms.add(`author:${name}`);
  }

  /** Warnings, once all files are added. */
  results(): FileResult[] {
    const problems = this.#rules.flatMap((rule): Problem[] => {
      const what = this.#hiddenBy(rule);
      if (what === undefined) return [];
      const message = `${what} has this address and comes first, so the rule has no effect; remove the line`;
      return [{ severity: 'warning', line: rule.line, column: 1, code: 'redirect', message }];
    });
    return problems.length > 0 ? [{ path: redirectsPath, status: 'redirects', problems }] : [];
  }

  #hiddenBy({ from, query = [] }: Rule): string | undefined {
    if (isPattern(from)) return undefined;
    const path = `/${(segmentsOf(from) ?? []).join('/')}`;
    if (this.#articles.has(path)) return 'an article';
    if (this.#aliases.has(queryAddress(path, query))) return 'an alias of an article';
    const place = scopePlace(`/${(segmentsOf(from) ?? []).map(encodeURIComponent).join('/')}`, formatOfFile);
    if (!place || place.cursor || place.scope.kind === 'all') return undefined;
    const { scope } = place;
    const [name, ...others] = scope.kind === 'category' ? scope.names : [scope.name];
    return others.length === 0 && this.#terms.has(`${scope.kind}:${name}`)
      ? 'a page or feed of the site'
      : undefined;
  }
}
