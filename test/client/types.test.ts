/** The types of the client are those of the contract: a difference does not compile. */

import type * as v from 'valibot';
import { expectTypeOf, it } from 'vitest';
import type { Article, Change, Field, Match, ProblemDetails, Site, Term } from '../../src/client/client.ts';
import type { AppArticle, change, match, problem, siteDocument, term } from '../../src/http/v1/contract.ts';

it('every type has the fields of its schema', () => {
  expectTypeOf<AppArticle>().toEqualTypeOf<Article>();
  expectTypeOf<v.InferOutput<typeof siteDocument>>().toEqualTypeOf<Site>();
  expectTypeOf<v.InferOutput<typeof term>>().toEqualTypeOf<Term>();
  expectTypeOf<v.InferOutput<typeof problem>>().toEqualTypeOf<ProblemDetails>();
  expectTypeOf<Match['excerpt']>().toEqualTypeOf<v.InferOutput<typeof match>['excerpt']>();
  expectTypeOf<Field>().toEqualTypeOf<keyof v.InferOutput<typeof match>['article']>();
  // Which fields a change has depends on the request.
  expectTypeOf<Change['change']>().toEqualTypeOf<v.InferOutput<typeof change>['change']>();
});
