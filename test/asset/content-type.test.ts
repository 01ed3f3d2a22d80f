import { describe, expect, it } from 'vitest';
import docs from '../../docs/files.md?raw';
import { contentOf, headBytes, typeOf } from '../../src/asset/content-type.ts';
import { assetTypes, isAssetPath } from '../../src/asset/types.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const png = bytes(
  [0x89],
  'PNG\r\n',
  [0x1a, 0x0a, 0, 0, 0, 13],
  'IHDR',
  Array<number>(17).fill(0),
  [0, 0, 0, 1],
  'IDAT',
);

async function typeAs(path: string, head: Uint8Array): Promise<string> {
  const found = typeOf(path, await contentOf(head));
  return 'type' in found ? found.type : `error: ${found.why}`;
}

describe('the type of a file', () => {
  it.each<[string, Uint8Array, string]>([
    ['a.png', png, 'image/png'],
    ['a.jpg', png, 'image/png'],
    ['a.gif', bytes('GIF89a', Array<number>(20).fill(0)), 'image/gif'],
    ['a.webp', bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 '), 'image/webp'],
    ['a.pdf', bytes('%PDF-1.7\n'), 'application/pdf'],
    ['a.chapters.json', bytes('{}'), 'application/json+chapters; charset=utf-8'],
    ['/chapters.json', bytes('{}'), 'application/json+chapters; charset=utf-8'],
    ['/my-data.json', bytes('{}'), 'application/json'],
    ['a.vtt', bytes('WEBVTT\n'), 'text/vtt'],
    ['a.srt', bytes('1\n'), 'application/x-subrip'],
    ['a.svg', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
    [
      'a.svg',
      bytes('\uFEFF<?xml version="1.0"?><!-- <svg> --><!DOCTYPE svg [<!ENTITY a "b">]>\n<svg>'),
      'image/svg+xml',
    ],
    ['a.mp3', bytes('ID3', [3, 0, 0, 0, 18, 0, 0], Array<number>(headBytes).fill(0)), 'audio/mpeg'],
    [
      'a.docx',
      bytes('PK\x03\x04', Array<number>(40).fill(0)),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['a.zip', bytes('PK\x03\x04', Array<number>(40).fill(0)), 'application/zip'],
    ['a.txt', bytes('für alle'), 'text/plain'],
    ['a.txt', bytes('BMW, MZ and GIF89a'), 'text/plain'],
    ['a.vtt', bytes('WEBVTT\n\n00:00.000 --> 00:01.000\nHello'), 'text/vtt'],
    ['a.csv', bytes('名,值\n', [0xe7, 0x9f]), 'text/csv'],
  ])('%s is by its content %#', async (path, head, type) => expect(await typeAs(path, head)).toBe(type));

  it.each<[string, Uint8Array, string]>([
    ['a.png', bytes('<!DOCTYPE html><svg></svg>'), 'contains text'],
    ['a.svg', bytes('<html><svg></svg></html>'), 'contains text'],
    ['a.svg', bytes('<!-- <svg>'), 'contains text'],
    ['a.png', bytes('%PDF-1.7\n'), 'its content is application/pdf'],
    ['a.txt', png, 'its content is image/png'],
    ['a.txt', bytes([0xc4, 0xe3, 0xba, 0xc3]), 'is not text in UTF-8'],
    ['a.csv', bytes('a\0b'), 'is not text in UTF-8'],
    ['a.mp4', bytes([1, 2, 0]), 'its content is of no known type'],
  ])('%s that is something else is refused %#', async (path, head, why) =>
    expect(await typeAs(path, head)).toContain(`error: the file is named .${path.slice(2)}, but ${why}`),
  );

  it('is not that of a pointer, whatever the ending', async () => {
    const pointer = bytes('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n');
    for (const path of ['a.png', 'a.csv'])
      expect(typeOf(path, await contentOf(pointer))).toMatchObject({ code: 'pointer' });
  });

  it('of a hostile head is found in linear time', async () => {
    for (const part of ['<!-- -->', '<?a?>', '<!DOCTYPE a>', ' ', '<!doctype a []>']) {
      const head = bytes(part.repeat(headBytes / 16).slice(0, headBytes));
      expect(await contentOf(head)).toEqual({ isText: true });
    }
  });
});

it('docs/files.md lists the endings of each kind', () => {
  const listed = [
    ...docs.matchAll(/^\| (?:pictures|media|documents|fonts|archives|text) +\| (.*?) +\|$/gm),
  ].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, endings = '']) => endings.split(' ')),
  );
  // Of CSS one file alone is published.
  listed[listed.indexOf('_style.css')] = 'css';
  expect(listed.sort()).toEqual([...assetTypes.keys()].sort());
});

it('a path is that of a file by its ending and its folders', () => {
  expect(
    ['a.PNG', 'x/a.mp3', '/data.json', 'ep-1.chapters.json', '_a.png', 'my drafts/a.png'].filter(
      (path) => !isAssetPath(path),
    ),
  ).toEqual([]);
  const others = [
    'a.md',
    'a',
    'a.exe',
    '.png',
    'x/.y/a.png',
    'node_modules/a.png',
    'data.json',
    '/a.html',
    '/a.js',
    // Kept back, like the articles there.
    '_drafts/a.png',
    'posts/Drafts/plan/a.pdf',
    '_private/a.zip',
    '草稿/a.png',
    '/_drafts/a.png',
  ];
  expect(others.filter(isAssetPath)).toEqual([]);
});
