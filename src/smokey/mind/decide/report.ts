import { say } from '../answer/say.ts';
import type { Language } from '../language/lexicon/types.ts';
import type { Call, Exchange } from '../prompt/conversation.ts';
import { CHANGES, isChange } from './deeds.ts';

const STOP_TOOL = CHANGES.emergencyStop().tool;

/** Calls of this exchange whose outcome has to be told; late outcomes come as a look at the action. */
export function outcomesToTell(exchange: Exchange): Call[] {
  return exchange.calls.filter((call) => call.result && (isChange(call.tool) || isLateOutcome(call)));
}

const isLateOutcome = (call: Call): boolean =>
  call.tool === 'get_action' && typeof call.result?.data.tool === 'string';

/** Says honestly what became of what was proposed: nothing is claimed that the printer did not confirm. */
export function tellOutcomes(calls: readonly Call[], language: Language): string {
  return calls.map((call) => tell(call, language)).join('\n');
}

function tell({ tool, result }: Call, language: Language): string {
  if (!result) return say(language, 'waiting');
  if (tool === STOP_TOOL)
    return tellStop(result.data.stopped === true && !result.failed, result.text, language);
  const text = textOf(result.text, result.data);
  switch (result.outcome) {
    case 'done':
      return say(language, 'done', { text: withResult(text.replace(/^Done: /, ''), result.data) });
    case 'declined': {
      const reason = typeof result.data.reason === 'string' ? ` (${result.data.reason})` : '';
      return say(language, 'declined', { reason });
    }
    case 'expired':
      return say(language, 'expired');
    case 'waiting':
      return say(language, 'waiting');
    case 'failed':
      return result.data.status === 'unknown'
        ? say(language, 'sentUnknown', { text })
        : say(language, 'failed', { text });
    case 'read':
      return result.failed ? say(language, 'failed', { text }) : text;
  }
}

function tellStop(stopped: boolean, text: string, language: Language): string {
  return stopped
    ? say(language, 'estopDone')
    : [say(language, 'estopFailed'), text].filter(Boolean).join(' ');
}

function textOf(text: string, data: Record<string, unknown>): string {
  const own = [data.text, data.message, data.summary].find(
    (item): item is string => typeof item === 'string' && item !== '',
  );
  return own ?? (text.trim().startsWith('{') ? '' : text);
}

/** Readings that a calibration gave, in words: they are what the person asked for. */
function withResult(text: string, data: Record<string, unknown>): string {
  const result = data.result as Record<string, unknown> | undefined;
  const output = result?.output;
  return Array.isArray(output) && output.length ? `${text}\n${output.slice(0, 12).join('\n')}` : text;
}
