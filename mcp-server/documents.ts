import { publish, type PublishedTool } from './published.ts';
import { DEFAULT_TOOLSETS } from './server.ts';
import { isPlan, type Tool } from './tool.ts';
import { registry } from './tools/index.ts';

/** Tokens as the budgets count them: bytes of JSON divided by four. */
export function tokensOf(value: unknown): number {
  return Math.ceil(Buffer.byteLength(JSON.stringify(value)) / 4);
}

/** What a model sees of a tool. */
export function modelVisible({ name, description, inputSchema }: PublishedTool) {
  return { name, description, inputSchema };
}

/** The table of tools for README.md, made from the tools themselves. */
export function toolTable(): string {
  const rows = registry.all.map((tool) => {
    const params = Object.keys(publish(tool).inputSchema.properties ?? {}).filter(
      (name) => name !== 'printer',
    );
    const off = DEFAULT_TOOLSETS.includes(tool.toolset) ? '' : ' (off)';
    const cells = [`\`${tool.name}\``, `${tool.toolset}${off}`, effectWord(tool), params.join(', ') || '–'];
    return `| ${cells.join(' | ')} | ${tool.description.replaceAll('|', '\\|')} |`;
  });
  return ['| tool | set | effect | parameters | what it does |', '|---|---|---|---|---|', ...rows].join('\n');
}

function effectWord(tool: Tool): string {
  if (tool.effect === 'changes') return isPlan(tool) ? 'asks, once for all steps' : 'asks first';
  if (tool.effect === 'withdraws') return 'takes back';
  return tool.effect === 'reads' ? 'reads' : 'stops at once';
}
