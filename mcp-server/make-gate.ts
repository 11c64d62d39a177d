import { createGate as createGateOver, type Gate, type GateOptions } from './gate/gate.ts';
import type { ToolRegistry } from './registry.ts';
import { registry } from './tools/index.ts';

/** The gate over the whole catalogue. Tests may put their own tools behind it. */
export function createGate(options: Omit<GateOptions, 'registry'> & { registry?: ToolRegistry }): Gate {
  return createGateOver({ registry, ...options });
}
