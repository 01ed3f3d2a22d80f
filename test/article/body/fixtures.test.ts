import { describe, expect, it } from 'vitest';

import { renderBody, type Body } from '../../../src/article/body/body.ts';
import { expectSafe, reread } from './safety.ts';

const baseUrl = 'https://feeds.example/articles/notes/first';

/** One folder a trap: `source.*` becomes `expected.html`; `expected.json` holds whatever else a body has. */
const files: Record<string, string> = import.meta.glob('../../fixtures/body/*/*', {
  query: '?raw',
  eager: true,
  import: 'default',
});

const traps = Object.keys(files)
  .filter((file) => file.includes('/source.'))
  .map((file) => ({ file, folder: file.slice(0, file.lastIndexOf('/')) }))
  .map(({ file, folder }) => ({ name: folder.slice(folder.lastIndexOf('/') + 1), file, folder }));

describe('the body of an article', () => {
  it.each(traps)('matches the expected HTML: $name', ({ file, folder }) => {
    const path = file.replace('../../fixtures/body/', 'notes/');
    const { html, ...rest } = renderBody(files[file]!, { path, baseUrl, takeHeading: true });
    expect(`${html}\n`).toBe(files[`${folder}/expected.html`]);
    const { unknownTags } = rest;
    const found = { ...rest, ...(unknownTags && { unknownTags: Object.fromEntries(unknownTags) }) };
    expect(found).toEqual(JSON.parse(files[`${folder}/expected.json`]!) as Omit<Body, 'html'>);
    expectSafe(html);
    expect(reread(html, baseUrl)).toBe(html);
  });
});
