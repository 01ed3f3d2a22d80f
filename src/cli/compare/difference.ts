/** How two ids differ that a person takes for the same. Readers do not: they compare byte for byte. */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const withoutEntities = (id: string): string =>
  id
    .replace(/&#(x[\da-f]{1,6}|\d{1,7});/gi, (whole, code: string) => characterOf(code) ?? whole)
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!);

function characterOf(code: string): string | undefined {
  const point = /^x/i.test(code) ? parseInt(code.slice(1), 16) : Number(code);
  return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

function unescaped(id: string): string {
  try {
    return decodeURI(id);
  } catch {
    return id;
  }
}

/** Each step removes a difference, in this order. */
const steps: readonly [what: string, remove: (id: string) => string][] = [
  ['white space', (id) => id.replace(/\s+/g, '')],
  ['HTML entities', withoutEntities],
  ['escaped characters', unescaped],
  ['http and https', (id) => id.replace(/^https?:/i, 'https:')],
  ['www.', (id) => id.replace(/^(https:\/\/)www\./i, '$1')],
  ['a slash at the end', (id) => id.replace(/(?<!\/)\/+$/, '')],
  ['capital letters', (id) => id.toLowerCase()],
];

/** Equal for ids that differ only in such things. */
export const nearOf = (id: string): string => steps.reduce((left, [, remove]) => remove(left), id);

/** Equal for addresses that differ in their hosts, too; undefined for what is no address. */
export function pathOf(id: string): string | undefined {
  const [, path] = /^https:\/\/[^/]+(\/.+)$/s.exec(nearOf(id)) ?? [];
  return path;
}

/** In what two ids differ whose `nearOf` is equal. @returns `http and https` and the like */
export function differences(one: string, other: string): string[] {
  return steps
    .filter(([skipped]) => {
      const rest = steps.filter(([what]) => what !== skipped);
      const near = (id: string): string => rest.reduce((left, [, remove]) => remove(left), id);
      return near(one) !== near(other);
    })
    .map(([what]) => what);
}
