import type { Clause } from '../understand/clause.ts';
import { fold } from '../normalise/text.ts';

interface Step {
  when: RegExp;
  lines: (match: RegExpExecArray) => string[];
}

/** What a macro can be asked to do, in words, and the lines for it. In the order in which they are said. */
const HEATED = '(?:nozzle|hot ?end|extruder)';
const BED = '(?:bed|plate)';
const heat = (part: string, command: string): Step => ({
  when: new RegExp(
    `\\b${part}(?: (?:to|at|up to|on))? (\\d{2,3})\\b|\\b(\\d{2,3})(?: ?(?:°? ?c|degrees))? (?:on|for|at|in|to) (?:the )?${part}\\b`,
  ),
  lines: (match) => [`${command} S${match[1] ?? match[2]}`],
});

const STEPS: Step[] = [
  {
    when: /\b(?:heat(?:ers?|ing)?)\b.{0,15}\b(?:off|away|out|down)\b|\b(?:off|kills?|cuts?|drops?|stops?)\b.{0,20}\bheat(?:ers?|ing)?\b|\bcools? (?:it |all |everything )?down\b|\bcools everything\b|\b(?:turns?|switch\w*|shuts?) everything (?:off|down)\b|\beverything off\b/,
    lines: () => ['TURN_OFF_HEATERS'],
  },
  {
    when: /\b(?:heaters? and (?:the )?(?:part )?fans?|(?:turns? |switch(?:es)? )?(?:the )?(?:part )?fans? off|turns? off (?:the )?fans?|stops? (?:the )?fans?|fan off|turns everything off)\b/,
    lines: () => ['M107'],
  },
  { when: /\bfan (?:on|full|to 100|at 100)\b/, lines: () => ['M106 S255'] },
  { when: /\b(?:homes?|g28)(?: all| the printer| everything| xyz)?\b/, lines: () => ['G28'] },
  heat(HEATED, 'M104'),
  heat(BED, 'M140'),
  { when: /\bpauses?(?: the print)?\b/, lines: () => ['PAUSE'] },
  { when: /\bpark(?:s|ing)?(?: the head)?\b/, lines: () => ['PARK'] },
  {
    when: /\b(?:lifts?|raises?|moves?) (?:the )?(?:head|nozzle|z)(?: up)? (?:by )?(\d+)\b/,
    lines: (match) => ['G91', `G1 Z${match[1]} F600`, 'G90'],
  },
  {
    when: /\bz (?:goes |go )?up (?:by )?(\d+)\b|\bup (\d+)(?: ?mm)? in z\b/,
    lines: (match) => ['G91', `G1 Z${match[1] ?? match[2]} F600`, 'G90'],
  },
  {
    when: /\b(?:to|at) x ?=? ?(\d+)(?:,? (?:and )?y ?=? ?(\d+))?\b/,
    lines: ([, x, y]) => ['G90', `G1 X${x}${y === undefined ? '' : ` Y${y}`} F3000`],
  },
  { when: /\b(?:to|at) y ?=? ?(\d+)\b/, lines: ([, y]) => ['G90', `G1 Y${y} F3000`] },
  {
    when: /\b(?:motors?|steppers?) (?:go )?off\b|\b(?:disables?|releases?|turns? off|switch(?:es)? off) (?:the )?(?:motors|steppers)\b/,
    lines: () => ['M84'],
  },
  {
    when: /\baccel(?:eration)?s?(?: limit)?(?: (?:to|at|of))? (\d{2,5})\b/,
    lines: (match) => [`SET_VELOCITY_LIMIT ACCEL=${match[1]}`],
  },
  { when: /\b(?:runs? |does )?(?:a )?bed mesh\b/, lines: () => ['BED_MESH_CALIBRATE'] },
];

/** Name and lines of a macro from its description; null when either is missing. */
export function macroLines(
  message: string,
  clause: Clause,
  macros: readonly { name: string }[] = [],
): { name: string; lines: string[] } | null {
  const folded = fold(message);
  const raw =
    /\b(?:called|named|the name(?: of)?|name it|call it|name|namens|som heter|llamad[ao]|nomm[ée]e?|appel[ée]e?)\s+"?([A-Za-z][\w-]*)"?/.exec(
      message,
    )?.[1] ??
    /\b(?:macro|button|command|shortcut|routine|script)s?,?\s+"?([A-Z][A-Z0-9_]{2,})"?/.exec(message)?.[1] ??
    clause.terms.find((term) => term.kind === 'quoted')?.raw;
  if (!raw) return null;
  const rest = folded.replace(new RegExp(`\\b${fold(raw)}\\b`), ' ');
  const lines = stepLines(
    rest,
    message.replace(raw, ' '),
    macros.filter(({ name }) => name !== raw),
  );
  return lines.length ? { name: raw.replace(/[^\w]/g, '_').toUpperCase(), lines } : null;
}

/** Commands as Klipper spells them: "SCREWS_TILT_CALCULATE", "M106 S128". */
const COMMANDS =
  /(?<![\w:])(?:[GM]\d{1,3}(?: [A-Z]-?\d+(?:\.\d+)?)*|[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)(?![\w=])/g;

/** The lines that a description comes to, in the order in which it is said; macros are called by their names. */
export function stepLines(folded: string, message: string, macros: readonly { name: string }[]): string[] {
  const found = STEPS.flatMap(({ when, lines }) => {
    const match = when.exec(folded);
    return match ? [{ at: match.index, lines: lines(match) }] : [];
  });
  for (const { name } of macros) {
    const [one = '', other, ...more] = fold(name).split('_');
    const spoken =
      other && !more.length
        ? new RegExp(`\\b${one}\\b.{0,5}\\b${other}\\b|\\b${other}\\b.{0,5}\\b${one}\\b`)
        : /^$/;
    const at = Math.max(
      message.search(new RegExp(`(?<![A-Za-z_])${name}(?![A-Za-z_])`)),
      folded.search(spoken),
    );
    if (name.length > 3 && at >= 0) found.push({ at, lines: [name] });
  }
  for (const match of message.matchAll(COMMANDS)) {
    const isKnown =
      macros.some(({ name }) => name === match[0]) || found.some(({ lines }) => lines.includes(match[0]));
    if (!isKnown) found.push({ at: match.index, lines: [match[0]] });
  }
  const inOrder = found.sort((a, b) => a.at - b.at).map((item) => item.lines.join('\n'));
  return [...new Set(inOrder)].flatMap((lines) => lines.split('\n')); // one step's lines stay together
}
