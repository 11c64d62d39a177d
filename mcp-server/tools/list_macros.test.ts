import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('list_macros', () => {
  function withMacro(gcode: string, params: string[] = []) {
    const world = createWorld();
    world.printer.change((state) => state.macros.push({ name: 'CLEAN', description: 'Wipes', params }));
    world.printer.settingsData = { 'gcode_macro CLEAN': { gcode } };
    return world;
  }

  it('lists macros with parameters and flags those that reach what may never run', async () => {
    const { data, text } = await call(withMacro('RUN_SHELL_COMMAND CMD=x', ['SPEED']), 'list_macros');
    expect(data.macros).toEqual([
      {
        name: 'CLEAN',
        description: 'Wipes',
        params: ['SPEED'],
        denied: ['CLEAN uses RUN_SHELL_COMMAND: it runs programs on the host'],
      },
    ]);
    expect(text).toContain('not run from here');
  });
});
