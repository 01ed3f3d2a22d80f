/** `npm start` as a process. */

import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { vi } from 'vitest';
import type { Workspace } from './workspace.ts';
import { soon } from '../soon.ts';

/** A running `edgefeed start` on a free port, watching its folder. */
export class Running implements AsyncDisposable {
  readonly #child: ChildProcess;
  output = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
  }

  static async start(work: Workspace, ...args: string[]): Promise<Running> {
    return Running.of(
      work.spawn(['start', '--port', '0', '--content', work.content, '--state', work.state, ...args]),
    );
  }

  /** @param child the process, whose standard output and standard error are pipes */
  static async of(child: ChildProcess): Promise<Running> {
    const running = new Running(child);
    try {
      await running.says('Press Ctrl-C to stop');
    } catch (error) {
      await running[Symbol.asyncDispose]();
      throw error;
    }
    return running;
  }

  get url(): string {
    return /is serving (\S+)/.exec(this.output)![1]!;
  }

  async says(text: string): Promise<void> {
    await vi.waitFor(() => {
      if (this.#child.exitCode !== null)
        throw new Error(`ended with ${this.#child.exitCode}: ${this.output}`);
      if (!this.output.includes(text)) throw new Error(`No "${text}" in the output: ${this.output}`);
    }, soon);
  }

  /** Ends the process alone, or its whole group. @returns the exit code */
  async end(signal: NodeJS.Signals, who: 'process' | 'group'): Promise<number | null> {
    const ended = once(this.#child, 'close');
    process.kill(who === 'group' ? -this.#child.pid! : this.#child.pid!, signal);
    const [code] = (await ended) as [number | null];
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.end('SIGINT', 'process');
  }
}
