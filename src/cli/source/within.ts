import { sep } from 'node:path';

/** Whether a path is the folder or below it. Both must be real paths. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
