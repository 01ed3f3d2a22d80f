/** A day or a moment as apps give one: `2026-01-31`, `2026-01-31T09:00:00.000Z`, `2026-01-31T09:00+08:00`. */

export const dayOrMomentPattern =
  /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** @returns ms since 1970; a day begins at 00:00 UTC; undefined: the text is neither, or a day that there is not */
export function dayOrMoment(text: string): number | undefined {
  if (!dayOrMomentPattern.test(text) || !isDay(text.slice(0, 10))) return undefined;
  const at = Date.parse(text);
  return Number.isFinite(at) ? at : undefined;
}

/** `Date.parse` makes March 3 of February 31. */
function isDay(day: string): boolean {
  const at = Date.parse(day);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
}
