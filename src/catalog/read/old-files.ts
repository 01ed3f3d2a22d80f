/**
 * Files beside an article at an old address of it: Hugo's bundles and Hexo's asset folders have their pictures below the
 * address of the page, as in `/2020/01/02/hello/picture.png`. The old address is a former one, such as an alias, or that of a
 * pattern.
 */

import { fileUrl } from '../../article/address.ts';
import { extension } from '../../article/article-path.ts';
import { isFileName } from '../../article/named-files.ts';
import { folderOf } from '../../article/relative-path.ts';
import type { Tables } from '../tables/tables.ts';
import { renderAddresses } from './addresses.ts';
import { findOldAddress } from './old-addresses.ts';

/** Folders between an article and a file of its, plus one. Each costs two looks into the catalog. */
const mostFolders = 3;

/**
 * @param path of the site, decoded
 * @returns the address of the file as it is now
 */
export function findOldFile(tables: Tables, siteUrl: string, path: string): string | undefined {
  if (!isFileName(path)) return undefined;
  let folder = path;
  for (let i = 0; i < mostFolders; i++) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    if (folder === '') return undefined;
    const own = formerOf(tables, folder) ?? patternOf(tables, folder);
    if (own !== undefined) return fileOf(tables, siteUrl, own, path.slice(folder.length + 1));
  }
  return undefined;
}

/** The path of the article that readers see and that had this address. */
function formerOf({ addresses, articles }: Tables, address: string): string | undefined {
  const row = addresses.find([address]).get(address);
  const entry = row?.state === 'moved' ? articles.head(row.id) : undefined;
  return entry?.live ? entry.article.path : undefined;
}

/** The path of the article to which a pattern gives this address. */
function patternOf(tables: Tables, address: string): string | undefined {
  const article = findOldAddress(tables, [address]);
  return article && 'path' in article ? article.path : undefined;
}

/** @param own the path of the article @param rest the path of the file below the address of the article */
function fileOf(tables: Tables, siteUrl: string, own: string, rest: string): string | undefined {
  // `hello/index.md` lies in its folder, `hello.md` beside it.
  const isIndex = /(?:^|\/)index(?:\.[a-z-]+)?\.\w+$/i.test(own);
  const file = (isIndex ? folderOf(own) : own.replace(extension, '/')) + rest;
  const place = `/files/${file}`;
  return renderAddresses(tables, [place]).get(place)?.state === 'file' ? fileUrl(siteUrl, file) : undefined;
}
