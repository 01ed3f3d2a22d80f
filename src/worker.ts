export { Catalog } from './catalog/catalog.ts';

export default {
  fetch(): Response {
    return new Response('edgefeed');
  },
};
