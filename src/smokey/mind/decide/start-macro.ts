import { references } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import { snapshotOf, type Desk, type Outcome } from './desk.ts';
import { paramsOf, runMacroNamed } from './handlers/macros.ts';

/** "bed 70", "nozzle 235": a heater and a number, and nothing else. */
const FRAGMENT =
  /^(?:and )?(?:the )?(?:bed|nozzle|hot ?end|extruder)(?: temp(?:erature)?)?(?: (?:at|to|of|is))? (\d+)$/;
/** What macros call the nozzle's temperature. */
const NOZZLE_PARAM = /^(?:EXTRUDER|NOZZLE|HOTEND|TOOL)(?:_?TEMP(?:ERATURE)?)?$/i;
const BED_PARAM = /^BED(?:_?TEMP(?:ERATURE)?)?$/i;

/** "START_PRINT, bed 70, nozzle 235": the fragments are the macro's parameters; null where it is not so plain. */
export function macroWithValues(desk: Desk): Outcome | null {
  const snapshot = snapshotOf(desk);
  if (desk.paste || !snapshot) return null;
  const at = desk.frames.findIndex(
    ({ role, clause }) => role === 'do' && references(clause, 'macro').length === 1,
  );
  const name = at < 0 ? undefined : references(desk.frames[at]!.clause, 'macro')[0]!.id;
  const macro = snapshot.macros.find((item) => item.name === name);
  const behind = desk.frames.slice(at + 1);
  const wishes = desk.frames.filter(
    (frame, index) => index !== at && frame.role === 'do' && !isFragment(frame),
  );
  const fragments = behind.filter(isFragment);
  if (!macro?.params.length || !fragments.length || wishes.some(isOther)) return null;
  const params = paramsOf(desk.frames[at]!.clause.folded, macro.params);
  for (const { clause } of fragments) {
    const param = macro.params.find((item) =>
      (/\bbed\b/.test(clause.folded) ? BED_PARAM : NOZZLE_PARAM).test(item),
    );
    if (!param) return null;
    params[param] = Number(FRAGMENT.exec(clause.folded)![1]);
  }
  return runMacroNamed(desk, macro.name, params);
}

const isFragment = ({ role, clause }: Frame): boolean => role === 'do' && FRAGMENT.test(clause.folded);

/** "make that 230 on the extruder", while the macro waits for its approval: its value, and not the heater's. */
export function macroWithOtherValue(desk: Desk): Outcome | null {
  const [newest] = desk.memory.changes;
  const waits = newest?.tool === 'run_macro' && newest.result?.outcome === 'waiting';
  const params = waits ? (newest.args.params as Record<string, number> | undefined) : undefined;
  if (!params || desk.frames.length !== 1) return null;
  const [, before, value, behind] = OTHER_VALUE.exec(desk.frames[0]!.clause.folded) ?? [];
  const said = before ?? behind;
  const of = said && (/bed|plate/.test(said) ? BED_PARAM : NOZZLE_PARAM);
  const param = of && Object.keys(params).find((name) => of.test(name));
  return param ? runMacroNamed(desk, String(newest!.args.name), { ...params, [param]: Number(value) }) : null;
}
const HEATER = String.raw`(bed|plate|nozzle|hot ?end|extruder)`;
const OTHER_VALUE = new RegExp(
  String.raw`^(?:(?:no|actually|sorry|wait|oh) )*(?:make|let) (?:that |it |the )?(?:${HEATER} )?(?:to |be )?(\d{2,3})(?: (?:on|for) the ${HEATER})?(?: (?:instead|please))*$`,
);

/** "a dry run of my start sequence, no file": words round about it; any other wish is not to be lost. */
const isOther = ({ intent, clause }: Frame): boolean =>
  intent?.id !== 'upload' && !(intent?.id === 'run_macro' && references(clause, 'macro').length === 0);
