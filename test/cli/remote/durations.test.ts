import { expect, test } from 'vitest';
import { durationsOf } from '../../../src/cli/remote/durations.ts';
import { mp3, wav } from '../../e2e/media.ts';
import { serveHttp } from '../http-server.ts';
import { loopback } from './asking.ts';

const never = new AbortController().signal;

/** @param answer by the number of the request, from 1 */
async function durationsFrom(count: number, answer: (request: number) => number | 'hang up') {
  const sound = wav(20);
  let requests = 0;
  await using server = await serveHttp((request, response) => {
    const status = answer(++requests);
    if (status === 'hang up') request.socket.destroy();
    else response.writeHead(status, { 'Content-Type': 'audio/wav' }).end(status === 200 ? sound : 'x');
  });
  const media = Array.from({ length: count }, (_, i) => ({
    url: `${server.url}/${i}.wav`,
    type: 'audio/wav',
    bytes: sound.length,
  }));
  const found = await durationsOf(media, loopback, never);
  return { found: [...found.values()], requests };
}

test('a file tells its duration at its beginning; one that is gone or damaged is left out', async () => {
  expect(await durationsFrom(3, (request) => (request === 2 ? 404 : 200))).toEqual({
    found: [20, 20],
    requests: 3,
  });
});

test('an MP3 tells its duration in its header; without one it is left out', async () => {
  const sounds = [mp3(441, true), mp3(441, false)];
  await using server = await serveHttp((request, response) => {
    response.writeHead(200, { 'Content-Type': 'audio/mpeg' }).end(sounds[Number(request.url!.slice(1))]);
  });
  const media = sounds.map(({ byteLength: bytes }, i) => ({
    url: `${server.url}/${i}`,
    type: 'audio/mpeg',
    bytes,
  }));
  expect([...(await durationsOf(media, loopback, never))]).toEqual([[`${server.url}/0`, 11.52]]);
});

test('a host that asks for a pause is left alone', async () => {
  expect(await durationsFrom(3, () => 429)).toEqual({ found: [], requests: 1 });
});

test('a host that leaves three requests in a row without an answer is left alone', async () => {
  expect(await durationsFrom(6, (request) => (request === 2 ? 200 : 'hang up'))).toEqual({
    found: [20],
    requests: 5,
  });
});
