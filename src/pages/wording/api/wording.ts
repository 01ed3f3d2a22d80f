/** The texts of the page about the API. */

export interface ApiWording {
  title: string;
  /** At the foot of every page. */
  link: string;
  /** What the API gives, in a sentence or two. */
  about: string;
  /** The link to the contract. */
  contract: string;
  /** Where the documentation is. */
  documentation: string;
  parameter: string;
  meaning: string;
  required: string;
  /** The name of a parameter that is a part of the path. */
  inPath: string;
  answer: string;
  /** The heading above the shapes that answers refer to. */
  shapes: string;
  /** The heading above the operations that need a token. */
  publishing: string;
  aboutPublishing: string;
  request: string;
  /** Summaries by the name of the operation; absent: as the contract has it, in English. */
  summaries: Readonly<Record<string, string>>;
  /** Descriptions of parameters by `operation.parameter`, or by the name that several operations share; absent: likewise. */
  parameters: Readonly<Record<string, string>>;
}
