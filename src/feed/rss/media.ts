/** Media RSS (https://www.rssboard.org/media-rss): the image of an item. */

import type { Item } from '../item.ts';
import { emptyElement } from '../xml.ts';

export const media = {
  prefix: 'media',
  uri: 'http://search.yahoo.com/mrss/',
  item({ image }: Item): string[] {
    if (!image) return [];
    const { url, type } = image;
    const size = { width: image.width?.toString(), height: image.height?.toString() };
    const fileSize = image.length?.toString();
    return [
      emptyElement('media:thumbnail', { url, ...size }),
      emptyElement('media:content', { url, type, medium: 'image', fileSize, ...size }),
    ];
  },
};
