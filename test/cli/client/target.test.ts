import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeServer } from '../../../src/cli/local/server.ts';
import { targetOf } from '../../../src/cli/client/target.ts';
import { Workspace } from '../workspace.ts';

const local = { url: 'http://127.0.0.1:9000', token: 'local', pid: 1 };
const env = (variables: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  EDGEFEED_URL: '',
  EDGEFEED_TOKEN: '',
  ...variables,
});

describe('the worker of a command', () => {
  test('defaults to the address of npm start', () => {
    using work = new Workspace();
    expect(targetOf({ state: work.state }, env())).toEqual({ url: 'http://127.0.0.1:8787', local: true });
  });

  test('is a running npm start, with its token', () => {
    using work = new Workspace();
    writeServer(work.state, local);
    expect(targetOf({ state: work.state }, env())).toEqual({ url: local.url, token: 'local', local: true });
  });

  test.each(['null', '[]', '{"url": 1, "token": "x", "pid": 1}', '{"version": 2}', '{'])(
    'is not read from a file of another form: %s',
    (text) => {
      using work = new Workspace();
      mkdirSync(work.state);
      writeFileSync(join(work.state, 'server.json'), text);
      expect(targetOf({ state: work.state }, env())).toEqual({ url: 'http://127.0.0.1:8787', local: true });
    },
  );

  test('--to takes precedence over EDGEFEED_URL, and that over a running npm start', () => {
    using work = new Workspace();
    writeServer(work.state, local);
    const variables = env({ EDGEFEED_URL: 'https://feeds.example' });
    expect(targetOf({ state: work.state }, variables).url).toBe('https://feeds.example');
    expect(targetOf({ state: work.state, to: 'https://other.example/' }, variables).url).toBe(
      'https://other.example',
    );
  });

  test('the token of one worker is never sent to another', () => {
    using work = new Workspace();
    writeServer(work.state, local);
    const variables = env({ EDGEFEED_TOKEN: 'deployed' });
    expect(targetOf({ state: work.state, to: 'https://feeds.example' }, env())).not.toHaveProperty('token');
    expect(targetOf({ state: work.state, to: 'https://feeds.example' }, variables).token).toBe('deployed');
    expect(targetOf({ state: work.state, to: local.url }, variables).token).toBe('local');
  });

  test.each([
    'feeds.example',
    'ftp://feeds.example',
    'https://feeds.example/path',
    'https://feeds.example/?x',
  ])('%s is refused with an example', (to) => {
    using work = new Workspace();
    expect(() => targetOf({ state: work.state, to }, env())).toThrow(/Write it like https:/);
  });
});
