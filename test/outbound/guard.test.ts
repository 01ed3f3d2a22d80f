import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../src/outbound/guard.ts';

const strict = { http: false, loopback: false };

describe('the sender may ask', () => {
  it.each([
    'https://reader.example.org/a?b',
    'https://xn--fiq228c.example.org:443/',
    'https://知乎.example.com/',
  ])('%s', (address) => {
    expect(refusalOf(address, strict)).toBeUndefined();
  });
});

describe('the sender may not ask', () => {
  it.each([
    // No address, or of another kind.
    '',
    '/callback',
    'reader.example.org/callback',
    'ftp://reader.example.org/',
    'javascript:alert(1)',
    'https://user:password@reader.example.org/',
    'https://user@reader.example.org/',
    'https://reader.example.org:8443/',
    'https://reader.example.org:80/',
    'https://reader.example.org:22/',
    // Loopback and private addresses in every spelling, public ones too.
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.0x1/',
    'https://017700000001/',
    'https://0/',
    'https://①②⑦.0.0.1/',
    'https://127.0.0.1./',
    'https://10.0.0.8/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.100.100.200/',
    'https://8.8.8.8/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    // Names that lead inside.
    'https://localhost/',
    'https://LOCALHOST/',
    'https://localhost./',
    'https://a.localhost/',
    'https://metadata/',
    'https://metadata.google.internal/',
    'https://printer.local/',
    'https://router.lan/',
    'https://nas.home.arpa/',
    'https://intranet/',
    'https://localhost%2f.example.org/',
  ])('%s', (address) => {
    expect(refusalOf(address, strict)).toEqual(expect.any(String));
  });
});

it('a setting lets it ask with http, at port 80', () => {
  expect(refusalOf('http://reader.example.org/', strict)).toBe('must begin with https://');
  const withHttp = { http: true, loopback: false };
  expect(refusalOf('http://reader.example.org/', withHttp)).toBeUndefined();
  expect(refusalOf('http://reader.example.org:443/', withHttp)).toContain('port');
  expect(refusalOf('http://192.168.1.1/', withHttp)).toContain('IP address');
});

it('the environment of `edgefeed start` opens loopback at any port, and nothing else', () => {
  const local = { http: false, loopback: true };
  for (const host of ['127.0.0.1:8123', 'localhost:1', '[::1]:99', '127.0.0.9'])
    expect(refusalOf(`http://${host}/callback`, local)).toBeUndefined();
  for (const host of ['10.0.0.1', '169.254.169.254', '[fe80::1]', 'localhost.example.org', 'router.lan'])
    expect(refusalOf(`http://${host}/`, local)).toEqual(expect.any(String));
});
