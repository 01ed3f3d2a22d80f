import { expect, it } from 'vitest';
import { plainKey } from '../../src/article/keys.ts';
import docs from '../../docs/podcasts.md?raw';
import { categoryKeys, descriptionKeys, fields, personKeys } from '../../src/show/fields.ts';

it('docs/podcasts.md lists every field under a key that is read, and no other', () => {
  const section = docs.slice(docs.indexOf('\n## The show'), docs.indexOf('\n### The guid'));
  const told = Array.from(section.matchAll(/^\| (`[^|]+`) +\|/gm), ([, keys = '']) =>
    Array.from(keys.matchAll(/`([^`]+)`/g), ([, key = '']) => plainKey(key)),
  );
  const read = [
    ...Object.values(fields).map(({ keys }) => keys),
    ...Object.values(personKeys),
    descriptionKeys,
  ].map((keys) => keys.map(plainKey));
  for (const keys of told)
    expect(
      read.some((known) => keys.every((key) => known.includes(key))),
      keys[0],
    ).toBe(true);
  for (const known of read)
    expect(
      told.some(([key = '']) => known.includes(key)),
      known[0],
    ).toBe(true);
  expect(section).toContain(`\`${categoryKeys[0]}: `);
});
