/** The page about the API: its operations, with their parameters, an example and the shape of the answer. */

import { renderPage } from './layout.tsx';
import type { View } from './view.ts';

/** A parameter, with its description in English. */
interface ApiParameter {
  name: string;
  description: string;
  required: boolean;
  inPath: boolean;
}

export interface ApiOperation {
  name: string;
  /** In capitals. */
  method: string;
  path: string;
  /** In English. */
  summary: string;
  parameters: readonly ApiParameter[];
  /** An address that can be asked for. */
  example?: string;
  /** The shape of the answer, in the notation of TypeScript. */
  answer?: string;
}

export interface ApiContent {
  operations: readonly ApiOperation[];
  /** Those that need a token. */
  publishing: readonly ApiOperation[];
  /** What answers refer to, by name. */
  shapes: readonly { name: string; text: string }[];
}

export function apiPage(view: View, { operations, publishing, shapes }: ApiContent): string {
  const { site, text } = view;
  const { api } = text;
  return renderPage({
    view,
    sheet: 'api',
    title: api.title,
    description: api.about,
    url: `${site.url}/v1/`,
    unlisted: true,
    children: (
      <article>
        <header>
          <h1>{api.title}</h1>
        </header>
        <div class="body">
          <p>{api.about}</p>
          <p>
            <a href="/v1/openapi.json">{api.contract}</a>
          </p>
          <p>{api.documentation}</p>
          {operations.map((operation) => (
            <Operation operation={operation} view={view} />
          ))}
          <h2>{api.shapes}</h2>
          {shapes.map(({ name, text: shape }) => (
            <>
              <h3 id={name}>{name}</h3>
              <Code label={name} text={shape} />
            </>
          ))}
          <h2>{api.publishing}</h2>
          <p>{api.aboutPublishing}</p>
          <Publishing operations={publishing} view={view} />
        </div>
      </article>
    ),
  });
}

const summaryOf = ({ name, summary }: ApiOperation, { text: { api } }: View): string =>
  api.summaries[name] ?? summary;

function Operation({ operation, view }: { operation: ApiOperation; view: View }) {
  const { name, path, parameters, example, answer } = operation;
  const { api } = view.text;
  return (
    <section>
      <h2 id={name}>
        <code>{path}</code>
      </h2>
      <p>{summaryOf(operation, view)}</p>
      {parameters.length > 0 && <Parameters operation={operation} view={view} />}
      {example && <Code label={`curl ${path}`} text={`curl '${example}'`} />}
      {answer && (
        <>
          <h3>{api.answer}</h3>
          <Code label={`${api.answer}: ${path}`} text={answer} />
        </>
      )}
    </section>
  );
}

/** What is wider than the page is scrolled, also with the keyboard. */
const Code = ({ label, text }: { label: string; text: string }) => (
  <pre tabindex={0} role="region" aria-label={label}>
    <code>{text}</code>
  </pre>
);

function Parameters({ operation, view }: { operation: ApiOperation; view: View }) {
  const { api } = view.text;
  return (
    <div class="table" tabindex={0} role="region" aria-label={`${api.parameter}: ${operation.path}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{api.parameter}</th>
            <th scope="col">{api.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {operation.parameters.map((parameter) => (
            <tr>
              <td>
                <code>{parameter.name}</code>
                {parameter.inPath ? ` (${api.inPath})` : parameter.required ? ` (${api.required})` : ''}
              </td>
              <td>{withCode(descriptionOf(operation, parameter, view))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const descriptionOf = (
  operation: ApiOperation,
  { name, description }: ApiParameter,
  { text: { api } }: View,
): string => api.parameters[`${operation.name}.${name}`] ?? api.parameters[name] ?? description;

/** A text with what stands between backticks as code. */
const withCode = (text: string) => (
  <>{text.split('`').map((part, i) => (i % 2 === 1 ? <code>{part}</code> : part))}</>
);

function Publishing({ operations, view }: { operations: readonly ApiOperation[]; view: View }) {
  const { api } = view.text;
  return (
    <div class="table" tabindex={0} role="region" aria-label={api.publishing}>
      <table>
        <thead>
          <tr>
            <th scope="col">{api.request}</th>
            <th scope="col">{api.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {operations.map((operation) => (
            <tr>
              <td>
                <code>
                  {operation.method} {operation.path}
                </code>
              </td>
              <td>{summaryOf(operation, view)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
