/** `content/`, the example site, is what a new user sees first. It must look right on a machine without a network. */

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFolder } from '../../src/cli/folders.ts';
import { readConfig } from '../../src/cli/site-config.ts';
import { readFileSettings, readSite } from '../../src/cli/site.ts';
import { check } from '../../src/cli/source/check.ts';
import { siteFolders } from '../../src/cli/source/site-folders.ts';
import type { FileResult } from '../../src/publish/protocol.ts';

const config = readConfig(join(packageFolder, 'wrangler.toml'));
const site = readSite(config);
const folders = siteFolders({ content: join(packageFolder, 'content') }, readFileSettings(config));
/** What comparing all files finds. */
let conflicts: FileResult[] | undefined;
const checked = Array.from(
  (function* () {
    conflicts = yield* check(folders, site);
  })(),
);

it('has no errors and no warnings', () => {
  expect(checked.length).toBeGreaterThan(5);
  expect(checked.filter(({ status, problems }) => status !== 'article' || problems.length > 0)).toEqual([]);
  expect(conflicts).toEqual([]);
});

it('shows only files of its own', () => {
  const shown = checked.flatMap(({ article: { image, media = [], html = '' } }) => [
    ...(image === undefined ? [] : [image]),
    ...media.map(({ url }) => url),
    ...Array.from(html.matchAll(/<(?:img|audio|video|source)[^>]* src="([^"]*)"/g), ([, src]) => src!),
  ]);
  expect(shown.length).toBeGreaterThan(checked.length);
  expect(shown.filter((url) => !url.startsWith(`${site.url}/files/`))).toEqual([]);
});

it('is in English, and names the language of articles in Chinese', () => {
  expect(site.language).toBe('en');
  const chinese = checked.filter(({ article: { title = '' } }) => /\p{Script=Han}/u.test(title));
  expect(chinese.length).toBeGreaterThan(1);
  expect(chinese.map(({ article: { language } }) => language)).toEqual(chinese.map(() => 'zh-CN'));
});

it('keeps the addresses and ids of articles that were published before', () => {
  const found = checked.map(({ article: { address, id } }) => [address, id]);
  expect(found).toEqual(
    expect.arrayContaining([
      ['edgefeed/welcome-to-edgefeed', 'urn:uuid:0ac5a22a-5616-4f23-924f-77fe56edce5b'],
      ['随笔/为什么还要用订阅', 'urn:uuid:8b31d195-4014-4eb1-b1d6-b0ae39b17658'],
      // Its id is made from its path.
      [
        '社交媒体/知乎/知乎热榜/微信可直接打开淘宝页面并用支付宝完成支付，各大互联网平台互联互通要实现了吗？',
        undefined,
      ],
    ]),
  );
});
