/** Asking for consent on the terminal. */

import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { printable } from './printable.ts';

/** Whether someone can be asked: both what is read and what is shown is a terminal. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Asks a question whose default is no. A terminal that is closed gives no answer, which counts as no. */
export async function agrees(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const gone = once(terminal, 'close').then(() => '');
    const answer = await Promise.race([terminal.question(`${printable(question)} [y/N] `), gone]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
