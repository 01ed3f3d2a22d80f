/** Formatting of numbers, counts, sizes and durations. */

/** 10000 → `10,000` */
export function formatNumber(value: number): string {
  return value.toLocaleString('en-US');
}

/** 1, 'file' → `1 file`; 10000, 'file' → `10,000 files`; 2, 'address' → `2 addresses`; 2, 'entry' → `2 entries` */
export function plural(value: number, noun: string): string {
  return `${formatNumber(value)} ${value === 1 ? noun : manyOf(noun)}`;
}

const manyOf = (noun: string): string =>
  noun.endsWith('ry') ? `${noun.slice(0, -1)}ies` : `${noun}${noun.endsWith('s') ? 'es' : 's'}`;

/** 512 → `512 bytes`, 4_100_000 → `4.1 MB`: in decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), 4);
  const value = bytes / 1000 ** power;
  return `${value < 99.5 ? Number(value.toFixed(1)) : Math.round(value)} ${['kB', 'MB', 'GB', 'TB'][power - 1]}`;
}

/** 430 → `0.43 s`, 95000 → `1 min 35 s`. @param ms */
export function formatDuration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(ms < 995 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** 95000 → `2 min`, 11_520_000 → `3 h 12 min`. @param ms */
export function formatMinutes(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A pause that a server gets. */
export const formatWait = (host: string, ms: number): string =>
  `waiting ${formatNumber(Math.ceil(ms / 1_000))} s for ${host}`;
