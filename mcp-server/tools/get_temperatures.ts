import { z } from 'zod';
import type { TemperatureSeries } from '../../src/klipper/printer.ts';
import { isoTime } from '../clock.ts';
import { between } from '../inputs.ts';
import { celsiusText, visible } from '../text.ts';
import { defineTool } from '../tool.ts';

const MOST_POINTS = 60;

export const getTemperatures = defineTool({
  name: 'get_temperatures',
  title: 'Temperatures',
  description: 'All temperature sensors now, with targets; with minutes also their history.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({ minutes: between(0, 60).optional() }),
  output: z.object({
    sensors: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        celsius: z.number().nullable(),
        target_c: z.number().nullable(),
        max_c: z.number().nullable(),
        history: z
          .object({ ends_at: z.string(), step_s: z.number(), celsius: z.array(z.number().nullable()) })
          .optional(),
      }),
    ),
  }),
  async run({ minutes = 0 }, { printer }) {
    const series = minutes > 0 ? await printer.temperatureHistory(minutes) : [];
    const sensors = printer.snapshot().sensors.map((sensor) => {
      const own = series.find((entry) => entry.id === sensor.id);
      return {
        id: sensor.id,
        label: visible(sensor.label, 60),
        celsius: sensor.celsius,
        target_c: sensor.targetCelsius,
        max_c: sensor.maxCelsius,
        ...(own ? { history: thinned(own) } : {}),
      };
    });
    const lines = sensors.map(({ label, celsius, target_c }) => {
      const target = target_c === null ? '' : target_c === 0 ? ', off' : `, target ${celsiusText(target_c)}`;
      return `${label}: ${celsiusText(celsius)}${target}`;
    });
    return { data: { sensors }, text: lines.join('\n') || 'This printer has told no temperatures yet.' };
  },
});

/** Every n-th point, the last one kept, so that an hour fits in a model's view. */
function thinned(series: TemperatureSeries) {
  const every = Math.max(1, Math.ceil(series.celsius.length / MOST_POINTS));
  const last = series.celsius.length - 1;
  const celsius = series.celsius.filter((_, index) => (last - index) % every === 0);
  return { ends_at: isoTime(series.endsAtMs), step_s: series.stepSeconds * every, celsius };
}
