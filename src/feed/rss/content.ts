/** The module Content (https://web.resource.org/rss/1.0/modules/content/): template.ts has its element, the body. */
export const content = { prefix: 'content', uri: 'http://purl.org/rss/1.0/modules/content/' };
