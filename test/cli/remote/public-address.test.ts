import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/cli/remote/public-address.ts';

test.each(['8.8.8.8', '2606:4700::1', '::ffff:8.8.8.8'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

const local = '127.0.0.1 127.9.9.9 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1';
const reserved = '192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 192.0.0.1';
const localV6 = '::1 :: fe80::1 fc00::1 fec0::1 2001:db8::1 ff02::1 fe80::1%eth0 4000::1';
const mapped = '::ffff:127.0.0.1 ::ffff:a00:1 ::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001::1';

test.each(['', 'localhost', ...`${local} ${reserved} ${localV6} ${mapped}`.split(' ')])(
  '%s is not',
  (address) => {
    expect(isPublicAddress(address)).toBe(false);
  },
);
