import { isChange, isPlan, type Tool } from './tool.ts';

const EFFECTS: ReadonlySet<unknown> = new Set(['reads', 'withdraws', 'changes', 'stops']);
const NAME = /^[a-z][a-z0-9_]{1,40}$/;

export interface ToolRegistry {
  /** Undefined for a name that no tool has, whatever it is (`constructor`, `__proto__`). */
  get(name: string): Tool | undefined;
  readonly all: readonly Tool[];
}

/** Registers tools by name. One without an effect, or incomplete for its effect, does not get in. */
export function createRegistry(tools: readonly Tool[]): ToolRegistry {
  const byName = new Map<string, Tool>();
  for (const tool of tools) {
    const problem = problemOf(tool) ?? (byName.has(tool.name) ? 'this name is taken' : null);
    if (problem) throw new Error(`The tool "${String(tool?.name)}" cannot be registered: ${problem}.`);
    byName.set(tool.name, tool);
  }
  return { get: (name) => byName.get(name), all: [...byName.values()] };
}

function problemOf(tool: Tool): string | null {
  if (!tool || !NAME.test(tool.name)) return 'its name must be lower case with underscores';
  if (!EFFECTS.has(tool.effect)) return 'it must declare its effect: reads, withdraws, changes or stops';
  if (isPlan(tool)) return null;
  if (typeof tool.run !== 'function') return 'it has no run function';
  if (tool.effect === 'stops' && tool.name !== 'emergency_stop') return 'only emergency_stop stops';
  if (!isChange(tool)) return null;
  for (const part of ['summarise', 'depends', 'check'] as const) {
    if (typeof tool[part] !== 'function') return `a tool that changes needs ${part}`;
  }
  return null;
}
