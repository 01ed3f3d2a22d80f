/** The `podcast:guid` of a show (https://podcasting2.org/docs/podcast-namespace/tags/guid). */

import { uuidOf } from '../article/uuid.ts';

/** The namespace of the specification. */
const namespace = 'ead4c236-bf58-58c6-a2c6-a6b28d128cb6';

/** The guid of a feed that is first seen at an address, which counts without its scheme and slashes at the end. */
export function guidOfFeed(url: string): string {
  const address = url.replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  let end = address.length;
  while (address[end - 1] === '/') end--;
  return uuidOf(address.slice(0, end), namespace);
}
