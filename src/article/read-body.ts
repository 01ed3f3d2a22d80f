/** Reads the body of an article as its author asks for. */

import { limits } from '../limits.ts';
import { tooMuchHtml } from './article-size.ts';
import { renderBody, summarise, TooLong, type Body, type BodyOptions } from './body/body.ts';
import type { FrontMatter } from './fields/front-matter.ts';
import type { Context } from './fields/read.ts';
import { fieldKeys } from './keys.ts';
import { Refusal } from './matter/refusal.ts';
import { tidyText } from './text.ts';

/** The keys with which authors say how their Markdown is read. */
export function bodyOptionsIn(
  frontMatter: FrontMatter,
  { lineBreaks = 'soft' }: Context,
): Pick<BodyOptions, 'lineBreaks' | 'excerptSeparator'> {
  const textOf = (keys: readonly string[]): string | undefined => {
    const [entry] = frontMatter.present(keys);
    return entry?.value.kind === 'text' ? entry.value.text : undefined;
  };
  const written = textOf(fieldKeys.lineBreaks)?.trim().toLowerCase();
  const excerptSeparator = textOf(fieldKeys.excerptSeparator);
  return {
    lineBreaks: written === 'hard' || written === 'soft' ? written : lineBreaks,
    ...(excerptSeparator !== undefined && { excerptSeparator }),
  };
}

export interface BodySource {
  source: string;
  /** Offset in the file, in UTF-16 code units. */
  at: number;
}

/** Renders the body; its heading is tidied for use as a title. @throws Refusal if the HTML is too large */
export function readBody({ source, at }: BodySource, options: BodyOptions, { warn }: Context): Body {
  let body: Body;
  try {
    body = renderBody(source, options);
  } catch (error) {
    if (error instanceof TooLong) throw new Refusal('too-large', at, tooMuchHtml);
    throw error;
  }
  if (body.isStripped) {
    warn('stripped', at, 'unclosed tags multiply here, so the body is shown as plain text; close the tags');
  }
  if (body.dataPictures) {
    const pictures = body.dataPictures === 1 ? 'a picture is' : `${body.dataPictures} pictures are`;
    warn(
      'image',
      at,
      `${pictures} written into the text as data and left out; save each as a file, and link to it`,
    );
  }
  if (body.heading === undefined) return body;
  const heading = tidyText(body.heading);
  if (heading.length > limits.titleLength) {
    warn(
      'too-long',
      at,
      `the heading is longer than ${limits.titleLength} characters, so the title was cut; set a title`,
    );
  }
  return { ...body, heading: summarise(heading, limits.titleLength) };
}
