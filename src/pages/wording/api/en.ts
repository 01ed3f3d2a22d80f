import type { ApiWording } from './wording.ts';

export const apiEn = {
  title: 'API',
  link: 'API',
  about:
    'What the pages and feeds of this site have, as JSON for apps. It is public, needs no key, and answers scripts of any origin.',
  contract: 'The contract for programs (OpenAPI 3.1)',
  documentation: 'The documentation of edgefeed explains more in docs/api.md.',
  parameter: 'Parameter',
  meaning: 'Meaning',
  required: 'required',
  inPath: 'in the path',
  answer: 'Answer',
  shapes: 'Shapes',
  publishing: 'Publishing',
  aboutPublishing:
    'These requests are for the owner of the site, and need a token. The contract has their bodies and answers.',
  request: 'Request',
  // The contract is in English.
  summaries: {},
  parameters: {},
} satisfies ApiWording;
