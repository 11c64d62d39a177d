/**
 * The longest stretch of work of this thread between two turns of its loop while `work` goes on, milliseconds. Counted
 * in its own working time: that other programs take the core away for a while is not ours to judge.
 */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let [longest, before, over] = [0, worked(), false];
  const watching = (async () => {
    while (!over) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const now = worked();
      longest = Math.max(longest, now - before);
      before = now;
    }
  })();
  await work();
  over = true;
  await watching;
  return longest;
}

/** Milliseconds this thread has worked. */
function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
