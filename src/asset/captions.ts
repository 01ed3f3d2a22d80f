/** What is said, with its times: WebVTT (https://www.w3.org/TR/webvtt1/) and SubRip. Linear in the length of the text. */

/** A text that is said at a time. */
export interface Cue {
  /** Seconds. */
  start: number;
  /** Plain text on one line. */
  text: string;
  /** Who says it, if the file tells (`<v Ada>`). */
  voice?: string;
}

/** The first mistake of a file. */
export interface TextProblem {
  /** From 1. */
  line: number;
  /** What is wrong; then the remedy, in the imperative. */
  message: string;
}

export interface Captions {
  /** Those that can be read. */
  cues: Cue[];
  problem?: TextProblem;
}

/** Hours may be left out, in WebVTT alone; players of SubRip take a dot as well. */
const time = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{2})([.,])(\d{3})`;
const timing = new RegExp(`^${time}[ \\t]+-->[ \\t]+${time}(?:[ \\t].*)?$`);

/** UTF-16 code units of a line of times. */
const timingLength = 500;

/** @param text without a byte order mark @param kind as the ending of the file says */
export function readCaptions(text: string, kind: 'vtt' | 'srt'): Captions {
  const lines = text.split(/\r\n|\n|\r/);
  const result: Captions = { cues: [] };
  const note = (line: number, message: string): void => {
    result.problem ??= { line: line + 1, message };
  };
  const hasHeader = /^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '');
  if (kind === 'vtt' && !hasHeader)
    note(0, 'the file does not begin with WEBVTT; add this line, and an empty one after it');
  let at = kind === 'vtt' && hasHeader ? endOfBlock(lines, 0) : 0;
  while (at < lines.length) {
    const end = endOfBlock(lines, at);
    readBlock(lines, at, end, kind, result.cues, note);
    at = Math.max(end, at) + 1;
  }
  if (result.cues.length === 0)
    note(0, 'the file has no text with a time; write blocks like 00:01:02.000 --> 00:01:04.000');
  return result;
}

/** The index of the empty line after a block, or of the end. */
function endOfBlock(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && lines[end]!.trim() !== '') end++;
  return end;
}

function readBlock(
  lines: readonly string[],
  from: number,
  end: number,
  kind: 'vtt' | 'srt',
  cues: Cue[],
  note: (line: number, message: string) => void,
): void {
  if (from === end || (kind === 'vtt' && /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(lines[from]!))) return;
  // A number or a name may stand before the times.
  const at = lines[from]!.includes('-->') || from + 1 === end ? from : from + 1;
  const line = lines[at]!;
  const match = timing.exec(line.slice(0, timingLength).trim());
  if (!match) {
    const isTiming = /\d[ \t]*-*>/.test(line.slice(0, timingLength));
    if (isTiming) note(at, `this line has no times like ${example[kind]}; correct it`);
    return;
  }
  if (kind === 'vtt' && (match[4] === ',' || match[9] === ','))
    note(at, 'the times have commas; write dots, as in 00:01:02.000, or name the file .srt');
  const [, hours = '0', minutes, seconds, , fraction] = match;
  if ([minutes, seconds, match[7], match[8]].some((part) => Number(part) > 59))
    note(at, 'a time has more than 59 minutes or seconds; write one hour as 01:00:00');
  const said = lines.slice(at + 1, end).join(' ');
  const voice = /^\s*<v(?:\.[^\s>]{1,100})?[ \t]+([^<>]{1,200})>/.exec(said)?.[1]?.trim();
  const text = plainCue(said);
  if (text === '') return;
  const start = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(fraction) / 1000;
  cues.push({ start: Math.round(start * 1000) / 1000, text, ...(voice && { voice }) });
}

const example = { vtt: '00:01:02.000 --> 00:01:04.000', srt: '00:01:02,000 --> 00:01:04,000' } as const;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
};

/** The text of a cue without its markup. */
const plainCue = (said: string): string =>
  said
    .replace(/<[^<>]{0,200}>/g, '')
    .replace(/\{\\[^{}]{0,100}\}/g, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => entities[name]!)
    .replace(/\s+/g, ' ')
    .trim();

/** UTF-16 code units of a paragraph of a transcript, and seconds after which a pause begins another one. */
const paragraphLength = 600;
const pause = 8;

/** What is said as paragraphs: another person, a pause, or the end of a sentence in a long one begins the next. */
export function paragraphsOf(cues: readonly Cue[]): { start: number; text: string; voice?: string }[] {
  const paragraphs: { start: number; parts: string[]; length: number; voice?: string; last: number }[] = [];
  for (const { start, text, voice } of cues) {
    const current = paragraphs.at(-1);
    const isLong =
      current !== undefined &&
      current.length > paragraphLength &&
      /[.!?。！？…]["'”’」]?$/.test(current.parts.at(-1)!);
    if (
      !current ||
      isLong ||
      (voice !== undefined && voice !== current.voice) ||
      start - current.last > pause
    )
      paragraphs.push({
        start,
        parts: [text],
        length: text.length,
        last: start,
        ...(voice !== undefined && { voice }),
      });
    else {
      // Captions on two lines repeat the one above (rolling captions).
      if (text !== current.parts.at(-1)) current.parts.push(text);
      current.length += text.length;
      current.last = start;
    }
  }
  return paragraphs.map(({ start, parts, voice }) => ({
    start,
    text: parts.join(' '),
    ...(voice !== undefined && { voice }),
  }));
}
