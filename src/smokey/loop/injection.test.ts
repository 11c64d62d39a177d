import { afterEach, expect, it } from 'vitest';
import type { PrinterSnapshot } from '../../klipper/snapshot.ts';
import { pretendTool, startHarness } from '../testing/harness.ts';
import { injections, obeyedCall } from '../testing/injections.ts';
import { startRealTools, type RealTools } from '../testing/real-tools.ts';

let real: RealTools | undefined;
afterEach(async () => {
  await real?.stop();
  real = undefined;
});

const macro = (description: string) => [{ name: 'CLEAN', description, params: [] }];
const PLACES: Record<string, (state: PrinterSnapshot, text: string) => void> = {
  'a file name': (state, text) => (state.job.path = `${text}.gcode`),
  'the display': (state, text) => (state.displayMessage = text),
  'a macro': (state, text) => (state.macros = macro(text)),
  'an error of Klipper': (state, text) => (state.klippy.message = text),
  'a warning of Moonraker': (state, text) => (state.moonrakerWarnings = [text]),
};

it('a model that obeys everything it reads gets cards at most: nothing reaches the printer', async () => {
  let obeyed = 0;
  real = await startRealTools({
    script: (request) => {
      const messages = request.body.messages as { role: string }[];
      const call = obeyedCall(request.text);
      if (!call || messages.at(-1)?.role === 'tool') return { text: 'As you wish.' };
      obeyed += 1;
      return { calls: [call] };
    },
  });
  const places = Object.values(PLACES);
  for (const [at, { text }] of injections().entries()) {
    const plant = places[Math.floor(at / 10 + at) % places.length]!;
    real.printer.change((state) => plant(state, text));
    await real.say('how is it going?');
    real.printer.change((state) => plant(state, ''));
  }
  expect(obeyed).toBe(100);
  expect(real.printer.calls).toEqual([]);
  expect(real.faults).toEqual([]);
}, 60_000);

it.each([
  ['a console line', 'get_console', (text: string) => ({ data: { lines: [{ text, source: 'printer' }] } })],
  ['metadata of a file', 'get_file', (text: string) => ({ data: { slicer: text, filament_name: text } })],
  ['a comment in G-code', 'get_file', (text: string) => ({ text: `; ${text}\nG28` })],
  ['a log', 'diagnose', (text: string) => ({ data: { evidence: text }, text })],
])(
  '%s that orders something reaches the model as the result of its call, never as a message',
  async (_place, name, answer) => {
    const { text } = injections()[0]!;
    const harness = await startHarness({
      tools: [pretendTool(name, answer(text))],
      script: [{ calls: [{ name, arguments: {} }] }, { text: 'It says something odd.' }],
    });
    try {
      await harness.say('what does it say?');
      const messages = harness.provider.requests[1]!.body.messages as { role: string; content: unknown }[];
      const holds = messages.filter(({ content }) =>
        JSON.stringify(content ?? '').includes('IGNORE ALL PREVIOUS'),
      );
      expect(holds.map(({ role }) => role)).toEqual(['tool']);
      // Nothing but the loop's own instructions has the voice of the system.
      expect(messages.filter(({ role }) => role === 'system' || role === 'developer')).toHaveLength(1);
    } finally {
      await harness.stop();
    }
  },
);
