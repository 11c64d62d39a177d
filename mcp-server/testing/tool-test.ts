import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { callTool } from '../call.ts';
import type { ActionOutcome } from '../gate/types.ts';
import { registry } from '../tools/index.ts';
import { approve, ask, principal, type World } from './world.ts';

export interface Answer {
  isError: boolean;
  text: string;
  data: Record<string, unknown>;
}

/** One call of a tool as a client makes it. */
export async function call(world: World, name: string, args: Record<string, unknown> = {}): Promise<Answer> {
  const tool = registry.get(name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  const context = {
    principal: principal(),
    printers: world.printers,
    gate: world.gate,
    clock: world.clock,
    links: {},
  };
  const result: CallToolResult = await callTool(tool, args, context);
  return {
    isError: result.isError === true,
    text: result.content.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n'),
    data: (result.structuredContent ?? {}) as Record<string, unknown>,
  };
}

/** Asks, approves and tells what was sent and what came of it. Time runs for tools that wait for a state. */
export async function carryOut(
  world: World,
  name: string,
  args: Record<string, unknown> = {},
): Promise<{ sent: string[]; outcome: ActionOutcome }> {
  const before = world.printer.effects().length;
  const { id } = await ask(world, name, args);
  let over = false;
  const ending = approve(world, id).finally(() => (over = true));
  for (let turn = 0; !over && turn < 2_000; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (turn % 10 === 9) world.clock.advance(1_000);
  }
  const { outcome } = await ending;
  return { sent: world.printer.effects().slice(before), outcome: outcome! };
}

/** Homed in the middle, 20 mm up. */
export function homed(world: World): void {
  world.printer.change((state) => {
    state.toolhead.homedAxes = 'xyz';
    state.toolhead.positionMillimetres = { x: 110, y: 110, z: 20 };
  });
}

export function printing(world: World): void {
  world.printer.change((state) => {
    Object.assign(state.job, { state: 'printing', path: 'cube.gcode', objects: ['A', 'B'] });
  });
}
