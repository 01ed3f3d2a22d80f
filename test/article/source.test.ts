import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blobId } from '../../src/publish/manifest.ts';
import { parseArticle } from '../../src/article/parse.ts';
import { decodeSource, maxSourceBytes } from '../../src/article/source.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the bytes of a file', () => {
  it('are decoded as UTF-8, with the BOM, so that the text has the blob id of the file', () => {
    const bytes = utf8('\uFEFF---\r\ntitle: 知乎\r\n---\r\n');
    const decoded = decodeSource('a.md', bytes);
    expect('source' in decoded && blobId(utf8(decoded.source))).toBe(blobId(bytes));
  });

  it('are refused at the first byte that is not UTF-8', () => {
    const bytes = new Uint8Array([...utf8('---\ntitle: 知'), 0xe4, 0xb9, 0x0a, 0x2d]);
    expect(decodeSource('notes/a.md', bytes)).toEqual({
      problem: {
        severity: 'error',
        line: 2,
        column: 9,
        code: 'encoding',
        message: 'a.md is not valid UTF-8 from here on; save it as UTF-8',
      },
    });
  });

  it('are refused when a character is cut at the end of the file', () => {
    expect(decodeSource('a.md', new Uint8Array([0x61, 0xe4, 0xb9]))).toMatchObject({
      problem: { code: 'encoding', line: 1, column: 2 },
    });
  });

  it('are recognised as UTF-16', () => {
    expect(decodeSource('a.md', new Uint8Array([0xff, 0xfe, 0x2d, 0x00]))).toMatchObject({
      problem: { code: 'encoding', line: 1, column: 1, message: 'a.md is in UTF-16; save it as UTF-8' },
    });
  });

  it('are refused when there are too many of them', () => {
    expect(decodeSource('a.md', new Uint8Array(maxSourceBytes))).toHaveProperty('source');
    expect(decodeSource('a.md', new Uint8Array(maxSourceBytes + 1))).toMatchObject({
      problem: { code: 'too-large' },
    });
  });

  it('survive decoding and encoding, or are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decodeSource('a.md', bytes);
        const outcome = 'source' in decoded ? utf8(decoded.source) : decoded.problem.code;
        expect([bytes, 'encoding']).toContainEqual(outcome);
      }),
    );
  });
});

describe('a body of Markdown', () => {
  const head = '---\ntitle: A\ndate: 2024-01-01\n---\n';
  const parse = (body: string) =>
    parseArticle(
      { path: 'a.md', source: head + body },
      { siteUrl: 'https://feeds.example', timezone: 'UTC' },
    );

  it('that exceeds the memory of a worker is refused at its start, before it is parsed', () => {
    const result = parse('- item\n'.repeat(100_000));
    expect(result).toMatchObject({ status: 'error', problems: [{ code: 'too-large', line: 5, column: 1 }] });
  });

  it('may be long, and HTML longer', () => {
    expect(parse('A sentence.\n\n'.repeat(40_000)).status).toBe('article');
    expect(parse(`<div>${'<p>A sentence.</p>\n'.repeat(60_000)}</div>`).status).toBe('article');
  });
});
