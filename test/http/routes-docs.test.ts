import { expect, it } from 'vitest';
import docs from '../../docs/http.md?raw';
import { routes } from '../../src/http/routes.ts';

const section = /^## Routes\n(.*?)^## /ms.exec(docs)?.[1] ?? '';
const row = /^\| `(\/.*?)` +\| (.+?) +\| (.+?) +\|/gm;

it('docs/http.md lists every route with its methods and its summary, and no other', () => {
  const documented = Array.from(section.matchAll(row), ([, ...cells]) => cells.join(' | '));
  const mounted = routes.map(([path, methods, summary]) => {
    const names = Object.keys(methods).map((method) => `\`${method}\``);
    return [path, names.join(', '), summary].join(' | ');
  });
  expect(documented.toSorted()).toEqual(mounted.toSorted());
});
