/** The real catalog, with a list of what was asked of it; and one that takes its time. */

import { env } from 'cloudflare:workers';

type Method = (...args: unknown[]) => Promise<unknown>;

/** @param before awaited ahead of each call */
export function countingCatalog(before: (name: string) => Promise<void> = async () => {}) {
  const calls: string[] = [];
  const CATALOG = new Proxy(env.CATALOG, {
    get(namespace, name) {
      if (name !== 'getByName') return Reflect.get(namespace, name).bind(namespace) as unknown;
      return (object: string) => {
        const stub = namespace.getByName(object);
        return new Proxy(stub, {
          get:
            (_, method: string) =>
            async (...args: unknown[]) => {
              calls.push(method);
              await before(method);
              // Called on the stub itself: any property of a method, `apply` too, would be one of the object's.
              return (stub as unknown as Record<string, Method>)[method]!(...args);
            },
        });
      };
    },
  });
  return { CATALOG, calls };
}
