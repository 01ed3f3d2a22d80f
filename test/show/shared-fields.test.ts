/** What a show and an episode both have is read by one reader: the same spellings, limits and messages. */

import { assert, describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/article/parse.ts';
import { limits } from '../../src/limits.ts';
import { parseShow } from '../../src/show/parse.ts';
import { showFile } from './show-file.ts';

const site = { siteUrl: 'https://feeds.example', timezone: 'UTC' };

interface Reading {
  fields: Record<string, unknown>;
  messages: string[];
}

function inShow(front: string): Reading {
  const result = parseShow({ path: 'x/_show.md', source: showFile(`${front}\n`) }, site);
  assert(result.status === 'show', JSON.stringify(result.problems));
  const { explicit, persons, license, funding, txt } = result.show;
  return {
    fields: { explicit, persons, license, funding, txt },
    messages: result.problems.map(({ message }) => message),
  };
}

function inEpisode(front: string): Reading {
  const audio = 'audio: {url: https://a.example/1.mp3, length: 5, duration: 5}\nexplicit: false\n';
  const source = `---\ntitle: T\ndate: 2026-01-02\n${audio}${front}\n---\n`;
  const result = parseArticle({ path: 'x/a.md', source }, site);
  assert(result.status === 'article', JSON.stringify(result.problems));
  const { explicit, persons = [], license, funding = [], txt = [] } = result.article.episode ?? {};
  return {
    fields: { explicit, persons, license, funding, txt },
    messages: result.problems.map(({ message }) => message),
  };
}

const person = { name: 'Ada', img: 'https://feeds.example/files/x/ada.jpg', href: 'https://ada.example/' };

describe('a show and an episode read alike', () => {
  it.each<[front: string, field: string, value: unknown]>([
    ['persons: Ada', 'persons', [{ name: 'Ada' }]],
    ['persons: ["[Ada](https://ada.example)"]', 'persons', [{ name: 'Ada', href: 'https://ada.example/' }]],
    ['persons: [{name: Ada, avatar: ada.jpg, website: https://ada.example}, Ada]', 'persons', [person]],
    [
      'persons: [{full_name: Ada, photo: ada.jpg, uri: https://ada.example, role: Guest, group: Writing}]',
      'persons',
      [{ ...person, role: 'guest', group: 'writing' }],
    ],
    [
      'hosts: [Ada]\nguests: [Bo]\ncohosts: Cy',
      'persons',
      [
        { name: 'Ada', role: 'host' },
        { name: 'Cy', role: 'co-host' },
        { name: 'Bo', role: 'guest' },
      ],
    ],
    [
      'license: https://creativecommons.org/licenses/by/4.0/',
      'license',
      { name: 'cc-by-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    ],
    ['license: {identifier: MIT}', 'license', { name: 'MIT' }],
    ['license: {text: Mine, link: /terms}', 'license', { name: 'Mine', url: 'https://feeds.example/terms' }],
    [
      'license: {url: https://a.example/terms}',
      'license',
      { name: 'a.example', url: 'https://a.example/terms' },
    ],
    [
      'funding: https://pay.example/ada',
      'funding',
      [{ url: 'https://pay.example/ada', label: 'pay.example' }],
    ],
    [
      'funding: [{href: https://pay.example, label: "Pay *me*"}, www.b.example]',
      'funding',
      [
        { url: 'https://pay.example/', label: 'Pay *me*' },
        { url: 'https://www.b.example/', label: 'www.b.example' },
      ],
    ],
    [
      'txt: [a <b> *c*, {value: d, purpose: verify}]',
      'txt',
      [{ text: 'a <b> *c*' }, { text: 'd', purpose: 'verify' }],
    ],
    ['podcast:txt: a', 'txt', [{ text: 'a' }]],
  ])('%j', (front, field, value) => {
    const [show, episode] = [inShow(front), inEpisode(front)];
    expect(show.fields[field]).toEqual(value);
    expect(episode.fields[field]).toEqual(value);
    expect([show.messages, episode.messages]).toEqual([[], []]);
  });

  it.each([
    'persons: [{role: host}]',
    'persons: [{name: Ada, img: "data:,"}]',
    'persons: [{name: Ada, url: "javascript:alert(1)"}]',
    'hosts: []\nguests: [{name: [Ada]}]',
    'license: [MIT]',
    'license: {terms: x}',
    'license: {name: Mine, url: "ftp://a.example"}',
    'funding: pay me',
    'funding: {text: Pay}',
    'funding: {url: "mailto:ada@a.example", text: Pay}',
    'txt: {purpose: verify}',
    `txt: ${'x'.repeat(limits.txtText + 1)}`,
    `persons: ${'x'.repeat(limits.episodeName + 1)}`,
    `license: ${'x'.repeat(limits.episodeName + 1)}`,
    `funding: {url: https://a.example, text: ${'x'.repeat(limits.episodeName + 1)}}`,
  ])('the warnings of %j', (front) => {
    const [show, episode] = [inShow(front), inEpisode(front)];
    expect(show.messages).toHaveLength(1);
    expect(episode).toEqual(show);
  });

  it.each([
    ['persons', 'persons', (i: number) => `P${i}`],
    ['funding', 'links for funding', (i: number) => `https://a.example/${i}`],
    ['txt', 'texts for services', (i: number) => `T${i}`],
  ])('the number of %s', (field, kind, item) => {
    const list = Array.from({ length: limits.episodeValues + 2 }, (_, i) => item(i));
    const [show, episode] = [inShow, inEpisode].map((read) => read(`${field}: [${list.join(', ')}]`));
    expect(show!.fields[field]).toHaveLength(limits.episodeValues);
    expect(episode!.fields).toEqual(show!.fields);
    const rest = `may have ${limits.episodeValues} ${kind}, so the last 2 were left out; remove some`;
    expect([show!.messages, episode!.messages]).toEqual([[`a show ${rest}`], [`an article ${rest}`]]);
  });
});
