import { describe, expect, it } from 'vitest';
import { imageType, mediaType } from '../../src/feed/media-type.ts';

describe('10, 52: a MIME type', () => {
  it.each([
    ['https://a.example/x.PNG?y=z.gif', 'image/png'],
    ['https://a.example/x.svg#y', 'image/svg+xml'],
    ['https://picsum.photos/400/300?random=1664', 'image/jpeg'],
    ['https://a.example/x.mp3', 'image/jpeg'],
    ['https://a.example/x.constructor', 'image/jpeg'],
  ])('of an image is told by its own ending: %s is %s', (url, type) => {
    expect(imageType(url)).toBe(type);
  });

  it.each([
    [' Audio/MPEG ', 'audio/mpeg'],
    ['application/vnd.apple.mpegurl', 'application/vnd.apple.mpegurl'],
    ['mp3', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('of media is what its article says, if that is one: %j is %s', (said, type) => {
    expect(mediaType(said)).toBe(type);
  });
});
