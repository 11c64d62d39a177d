import { describe, expect, it } from 'vitest';
import { practiceMacrosCfg, practicePrinterCfg } from '../machine/default-config.ts';
import { machineBench } from '../machine/testing.ts';
import { parseGcodeLine } from './parse.ts';

describe('a line taken apart as Klipper does', () => {
  it.each([
    ['M104 S200*57', 'M104', { S: '200', '*': '57' }],
    ['N12 G1 X5 Y-3.5*111', 'G1', { X: '5', Y: '-3.5', '*': '111' }],
    ['g1x10y.5f3000', 'G1', { X: '10', Y: '.5', F: '3000' }],
    ['G1 Xabc', 'G1', { XABC: '' }],
    ['G1 X Y10 ; to the side', 'G1', { X: '', Y: '10' }],
    ['G28 XY', 'G28', { XY: '' }],
    ['SET_PIN PIN=light VALUE=1*12', 'SET_PIN', { PIN: 'light', VALUE: '1' }],
    [`RESPOND TYPE=echo MSG="two words" # why`, 'RESPOND', { TYPE: 'echo', MSG: 'two words' }],
    [`A_B C='x "y"' D=a\\ b`, 'A_B', { C: 'x "y"', D: 'a b' }],
  ])('%s', (line, name, parameters) => {
    expect(parseGcodeLine(line)).toMatchObject({ name, parameters, malformed: false });
  });

  it.each(['PRINT_START 60', 'RESPOND MSG="open', 'SET_PIN PIN light'])('%s is malformed', (line) => {
    expect(parseGcodeLine(line)?.malformed).toBe(true);
  });
});

describe('what Klipper refuses', () => {
  const bench = machineBench();
  bench.run('G28');
  it.each([
    ['G1 X Y10', "Unable to parse move 'G1 X Y10'"],
    ['G1 X1.2.3', "Unable to parse move 'G1 X1.2.3'"],
    ['G4 P', "Error on 'G4 P': unable to parse "],
    ['M106 S', "Error on 'M106 S': unable to parse "],
    ['PRINT_START 60', "Malformed command 'PRINT_START 60'"],
    ['FORCE_MOVE STEPPER=stepper_q DISTANCE=1 VELOCITY=5', 'Unknown stepper stepper_q'],
    [
      'FORCE_MOVE STEPPER=stepper_x DISTANCE=1',
      "Error on 'FORCE_MOVE STEPPER=stepper_x DISTANCE=1': missing VELOCITY",
    ],
    [
      'FORCE_MOVE STEPPER=stepper_x DISTANCE=1 VELOCITY=5 ACCEL=-1',
      "Error on 'FORCE_MOVE STEPPER=stepper_x DISTANCE=1 VELOCITY=5 ACCEL=-1': ACCEL must have minimum of 0",
    ],
  ])('%s', (line, message) => {
    expect(bench.run(line)).toBe(message);
  });

  it('an unknown command is only told of, however it is written', () => {
    expect(bench.run('NO_SUCH "thing')).toBeNull();
    expect(bench.said.at(-1)).toBe('// Unknown command:"NO_SUCH"');
  });

  it('FORCE_MOVE exists only where it is switched on', () => {
    const config = {
      'printer.cfg': practicePrinterCfg.replace('enable_force_move: True', 'enable_force_move: False'),
      'macros.cfg': practiceMacrosCfg,
    };
    const other = machineBench({ config });
    expect(other.run('FORCE_MOVE STEPPER=stepper_x DISTANCE=1 VELOCITY=5')).toBeNull();
    expect(other.said.at(-1)).toBe('// Unknown command:"FORCE_MOVE"');
    expect(other.run('STEPPER_BUZZ STEPPER=stepper_x')).toBeNull();
  });
});
