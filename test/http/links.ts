/** Following addresses, for the tests of old links. */

import { get, site } from './publish.ts';

export const article = (title: string, front: string): string =>
  `---\ntitle: ${title}\ndate: 2024-01-01\n${front}---\nText of ${title}\n`;

/** `301 /articles/a`, `200`, `404` */
export async function follow(path: string): Promise<string> {
  const response = await get(path);
  const location = response.headers.get('Location');
  return location === null ? String(response.status) : `${response.status} ${location.replace(site, '')}`;
}
