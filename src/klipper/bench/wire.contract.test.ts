import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

it('the bare printers end with the process that measures, however that ends', async () => {
  const child = fork(join(import.meta.dirname, 'wire.ts'), { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  const ended = once(child, 'exit');
  // What the operating system does to the channel when this side is killed.
  child.disconnect();
  expect((await ended)[0]).toBe(0);
});
