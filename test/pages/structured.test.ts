import { expect, it } from 'vitest';
import { scriptJson } from '../../src/pages/structured.ts';

it('holds nothing that could end or change the script element, and reads back the same', () => {
  const name = '</script><script>alert(1)</script><!-- ]]> \u2028 & "';
  const value = { '@context': 'https://schema.org', '@type': 'Thing', name } as const;
  expect(scriptJson(value)).not.toContain('<');
  expect(JSON.parse(scriptJson(value))).toEqual(value);
});
