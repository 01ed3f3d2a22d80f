/** Showing how far things are: a bar for people, lines for logs, nothing for programs. */

import ora from 'ora';
import { counted, duration, number } from './text.ts';

export interface Progress {
  /** A stage begins. @param total steps it will take, where that is known @param noun what a step is, a file */
  stage(label: string, total?: number, noun?: string): void;
  /** One step more is done. */
  advance(): void;
  /** So many steps are done in all. */
  reach(done: number): void;
  /** What the stage is about changes: something is retried, say. Empty: it goes on as before. */
  note(text: string): void;
  /** Lets `print` write to the terminal without running into what shows the stage. */
  aside(print: () => void): void;
  /** The stage is over; what shows it goes away. */
  end(): void;
}

export const silent: Progress = {
  stage() {},
  advance() {},
  reach() {},
  note() {},
  aside: (print) => print(),
  end() {},
};

/** A bar on a terminal, lines elsewhere. Both go to the standard error: the output stays for results. */
export function progressOn(stream: NodeJS.WriteStream = process.stderr): Progress {
  // A terminal that does not know its width would have ora clear infinitely many lines.
  return stream.isTTY && stream.columns > 0 ? bar(stream) : lines((line) => stream.write(`${line}\n`));
}

/** Steps of a stage, with the clock. */
class Count {
  readonly label: string;
  readonly total: number | undefined;
  readonly #noun: string;
  readonly #began = performance.now();
  done = 0;

  constructor(label: string, total: number | undefined, noun = 'file') {
    this.label = label;
    this.total = total;
    this.#noun = noun;
  }

  /** `120 of 1,000 files · 950/s · 3 s left` */
  get text(): string {
    const rate = (this.done / Math.max(performance.now() - this.#began, 1)) * 1000;
    if (this.total === undefined) return this.done > 0 ? counted(this.done, this.#noun) : '';
    const left = this.done > 0 ? duration(((this.total - this.done) / rate) * 1000) : '…';
    return `${number(this.done)} of ${counted(this.total, this.#noun)} · ${number(Math.round(rate))}/s · ${left} left`;
  }

  /** @param width in columns */
  bar(width: number): string {
    if (!this.total) return '';
    const full = Math.round((this.done / this.total) * width);
    return `${'━'.repeat(full)}${'╌'.repeat(width - full)}`;
  }
}

/** Ms between two pictures of the bar. */
const frame = 80;

function bar(stream: NodeJS.WriteStream): Progress {
  // Ctrl-C must reach the process: ora would otherwise take over the keyboard.
  const spinner = ora({ stream, discardStdin: false, hideCursor: false });
  let count = new Count('', undefined);
  let note = '';
  let drawn = 0;
  const draw = (): void => {
    spinner.text = [count.label, count.bar(20), count.text, note].filter(Boolean).join(' ');
    spinner.render();
    drawn = performance.now();
  };
  return {
    stage(label, total, noun) {
      count = new Count(label, total, noun);
      note = '';
      spinner.start();
      draw();
    },
    advance() {
      this.reach(count.done + 1);
    },
    reach(done) {
      count.done = done;
      note = ''; // whatever held it up is over
      if (performance.now() - drawn > frame) draw();
    },
    note(text) {
      note = text;
      if (spinner.isSpinning) draw();
    },
    aside(print) {
      spinner.clear();
      print();
      if (spinner.isSpinning) draw();
    },
    end() {
      spinner.stop();
    },
  };
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
      this.reach(count.done + 1);
    },
    reach(done) {
      count.done = done;
      nowAndThen(() => count.text);
    },
    note: (text) => nowAndThen(() => text),
    aside: (print) => print(),
    end() {},
  };
}
