/** Load from `wrk`, a package of Debian. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const seconds = 3;
export const connections = 32;

/** The results of one run. */
export interface Load {
  /** Requests per second. */
  rate: number;
  /** Latency, ms */
  median: number;
  /** Latency, ms */
  p99: number;
  /** Answers other than 2xx and 3xx, and broken connections. */
  errors: number;
}

/** Runs `wrk` for `seconds`. @throws if it isn't installed */
export async function load(url: string, headers: Record<string, string> = {}): Promise<Load> {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...given, url];
  const { stdout } = await promisify(execFile)('wrk', args);
  const at = (percent: string) => milliseconds(new RegExp(`^ +${percent}%\\s+(\\S+)`, 'm').exec(stdout)?.[1]);
  const errors = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? /Socket errors: .*/.exec(stdout)?.[0];
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    median: at('50'),
    p99: at('99'),
    errors: errors === undefined ? 0 : Number(errors) || 1,
  };
}

function milliseconds(text = ''): number {
  const [, value, unit] = /^([\d.]+)(us|ms|s)$/.exec(text) ?? [];
  return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's'];
}

/** The installed version. `wrk -v` exits with an error code. */
export async function wrkVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)('wrk', ['-v']).catch((error: { stdout: string }) => error);
  return stdout.split(' [')[0]!;
}
