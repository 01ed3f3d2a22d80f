/** Lengths and points of time in audio and video, in the forms in which authors write them. */

const iso = /^PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?$/i;
const clock = /^(?:\d{1,4}:){0,2}\d{1,9}(?:[.,]\d{1,9})?$/;
const words =
  /^(?:(\d{1,4})h(?:(?:ou)?rs?)?)?(?:(\d{1,6})m(?:in(?:ute)?s?)?)?(?:(\d{1,9})s(?:ec(?:ond)?s?)?)?$/i;

/**
 * `3134`, `52:14`, `0:52:14.5`, `PT52M14S`, `52 min 14 s` → seconds, with at most three decimals.
 * @returns undefined for anything else
 */
export function timeOf(written: string): number | undefined {
  const text = written.trim();
  if (text.length > 40) return undefined;
  if (clock.test(text)) {
    const parts = text.replace(',', '.').split(':');
    return rounded(parts.reduce((seconds, part) => seconds * 60 + Number(part), 0));
  }
  const [whole = '', hours = '0', minutes = '0', seconds = '0'] =
    iso.exec(text) ?? words.exec(text.replace(/\s/g, '')) ?? [];
  const hasPart = whole !== '' && whole.toUpperCase() !== 'PT';
  return hasPart ? rounded(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) : undefined;
}

/** The same in whole seconds. The fraction of an ISO duration is dropped, as in the feeds of earlier versions. */
export function secondsOf(written: string): number | undefined {
  const time = timeOf(written);
  if (time === undefined) return undefined;
  return /^PT/i.test(written.trim()) ? Math.trunc(time) : Math.round(time);
}

/** Whether a text is a duration by its form; `3134` may be a number of bytes. */
export const isClock = (text: string): boolean =>
  /^\d{1,4}(?::\d{1,2}){1,2}(?:\.\d{1,9})?$/.test(text.trim());

/**
 * How a time is written that has more than 59 minutes after its hours, or seconds after its minutes: `1:75:00` → `2:15:00`.
 * @returns undefined for any other text
 */
export function clockIfOver(written: string): string | undefined {
  const text = written.trim();
  const [, ...parts] = text.split(':');
  const time = parts.some((part) => Number.parseFloat(part) >= 60) ? timeOf(text) : undefined;
  return time === undefined ? undefined : clockOf(time);
}

/** `1:02:03`, as themes of podcasts show it. */
export function clockOf(time: number): string {
  const seconds = Math.round(time);
  const part = (value: number): string => String(Math.floor(value) % 60).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${part(seconds / 60)}:${part(seconds)}`;
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;
