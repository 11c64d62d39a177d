import { describe, expect, it } from 'vitest';
import { carryOut, printing } from '../testing/tool-test.ts';
import { approve, ask, createWorld, refusalOf } from '../testing/world.ts';

describe('run_macro', () => {
  function withMacro(gcode: string, params: string[] = []) {
    const world = createWorld();
    world.printer.change((state) => state.macros.push({ name: 'CLEAN', description: 'Wipes', params }));
    world.printer.settingsData = { 'gcode_macro CLEAN': { gcode } };
    return world;
  }

  it('runs with declared parameters', async () => {
    const world = withMacro('G1 X{params.SPEED}', ['SPEED']);
    expect((await carryOut(world, 'run_macro', { name: 'clean', params: { speed: 5 } })).sent).toEqual([
      'CLEAN SPEED=5',
    ]);
  });

  it('refuses others, and a body that reaches what may never run', async () => {
    expect(await refusalOf(withMacro('G28'), 'run_macro', { name: 'CLEAN', params: { X: 1 } })).toBe(
      'parameter',
    );
    expect(await refusalOf(withMacro('FORCE_MOVE X=1'), 'run_macro', { name: 'CLEAN' })).toBe('denied-macro');
  });

  it.each([
    ['M117 hi{"\\n"}FORCE_MOVE STEPPER=stepper_z DISTANCE=-5 VELOCITY=5'],
    ['{% if x %}run_shell_command CMD=x{% endif %}'],
    ['{ "SAVE" ~ "_" }\n{"M112"}'],
    ['{% set later %}UPDATE_DELAYED_GCODE ID=x DURATION=1{% endset %}{later}'],
  ])('sees what an expression would put on a line of its own: %s', async (gcode) => {
    expect(await refusalOf(withMacro(gcode), 'run_macro', { name: 'CLEAN' })).toBe('denied-macro');
  });

  it('does not take words for people for commands', async () => {
    const world = withMacro('M117 Restart the host ; FORCE_MOVE\n# M112\nM117 BED_M24X');
    expect((await carryOut(world, 'run_macro', { name: 'CLEAN' })).outcome.status).toBe('done');
  });

  it('runs beside a print only what neither moves nor heats', async () => {
    const moving = withMacro('G28');
    printing(moving);
    expect(await refusalOf(moving, 'run_macro', { name: 'CLEAN' })).toBe('printing');
    const light = withMacro('SET_PIN PIN=lights VALUE=1');
    printing(light);
    expect((await carryOut(light, 'run_macro', { name: 'CLEAN' })).outcome.status).toBe('done');
  });

  it.each([
    ['PAUSE\nG1 X10', true],
    ['{% set z = 10 %}\n# park\nSAVE_GCODE_STATE NAME=x\nPAUSE\nPARK', true],
    ['{% if printer.idle %}PAUSE{% endif %}\nG1 X10', false],
    ['G1 X10\nPAUSE', false],
    ['PAUSE_NEXT\nG1 X10', false],
  ])('runs beside a print what pauses it before anything else: %j', async (gcode, runs) => {
    const world = withMacro(gcode);
    world.printer.settingsData = { ...world.printer.settingsData, 'gcode_macro PARK': { gcode: 'G1 X10' } };
    printing(world);
    if (runs) expect((await carryOut(world, 'run_macro', { name: 'CLEAN' })).outcome.status).toBe('done');
    else expect(await refusalOf(world, 'run_macro', { name: 'CLEAN' })).toBe('printing');
  });

  it('is void when the macro was changed meanwhile', async () => {
    const world = withMacro('G28');
    const { id } = await ask(world, 'run_macro', { name: 'CLEAN' });
    world.printer.settingsData = { 'gcode_macro CLEAN': { gcode: 'G28\nM104 S250' } };
    expect((await approve(world, id)).status).toBe('void');
  });

  it('does not take an unknown command for a success', async () => {
    const world = withMacro('G28');
    world.printer.answerNext({ status: 'done', result: 'ok', responses: ['// Unknown command:"CLEAN"'] });
    expect((await carryOut(world, 'run_macro', { name: 'CLEAN' })).outcome.status).toBe('refused');
  });
});
