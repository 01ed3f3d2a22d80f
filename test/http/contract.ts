/** Answers of `/v1` and of the publishing API, compared with the contract. */

import * as v from 'valibot';
import { problem } from '../../src/http/v1/contract.ts';
import { platformLimit } from '../../src/http/api/contract/status.ts';
import { methodOf, type Operation } from '../../src/http/v1/operation.ts';
import { operations } from '../../src/http/v1/openapi.ts';

/** Problem details may have members of their own (RFC 9457, 3.2). */
const problemOfApi = v.strictObject({
  ...problem.entries,
  limit: v.exactOptional(platformLimit),
  catalog: v.exactOptional(v.literal('later')),
});

/** Statuses that every operation may answer with. */
const anywhere = [304, 429, 503];
/** Those of a token, and while a backup is restored. */
const withToken = [401, 403, 423];

const patternOf = ({ path }: Operation): RegExp => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);

/** Paths without a place first: `/api/restore/complete` is no kind of rows. */
const known = operations
  .map((operation) => ({ operation, pattern: patternOf(operation) }))
  .sort((a, b) => Number(!!a.operation.places) - Number(!!b.operation.places));

/** The operation of a request; undefined: it is none of the contract. */
export function operationOf(method: string, pathname: string): Operation | undefined {
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
  return known.find(({ operation, pattern }) => methodOf(operation) === wanted && pattern.test(pathname))
    ?.operation;
}

/** @throws if the answer is none that the contract has */
export async function compareWithContract(request: Request, response: Response): Promise<void> {
  const operation = operationOf(request.method, new URL(request.url).pathname);
  if (!operation || request.method === 'HEAD' || response.status === 500) return;
  const { name, status: usual = 200, also = {}, errors, permission, answer } = operation;
  const { status } = response;
  const isAnswer = [usual, ...Object.keys(also).map(Number)].includes(status);
  const isError = [
    ...Object.keys(errors).map(Number),
    ...anywhere,
    ...(permission ? withToken : []),
    ...(request.method === 'GET' ? [] : [413]),
    414,
  ].includes(status);
  if (!isAnswer && !isError) throw new Error(`the contract has no status ${status} of ${name}`);
  if (status === 304) return;
  const type = response.headers.get('Content-Type');
  const expected = isError ? 'application/problem+json' : answer ? 'application/json' : 'application/jsonl';
  if (type !== expected) throw new Error(`${name} answers ${type} instead of ${expected}`);
  if (!isError && !answer) return;
  const schema = isError ? problemOfApi : answer![1];
  const result = v.safeParse(schema, await response.clone().json());
  if (result.success) return;
  const [issue] = result.issues;
  throw new Error(`${name}, ${v.getDotPath(issue)}: ${issue.message}`);
}
