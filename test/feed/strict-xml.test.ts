import { describe, expect, it } from 'vitest';
import { readXml } from './strict-xml.ts';

describe('the strict reader that the other tests rely on', () => {
  it.each([
    ['a control character', '<a>\u0008</a>'],
    ['U+FFFE', '<a>\ufffe</a>'],
    ['a lone surrogate', '<a>\ud800</a>'],
    ['a bare ampersand', '<a>x & y</a>'],
    ['< in an attribute', '<a b="<"/>'],
    [']]> in a text', '<a>]]></a>'],
    ['an undeclared prefix', '<a><media:b/></a>'],
    ['an open element', '<a><b></a>'],
  ])('refuses %s', (_, document) => {
    expect(() => readXml(document)).toThrow(/^\d+:\d+: /);
  });

  it('reads texts, CDATA sections, attributes and children', () => {
    expect(readXml('<a x="1 &amp; 2"><b>t<![CDATA[<u>]]></b></a>')).toEqual({
      name: 'a',
      attributes: { x: '1 & 2' },
      text: 't<u>',
      children: [{ name: 'b', attributes: {}, text: 't<u>', children: [] }],
    });
  });
});
