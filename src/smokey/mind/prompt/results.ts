import type { LanguageModelV4ToolResultPart } from '@ai-sdk/provider';

/** What became of a call, whatever shape the tool's result came in. */
export interface CallResult {
  /** The structured part of the result, or what could be parsed from its text. */
  data: Record<string, unknown>;
  text: string;
  failed: boolean;
  outcome: 'read' | 'waiting' | 'done' | 'declined' | 'expired' | 'failed';
}

/** Reads a tool result liberally: MCP content, plain JSON, text, errors and denials. */
export function readResult(part: LanguageModelV4ToolResultPart): CallResult {
  const output = part.output;
  switch (output.type) {
    case 'text':
      return fromText(output.value, false);
    case 'error-text':
      return fromText(output.value, true);
    case 'json':
      return fromJson(output.value, false);
    case 'error-json':
      return fromJson(output.value, true);
    case 'execution-denied':
      return { data: {}, text: output.reason ?? '', failed: false, outcome: 'declined' };
    case 'content': {
      const text = output.value.map((item) => (item.type === 'text' ? item.text : '')).join('\n');
      const hasPicture = output.value.some((item) => item.type === 'file');
      const result = fromText(text, false);
      return hasPicture ? { ...result, data: { picture: true, ...result.data } } : result;
    }
  }
}

function fromText(text: string, failed: boolean): CallResult {
  const parsed = parseObject(text);
  return finish(parsed ?? {}, text, failed);
}

function fromJson(value: unknown, failed: boolean): CallResult {
  if (typeof value !== 'object' || value === null) return finish({}, String(value ?? ''), failed);
  const raw = value as Record<string, unknown>;
  if (Array.isArray(raw.content)) return fromMcp(raw, failed);
  if (Array.isArray(value)) return finish({ items: value }, JSON.stringify(value), failed);
  return finish(raw, typeof raw.text === 'string' ? raw.text : JSON.stringify(raw), failed);
}

function fromMcp(raw: Record<string, unknown>, failed: boolean): CallResult {
  const content = raw.content as { type?: string; text?: string }[];
  const text = content
    .map((item) => item.text ?? '')
    .join('\n')
    .trim();
  const structured = raw.structuredContent as Record<string, unknown> | undefined;
  const data = structured ?? parseObject(text) ?? {};
  const picture = content.some((item) => item.type === 'image');
  return finish(picture ? { picture: true, ...data } : data, text, failed || raw.isError === true);
}

function parseObject(text: string): Record<string, unknown> | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return null;
  try {
    return JSON.parse(trimmed) as Record<string, unknown>;
  } catch {
    return null; // not JSON after all: the text itself is the result
  }
}

function finish(data: Record<string, unknown>, text: string, failed: boolean): CallResult {
  return { data, text, failed: failed || 'error' in data, outcome: outcomeOf(data, text, failed) };
}

const OUTCOMES: [RegExp, CallResult['outcome']][] = [
  [/^approval_required$|^pending$|^waiting$/, 'waiting'],
  [/^declined|^denied|^rejected/, 'declined'],
  [/^expired/, 'expired'],
  [/^failed|^error|^refused|^void|^not_done|^no_longer_valid|^invalid|^unknown/, 'failed'],
  [/^done|^executed|^completed?|^ok$|^success|^stopped|^approved/, 'done'],
];

function outcomeOf(data: Record<string, unknown>, text: string, failed: boolean): CallResult['outcome'] {
  const status = typeof data.status === 'string' ? data.status.toLowerCase() : '';
  const named = OUTCOMES.find(([pattern]) => pattern.test(status))?.[1];
  if (named) return named;
  if (failed || 'error' in data) return 'failed';
  if (!status && /approval_required/.test(text)) return 'waiting';
  return 'read';
}
