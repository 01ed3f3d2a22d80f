import { expect, it } from 'vitest';
import { isUuid, urlNamespace, uuidOf } from '../../src/article/uuid.ts';

it('makes the UUID that RFC 9562 (A.4) makes', () => {
  expect(uuidOf('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

it('accepts only valid UUIDs as namespaces', () => {
  expect(isUuid(urlNamespace)).toBe(true);
  // Of version 1, but of a variant that there is not.
  const impossible = '12345678-1234-1234-1234-123456789012';
  expect(isUuid(impossible)).toBe(false);
  expect(() => uuidOf('a', impossible)).toThrow('Invalid UUID');
});
