/** A progress bar on a terminal. Imported only there, so that hooks and CI jobs do not wait for ora to load. */

import ora from 'ora';
import { printable } from './printable.ts';
import { Count } from './progress-count.ts';
import type { Progress } from './progress.ts';

/** Minimum time between two frames, ms. */
const frame = 80;

export function bar(stream: NodeJS.WriteStream): Progress {
  // With `discardStdin`, ora would read the keyboard, and Ctrl-C would not reach the process.
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
      this.update(count.done + 1);
    },
    update(done) {
      count.done = done;
      note = ''; // a retry succeeded
      if (performance.now() - drawn > frame) draw();
    },
    note(text) {
      note = printable(text);
      if (spinner.isSpinning) draw();
    },
    suspend(print) {
      spinner.clear();
      print();
      if (spinner.isSpinning) draw();
    },
    end() {
      spinner.stop();
    },
  };
}
