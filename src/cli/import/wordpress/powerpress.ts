/**
 * What PowerPress, a plugin for podcasts, stores behind the address, the length and the type of an enclosure: an array as PHP
 * serialises it.
 */

import { episodeTypes, type Episode } from '../../../article/episode.ts';
import { secondsOf } from '../../../article/fields/duration.ts';

/** `s:8:"duration";s:8:"00:52:14";`, and numbers. */
const entry = /s:\d{1,6}:"(\w{1,40})";(?:s:\d{1,9}:"([^"]{0,1000})"|i:(\d{1,9}));/g;

interface PowerPress {
  /** Seconds. */
  duration?: number;
  episode?: Episode;
}

/** @param serialised the fourth line of the value; empty if there is none */
export function readPowerPress(serialised: string): PowerPress {
  const values = new Map(
    Array.from(serialised.matchAll(entry), ([, key, text, digits]) => [key!, (text ?? digits ?? '').trim()]),
  );
  const count = (key: string): number | undefined => {
    const written = values.get(key) ?? '';
    return /^\d{1,6}$/.test(written) ? Number(written) : undefined;
  };
  const duration = secondsOf(values.get('duration') ?? '');
  const season = count('season');
  const number = count('episode_no');
  const title = values.get('episode_title') ?? '';
  const type = episodeTypes.find((known) => known === values.get('episode_type'));
  // 0: as the show says; 1: explicit; 2: clean.
  const explicit = new Map([
    ['1', true],
    ['2', false],
  ]).get(values.get('explicit') ?? '');
  const episode: Episode = {
    ...(title !== '' && { title }),
    ...(season !== undefined && { season: { number: season } }),
    ...(number !== undefined && { number: { number } }),
    ...(type && { type }),
    ...(explicit !== undefined && { explicit }),
    ...(values.get('block') === '1' && { block: true as const }),
  };
  return {
    ...(duration !== undefined && duration > 0 && { duration }),
    ...(Object.keys(episode).length > 0 && { episode }),
  };
}
