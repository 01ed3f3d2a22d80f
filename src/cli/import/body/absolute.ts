/** Makes relative addresses absolute: an article has another address than the entry had. */

import { resolveSrcset } from '../../../article/url.ts';
import { withAddresses } from './addresses.ts';

/** An attribute with an address that is not absolute, or with several. Most bodies have none, and are not parsed. */
const relative =
  /\s(?:srcset\s*=|(?:href|src|poster|cite|data|data-[a-z-]+)\s*=\s*(?!["']?\s*(?:[a-z][a-z0-9+.-]*:|#)))/i;

/** @param base absolute: the page of the entry */
export function absolute(html: string, base: string | undefined): string {
  if (base === undefined || !relative.test(html)) return html;
  return withAddresses(html, ({ attribute, value }) => {
    if (attribute === 'srcset')
      return (
        resolveSrcset(value, (address) => (isAbsolute(address) ? address : URL.parse(address, base)?.href)) ||
        value
      );
    // A place on the page itself, and addresses of other schemes, stay.
    if (value.trim() === '' || value.startsWith('#') || isAbsolute(value)) return value;
    return URL.parse(value.trim(), base)?.href ?? value;
  });
}

const isAbsolute = (address: string): boolean => /^\s*[a-z][a-z0-9+.-]*:/i.test(address);
