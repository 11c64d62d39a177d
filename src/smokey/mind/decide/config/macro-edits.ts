import type { MacroInfo } from '../../../../klipper/snapshot.ts';
import { say } from '../../answer/say.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { stepLines } from '../write-macro.ts';
import { MAIN_FILE, type ConfigFile } from './file.ts';
import { bodyOf, macroSection, optionOf } from './macro-body.ts';

const CHANGED =
  '(?:change|edit|modify|alter|adjust|extend|update|rewrite|tweak|fix|rename|improve|redo|correct|amend|make|let|have|get)';
const ADDED = '(?:add|put|insert|append|include|stick|throw|prepend)';
const PLACE =
  '(?:to|in|into|at the (?:very )?(?:end|start|beginning|top|bottom) of|(?:before|after) the end of)';
const ARTICLE = '(?:the |my |our |that )?(?:macro |button )?';

const spoken = (name: string): string => name.toLowerCase().replace(/_/g, '[ _]');

/** True where a macro is to be changed, not run: "make END_PRINT also …", "add a beep to the PARK macro". */
export function changesMacro(text: string, name: string): boolean {
  const called = spoken(name);
  return [
    `\\b${CHANGED} ${ARTICLE}${called}\\b(?: macro)?(?: (?!please|now)\\w+|$)`,
    `\\b${ADDED}\\b.* ${PLACE} ${ARTICLE}${called}\\b`,
    `\\b${called}\\b(?: macro)? (?:should|shall|must|has to|needs to|ought to)\\b`,
  ].some((pattern) => new RegExp(pattern).test(text));
}

const RENAMES = /\brenam\w+\b|\bnew name\b|\bcall (?:it|that)\b/;
const AT_THE_START = /\b(?:at|to) the (?:very )?(?:start|beginning|top)\b|\bprepend\b/;
const ADDS = /\b(?:also|too|as well|add|append|include|put|insert|stick|throw|prepend|at the end)\b/;
/** In the middle of the macro, or in place of something: where, the words alone do not tell. */
const WITHIN = /\b(?:before|after|instead|rather than|no longer|not|only|faster|slower|remove|without)\b/;

/** Proposes the macro with another name or more lines; asks for the line where the words do not tell it. */
export function changedMacro(desk: Desk, config: ConfigFile, macro: MacroInfo, text: string): Outcome {
  const section = macroSection(config, macro);
  if (!section) return said(say(desk.language, 'macroElsewhere', { name: macro.name, file: MAIN_FILE }));
  const lines = bodyOf(section);
  const edit = (set: Record<string, string | null>, note: string): Outcome =>
    proposed(
      note,
      CHANGES.editConfig({ file: MAIN_FILE, section: section.name, set, base_sha256: config.sha256 }),
    );
  const name = RENAMES.test(text) ? newName(desk.exchange.text, macro.name) : null;
  if (name) {
    const gone = section.options.map((option) => [option, null] as const);
    const moved = section.options.map(
      (option) => [`[gcode_macro ${name}] ${option}`, optionOf(section, option)] as const,
    );
    return edit(
      Object.fromEntries([...gone, ...moved]),
      say(desk.language, 'renameMacro', { name: macro.name, to: name, file: MAIN_FILE }),
    );
  }
  const wish = text.replace(new RegExp(`\\b${spoken(macro.name)}\\b`, 'g'), ' ');
  const others = snapshotOf(desk)!.macros.filter((item) => item.name !== macro.name);
  const added =
    ADDS.test(text) && !WITHIN.test(text)
      ? stepLines(wish, desk.exchange.text.replace(macro.name, ' '), others)
      : [];
  const fresh = added.filter((line) => !lines.includes(line));
  if (!fresh.length)
    return said(say(desk.language, 'macroEditWhat', { name: macro.name, lines: lines.join('; ') || '-' }));
  const body = AT_THE_START.test(text) ? [...fresh, ...lines] : [...lines, ...fresh];
  return edit(
    { gcode: body.join('\n') },
    say(desk.language, 'addMacroLines', { name: macro.name, lines: fresh.join(', ') }),
  );
}

/** The name behind "to" or "as" that is no name of now. */
function newName(message: string, now: string): string | null {
  const words = [...message.matchAll(/\b(?:to|as|name|it|into)\s+"?([A-Za-z]\w{2,})"?/g)].map(
    (match) => match[1]!,
  );
  const name = words.findLast((word) => word.toUpperCase() !== now && /[A-Z_]/.test(word));
  return name ? name.toUpperCase() : null;
}
