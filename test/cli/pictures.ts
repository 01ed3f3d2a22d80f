/** Small files of several types, made here. */

import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A grey PNG. @param seed makes its bytes others @param bytes of a comment, which make it larger */
export const png = (width: number, height: number, seed = '', bytes = 0): Buffer =>
  pngOf(width, height, 'grey', seed, bytes);

export const colourPng = (width: number, height: number): Buffer => pngOf(width, height, 'rgb', '', 0);

function pngOf(width: number, height: number, colours: 'grey' | 'rgb', seed: string, bytes: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = colours === 'rgb' ? 2 : 0;
  const row = 1 + width * (colours === 'rgb' ? 3 : 1);
  const text = Buffer.concat([Buffer.from(`Comment\0${seed}`), Buffer.alloc(bytes, 'x')]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', text),
    chunk('IDAT', deflateSync(Buffer.alloc(row * height))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Silence. @param seconds of 8,000 samples of one byte each */
export function wav(seconds: number): Buffer {
  const header = Buffer.alloc(44);
  const length = seconds * 8000;
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(length, 40);
  return Buffer.concat([header, Buffer.alloc(length, 128)]);
}

export const svg =
  '<?xml version="1.0"?>\n<!-- a comment -->\n<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>\n';
