/** What is known of a file that is published as it is, read from its bytes. */

import { contentOf, headBytes, type Content } from '../../asset/content-type.ts';
import type { AssetFacts } from '../../asset/facts.ts';
import { pictureHeadBytes, pictureSize } from '../../asset/picture.ts';
import type { AssetFile } from './asset-file.ts';

/** The facts of a blob, whatever its name: the type is the one that the content tells. */
export type BlobFacts = Omit<AssetFacts, 'type'> & { content: Content };

export async function factsOf(file: AssetFile): Promise<BlobFacts> {
  const head = await file.read(0, Math.min(file.size, pictureHeadBytes));
  const content = await contentOf(head.subarray(0, headBytes));
  const facts = { content, bytes: file.size };
  const { type } = content;
  if (type?.startsWith('image/')) return { ...facts, ...pictureSize(head) };
  if (type === undefined || !/^(?:audio|video)\/|^application\/ogg/.test(type)) return facts;
  // Imported only where there is audio or video: it has a parser for each format.
  const { mediaFacts } = await import('./media-facts.ts');
  return { ...facts, ...(await mediaFacts(file, type)) };
}
