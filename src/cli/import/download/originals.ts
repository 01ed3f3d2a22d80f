/** Pictures in the sizes that blogs make of them, and the files that they were made from. */

/** `photo-300x200.jpg` and `photo.jpg?w=640` → `photo.jpg`; in lower case, to be compared. */
function stemOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url) return undefined;
  return (url.host + url.pathname)
    .replace(/-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)/, '')
    .replace(/-scaled(?=\.\w{2,5}$)/, '')
    .toLowerCase();
}

/**
 * The original of a picture: what the link around it leads to, if that is the same picture in another size.
 * @param address absolute @param link absolute
 */
export function originalOf(address: string, link: string | undefined): string {
  if (link === undefined) return address;
  const [picture, original] = [stemOf(address), stemOf(link)];
  return picture !== undefined && picture === original ? link : address;
}
