import { describe, expect, it } from 'vitest';
import docs from '../../docs/redirects.md?raw';
import { formatOfFile } from '../../src/feed/formats.ts';
import { formerFeedRows, formerFeeds } from '../../src/redirects/former-feeds.ts';
import { segmentsOf } from '../../src/redirects/pattern.ts';
import { scopePlace } from '../../src/site/paths.ts';

describe('the table of old feed addresses', () => {
  it('has no address that is a document of the site already', () => {
    const own = formerFeedRows.filter(([path]) => {
      const place = scopePlace(path.replace('/*', '').replaceAll(':name', 'x'), formatOfFile);
      return place !== undefined && (place.format !== undefined || place.canonical === path);
    });
    expect(own).toEqual([]);
  });

  it('has each address once', () => {
    const paths = formerFeedRows.map(([path]) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('asks for a handful of names at most, whatever an address is', () => {
    for (const [path] of formerFeedRows) {
      const found = formerFeeds(segmentsOf(path.replace('/*', '/a/b').replaceAll(':name', 'x'))!);
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(3);
    }
  });

  it('has the rows that docs/redirects.md has', () => {
    const section = docs.slice(docs.indexOf('\n## Feeds of other generators'));
    const rows = Array.from(
      section.matchAll(/^\| `(\/[^`]*)` +\| ([^|]*?) +\| ([^|]*?) +\| ([^|]*?) +\|/gm),
      ([, ...cells]) => cells,
    );
    const words = { page: 'page', rss: 'RSS', atom: 'Atom', json: 'JSON Feed' };
    expect(rows).toEqual(
      formerFeedRows.map(([path, whose, what, of]) => [
        path,
        whose === 'all' ? 'all articles' : whose.join(', else '),
        words[what],
        of,
      ]),
    );
  });
});
