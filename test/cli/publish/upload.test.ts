import { expect, test } from 'vitest';
import type { Client } from '../../../src/cli/client/client.ts';
import type { Step } from '../../../src/cli/publish/plan.ts';
import { wholeFile } from '../../../src/article/problem.ts';
import { upload } from '../../../src/cli/publish/upload.ts';
import type { Batch, BatchResult } from '../../../src/publish/protocol.ts';

const steps = Array.from({ length: 1550 }, (_, i): Step => ({
  action: 'add',
  path: `${String(i).padStart(3, '0')}.md`,
}));
const read = async () => ({ status: 'read' as const, source: 'text', blob: '0'.repeat(40) });

/** A client whose answers are sent by the test. */
function slowClient() {
  const waiting: { batch: Batch; answer: (fail?: Error) => void }[] = [];
  const client = {
    publish: (body: Uint8Array) =>
      new Promise<BatchResult>((resolve, reject) => {
        const batch = JSON.parse(Buffer.from(body).toString()) as Batch;
        const files = batch.put
          .map(({ path }) => ({ path, status: 'article' as const, problems: [] }))
          .reverse();
        waiting.push({ batch, answer: (fail) => (fail ? reject(fail) : resolve({ files })) });
      }),
  } as unknown as Client;
  return { client, waiting };
}

/** Lets all pending callbacks run. */
const turn = () => new Promise((done) => void setImmediate(done));

test('sends a batch while the previous one is answered, and the last one after all others', async () => {
  const { client, waiting } = slowClient();
  const outcomes = Array.fromAsync(upload(steps, { read, client }));
  const sent: { files: number; more: boolean | undefined; beside: number }[] = [];
  let open = 0;
  while (sent.reduce((sum, { files }) => sum + files, 0) < steps.length || open > 0) {
    await turn();
    for (; sent.length < waiting.length; open++) {
      const { put, more } = waiting[sent.length]!.batch;
      sent.push({ files: put.length, more, beside: open });
    }
    if (open > 0) waiting[sent.length - open--]!.answer();
  }
  expect(sent).toEqual([
    { files: 20, more: true, beside: 0 },
    { files: 20, more: true, beside: 1 },
    { files: 160, more: true, beside: 1 },
    { files: 160, more: true, beside: 1 },
    { files: 500, more: true, beside: 1 },
    { files: 500, more: true, beside: 1 },
    { files: 190, more: false, beside: 0 },
  ]);
  expect((await outcomes).map(({ path }) => path)).toEqual(steps.map(({ path }) => path));
});

test('ends with the failure of a batch, even if the next one succeeds', async () => {
  const { client, waiting } = slowClient();
  const outcomes = Array.fromAsync(upload(steps, { read, client }));
  const failure = outcomes.catch((error: unknown) => error);
  while (waiting.length < 2) await turn();
  waiting[0]!.answer(new Error('no answer'));
  expect(await failure).toEqual(new Error('no answer'));
  waiting[1]!.answer(new Error('none either'));
  await turn();
});

test('names the place of each file in the publish, in the order of paths, whatever its batch', async () => {
  const { client, waiting } = slowClient();
  const moved: Step = { action: 'move', path: '000a.md', from: 'old.md' };
  const outcomes = Array.fromAsync(upload([moved, ...steps.slice(0, 40)], { read, client }));
  const sent: Batch['put'] = [];
  while (sent.length < 41) {
    await turn();
    for (const { batch, answer } of waiting.splice(0)) {
      sent.push(...batch.put);
      answer();
    }
  }
  await outcomes;
  expect(new Set(sent.map(({ order }) => order!.publish)).size).toBe(1);
  const inOrder = sent.toSorted((a, b) => a.order!.file - b.order!.file);
  expect(inOrder.map(({ order }) => order!.file)).toEqual(sent.map((_, i) => i));
  expect(inOrder.map(({ path }) => path)).toEqual(sent.map(({ path }) => path).sort());
});

/** A client that refuses files for a conflict as long as a test says. */
function refusingClient(isTaken: (path: string) => boolean) {
  const sent: string[][] = [];
  const client = {
    publish: async (body: Uint8Array): Promise<BatchResult> => {
      const { put } = JSON.parse(Buffer.from(body).toString()) as Batch;
      sent.push(put.map(({ path }) => path));
      await turn();
      return {
        files: put.map(({ path }) =>
          isTaken(path)
            ? { path, status: 'error' as const, problems: [wholeFile('duplicate-address', 'taken')] }
            : { path, status: 'article' as const, problems: [] },
        ),
      };
    },
  } as unknown as Client;
  return { client, sent };
}

const adding = (...paths: string[]): Step[] => paths.map((path) => ({ action: 'add', path }));

test('sends files in conflict again while something has changed, without any deletion', async () => {
  const accepted = new Set<string>();
  // Each waits for the one behind it, which is accepted a batch later.
  const needs: Record<string, string> = { '1.md': '2.md', '2.md': '3.md', '3.md': '4.md' };
  const { client, sent } = refusingClient((path) => {
    const other = needs[path];
    const isTaken = other !== undefined && !accepted.has(other);
    if (!isTaken) accepted.add(path);
    return isTaken;
  });
  const outcomes = await Array.fromAsync(upload(adding('1.md', '2.md', '3.md', '4.md'), { read, client }));
  expect(outcomes.map(({ path, result }) => `${path} ${result.status}`)).toEqual([
    '4.md article',
    '3.md article',
    '2.md article',
    '1.md article',
  ]);
  expect(sent).toEqual([
    ['1.md', '2.md', '3.md', '4.md'],
    ['1.md', '2.md', '3.md'],
    ['1.md', '2.md'],
    ['1.md'],
  ]);
});

test('sends files that stay in conflict once more, and only if something has changed', async () => {
  const { client, sent } = refusingClient((path) => path !== 'c.md');
  const outcomes = await Array.fromAsync(upload(adding('a.md', 'b.md', 'c.md'), { read, client }));
  expect(outcomes.map(({ path, result }) => `${path} ${result.status}`)).toEqual([
    'c.md article',
    'a.md error',
    'b.md error',
  ]);
  expect(sent).toEqual([
    ['a.md', 'b.md', 'c.md'],
    ['a.md', 'b.md'],
  ]);
  sent.length = 0;
  await Array.fromAsync(upload(adding('a.md', 'b.md'), { read, client }));
  expect(sent).toEqual([['a.md', 'b.md']]);
});
