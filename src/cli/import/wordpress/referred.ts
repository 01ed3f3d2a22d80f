/** What posts of an export refer to: attachments, and synced patterns. They may follow the posts. */

import { limits } from '../../../limits.ts';
import { detached } from '../detached.ts';
import { childText, type Element } from '../readers/elements.ts';
import { webAddress } from '../readers/texts.ts';

export class Referred {
  /** Addresses by the id of the attachment. */
  readonly attachments = new Map<string, string>();
  /** Pictures by the id of the post that they belong to. */
  readonly galleries = new Map<string, string[]>();
  /** Contents of synced patterns by the id of their post; no more in all than an entry may have. */
  readonly patterns = new Map<string, string>();
  #patternsLength = 0;

  /** Whether an item is worth a closer look. @param xml of the item */
  static mayBe(xml: string): boolean {
    return xml.includes('<wp:attachment_url>') || xml.includes('wp_block');
  }

  add(item: Element): void {
    if (childText(item, 'wp:post_type') === 'wp_block') this.#addPattern(item);
    else this.#addAttachment(item);
  }

  #addPattern(item: Element): void {
    if (childText(item, 'wp:status') !== 'publish') return;
    const content = childText(item, 'content:encoded');
    if (this.#patternsLength + content.length > limits.importEntryBytes) return;
    this.#patternsLength += content.length;
    this.patterns.set(detached(childText(item, 'wp:post_id')), detached(content));
  }

  #addAttachment(item: Element): void {
    const written = webAddress(childText(item, 'wp:attachment_url'));
    if (written === undefined) return;
    const url = detached(written);
    const id = childText(item, 'wp:post_id');
    if (id !== '') this.attachments.set(detached(id), url);
    const parent = detached(childText(item, 'wp:post_parent'));
    if (parent === '' || parent === '0' || !/\.(?:jpe?g|png|gif|webp|avif)$/i.test(url)) return;
    this.galleries.set(parent, [...(this.galleries.get(parent) ?? []), url]);
  }
}
