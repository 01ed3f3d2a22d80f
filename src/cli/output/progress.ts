/** Showing how far things are: a bar for people, lines for logs, nothing for programs. */

import { print } from './line.ts';
import { Count } from './progress-count.ts';

export interface Progress {
  /** A stage begins. @param total steps it will take, where that is known @param noun what a step is, a file */
  stage(label: string, total?: number, noun?: string): void;
  /** One step more is done. */
  advance(): void;
  /** So many steps are done in all. */
  update(done: number): void;
  /** What the stage is about changes: something is retried, say. Empty: it goes on as before. */
  note(text: string): void;
  /** Lets `print` write to the terminal without running into what shows the stage. */
  suspend(print: () => void): void;
  /** The stage is over; what shows it goes away. */
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

/** A bar on a terminal, lines elsewhere. Both go to the standard error: the output stays for results. */
export async function progressOn(stream: NodeJS.WriteStream = process.stderr): Promise<Progress> {
  // A terminal that does not know its width would have ora clear infinitely many lines.
  if (!stream.isTTY || !(stream.columns > 0)) return lines((line) => print(line, stream));
  const { bar } = await import('./progress-bar.ts');
  return bar(stream);
}

/** Ms between two lines of a log: enough to see that it goes on. */
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
