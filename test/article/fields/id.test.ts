import { describe, expect, it } from 'vitest';
import { iriOf } from '../../../src/article/fields/id.ts';
import { parseArticle } from '../../../src/article/parse.ts';
import { limits } from '../../../src/limits.ts';

const options = { siteUrl: 'https://feeds.example', timezone: 'UTC' };

function idsOf(front: string): { id?: string; guid?: string } | string {
  const source = `---\ntitle: A\ndate: 2026-01-02\n${front}\n---\nText.\n`;
  const result = parseArticle({ path: 'a.md', source }, options);
  if (result.status !== 'article') return result.problems[0]!.message;
  const { id, guid } = result.article;
  return { ...(id !== undefined && { id }), ...(guid !== undefined && { guid }) };
}

describe('an id that is wanted verbatim', () => {
  it.each(['12345', '5f1a7e3c9d', 'Post 12, of 2020', '8D1C2B3A-0000-4000-8000-0123456789AB', '知乎/1'])(
    'is a guid beside the IRI that the text has anyway: %s',
    (text) => {
      const { id } = idsOf(`id: "${text}"`) as { id: string };
      expect(id).toMatch(/^urn:uuid:/);
      expect(idsOf(`id: "${text}"\nverbatim_id: true`)).toEqual({ id, guid: text });
    },
  );

  it('keeps characters that are not of ASCII, capitals and spaces', () => {
    expect(idsOf('guid: https://e.example/文章\nverbatim_id: yes')).toEqual({
      id: 'https://e.example/%E6%96%87%E7%AB%A0',
      guid: 'https://e.example/文章',
    });
    expect(idsOf('guid: "a  b"\nverbatim_id: yes')).toMatchObject({ guid: 'a  b' });
  });

  it('is the id alone where that says it all', () => {
    expect(idsOf('id: https://e.example/?p=12\nverbatim_id: true')).toEqual({
      id: 'https://e.example/?p=12',
    });
    expect(idsOf('id: 12345\nverbatim_id: false')).toEqual(idsOf('id: 12345'));
    expect(idsOf('verbatim_id: true')).toEqual({});
  });

  it('is refused if it is too long, as every id is', () => {
    const long = 'x'.repeat(limits.idLength + 1);
    expect(idsOf(`id: ${long}\nverbatim_id: true`)).toBe(
      `"id" is longer than ${limits.idLength} characters; write a shorter one`,
    );
  });

  it('leads to an IRI that leads to itself', () => {
    for (const text of ['12345', 'tag:e.example,2020:文', 'https://e.example/a%20b?c=%25', 'A b'])
      expect(iriOf(iriOf(text))).toBe(iriOf(text));
  });
});
