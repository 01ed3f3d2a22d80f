/** Feed history (RFC 5005, section 4): the mark of archive documents. */

import { historyNamespace, type Channel } from '../channel.ts';
import { emptyElement } from '../xml.ts';

export const fh = {
  prefix: 'fh',
  uri: historyNamespace,
  channel: ({ current }: Channel): string[] => (current ? [emptyElement('fh:archive')] : []),
};
