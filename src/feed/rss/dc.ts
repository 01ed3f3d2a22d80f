/** Dublin Core (https://www.dublincore.org/specifications/dublin-core/dces/): authors by name, and languages. */

import type { Item } from '../item.ts';
import { plainElement, textElement } from '../xml.ts';

export const dc = {
  prefix: 'dc',
  uri: 'http://purl.org/dc/elements/1.1/',
  item({ authors, language }: Item): string[] {
    // `author` must be an e-mail address; dc:creator is for names.
    const elements = authors.map(({ name }) => plainElement('dc:creator', name));
    return language ? [...elements, textElement('dc:language', language)] : elements;
  },
};
