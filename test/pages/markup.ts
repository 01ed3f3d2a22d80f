import type { HtmlEscapedString } from 'hono/utils/html';

/** A component as HTML. */
export const markup = (node: unknown): string => (node as HtmlEscapedString).toString();
