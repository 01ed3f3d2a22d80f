/** The keys that concern visibility, each with the reading of its values. */

import { plainKey } from '../keys.ts';
import { booleanOf } from '../matter/value.ts';
import { placeForms } from './visibility-places.ts';
import {
  yes,
  no,
  none,
  mild,
  anything,
  hide,
  words,
  publicOr,
  status,
  kind,
  layout,
  published,
  halo,
  build,
  robots,
  head,
  index,
  place,
  audience,
  access,
  type Reading,
} from './visibility-readings.ts';

/**
 * Keys that keep a text back, without the spellings that `plainKey` makes equal (`is_draft`, `is-draft`), and without those
 * that `affix` takes away. Keys below Hugo's `params` and Zola's `extra` count like those beside them.
 * docs/front-matter.md has the same keys, which a test compares.
 */
const holding: Readonly<Record<string, Reading>> = {
  ...each('draft drafts drafted hidden private secret unfinished incomplete', yes('held')),
  ...each('encrypted encrypt encryption wip workInProgress inProgress headless', yes('held')),
  ...each('ignorePublish noPublish dontPublish doNotPublish notPublished unpublished unpublish', yes('held')),
  ...each('trashed trash deleted removed protected protect passwordProtected', yes('held')),
  ...each('restricted confidential internalOnly membersOnly memberOnly subscribersOnly', yes('held')),
  ...each('subscriberOnly patronsOnly emailOnly newsletterOnly paidOnly paywall paywalled', yes('held')),
  ...each('gated loginRequired requiresLogin requireLogin requiresAuth requireAuth', yes('held')),
  ...each('加密 隐藏 隱藏 私密 私有 草稿 非公開 下書き 비공개 초안', yes('held')),
  ...each('brouillon entwurf borrador rascunho bozza черновик', yes('held')),
  ...each('locked lock internal premium paid disabled offline ignore skip', mild(yes('held'))),
  hide,
  ...each('publish published 发布 發布', published),
  ...each('dg-publish visible public publishable 公开 公開', no('held')),
  ...each('render live online enabled enable ready show display', mild(no('held'))),
  ...each('password passwd pwd pw passphrase passcode pass passwordHash 密码 密碼 パスワード', anything),
  ...each('deletedAt trashedAt removedAt unpublishedAt', anything),
  ...each('status publish_status published_status publication_status workflow_status 状态 狀態', status),
  halo,
  visibility: words(publicOr('held')),
  ...each('audience tier privacy permission permissions', audience),
  access,
  ...each('state workflow workflow_state stage phase', words(none)),
};

/** The other keys. */
const others: Readonly<Record<string, Reading>> = {
  ...each('type post_type', kind),
  ...each('layout template', layout),
  permalink: (value) => (booleanOf(value) === false ? 'held' : 'clear'),
  ...each('_build build', build),

  ...each('unlisted unlist notListed isUnlisted linkOnly dg-hide exclude excluded', mild(yes('unlisted'))),
  ...each('listed isListed article', mild(no('unlisted'))),
  ...each('noindex robotsNoIndex noRobots', mild(yes('noindex'))),
  ...each('robots metaRobots robotsMeta robots-tag x-robots-tag googlebot', robots),
  ...each('head meta seo', head),
  index,
  ...each('indexable indexed searchEngine searchEngines', mild(no('noindex'))),
  ...each('searchable isSearchable indexing', mild(no('unsearchable'))),
  ...each('unsearchable notSearchable', mild(yes('unsearchable'))),
};

/** The reading of a key that names a place; both `feed: false` and `exclude_from_feed: true` leave the article out of it. */
function placeReading(plain: string): Reading | undefined {
  for (const { sign, out, inside } of placeForms) {
    if (out.test(plain)) return mild(yes(sign));
    // `list: 3` and `collection: notes` are the author's own.
    if (inside.test(plain) && !/^(?:collections?|lists?|listings?)$/.test(plain)) return place(sign);
  }
  return undefined;
}

/** Moments before which nothing is shown, whatever the date of the article says (Hugo, Eleventy, Ghost). */
const embargoKeys = ['publishDate', 'publishAt', 'embargo', 'embargoUntil'];
export const embargoes = new Set(embargoKeys.map(plainKey));

/** The names; many have other spellings, which `readingOf` knows. */
export const visibilityKeys: readonly string[] = [
  ...Object.keys(holding),
  ...Object.keys(others),
  ...embargoKeys,
];
const byPlainKey = (keys: Readonly<Record<string, Reading>>): Map<string, Reading> =>
  new Map(Object.entries(keys).map(([key, reading]) => [plainKey(key), reading]));
const holdingReadings = byPlainKey(holding);
const readings = new Map([...holdingReadings, ...byPlainKey(others)]);

/** What the article is called in `isDraft`, `post_status`, `wp:status`, `hide_post`. */
const before =
  /^(?:is|has|wp:?|wordpress:?|hexo|eleventy|post|page|article|content|note|entry|access|view)+(?=.)/;
const behind = /(?<=.)(?:post|page|article)$/;

export function readingOf(plain: string): Reading | undefined {
  const reading = readings.get(plain) ?? placeReading(plain);
  if (reading) return reading;
  const core = plain.replace(before, '');
  return holdingReadings.get(core) ?? holdingReadings.get(core.replace(behind, ''));
}

/** The same reading for several keys. */
function each(names: string, reading: Reading): Record<string, Reading> {
  return Object.fromEntries(names.split(' ').map((name) => [name, reading]));
}
