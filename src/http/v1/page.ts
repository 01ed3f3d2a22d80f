/** `/v1/`: the contract as a page for people. */

import { apiPage, type ApiContent, type ApiOperation } from '../../pages/api.tsx';
import { publishOperations } from '../api/operations.ts';
import { page } from '../answer/page.ts';
import { Redirect, type Answer } from '../answer/representation.ts';
import { publicHeaders } from '../answer/headers.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { siteOf, type AppContext } from '../context.ts';
import { answerOf, describedIn, sharedSchemas } from './openapi.ts';
import { methodOf, type Operation } from './operation.ts';
import { readOperations } from './operations.ts';
import { shapeOf } from './shape.ts';

export async function serveApiPage(c: AppContext): Promise<Answer> {
  return page(c, { lastModified: 0, render: (view) => apiPage(view, contentFor(siteOf(c).url)) });
}

const contentFor = (siteUrl: string): ApiContent => ({
  operations: readOperations.map((operation) => shown(operation, siteUrl)),
  publishing: publishOperations.map((operation) => shown(operation, siteUrl)),
  shapes: Object.entries(sharedSchemas()).map(([name, schema]) => ({ name, text: shapeOf(schema) })),
});

function shown(operation: Operation, siteUrl: string): ApiOperation {
  const { name, path, summary, query, places = {}, example } = operation;
  return {
    name,
    method: methodOf(operation).toUpperCase(),
    path,
    summary,
    parameters: [
      ...Object.entries(places).map(([place, description]) => ({
        name: place,
        description,
        required: true,
        inPath: true,
      })),
      ...Object.entries(query.entries).map(([parameter, schema]) => ({
        name: parameter,
        description: describedIn(schema).description,
        required: schema.type !== 'optional',
        inPath: false,
      })),
    ],
    ...(example !== undefined && { example: siteUrl + example, answer: shapeOf(answerOf(operation)) }),
  };
}

export const redirectToApiPage = async (c: AppContext): Promise<Answer> =>
  new Redirect(308, `${siteOf(c).url}/v1/`, { ...publicHeaders, 'Cache-Control': cacheControl.redirect });
