import { describe, expect, it } from 'vitest';

import type { Article } from '../../src/article/article.ts';
import type { AssetFacts } from '../../src/asset/facts.ts';
import { renderAtom } from '../../src/feed/atom.ts';
import { formats } from '../../src/feed/formats.ts';
import { renderJson } from '../../src/feed/json.ts';
import { renderRss } from '../../src/feed/rss.ts';
import { estimateBytes, textsOf } from '../../src/feed/size.ts';
import { withFacts } from '../../src/feed/with-facts.ts';
import { all, one, readXml } from './strict-xml.ts';
import { article, feedOf, site } from './sample.ts';

const files = `${site.url}/files`;
const picture: AssetFacts = { type: 'image/webp', bytes: 12_345, width: 800, height: 450 };
const song: AssetFacts = { type: 'audio/mp4', bytes: 5_000_000, duration: 61.4 };

/** An article of `trip/a.md`, in a site that has these files. */
function filled(known: Record<string, AssetFacts>, changes: Partial<Article>): Article {
  const given = article({ path: 'trip/a.md', image: undefined as never, html: '', ...changes });
  return withFacts(site.url, given, (address) => known[address]);
}

const itemOf = (given: Article) => one(one(readXml(renderRss(feedOf([given]))), 'channel'), 'item');
const bodyOf = (known: Record<string, AssetFacts>, html: string): string => filled(known, { html }).html;

describe('an article with files that nothing is known of', () => {
  it('stays the same object', () => {
    const given = article({
      html: `<p><img src="${files}/trip/a.png"><img src="https://a.example/b.png"></p>`,
    });
    expect(withFacts(site.url, given, () => undefined)).toBe(given);
  });

  it('asks for addresses of this site alone, each once', () => {
    const asked: string[] = [];
    const html = `<p><img src="${files}/b/a.png?v=1"><a href="${files}/b/a.png?v=1">x</a><img src="https://a.example/b.png"><a href="${site.url}/articles/x">y</a></p>`;
    withFacts(site.url, article({ path: 'a/b.md', html }), (address) => void asked.push(address));
    expect(asked).toEqual([`${files}/b/a.png`]);
  });

  it('asks for so many of them at most', () => {
    let asked = 0;
    const html = Array.from({ length: 2000 }, (_, i) => `<img src="${files}/b/${i}.png">`).join('');
    withFacts(site.url, article({ path: 'a/b.md', html }), () => void asked++);
    expect(asked).toBeLessThanOrEqual(500);
  });
});

describe('a picture of a body', () => {
  const known = { [`${files}/trip/a.png`]: picture };

  it.each([
    ['without a size gets it', '', ' width="800" height="450"'],
    ['with a width gets the height to it', ' width="400"', ' width="400" height="225"'],
    ['with a height gets the width to it', ' height="90"', ' height="90" width="160"'],
    ['with both keeps them', ' width="1" height="1"', ' width="1" height="1"'],
    ['with a share of the page keeps it', ' width="50%"', ' width="50%"'],
    [
      'with other sources keeps its own',
      ' srcset="https://a.example/b.png 2x"',
      ' srcset="https://a.example/b.png 2x"',
    ],
    [
      'whose text looks like markup gets it',
      ' alt="x src=&quot; width="',
      ' alt="x src=&quot; width=" width="800" height="450"',
    ],
  ])('%s', (_, before, after) => {
    const image = (rest: string) => `<p><img src="${files}/trip/a.png"${rest}> x</p>`;
    expect(bodyOf(known, image(before))).toBe(image(after));
  });

  it('in a picture element keeps its size', () => {
    const html = `<picture><source srcset="${files}/x/b.avif"><img src="${files}/trip/a.png"></picture>`;
    expect(bodyOf(known, html)).toBe(html);
  });

  it('is known by its address without a query', () => {
    const html = `<img src="${files}/trip/a.png?v=1&amp;w=2">`;
    expect(bodyOf(known, html)).toBe(`<img src="${files}/trip/a.png?v=1&amp;w=2" width="800" height="450">`);
  });

  it.each([
    ['in the folder of the article', `${files}/trip/a/a.png`],
    ['at the root of the site', `${site.url}/a.png`],
    ['at the root of the content', `${files}/a.png`],
  ])('that lies elsewhere gets its address: %s', (_, address) => {
    const html = `<p><a href="${files}/trip/a.png"><img src="${files}/trip/a.png?v=1" srcset="${files}/trip/a.png 1x, https://a.example/b.png 2x"></a></p>`;
    expect(bodyOf({ [address]: picture }, html)).toBe(
      `<p><a href="${address}"><img src="${address}?v=1" srcset="${address} 1x, https://a.example/b.png 2x"></a></p>`,
    );
  });
});

