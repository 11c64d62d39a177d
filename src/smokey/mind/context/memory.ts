import type { Language } from '../language/lexicon/types.ts';
import { detectLanguage } from '../language/detect.ts';
import type { Call, Exchange } from '../prompt/conversation.ts';
import type { Attachment } from '../prompt/state.ts';
import { quoteFileNames } from '../normalise/file-names.ts';
import { quoteOthers } from '../normalise/others-words.ts';
import { plainWords } from '../normalise/plain-words.ts';
import { readPaste } from '../normalise/pasted.ts';
import { splitClauses } from '../understand/split.ts';
import type { Frame } from '../understand/frames.ts';
import { meantFrames } from '../understand/meant.ts';
import type { NameBook } from '../understand/names.ts';
import { readTerms } from '../understand/terms.ts';
import { resolveFollowUps } from './follow-up.ts';
import { isChange } from '../decide/deeds.ts';

/** What the conversation so far leaves to refer to, newest first. Derived anew each time, stored nowhere. */
export interface Memory {
  language: Language | null;
  /** Earlier messages understood, the newest first. */
  past: { exchange: Exchange; frames: Frame[] }[];
  /** Files spoken of last, as paths. */
  files: string[];
  /** Files of the last few messages, in the order in which they were spoken of. */
  spokenFiles: string[];
  /** Calls that wanted to change something, the newest first. */
  changes: Call[];
  attachments: Attachment[];
  /** True while Klipper waits for TESTZ, ACCEPT or ABORT, as far as this conversation knows. */
  manualProbe: boolean;
}

const REMEMBERED = 6;

export function remember(earlier: readonly Exchange[], names: NameBook): Memory {
  const recent = earlier.slice(-REMEMBERED);
  let language: Language | null = null;
  const past: Memory['past'] = [];
  for (const exchange of recent) {
    const own =
      readPaste(exchange.text)?.words ?? plainWords(quoteFileNames(quoteOthers(exchange.text), null));
    const detected = detectLanguage(own);
    language = detected.sure ? detected.language : language;
    const reading = readTerms(own, language ?? 'en', names);
    const soFar: Memory = {
      language,
      past,
      files: [],
      spokenFiles: [],
      changes: [],
      attachments: [],
      manualProbe: false,
    };
    past.unshift({ exchange, frames: resolveFollowUps(meantFrames(splitClauses(reading)), soFar, reading) });
  }
  const calls = recent.flatMap((exchange) => exchange.calls);
  return {
    language,
    past,
    files: lastFiles(recent),
    spokenFiles: [...new Set(recent.slice(-4).flatMap((exchange) => lastFiles([exchange])))],
    changes: calls
      .flatMap(stepsOf)
      .filter((call) => isChange(call.tool))
      .reverse(),
    attachments: recent.flatMap((exchange) => exchange.attachments).reverse(),
    manualProbe: isProbing(calls),
  };
}

/** The single calls of a plan; they share what became of it. */
function stepsOf(call: Call): Call[] {
  const { steps } = call.args;
  if (call.tool !== 'run_plan' || !Array.isArray(steps)) return [call];
  return (steps as { tool: string; args?: Record<string, unknown> }[]).map(({ tool, args = {} }) => ({
    ...call,
    tool,
    args,
  }));
}

/** Paths in the newest exchange that names any: of its calls, or of its reply. */
function lastFiles(exchanges: readonly Exchange[]): string[] {
  const files: string[] = [];
  for (const exchange of [...exchanges].reverse()) {
    const named = exchange.calls
      .filter((call) => typeof call.args.path === 'string')
      .map((call) => String(call.args.path));
    const told = exchange.reply.match(/[\w()+\-/. ]*?[\w)]\.(?:gcode|gco|g|bgcode|ufp)\b/gi) ?? [];
    const attached = exchange.attachments.flatMap((item) => item.path ?? []);
    const shown = told.map((path) => path.trim().replace(/^.*\s(?=\S+$)/, ''));
    const found = new Set([...attached, ...(shown.length ? shown : named)]);
    for (const path of found) if (!files.includes(path)) files.push(path);
    if (files.length) break;
  }
  return files;
}

function isProbing(calls: readonly Call[]): boolean {
  let probing = false;
  for (const { tool, args, result } of calls) {
    if (tool !== 'calibrate' || result?.outcome !== 'done') continue;
    const step = String(args.step ?? args.action ?? 'start');
    if (args.routine === 'z_offset') probing = !/accept|abort|finish/.test(step);
  }
  return probing;
}
