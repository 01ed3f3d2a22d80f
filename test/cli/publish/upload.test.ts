import { expect, test } from 'vitest';
import type { Client } from '../../../src/cli/client/client.ts';
import type { Step } from '../../../src/cli/publish/plan.ts';
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
