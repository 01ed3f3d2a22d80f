/** What pages show besides their own content. */

import { limits } from '../../limits.ts';
import type { Card } from '../../site/card.ts';
import { filePathIn } from '../../site/paths.ts';
import type { FileDocument, NavigationDocument } from '../../store/documents.ts';
import { siteOf, storeOf, type AppContext } from '../context.ts';
import { KvMemo } from './kv-memo.ts';

/** Articles on the page of an address where nothing is. */
const newestOfError = 3;

export class PageMemo {
  readonly navigation = new KvMemo<NavigationDocument>({ links: [], changedAt: 0 }, async (c) =>
    storeOf(c).navigation(),
  );
  /** The site's own style sheet. Undefined: it has none, or one that is no style sheet or too large. */
  readonly sheet = new KvMemo<FileDocument | undefined>(undefined, storedSheet);
  /** The newest articles, for the pages of errors. */
  readonly newest = new KvMemo<readonly Card[]>([], async (c) => {
    const index = await storeOf(c).index();
    return index && index.newest.slice(0, newestOfError);
  });

  /** What every page shows, as it was read last. */
  get known() {
    return this.#shown(this.navigation.known, this.sheet.known);
  }

  /** What every page shows. `changedAt`: when it last changed, ms. */
  async read(c: AppContext) {
    const { look } = siteOf(c);
    const [navigation, sheet] = await Promise.all([
      this.navigation.get(c),
      look?.sheet === undefined ? undefined : this.sheet.get(c),
    ]);
    return this.#shown(navigation, sheet);
  }

  #shown({ links, changedAt }: NavigationDocument, sheet: FileDocument | undefined) {
    return {
      navigation: links,
      // Names the version, so that a change shows at once though the file itself may be kept for a day.
      sheetVersion: sheet?.blob.slice(0, 12),
      changedAt: Math.max(changedAt, sheet?.lastModified ?? 0),
    };
  }
}

async function storedSheet(c: AppContext): Promise<FileDocument | undefined> {
  const path = filePathIn(siteOf(c).look?.sheet ?? '/');
  const document = path === undefined ? null : await storeOf(c).address(path);
  const fits =
    document?.state === 'file' &&
    document.bytes <= limits.styleSheetBytes &&
    document.type.startsWith('text/css');
  return fits ? document : undefined;
}
