import type { Printer } from '../../src/klipper/printer.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';

const FOLLOWER = 'extruder_stepper ';

/** Extruders, and steppers that follow one, as Klipper's `EXTRUDER=` names them. */
function extrudersOf(printer: Printer): string[] {
  return Object.keys(printer.settings()).flatMap((section) => {
    if (section.startsWith(FOLLOWER)) return [section.slice(FOLLOWER.length)];
    return /^extruder\d*$/.test(section) ? [section] : [];
  });
}

/** Why pressure advance cannot be set for this extruder, or null. */
export function refuseExtruder(printer: Printer, extruder: string): Refusal | null {
  const known = extrudersOf(printer);
  if (known.includes(extruder)) return null;
  const hint = known.length > 0 ? `There are: ${known.join(', ')}.` : '';
  return refuse('no-extruder', `There is no extruder ${visible(extruder, 40)}.`, hint);
}

/** The pressure advance of an extruder, of the active one when none is named; null while it is not known. */
export function pressureAdvanceOf(printer: Printer, extruder: string | undefined): number | null {
  if (extruder === undefined) return printer.snapshot().toolhead.pressureAdvance;
  const objects = printer.objects();
  const now = (objects[extruder] ?? objects[`${FOLLOWER}${extruder}`])?.pressure_advance;
  return typeof now === 'number' ? now : null;
}
