import { sep } from 'node:path';

/** Whether a path is that of a folder or of something below it. Both are real paths. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
