import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { createWorld, refusalOf } from '../testing/world.ts';

describe('filament', () => {
  function hot() {
    const world = createWorld();
    world.printer.change((state) => (state.sensors[0]!.celsius = 210));
    return world;
  }

  it('extrudes a long way in moves that Klipper takes', async () => {
    const { sent } = await carryOut(hot(), 'filament', { action: 'extrude', length_mm: 120 });
    expect(sent.filter((line) => line.startsWith('G1'))).toEqual([
      'G1 E50 F300',
      'G1 E50 F300',
      'G1 E20 F300',
    ]);
    expect(sent).toContain('M83');
  });

  it("uses the printer's own macro, unless it reaches what may never run", async () => {
    const world = hot();
    world.printer.change((state) =>
      state.macros.push({ name: 'LOAD_FILAMENT', description: '', params: [] }),
    );
    world.printer.settingsData = { 'gcode_macro LOAD_FILAMENT': { gcode: 'M83\nG1 E50 F300' } };
    expect((await carryOut(world, 'filament', { action: 'load' })).sent).toEqual(['LOAD_FILAMENT']);
    world.printer.settingsData = { 'gcode_macro LOAD_FILAMENT': { gcode: 'RUN_SHELL_COMMAND CMD=x' } };
    expect(await refusalOf(world, 'filament', { action: 'load' })).toBe('denied-macro');
  });

  it('is refused cold', async () => {
    expect(await refusalOf(createWorld(), 'filament', { action: 'extrude' })).toBe('too-cold');
  });
});
