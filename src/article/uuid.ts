/** Name-based UUIDs (RFC 9562, 5.5). The only file that imports uuid. */

import { v5, validate } from 'uuid';

/** The namespace of names that are URLs (RFC 9562, 6.6). */
export const urlNamespace = v5.URL;

/** Whether a text is a UUID of an existing version and variant (RFC 9562, 4), and so can be a namespace. */
export const isUuid = validate;

/** The UUID of a name; deterministic within a namespace. @throws TypeError unless `isUuid(namespace)` */
export function uuidOf(name: string, namespace: string): string {
  return v5(name, namespace);
}
