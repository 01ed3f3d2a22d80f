/** Pictures and enclosures of entries, saved beside their articles. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { endingOf, isAssetPath } from '../../../asset/types.ts';
import { endingOfType } from '../../../article/media-type.ts';
import { limits } from '../../../limits.ts';
import { makeFolder } from '../../folders.ts';
import { slug } from '../../source/slug.ts';
import { withAddresses, type Change } from '../body/addresses.ts';
import { webAddress } from '../readers/texts.ts';
import type { Entry } from '../entry.ts';
import type { Downloads } from './downloads.ts';
import { isBusy } from './retry.ts';
import { originalOf } from './originals.ts';

/** Requests in a row that a host leaves without an answer before it is left alone. */
const patience = 3;

const pictureEnding = /\.(?:apng|avif|bmp|gif|heic|jfif|jpe?g|jxl|png|svg|tiff?|webp)$/i;

interface Options {
  folder: string;
  /** Paths by address: those of earlier runs, too. */
  saved: Map<string, string>;
  failed: (address: string, reason: string) => void;
}

export interface From {
  downloads: Downloads;
  maxBytes: number;
}

/** The addresses of the files that an entry shows. */
export function filesOf({ image, enclosures }: Entry, html: string): Set<string> {
  const found = new Set<string>();
  const add = (address: string | undefined): void => {
    const url = webAddress(address);
    if (url !== undefined) found.add(url);
  };
  withAddresses(html, (address) => {
    add(fileIn(address));
    return address.value;
  });
  add(image);
  for (const { url } of enclosures) add(url);
  return found;
}

/** The file that an attribute names, if it is one that is saved. */
function fileIn({ element, attribute, value, link }: Parameters<Change>[0]): string | undefined {
  if (attribute === 'poster') return value;
  if (/^(?:audio|video|source|track)$/.test(element)) return attribute === 'src' ? value : undefined;
  if (element === 'img')
    return attribute === 'srcset' || attribute === 'href' ? undefined : originalOf(value, link);
  const path = element === 'a' ? URL.parse(value)?.pathname : undefined;
  return path !== undefined && pictureEnding.test(path) ? value : undefined;
}

/** The folder of the files of an article: that of the article, or one of its name. @param path of the article */
const folderOf = (path: string): string =>
  /(?:^|\/)index\.\w+$/.test(path) ? posix.dirname(path) : path.replace(/\.\w+$/, '');

export class Files {
  readonly #options: Options;
  /** Requests in a row without an answer, by host. */
  readonly #silent = new Map<string, number>();
  readonly #failed = new Set<string>();
  readonly #names = new Map<string, Map<string, string>>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Saves what is not saved yet. @param wanted addresses by the paths of the articles that they belong to */
  async save(wanted: ReadonlyMap<string, ReadonlySet<string>>, from: From): Promise<void> {
    const queues = new Map<string, { address: string; folder: string }[]>();
    const { saved, folder } = this.#options;
    for (const [path, addresses] of wanted)
      for (const address of addresses) {
        const known = saved.get(address);
        if (this.#failed.has(address) || (known !== undefined && existsSync(join(folder, known)))) continue;
        const { hostname } = new URL(address);
        const queue = queues.get(hostname) ?? [];
        queues.set(hostname, queue);
        if (!queue.some((other) => other.address === address))
          queue.push({ address, folder: folderOf(path) });
      }
    if (queues.size === 0) return;
    // On the same disk, so that a file is moved in one step.
    makeFolder(folder);
    const drafts = mkdtempSync(join(folder, '.edgefeed-download-'));
    const waiting = queues.entries();
    try {
      await Promise.all(
        Array.from({ length: limits.remoteHosts }, async (_, i) => {
          for (const [host, queue] of waiting)
            for (const file of queue) await this.#saveOne(host, file, join(drafts, String(i)), from);
        }),
      );
    } finally {
      rmSync(drafts, { recursive: true, force: true });
    }
  }

  async #saveOne(
    host: string,
    file: { address: string; folder: string },
    draft: string,
    { downloads, maxBytes }: From,
  ): Promise<void> {
    const { saved, failed } = this.#options;
    const { address } = file;
    const silent = this.#silent.get(host) ?? 0;
    const result =
      silent >= patience
        ? { code: 0, reason: `the host left ${patience} requests without an answer` }
        : await downloads.save(address, draft, {
            accept: '*/*',
            maxBytes,
            refuse: (type) => (type === 'text/html' ? 'it is a web page' : undefined),
          });
    if ('reason' in result) {
      const isSilent = result.code === undefined || isBusy(result.code);
      this.#silent.set(host, isSilent ? silent + 1 : silent);
      this.#failed.add(address);
      failed(address, result.reason);
      return;
    }
    this.#silent.set(host, 0);
    const path = this.#place(file, result.type, draft);
    if (path === undefined) {
      this.#failed.add(address);
      failed(address, `its type ${result.type ?? ''} is not one that edgefeed publishes`.replace('  ', ' '));
    } else saved.set(address, path);
  }

