import { describe, expect, it } from 'vitest';
import { paragraphsOf, readCaptions } from '../../src/asset/captions.ts';

const vtt = (body: string) => readCaptions(`WEBVTT\n\n${body}`, 'vtt');

describe('captions', () => {
  it('of WebVTT are read with their times and voices', () => {
    const text = `WEBVTT - a title
Kind: captions

NOTE this is not said
nor this

STYLE
::cue {}

1
00:00.000 --> 00:02.000 align:start
<v.loud Ada>Hello &amp; <i>welcome</i>
to the show

01:02:03.500 --> 01:02:04.000
<v Bo>1 &lt; 2</v>
`;
    expect(readCaptions(text, 'vtt')).toEqual({
      cues: [
        { start: 0, text: 'Hello & welcome to the show', voice: 'Ada' },
        { start: 3723.5, text: '1 < 2', voice: 'Bo' },
      ],
    });
  });

  it('of SubRip are read with commas and with dots', () => {
    const text =
      '1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}Hello\r\n\r\n2\r\n00:00:03.250 --> 00:00:04.000\r\n<b>Bye</b>\r\n';
    expect(readCaptions(text, 'srt')).toEqual({
      cues: [
        { start: 1, text: 'Hello' },
        { start: 3.25, text: 'Bye' },
      ],
    });
  });

  it.each([
    ['without its header', '00:00.000 --> 00:01.000\na\n', 1, 'does not begin with WEBVTT'],
    [
      'with a header that goes on',
      'WEBVTTX\n\n00:00.000 --> 00:01.000\na\n',
      1,
      'does not begin with WEBVTT',
    ],
    ['with commas', 'WEBVTT\n\n00:00:00,000 --> 00:00:01,000\na\n', 3, 'the times have commas'],
    ['with other arrows', 'WEBVTT\n\n1\n00:00.000 -> 00:01.000\na\n', 4, 'this line has no times like'],
    [
      'with times that are none',
      'WEBVTT\n\n0:0 --> 1:1\na\n\n00:00.000 --> 00:01.000\nb\n',
      3,
      'this line has no times like',
    ],
    ['with 75 minutes', 'WEBVTT\n\n00:75:00.000 --> 01:16:00.000\na\n', 3, 'more than 59 minutes'],
    ['with 60 seconds at the end', 'WEBVTT\n\n00:59.000 --> 00:60.000\na\n', 3, 'more than 59 minutes'],
    ['without any text', 'WEBVTT\n', 1, 'the file has no text with a time'],
  ])('%s are named with the line', (_, text, line, message) => {
    const { problem } = readCaptions(text, 'vtt');
    expect(problem?.line).toBe(line);
    expect(problem?.message).toContain(message);
    // What is wrong, and then a remedy.
    expect(problem?.message).toMatch(/; (?:add|write|correct)/);
  });

  it('are read as far as they can be', () => {
    expect(readCaptions('00:00.000 --> 00:01.000\na\n', 'vtt').cues).toEqual([{ start: 0, text: 'a' }]);
    expect(vtt('x --> y\na\n\n00:05.000 --> 00:06.000\nb').cues).toEqual([{ start: 5, text: 'b' }]);
  });
});

describe('paragraphs', () => {
  const cue = (start: number, text: string, voice?: string) => ({
    start,
    text,
    ...(voice !== undefined && { voice }),
  });

  it('begin with another voice, and after a pause', () => {
    const cues = [
      cue(0, 'One', 'Ada'),
      cue(2, 'two.', 'Ada'),
      cue(4, 'Three.', 'Bo'),
      cue(5, 'Four.'),
      cue(60, 'Five.'),
    ];
    expect(paragraphsOf(cues)).toEqual([
      { start: 0, text: 'One two.', voice: 'Ada' },
      { start: 4, text: 'Three. Four.', voice: 'Bo' },
      { start: 60, text: 'Five.' },
    ]);
  });

  it('end with a sentence once they are long', () => {
    const cues = Array.from({ length: 40 }, (_, i) =>
      cue(i, `${'word '.repeat(10)}${i % 2 ? 'end.' : 'and'}`),
    );
    const lengths = paragraphsOf(cues).map(({ text }) => text.length);
    expect(lengths.length).toBeGreaterThan(2);
    for (const length of lengths) expect(length).toBeLessThan(1000);
  });

  it('say a line of rolling captions once', () => {
    expect(paragraphsOf([cue(0, 'One'), cue(1, 'One'), cue(2, 'two')])).toEqual([
      { start: 0, text: 'One two' },
    ]);
  });
});
