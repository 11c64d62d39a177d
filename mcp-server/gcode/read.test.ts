import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGcodeLine } from '../../src/klipper/simulator/gcode/parse.ts';
import { isRefusal } from '../refusal.ts';
import { readGcode, writeGcode, type ReadCommand } from './read.ts';

const LINES = Number(process.env.GCODE_LINES ?? 100_000);
const SEED = Number(process.env.GCODE_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** `M 104` is M104 to Klipper and to us; its simulator takes the letter alone for the name. */
const APART = /^\s*(n\d+\s+)?[gmt]\s/i;

/** Pieces that real and hostile lines are made of, glued at random. */
const piece = fc.oneof(
  fc.constantFrom(
    'G1',
    'g1',
    'G28',
    'M104',
    'm104',
    'M 104',
    'M106',
    'N10 ',
    'N7',
    'T0',
    'SET_PIN',
    'SET_HEATER_TEMPERATURE',
    'FAN',
    'g0',
  ),
  fc.constantFrom(
    ' X10',
    'x-1.5',
    ' Y',
    'S200',
    ' S 200',
    's+05.50',
    ' E.5',
    ' R3',
    'F1200',
    'Z-0',
    ' P0',
    ' S1e9',
    ' Z5.',
    ' S200 S1',
  ),
  fc.constantFrom(
    ' PIN=a',
    ' VALUE=1',
    ' HEATER=extruder',
    ' TARGET=20',
    ' A="b c"',
    " A='b'",
    ' A=b=c',
    ' TARGET=1 TARGET=2',
    ' {x}',
    ' =',
    ' value=0.5',
  ),
  fc.constantFrom(
    ';x',
    ' ; M112',
    '*12',
    ' *98',
    '#',
    '\t',
    '  ',
    '\n',
    '\r',
    '\u2028',
    '\u0000',
    '\\',
    '"',
    '%',
    '(',
    ')',
    '\u0130',
    '\uFF27',
  ),
  fc.string({ maxLength: 4 }),
);
const line = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));

function read(text: string): ReadCommand | null {
  const command = readGcode(text);
  return isRefusal(command) ? null : command;
}

function sameNumber(a: string, b: string): boolean {
  return a === b || (a !== '' && b !== '' && Number(a) === Number(b));
}

describe('the G-code reader', () => {
  it(`agrees with the simulated Klipper on ${LINES} lines`, () => {
    let accepted = 0;
    let both = 0;
    fc.assert(
      fc.property(line, (text) => {
        const command = read(text);
        if (!command) return;
        accepted += 1;
        const written = writeGcode(command);
        // What we write is understood by Klipper as exactly what we have bounded …
        const understood = parseGcodeLine(written);
        expect(understood?.name).toBe(command.name);
        expect(Object.keys(understood!.parameters).sort()).toEqual([...command.params.keys()].sort());
        for (const [key, value] of command.params) {
          expect(sameNumber(understood!.parameters[key] ?? '', value), `${text} → ${written}`).toBe(true);
        }
        // … reads back as itself, and is one line without anything hidden.
        expect(writeGcode(read(written)!)).toBe(written);
        expect(written).toMatch(/^[A-Z_][A-Za-z0-9_ =.+-]*$/);
        // … and where the simulated Klipper reads the line as it was, it reads the very same command.
        const original = parseGcodeLine(text);
        if (!original || original.malformed || APART.test(text)) return;
        both += 1;
        expect(original.name, text).toBe(command.name);
        // A checksum is a word of its own there.
        const { '*': _checksum, ...parameters } = original.parameters;
        expect(Object.keys(parameters).sort(), text).toEqual([...command.params.keys()].sort());
        for (const [key, value] of command.params) {
          expect(sameNumber(parameters[key] ?? '', value), `${text}: ${key}`).toBe(true);
        }
      }),
      { numRuns: LINES, seed: SEED },
    );
    console.info(`${LINES} lines, ${accepted} read by us, ${both} by both; GCODE_SEED=${SEED}`);
    expect(Math.min(accepted, both)).toBeGreaterThan(LINES / 20);
  }, 120_000);

  it.each([
    ['m104 s200', 'M104 S200'],
    ['M104S200', 'M104 S200'],
    ['M 104 S 200', 'M104 S200'],
    ['N10 M104 S200*57', 'M104 S200'],
    ['G1X10Y-5.50F1200 ; go', 'G1 X10 Y-5.5 F1200'],
    ['g28 x', 'G28 X'],
    ['G28 XY', null],
    ['G28 X Y', 'G28 X Y'],
    ['set_pin pin=lights value=1', 'SET_PIN PIN=lights VALUE=1'],
    ['SET_PIN PIN=lights VALUE = 1', null],
    ['M104 S200 S999', null],
    // As Klipper does: letters are parameters. M104 takes neither, so both are refused later.
    ['M104 S0x10', 'M104 S0 X10'],
    ['M104 S1e3', 'M104 S1 E3'],
    ['M117 "hello"', null],
    ['G1 X{printer.x}', null],
    ['M104 S200\nM112', null],
    ['M104 S200\u2028M112', null],
    ['Ｇ28', null],
  ])('reads %j as %j', (text, written) => {
    const command = read(text);
    expect(command === null ? null : writeGcode(command)).toBe(written);
  });

  it('sees nothing in an empty line or a comment', () => {
    for (const text of ['', '   ', '; M112', 'N12', ' ;']) expect(readGcode(text)).toBeNull();
  });
});