  /** Gives the file its name. A file with the same content is there from a run whose record was lost. */
  #place(
    { address, folder }: { address: string; folder: string },
    type: string | undefined,
    draft: string,
  ): string | undefined {
    const { folder: root } = this.#options;
    const last = decoded(new URL(address).pathname).split('/').at(-1) ?? '';
    const ending = endingOf(last);
    const own = isAssetPath(`a.${ending}`) ? ending : type === undefined ? undefined : endingOfType(type);
    if (own === undefined || !isAssetPath(`a.${own}`)) return undefined;
    const stem = slug(ending === '' ? last : last.slice(0, -ending.length - 1)).slice(-80) || 'file';
    const names = this.#namesIn(folder);
    for (let number = 1; ; number++) {
      const name = `${stem}${number === 1 ? '' : `-${number}`}.${own}`;
      const there = names.get(foldedName(name));
      if (there === undefined) {
        makeFolder(join(root, folder));
        renameSync(draft, join(root, folder, name));
        names.set(foldedName(name), name);
        return `${folder}/${name}`;
      }
      if (readFileSync(join(root, folder, there)).equals(readFileSync(draft))) return `${folder}/${there}`;
    }
  }

  /** Names that are taken in a folder, as they are spelled there. */
  #namesIn(folder: string): Map<string, string> {
    const path = join(this.#options.folder, folder);
    const known = this.#names.get(folder);
    if (known) return known;
    const names = new Map(existsSync(path) ? readdirSync(path).map((name) => [foldedName(name), name]) : []);
    this.#names.set(folder, names);
    return names;
  }

  /** The entry and its body with the saved files in place of their addresses. @param path of the article */
  localised(entry: Entry, html: string, path: string): { entry: Entry; html: string } {
    if (this.#options.saved.size === 0) return { entry, html };
    const local = (address: string | undefined): string | undefined => {
      const url = webAddress(address);
      const saved = url === undefined ? undefined : this.#options.saved.get(url);
      return (
        saved && encodeURI(posix.relative(posix.dirname(path), saved)).replace(/[?#]/g, encodeURIComponent)
      );
    };
    const image = local(entry.image);
    return {
      entry: {
        ...entry,
        ...(image && { image }),
        enclosures: entry.enclosures.map((medium) => ({ ...medium, url: local(medium.url) ?? medium.url! })),
      },
      html: withAddresses(html, (address) => {
        // The file that is saved is the largest of the set.
        if (address.attribute === 'srcset')
          return local(originalOf(address.source ?? '', address.link)) ? undefined : address.value;
        return local(fileIn(address)) ?? address.value;
      }),
    };
  }
}

/** `Shelf.jpg` and `shelf.jpg` are one file on macOS and Windows. */
const foldedName = (name: string): string => name.normalize('NFC').toLowerCase();

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
