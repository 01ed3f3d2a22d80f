import { expect, it } from 'vitest';
import { isSigned, signatureOf } from '../../src/github/signature.ts';

// The example of GitHub's documentation, "Validating webhook deliveries".
const secret = "It's a Secret to Everybody";
const body = new TextEncoder().encode('Hello, World!');
const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

it("signs GitHub's example as GitHub does", () => {
  expect(signatureOf(body, secret)).toBe(signature);
  expect(isSigned(body, signature, secret)).toBe(true);
});

it.each([
  ['no signature', undefined],
  ['an empty one', ''],
  ['one of another length', signature.slice(0, -1)],
  ['one that differs in a digit', signature.replace(/7$/, '8')],
  ['the bare digest', signature.replace('sha256=', '')],
  ['one by SHA-1', 'sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59'],
])('refuses %s', (_name, given) => {
  expect(isSigned(body, given, secret)).toBe(false);
});

it('refuses another body and another secret', () => {
  expect(isSigned(new TextEncoder().encode('Hello, World'), signature, secret)).toBe(false);
  expect(isSigned(body, signature, `${secret}!`)).toBe(false);
});
