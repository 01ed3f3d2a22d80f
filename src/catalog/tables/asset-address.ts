/** The address of a file that is published as it is, and its name in the table `addresses`. */

const prefix = ' file:';

/** @param path as `Asset.path` @returns unencoded, with a slash in front */
export const assetAddress = (path: string): string => (path.startsWith('/') ? path : `/files/${path}`);

/** Takes the place of an article's id in the table `addresses`. No id begins with a blank. */
export const assetId = (path: string): string => prefix + path;

export const isAssetId = (id: string): boolean => id.startsWith(prefix);

/** The path of the file, by `assetId`. */
export const pathOfAsset = (id: string): string => id.slice(prefix.length);
