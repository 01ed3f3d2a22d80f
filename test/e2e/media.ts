/** Small pictures and sounds, made for tests. */

import { crc32, deflateSync } from 'node:zlib';

/** A PNG of one colour, given as a grey from 0 to 255. */
export function png(width: number, height: number, grey = 128): Buffer {
  const rows = Buffer.alloc((width + 1) * height, grey);
  // Each row begins with the number of its filter: none.
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8; // bits of a sample; all other fields are 0: greyscale, no interlacing
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND')]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A WAV file: PCM of 8 kHz, 16 bits, one channel. */
export function wav(seconds: number): Buffer {
  const rate = 8000;
  const data = Buffer.alloc(rate * 2 * seconds);
  for (let i = 0; i < data.byteLength; i += 2) data.writeInt16LE(Math.round(3000 * Math.sin(i / 9)), i);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + data.byteLength, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(data.byteLength, 40);
  return Buffer.concat([head, data]);
}

/**
 * An MP3 of 128 kbit/s, 44.1 kHz and one channel, of silence, about a second for each 38 frames.
 * @param header with the header "Info", which encoders put in front, in a frame like the others
 */
export function mp3(frames: number, header: boolean): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xff_fb_90_c0, 0);
  const info = Buffer.from(frame);
  info.write('Info', 21, 'latin1');
  info.writeUInt32BE(3, 25); // it has the number of frames and of bytes
  info.writeUInt32BE(frames, 29);
  info.writeUInt32BE(frames * frame.byteLength, 33);
  return Buffer.concat([...(header ? [info] : []), ...Array.from({ length: frames }, () => frame)]);
}
