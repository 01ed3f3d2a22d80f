/** Addresses of callbacks with parameters of the hub. */

/** Appends parameters; the callback's own query stays as it is, byte for byte. Absent ones are left out. */
export function withParameters(
  callback: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const query = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `${callback}${callback.includes('?') ? '&' : '?'}${query.join('&')}`;
}
