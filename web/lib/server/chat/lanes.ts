/** Work in lanes: per key one task after the other, in order; keys do not wait for each other. */
export interface Lanes {
  add(key: string, task: () => Promise<void> | void, options?: { first?: boolean }): void;
  /** Takes away what has not begun. */
  drop(key: string): void;
  isBusy(key: string): boolean;
  waiting(key: string): number;
  /** Resolves when nothing of this lane runs or waits. */
  idle(key: string): Promise<void>;
  allIdle(): Promise<void>;
}

interface Lane {
  tasks: (() => Promise<void> | void)[];
  done: Promise<void>;
}

export function createLanes(options: {
  onFault(error: unknown, key: string): void;
  onIdle(key: string): void;
}): Lanes {
  const lanes = new Map<string, Lane>();

  async function work(key: string, lane: Lane): Promise<void> {
    for (let task = lane.tasks.shift(); task; task = lane.tasks.shift()) {
      try {
        await task();
      } catch (error) {
        options.onFault(error, key);
      }
    }
    lanes.delete(key);
    options.onIdle(key);
  }

  return {
    add(key, task, { first = false } = {}) {
      const open = lanes.get(key);
      if (open && first) open.tasks.unshift(task);
      else if (open) open.tasks.push(task);
      else {
        const lane: Lane = { tasks: [task], done: Promise.resolve() };
        // In the map before the first task runs: a task may add to its own lane.
        lanes.set(key, lane);
        lane.done = work(key, lane);
      }
    },
    drop(key) {
      lanes.get(key)?.tasks.splice(0);
    },
    isBusy: (key) => lanes.has(key),
    waiting: (key) => lanes.get(key)?.tasks.length ?? 0,
    idle: (key) => lanes.get(key)?.done ?? Promise.resolve(),
    async allIdle() {
      await Promise.all([...lanes.values()].map(({ done }) => done));
    },
  };
}
