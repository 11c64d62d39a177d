import type { PrinterSnapshot } from '../../../../src/klipper/index.ts';

/** Why a file cannot go to the printer, and what to do. */
export interface UploadProblem {
  cause: string;
  remedy: string;
}

export function uploadProblem(cause: string, remedy: string): UploadProblem {
  return { cause, remedy };
}

/** For STL, 3MF and STEP: what it is, what slicing is, and what a slicer must know of this printer. */
export function modelProblem(what: string, snapshot: PrinterSnapshot | null): UploadProblem {
  return uploadProblem(
    `This is a model (${what}), not G-code: it says what the part looks like, not how to print it.`,
    'A slicer (such as OrcaSlicer, PrusaSlicer or Cura) cuts it into layers and writes the G-code. ' +
      `${slicerFacts(snapshot)} Then drop the .gcode file here.`,
  );
}

function slicerFacts(snapshot: PrinterSnapshot | null): string {
  const facts: string[] = [];
  const { axisMinimumMillimetres: low, axisMaximumMillimetres: high } = snapshot?.toolhead ?? {};
  if (low && high) {
    const [x, y, z] = [high.x - Math.max(0, low.x), high.y - Math.max(0, low.y), high.z].map(Math.round);
    facts.push(`bed ${x} × ${y} mm, height ${z} mm`);
  }
  const nozzle = snapshot?.limits.nozzleDiameterMillimetres;
  if (nozzle) facts.push(`nozzle ${nozzle} mm`);
  const filament = snapshot?.limits.filamentDiameterMillimetres;
  if (filament) facts.push(`filament ${filament} mm`);
  const hottest = snapshot?.sensors.find(({ kind }) => kind === 'nozzle')?.maxCelsius;
  if (hottest) facts.push(`nozzle up to ${hottest} °C`);
  if (facts.length === 0) return 'Choose a profile for your printer with the firmware Klipper.';
  return `Set it up for this printer: ${facts.join(', ')}, firmware Klipper.`;
}
