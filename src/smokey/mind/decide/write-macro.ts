import type { Clause } from '../understand/clause.ts';
import { fold } from '../normalise/text.ts';

interface Step {
  when: RegExp;
  lines: (match: RegExpExecArray) => string[];
}

/** What a macro can be asked to do, in words, and the lines for it. In the order in which they are said. */
const STEPS: Step[] = [
  {
    when: /\b(?:turns? (?:off )?(?:all )?(?:the )?heaters?(?: off)?|heaters? off|heat off|cools? (?:everything )?down|switch(?:es)? (?:the )?heat(?:ers)? off|shuts? off (?:the )?heat(?:ers)?|turns? everything off|kills? the heat(?:ers)?)\b/,
    lines: () => ['TURN_OFF_HEATERS'],
  },
  {
    when: /\b(?:heaters? and (?:the )?(?:part )?fans?|(?:turns? |switch(?:es)? )?(?:the )?(?:part )?fans? off|turns? off (?:the )?fans?|stops? (?:the )?fans?|fan off|turns everything off)\b/,
    lines: () => ['M107'],
  },
  { when: /\bfan (?:on|full|to 100|at 100)\b/, lines: () => ['M106 S255'] },
  { when: /\b(?:homes?|g28)(?: all| the printer| everything| xyz)?\b/, lines: () => ['G28'] },
  {
    when: /\b(?:nozzle|hotend|extruder) (?:to|at) (\d{2,3})\b|\bheats? (?:the )?(?:nozzle|hotend|extruder) (?:to )?(\d{2,3})\b/,
    lines: (match) => [`M104 S${match[1] ?? match[2]}`],
  },
  {
    when: /\bbed (?:to|at) (\d{2,3})\b|\bheats? (?:the )?bed (?:to )?(\d{2,3})\b/,
    lines: (match) => [`M140 S${match[1] ?? match[2]}`],
  },
  { when: /\bpauses?(?: the print)?\b/, lines: () => ['PAUSE'] },
  { when: /\bparks?(?: the head)?\b/, lines: () => ['PARK'] },
  {
    when: /\b(?:lifts?|raises?|moves?) (?:the )?(?:head|nozzle|z)(?: up)? (?:by )?(\d+)\b/,
    lines: (match) => ['G91', `G1 Z${match[1]} F600`, 'G90'],
  },
  { when: /\bmotors? off|disables? (?:the )?(?:motors|steppers)\b/, lines: () => ['M84'] },
  { when: /\b(?:runs? |does )?(?:a )?bed mesh\b/, lines: () => ['BED_MESH_CALIBRATE'] },
];

/** Name and lines of a macro from its description; null when either is missing. */
export function macroLines(message: string, clause: Clause): { name: string; lines: string[] } | null {
  const folded = fold(message);
  const raw =
    /\b(?:called|named|name|namens|som heter|llamad[ao]|nomm[ée]e?|appel[ée]e?)\s+"?([A-Za-z][\w-]*)"?/.exec(
      message,
    )?.[1] ??
    /\bmacro\s+"?([A-Z][A-Z0-9_]+)"?/.exec(message)?.[1] ??
    clause.terms.find((term) => term.kind === 'quoted')?.raw;
  if (!raw) return null;
  const rest = folded.replace(new RegExp(`\\b${fold(raw)}\\b`), ' ');
  const found = STEPS.flatMap(({ when, lines }) => {
    const match = when.exec(rest);
    return match ? [{ at: match.index, lines: lines(match) }] : [];
  });
  const lines = found.sort((a, b) => a.at - b.at).flatMap((item) => item.lines);
  return lines.length ? { name: raw.replace(/[^\w]/g, '_').toUpperCase(), lines: [...new Set(lines)] } : null;
}
