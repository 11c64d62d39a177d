import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { bytesOf } from '../testing/fixtures.ts';
import { DEFAULT_LIMITS, DEFAULT_PRINTER } from './limits.ts';
import { Machine } from './machine.ts';

// A machine that is busy with other tests may take its time; the answers are what counts here.
vi.setConfig({ testTimeout: 60_000 });

/** State after the lines, or the message of the error that ended them. */
function after(text: string) {
  const machine = new Machine(DEFAULT_LIMITS, DEFAULT_PRINTER);
  try {
    machine.push(bytesOf(text));
    machine.finish();
  } catch (error) {
    return String(error);
  }
  const { last, speed } = machine.coordinates;
  return {
    last: [...last],
    speed,
    moves: machine.toolhead.totals.moves,
    unknown: machine.notIncluded.unknownCommands,
  };
}

/** Where the head stands, X Y Z E. */
function position(text: string) {
  const state = after(text);
  return typeof state === 'string' ? state : state.last;
}

describe('reading G-code', () => {
  it('reads a plain move the same way with a line number, which takes the slow path', () => {
    const word = fc.tuple(
      fc.constantFrom('X', 'Y', 'Z', 'E', 'F', 'x', 'S', 'XY', '_', '*', '(', ''),
      fc.constantFrom('', ' ', '-', '+', '.', '\t', '--', '- '),
      fc.constantFrom(
        '1',
        '20',
        '.5',
        '5.',
        '1.25',
        '0',
        '00012',
        '123456789012345678',
        '1e3',
        '1.2.3',
        '1,5',
        '',
        '.',
      ),
      fc.constantFrom('', ' ', '  ', '\r', ';X9', ' ; E5'),
    );
    const lines = fc.tuple(
      fc.constantFrom('G1', 'G0', 'g1', 'G1 ', ' G0 '),
      fc.array(word, { maxLength: 5 }),
    );
    fc.assert(
      fc.property(lines, ([command, words]) => {
        const line = `${command}${words.flat().join('')}`;
        expect(after(`G1 X1 Y2 F600\n${line}\n`)).toEqual(after(`G1 X1 Y2 F600\nN7${line}\n`));
      }),
      { numRuns: 3000 },
    );
  });

  it('needs no spaces, minds no case, skips line numbers, checksums and carriage returns', () => {
    expect(position('g1x1y2F600\r\nN3 G1 Z.5 E-1*71\r\n')).toEqual([1, 2, 0.5, -1]);
  });

  it('takes a file without a newline at its end', () => {
    expect(position('G1 X1 F600\nG1 X2')).toEqual([2, 0, 0, 0]);
  });

  it('does not take G10, G1.5 or G01 for G1', () => {
    expect(after('G1 X1 F600\nG01 X5\nG1.5 X6\n')).toMatchObject({ last: [1, 0, 0, 0], unknown: 2 });
  });

  it('knows no exponents: the E of 90E3 is a word', () => {
    expect(position('M83\nG1 X90E3 F600\n')).toEqual([90, 0, 0, 3]);
  });

  it.each([
    ['G1 X1.2.3 F600', 'Line 1: cannot read "X1.2.3" as a number'],
    ['G1 X F600', 'Line 1: cannot read "X"'],
    ['G1 X1 F0', 'Line 1: the feed rate F0 is not above 0'],
    ['G28\nG20', 'Line 2: inches (G20) are not supported'],
    ['G1 E101 F600', 'Line 1: an extruder-only move of 101.000 mm is longer'],
    ['G1 X1 E1 F600', 'mm of filament per mm of path'],
    ['M204 S0', 'Line 1: S must be above 0'],
    ['G91\nG2 X1 I5', 'Line 2: arcs need absolute positions'],
    ['G2 X1 R5', 'arcs with a radius (R) are not supported'],
    ['RESTORE_GCODE_STATE NAME=nobody', 'no state was saved under the name "nobody"'],
    ['GCDE\u0001\u0000', 'binary G-code'],
  ])('refuses what Klipper refuses, with the line: %s', (text, message) => {
    expect(after(`${text}\n`)).toContain(message);
  });

  it('lets a tiny thick blob pass, as Klipper does', () => {
    expect(after('G1 X0.01 E0.02 F600\n')).toMatchObject({ moves: 1 });
  });
});

describe('modes and origins', () => {
  it('makes E relative under G91, even after M82', () => {
    expect(position('G28\nG1 X20 E1 F600\nG91\nM82\nG1 X20 E1\nG1 X20 E1\n')).toEqual([60, 0, 0, 3]);
  });

  it('keeps E relative under M83 with absolute positions', () => {
    expect(position('M83\nG1 X20 E1 F600\nG1 X40 E1\n')).toEqual([40, 0, 0, 2]);
  });

  it('shifts the origin with G92, all axes where none is named', () => {
    expect(position('G1 X10 Y5 F600\nG92 X0\nG1 X1 Y6\nG92\nG1 X1 Y1\n')).toEqual([12, 7, 0, 0]);
  });

  it('does not let E jump when a state is restored', () => {
    const text =
      'M82\nG1 X20 E2 F600\nSAVE_GCODE_STATE NAME=a\nG1 X40 E5\nRESTORE_GCODE_STATE NAME=a\nG1 X60 E3\n';
    expect(position(text)).toEqual([60, 0, 0, 6]);
  });

  it('moves back on RESTORE_GCODE_STATE MOVE=1', () => {
    const text = 'G1 X20 F600\nSAVE_GCODE_STATE\nG91\nG1 Y5\nRESTORE_GCODE_STATE MOVE=1 MOVE_SPEED=80\n';
    expect(after(text)).toMatchObject({ last: [20, 0, 0, 0], moves: 3 });
  });

  it('scales the speed in force with M220 and later extrusion with M221', () => {
    expect(after('M83\nG1 X10 F600\nM220 S50\nM221 S200\nG1 X20 E.1\n')).toMatchObject({
      speed: 5,
      last: [20, 0, 0, 0.2],
    });
  });

  it('applies an offset to the next move, or at once with MOVE=1', () => {
    expect(position('SET_GCODE_OFFSET Z=0.2\nG1 Z1 F600\n')).toEqual([0, 0, 1.2, 0]);
    expect(
      position('SET_GCODE_OFFSET Z_ADJUST=0.2 MOVE=1\nSET_GCODE_OFFSET Z_ADJUST=0.1 MOVE=1\n')[2],
    ).toBeCloseTo(0.3);
  });

  it('leaves G10, G11 and arcs to nobody on a printer that has none', () => {
    const bare = { ...DEFAULT_PRINTER, arcResolution: null, firmwareRetraction: null };
    const machine = new Machine(DEFAULT_LIMITS, bare);
    machine.push(bytesOf('G28\nG10\nG11\nG2 X10 I5 F600\nSET_RETRACTION RETRACT_LENGTH=1\n'));
    machine.finish();
    expect(machine.toolhead.totals.moves).toBe(0);
    expect([...machine.notIncluded.unknownNames.keys()]).toEqual(['G10', 'G11', 'G2', 'SET_RETRACTION']);
  });
});
