import { describe, expect, it } from 'vitest';
import { talk } from '../testing/scene.ts';

describe('what is asked of a topic, and not of this printer', () => {
  it.each([
    ['which plastic survives in a hot car?', '[filament-guide]'],
    ['a yellow flash symbol appears on my pi, prints stop sometimes', '[raspberry-pi-power]'],
    ['rubbery filament buckles in my extruder, advice?', '[tpu]'],
    ['three kinds of restart in klipper, when do i take which?', '[save-config-restart]'],
    ['hotend jumps between 205 and 215 all the time, what can be done', '[pid-tuning]'],
  ])('"%s" is answered from %s, and nothing is proposed', async (text, topic) => {
    const { text: reply, made } = await talk([text]);
    expect(reply).toContain(topic);
    expect(made.filter((tool) => tool !== 'search_knowledge')).toEqual([]);
  });

  it('a question to this printer is answered by it: "how hot is the nozzle of this printer now?"', async () => {
    const { text } = await talk(['how hot is the nozzle of this printer now?']);
    expect(text).toMatch(/^Nozzle: [\d.]+ °C/);
  });

  it('an order stays one: "run a bed mesh now, the plate is clear"', async () => {
    const { made } = await talk(['run a bed mesh now, the plate is clear']);
    expect(made).toEqual(['calibrate']); // and no mesh is cleared: the plate is
  });
});
