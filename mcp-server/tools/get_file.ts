import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { factsOfFile } from '../facts/files.ts';
import { filePath } from '../inputs.ts';
import { isRefusal } from '../refusal.ts';
import { bytesText, celsiusText, durationText, visible } from '../text.ts';
import { defineTool } from '../tool.ts';

export const getFile = defineTool({
  name: 'get_file',
  title: 'File facts',
  description: 'Facts of one G-code file: slicer, time, filament, temperatures, size.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({ path: filePath() }),
  output: z.object({
    path: z.string(),
    size_bytes: z.number(),
    modified_at: z.string(),
    fingerprint: z.string(),
    slicer: z.string().nullable(),
    est_time_s: z.number().nullable(),
    filament_mm: z.number().nullable(),
    filament_g: z.number().nullable(),
    filament_type: z.string().nullable(),
    max_nozzle_c: z.number().nullable(),
    max_bed_c: z.number().nullable(),
    layer_mm: z.number().nullable(),
    layers: z.number().nullable(),
    height_mm: z.number().nullable(),
    nozzle_mm: z.number().nullable(),
  }),
  async run({ path }, { printer, signal }) {
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    const parts = [
      visible(facts.path),
      bytesText(facts.sizeBytes),
      facts.estimatedSeconds === null ? null : durationText(facts.estimatedSeconds),
      facts.filamentGrams === null ? null : `${facts.filamentGrams.toFixed(1)} g`,
      facts.nozzleCelsius === null ? null : `nozzle ${celsiusText(facts.nozzleCelsius)}`,
      facts.bedCelsius === null ? null : `bed ${celsiusText(facts.bedCelsius)}`,
      facts.slicer === null ? null : visible(facts.slicer, 60),
    ];
    return {
      data: {
        path: facts.path,
        size_bytes: facts.sizeBytes,
        modified_at: isoTime(facts.modifiedMs),
        fingerprint: facts.fingerprint,
        slicer: facts.slicer === null ? null : visible(facts.slicer, 100),
        est_time_s: facts.estimatedSeconds,
        filament_mm: facts.filamentMillimetres,
        filament_g: facts.filamentGrams,
        filament_type: facts.filamentType === null ? null : visible(facts.filamentType, 60),
        max_nozzle_c: facts.nozzleCelsius,
        max_bed_c: facts.bedCelsius,
        layer_mm: facts.layerHeightMillimetres,
        layers: facts.layerCount,
        height_mm: facts.objectHeightMillimetres,
        nozzle_mm: facts.nozzleDiameterMillimetres,
      },
      text: parts.filter((part) => part !== null).join(', '),
    };
  },
});
