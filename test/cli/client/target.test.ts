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

describe('which worker is talked to', () => {
  test('with nothing said and nothing running it is the one that npm start would serve', () => {
    using work = new Workspace();
    expect(targetOf({ state: work.state }, env())).toEqual({ url: 'http://127.0.0.1:8787', local: true });
  });

  test('with nothing said it is the one that is running, with the token that it made', () => {
    using work = new Workspace();
    writeServer(work.state, local);
    expect(targetOf({ state: work.state }, env())).toEqual({ url: local.url, token: 'local', local: true });
  });

  test('--to wins over EDGEFEED_URL, which wins over the one that is running', () => {
    using work = new Workspace();
    writeServer(work.state, local);
    const variables = env({ EDGEFEED_URL: 'https://feeds.example' });
    expect(targetOf({ state: work.state }, variables).url).toBe('https://feeds.example');
    expect(targetOf({ state: work.state, to: 'https://other.example/' }, variables).url).toBe(
      'https://other.example',
    );
  });

  test('the token of one worker is never sent to the other', () => {
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
  ])('%s is refused, with an example', (to) => {
    using work = new Workspace();
    expect(() => targetOf({ state: work.state, to }, env())).toThrow(/Write it like https:/);
  });
});
