/** Progress reports: a bar on a terminal, lines in a log, nothing with `--json`. */

import { print } from './line.ts';
import { Count } from './progress-count.ts';

export interface Progress {
  /** Begins a stage. @param total number of steps, if known @param noun the unit of a step, default `file`; `byte`: shown as a size */
  stage(label: string, total?: number, noun?: string): void;
  /** Completes one step. */
  advance(): void;
  /** Sets the number of completed steps. */
  update(done: number): void;
  /** Shows a note beside the stage, such as a retry. An empty note removes it. */
  note(text: string): void;
  /** Hides the bar while `print` writes to the terminal. */
  suspend(print: () => void): void;
  /** Ends the stage, and removes the bar. */
  end(): void;
}

export const silent: Progress = {
  stage() {},
  advance() {},
  update() {},
  note() {},
  suspend: (print) => print(),
  end() {},
};

/** A bar on a terminal, lines elsewhere. Both go to standard error, since standard output is for results. */
export async function progressOn(stream: NodeJS.WriteStream = process.stderr): Promise<Progress> {
  // On a terminal without a width, ora would clear infinitely many lines.
  if (!stream.isTTY || !(stream.columns > 0)) return lines((line) => print(line, stream));
  const { bar } = await import('./progress-bar.ts');
  return bar(stream);
}

/** Time between two lines of a log, ms. */
const logPause = 5_000;

/** @param write takes one line */
function lines(write: (line: string) => void): Progress {
  let count = new Count('', undefined);
  let written = 0;
  const nowAndThen = (text: () => string): void => {
    if (performance.now() - written < logPause) return;
    written = performance.now();
    write(`${count.label}: ${text()}`);
  };
  return {
    stage(label, total, noun) {
      count = new Count(label, total, noun);
      written = performance.now();
    },
    advance() {
      this.update(count.done + 1);
    },
    update(done) {
      count.done = done;
      nowAndThen(() => count.text);
    },
    note: (text) => nowAndThen(() => text),
    suspend: (print) => print(),
    end() {},
  };
}
