/** Which files are shows, and of which category. */

/** The name of the file of a show. */
export const showFile = '_show.md';

/** @param path relative to the content folder, with `/` */
export const isShowPath = (path: string): boolean => path === showFile || path.endsWith(`/${showFile}`);

/** The category of a show that names none: that of its folder. @returns undefined: the whole site */
export function categoryOfFolder(path: string): string | undefined {
  const folder = path.slice(0, -showFile.length - 1);
  return folder === '' ? undefined : folder.slice(folder.lastIndexOf('/') + 1);
}
