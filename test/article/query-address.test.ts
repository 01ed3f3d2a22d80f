import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidates, parametersIn, queryAddress, queryFormOf } from '../../src/article/query-address.ts';
import { limits } from '../../src/limits.ts';

describe('an address with parameters', () => {
  it.each([
    ['?p=1', '/x?p=1'],
    ['?b=2&a=1', '/x?a=1&b=2'],
    ['?a=%C3%BC&%61=2', '/x?a=%C3%BC'],
    ['?a=1+2', '/x?a=1%202'],
    ['?a', '/x?a='],
    ['?a=u%CC%88', '/x?a=%C3%BC'],
    ['', '/x'],
    ['?', '/x'],
  ])('has one form: %s', (search, address) => {
    expect(queryAddress('/x', parametersIn(search))).toBe(address);
  });

  it('names its parameters', () => {
    expect(queryFormOf('/x?a=1&b=2')).toEqual({ path: '/x', names: ['a', 'b'] });
    expect(queryFormOf('/x')).toBeUndefined();
    expect(queryFormOf('/what?')).toBeUndefined();
    expect(queryFormOf('/what?/x')).toBeUndefined();
  });

  it('is found by its form, whatever else a request has', () => {
    const parameter = fc.tuple(fc.string({ minLength: 1 }), fc.string());
    fc.assert(
      fc.property(
        fc.array(parameter, { minLength: 1, maxLength: 5 }),
        fc.array(parameter, { maxLength: 5 }),
        (own, more) => {
          const search = (pairs: [string, string][]) => `?${new URLSearchParams(pairs).toString()}`;
          const address = queryAddress('/x', parametersIn(search(own)));
          const form = queryFormOf(address)!;
          const others = more.filter(([name]) => !own.some(([each]) => each === name));
          const asked = parametersIn(search([...others, ...own]));
          expect(candidates('/x', [form.names], asked)).toEqual([address]);
        },
      ),
    );
  });
});

it('the parameters of a request are limited', () => {
  const search = `?${Array.from({ length: 1_000 }, (_, i) => `p${i}=${i}`).join('&')}`;
  expect(parametersIn(search)).toHaveLength(limits.readParameters);
});
