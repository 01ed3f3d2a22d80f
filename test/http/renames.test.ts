/** Categories, tags and authors with another name: a rule from page to page leads everything of the old one. */

import { reset } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { article, follow } from './links.ts';
import { get, publish } from './publish.ts';

const rules = `
/categories/Notes/      /categories/Journal/
/categories/Old%20Name  /categories/Notes/
/tags/js/               /tags/JavaScript/   308
/authors/Jane%20Doe/    /authors/Jane%20Roe/
/categories/Photos/     /tags/photo/
/categories/Away/       /categories/Journal/   302
/categories/Nowhere/    /categories/Nothing/
${Array.from({ length: 18 }, (_, i) => `/tags/v${i}/ /tags/v${i + 1}/`).join('\n')}
/tags/v18/ /tags/photo/
`;

describe('a rule from the page of one name to that of another', () => {
  beforeAll(async () => {
    await reset();
    const sources = Array.from({ length: 60 }, (_, i) => [
      `${i}.md`,
      article(`No. ${i}`, 'categories: [Journal]\ntags: [JavaScript]\nauthor: Jane Roe\n'),
    ]);
    await publish(Object.fromEntries(sources) as Record<string, string>);
    await publish({
      'p.md': article('P', 'categories: [Other, Journal]\ntags: [photo]\n'),
      _redirects: rules,
    });
  });

  it.each([
    ['/categories/Notes/', '301 /categories/Journal/'],
    ['/categories/Notes', '301 /categories/Journal/'],
    ['/categories/Notes/rss.xml', '301 /categories/Journal/rss.xml'],
    ['/categories/Notes/atom.xml', '301 /categories/Journal/atom.xml'],
    ['/categories/Notes/feed.json', '301 /categories/Journal/feed.json'],
    ['/categories/Notes/feed.json?limit=5', '301 /categories/Journal/feed.json?limit=5'],
    ['/categories/Notes/feed.json?utm_source=x', '301 /categories/Journal/feed.json'],
    ['/categories/notes/rss.xml', '301 /categories/Journal/rss.xml'],
    ['/categories/Old%20Name/atom.xml', '301 /categories/Journal/atom.xml'],
    ['/categories/old-name/', '301 /categories/Journal/'],
    ['/categories/Other/Notes/rss.xml', '301 /categories/Other/Journal/rss.xml'],
    ['/category/notes/feed/', '301 /categories/Journal/rss.xml'],
    ['/categories/notes/index.xml', '301 /categories/Journal/rss.xml'],
    ['/tags/js/feed.json', '301 /tags/JavaScript/feed.json'],
    ['/tags/JS/', '301 /tags/JavaScript/'],
    ['/tag/js/rss/', '301 /tags/JavaScript/rss.xml'],
    ['/authors/Jane%20Doe/rss.xml', '301 /authors/Jane%20Roe/rss.xml'],
    ['/author/jane-doe/', '301 /authors/Jane%20Roe/'],
    ['/categories/Photos/rss.xml', '301 /tags/photo/rss.xml'],
    // As far as a browser follows the pages.
    ['/tags/v0/rss.xml', '301 /tags/photo/rss.xml'],
    ['/categories/Away/', '302 /categories/Journal/'],
    ['/categories/Away/rss.xml', '404'],
    ['/categories/Nowhere/rss.xml', '404'],
    ['/categories/Unknown/rss.xml', '404'],
  ])('leads %s on', async (path, expected) => {
    expect(await follow(path)).toBe(expected);
  });

  it('leads the pages of the archive on, in every format and as a page', async () => {
    const atom = await (await get('/categories/Journal/atom.xml')).text();
    const [, page] =
      /rel="prev-archive" href="https:\/\/feeds\.example\/categories\/Journal\/(archive\/[^"]+)atom\.xml"/.exec(
        atom,
      )!;
    for (const file of ['rss.xml', 'atom.xml', 'feed.json', '']) {
      const path = `/categories/Journal/${page}${file}`;
      expect(await follow(path)).toBe('200');
      expect(await follow(`/categories/Notes/${page}${file}`)).toBe(`301 ${path}`);
    }
  });

  it('has no effect as long as the old name is in use', async () => {
    await publish({ 'again.md': article('Again', 'categories: [Notes]\n') });
    expect(await follow('/categories/Notes/rss.xml')).toBe('200');
    expect(await follow('/categories/notes/rss.xml')).toBe('301 /categories/Notes/rss.xml');
    await publish({ 'again.md': null });
    expect(await follow('/categories/Notes/rss.xml')).toBe('301 /categories/Journal/rss.xml');
  });

  it('ends with the rule', async () => {
    await publish({ _redirects: null });
    expect(await follow('/categories/Notes/rss.xml')).toBe('404');
  });
});