describe('what is known of a file', () => {
  const known = { [`${files}/trip/a.png`]: picture, [`${files}/trip/b.m4a`]: song };
  const both = filled(known, {
    image: `${files}/trip/a.png`,
    media: [{ url: `${files}/trip/b.m4a`, type: 'audio/mpeg', length: 1 }],
  });
  const pictureAlone = { ...both, media: [] };

  it('is the type and length of the enclosure in RSS', () => {
    const enclosure = (given: Article) => one(itemOf(given), 'enclosure').attributes;
    expect(enclosure(both)).toEqual({ url: `${files}/trip/b.m4a`, length: '5000000', type: 'audio/mp4' });
    expect(enclosure(pictureAlone)).toMatchObject({ length: '12345', type: 'image/webp' });
  });

  it('is the size of the picture in Media RSS', () => {
    const item = itemOf(both);
    expect(one(item, 'media:thumbnail').attributes).toMatchObject({ width: '800', height: '450' });
    expect(one(item, 'media:content').attributes).toMatchObject({
      type: 'image/webp',
      fileSize: '12345',
      width: '800',
      height: '450',
    });
  });

  it('is the type and length of the enclosures in Atom', () => {
    const links = all(one(readXml(renderAtom(feedOf([both]))), 'entry'), 'link').map(
      ({ attributes }) => attributes,
    );
    expect(links.filter(({ rel }) => rel === 'enclosure')).toMatchObject([
      { href: `${files}/trip/b.m4a`, length: '5000000', type: 'audio/mp4' },
      { length: '12345', type: 'image/webp' },
    ]);
  });

  it('is the type, length and duration of the attachment in JSON Feed', () => {
    expect(JSON.parse(renderJson(feedOf([both])))).toMatchObject({
      items: [
        {
          attachments: [
            {
              url: `${files}/trip/b.m4a`,
              mime_type: 'audio/mp4',
              size_in_bytes: 5_000_000,
              duration_in_seconds: 61,
            },
          ],
        },
      ],
    });
  });

  it('is not a type that says nothing', () => {
    const unknown = { [`${files}/trip/b.m4a`]: { type: 'application/octet-stream', bytes: 5 } };
    const media = [{ url: `${files}/trip/b.m4a`, type: 'audio/mpeg', duration: 7 }];
    expect(filled(unknown, { media }).media).toEqual([
      { url: `${files}/trip/b.m4a`, type: 'audio/mpeg', length: 5, duration: 7 },
    ]);
  });

  it.each(['rss', 'atom', 'json'] as const)('is within the estimate of %s', (format) => {
    const huge = { ...picture, bytes: 1e12, width: 123_456, height: 123_456 };
    const given = filled({ [`${files}/trip/a.png`]: huge }, { image: `${files}/trip/a.png` });
    const { render, sizes } = formats[format];
    const bytes = (list: Article[]) => Buffer.byteLength(render(feedOf(list)));
    const estimate = estimateBytes(given, textsOf(given), sizes);
    expect(bytes([given]) - bytes([])).toBeLessThanOrEqual(estimate);
    const more = bytes([given]) - bytes([{ ...given, imageFacts: undefined as never }]);
    expect(more).toBeLessThanOrEqual(sizes.imageFacts + 10);
  });
});
