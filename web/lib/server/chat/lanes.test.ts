import { expect, it } from 'vitest';
import { createLanes } from './lanes.ts';

function start() {
  const log: string[] = [];
  const lanes = createLanes({
    onFault: (error, key) => log.push(`${key} failed: ${String(error)}`),
    onIdle: (key) => log.push(`${key} idle`),
  });
  const task = (name: string, then?: () => void) => async () => {
    log.push(`${name}+`);
    await Promise.resolve();
    then?.();
    log.push(`${name}-`);
  };
  return { log, lanes, task };
}

it('runs the tasks of a lane one after the other, and urgent ones first', async () => {
  const { log, lanes, task } = start();
  lanes.add('a', task('1'));
  lanes.add('a', task('2'));
  lanes.add('a', task('3'), { first: true });
  expect(lanes.waiting('a')).toBe(2);
  await lanes.idle('a');
  expect(log).toEqual(['1+', '1-', '3+', '3-', '2+', '2-', 'a idle']);
});

it('never runs two at once, also when a task adds to its own lane at its end', async () => {
  const { log, lanes, task } = start();
  lanes.add(
    'a',
    task('1', () => lanes.add('a', task('2'))),
  );
  await lanes.idle('a');
  expect(log).toEqual(['1+', '1-', '2+', '2-', 'a idle']);
});

it('takes up what is added in the moment it becomes idle', async () => {
  const seen: string[] = [];
  let again = true;
  const lanes = createLanes({
    onFault: () => undefined,
    onIdle: (key) => {
      if (again) lanes.add(key, () => void seen.push('second'));
      again = false;
    },
  });
  lanes.add('a', () => void seen.push('first'));
  await lanes.allIdle();
  await lanes.allIdle();
  expect(seen).toEqual(['first', 'second']);
});

it('goes on after a task that fails, and forgets what is dropped', async () => {
  const { log, lanes, task } = start();
  lanes.add('a', () => Promise.reject(new Error('no')));
  lanes.add('a', task('x'));
  lanes.drop('a');
  lanes.add('a', task('2'));
  await lanes.allIdle();
  expect(log).toContain('a failed: Error: no');
  expect(log).toContain('2-');
  expect(log).not.toContain('x+');
  expect(lanes.isBusy('a')).toBe(false);
});
