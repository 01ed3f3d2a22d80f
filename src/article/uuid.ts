/** UUIDs that are made from names (RFC 9562, 5.5). The only file that imports uuid. */

import { v5, validate } from 'uuid';

/** The namespace of names that are URLs (RFC 9562, 6.6). */
export const urlNamespace = v5.URL;

/** Whether a text can be a namespace: a UUID of a version and a variant that exist (RFC 9562, 4). */
export const isUuid = validate;

/** The UUID of a name: the same name in the same namespace gives the same one. @throws TypeError unless `isUuid(namespace)` */
export function uuidOf(name: string, namespace: string): string {
  return v5(name, namespace);
}
