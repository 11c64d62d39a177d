import { say } from '../answer/say.ts';
import type { Language } from '../language/lexicon/types.ts';
import type { Paste } from '../normalise/pasted.ts';
import { said, type Outcome } from './desk.ts';

/** Pasted G-code is told about: how long it is and what it would do. None of it is run or proposed. */
export function aboutPastedGcode({ lines }: Paste, language: Language): Outcome {
  const would = effectsOf(lines, language);
  return said(
    [
      say(language, 'pastedGcode', { count: lines.length }),
      would.length ? say(language, 'pastedWould', { would: would.join(', ') }) : '',
      say(language, 'pastedOffer'),
    ]
      .filter(Boolean)
      .join(' '),
  );
}

function effectsOf(lines: readonly string[], language: Language): string[] {
  const code = lines.map((line) => line.replace(/;.*$/, '').trim()).filter(Boolean);
  const text = code.join('\n');
  const hottest = (command: RegExp): number =>
    Math.max(0, ...[...text.matchAll(command)].map((match) => Number(match[1])));
  const nozzle = hottest(/\bM10[49]\b[^\n]*?\bS(\d+(?:\.\d+)?)/gi);
  const bed = hottest(/\bM1[49]0\b[^\n]*?\bS(\d+(?:\.\d+)?)/gi);
  const moves = text.match(/\bG[0-3]\b(?![.\d])/gi)?.length ?? 0;
  return [
    ...(/\bM112\b/i.test(text) ? [say(language, 'pastedStops')] : []),
    ...(nozzle ? [say(language, 'pastedNozzle', { celsius: nozzle })] : []),
    ...(bed ? [say(language, 'pastedBed', { celsius: bed })] : []),
    ...(/\bG28\b/i.test(text) ? [say(language, 'pastedHomes')] : []),
    ...(moves ? [say(language, 'pastedMoves', { count: moves })] : []),
  ];
}
