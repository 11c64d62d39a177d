import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { judgeBeginning } from './content.ts';
import { judgeName } from './names.ts';

const fixture = (name: string) =>
  gunzipSync(readFileSync(new URL(`../../../../tests/fixtures/gcode/${name}.gcode.gz`, import.meta.url)));

describe('names', () => {
  it.each(['cube.gcode', 'Benchy (1).GCODE', 'größe_übung.gco', 'a.g', '部品.gcode'])(
    '%s is a G-code file',
    (name) => expect(judgeName(name)).toEqual({ ok: true, kind: 'gcode' }),
  );
  it('a recording is kept for the analysis', () =>
    expect(judgeName('x.csv')).toEqual({ ok: true, kind: 'csv' }));
  it.each(['part.stl', 'part.STL', 'plate.3mf', 'part.step', 'part.stp'])('%s is a model', (name) =>
    expect(judgeName(name)).toHaveProperty('model'),
  );
  it.each([
    ['', 'no name'],
    ['   ', 'no name'],
    ['../x.gcode', 'folder'],
    ['a/b.gcode', 'folder'],
    ['..\\x.gcode', 'folder'],
    ['..', 'not allowed'],
    ['.hidden.gcode', 'dot'],
    ['a\nb.gcode', 'control character'],
    ['a\u0000.gcode', 'control character'],
    ['a\u202Eedocg.gcode', 'direction marks'],
    [`${'a'.repeat(300)}.gcode`, 'longer than'],
    [`${'é'.repeat(120)}.gcode`, 'longer than'],
    ['photo.jpg', 'not a G-code file'],
    ['gcode', 'not a G-code file'],
    ['x.bgcode', 'binary G-code'],
  ])('%j is refused: %s', (name, words) => {
    const verdict = judgeName(name);
    expect(verdict).toMatchObject({ ok: false, problem: { cause: expect.stringContaining(words) } });
    expect(verdict).toHaveProperty('problem.remedy', expect.stringMatching(/\.$/));
  });
});

describe('contents', () => {
  it.each(['cube_thumb', 'honeycomb_std'])('%s, as sliced, is G-code', (name) =>
    expect(judgeBeginning(fixture(name))).toEqual({ ok: true }),
  );
  it.each([
    ['one line', 'G28'],
    ['Windows line ends', 'G28\r\nG1 X1 Y2\r\n'],
    ['macros and a start', 'START_PRINT BED=60 EXTRUDER=200\nEXCLUDE_OBJECT_DEFINE NAME=a\nG1 X1\n'],
    ['checksums', 'N1 G28*18\nN2 G1 X5*33\n'],
  ])('%s', (_name, text) => expect(judgeBeginning(Buffer.from(text))).toEqual({ ok: true }));

  const stl = Buffer.alloc(84 + 50 * 4);
  stl.write('solid made by something');
  stl.writeUInt32LE(4, 80);
  it.each([
    ['binary STL', stl, 'STL'],
    ['text STL', Buffer.from('solid a\n facet normal 0 0 1\n outer loop'), 'STL'],
    ['3MF', Buffer.from('PK\u0003\u0004rest'), '3MF'],
    ['STEP', Buffer.from('ISO-10303-21;\nHEADER;'), 'STEP'],
  ])('%s under the name of G-code is told to be a model', (_name, bytes, model) =>
    expect(judgeBeginning(bytes)).toMatchObject({ ok: false, model: expect.stringContaining(model) }),
  );
  it.each([
    ['empty', Buffer.alloc(0)],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70])],
    ['prose', Buffer.from('Dear printer,\nplease print this for me.\nYours\n')],
    ['a web page', Buffer.from('<!doctype html>\n<html>\n<body>404</body>\n</html>\n')],
    ['only comments', Buffer.from('; nothing\n; here\n')],
    ['a program', Buffer.from('G1 X0\nimport os\nfor a in b:\n  print(a)\nelse:\n  pass\n')],
    ['binary G-code', Buffer.from('GCDE\u0001\u0000')],
  ])('%s is not G-code', (_name, bytes) =>
    expect(judgeBeginning(bytes)).toMatchObject({ ok: false, problem: { remedy: expect.any(String) } }),
  );
});
