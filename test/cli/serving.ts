/** Run by itself: serves the worker until it is killed, and says where. Arguments: the state folder, the port. */

import { serve } from '../../src/cli/local/serve.ts';

const [state, port] = process.argv.slice(2);
const { url } = await serve({
  state: state!,
  host: '127.0.0.1',
  port: Number(port),
  // Ids and feeds are made from it: two workers that are to hold the same must have the same.
  siteUrl: 'https://feeds.example',
  onLog: (line) => console.error(line),
});
console.log(`serves ${url}`);
