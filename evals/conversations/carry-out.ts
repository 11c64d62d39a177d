import type { PendingAction } from '../../mcp-server/index.ts';
import type { Watch } from './watch.ts';
import type { CaseWorld, Machine } from './world.ts';

/** Decides an action and lets the machines' time pass until it has come to its end. Null when there is none. */
export async function carriedOut(
  world: CaseWorld,
  watch: Watch,
  actionId: string,
  decision: 'approve' | 'decline',
): Promise<PendingAction | null> {
  const decided = await world.gate.decide({ actionId, decision, principal: world.principal('page', 0) });
  if (!decided.ok) return world.gate.get(actionId);
  let isSettled = false;
  void decided.settled.finally(() => (isSettled = true)).catch(() => undefined);
  const passed = letTimePass(world.machines, () => isSettled || watch.signal.aborted);
  const title = world.gate.get(actionId)?.summary.title ?? actionId;
  const settled = await watch.during(`carrying out "${title}"`, decided.settled);
  await passed;
  await letItBeTold(world.machines);
  return settled;
}

/** Nobody reads and types in less: what was done is on its way to the page, and Klipper tells it four times a second. */
const SECONDS_BEFORE_NEXT = 1;
async function letItBeTold(machines: readonly Machine[]): Promise<void> {
  for (const machine of machines) await machine.simulator.advance(SECONDS_BEFORE_NEXT);
  await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Beyond these a machine's time goes on slowly: whatever is being carried out waits for something else. */
const LONGEST_MACHINE_SECONDS = 4_000;

/** Machine time passes only here and while it is told: quickly, and only while something is being carried out. */
async function letTimePass(machines: readonly Machine[], isOver: () => boolean): Promise<void> {
  for (let passed = 0, step = 0; !isOver(); step += 1) {
    const seconds = step < 4 ? 0.3 : passed < LONGEST_MACHINE_SECONDS ? 5 : 0.5;
    for (const machine of machines) await machine.simulator.advance(seconds);
    passed += seconds;
    await new Promise((resolve) => setTimeout(resolve, step < 10 ? 5 : 10));
  }
}
