import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../../index.ts';
import { sceneSnapshot, talk } from '../../testing/scene.ts';

const PATHS = [
  'gears/planet_gear.gcode',
  'bracket_PETG.gcode',
  'vase.gcode',
  'phone_stand_v3.gcode',
  'phone_stand_v2.gcode',
  'chess/white_knight.gcode',
  'spool_holder.gcode',
];
const answers = {
  list_files: { files: PATHS.map((path) => ({ path })) },
  get_file: { est_time_s: 3000, filament_g: 28.7, filament_mm: 9400, height_mm: 160, filament_type: 'PLA' },
};

beforeAll(warmBuiltinModel);

async function told(...turns: string[]) {
  const { calls, text } = await talk(turns, { snapshot: sceneSnapshot(), answers });
  return { text, deeds: calls.map(({ tool, args }) => [tool, args.path, args.to].filter(Boolean).join(' ')) };
}

describe('a file is thrown away in whatever words', () => {
  it.each([
    ['that vase? toss it', 'delete_file vase.gcode'],
    ['chuck the vase file please, it never worked', 'delete_file vase.gcode'],
    ['lose the white knight', 'delete_file chess/white_knight.gcode'],
    ['bin version two of the phone stand', 'delete_file phone_stand_v2.gcode'],
  ])('%s', async (text, deed) => expect((await told(text)).deeds).toEqual([deed]));

  it('is asked for where two fit, and the answer chooses', async () => {
    const open = await told('get shot of the phone stand');
    expect(open.deeds).toEqual([]);
    expect(open.text).toContain('phone_stand_v3.gcode or phone_stand_v2.gcode');
  });

  it('means a name that is written out, and no other that is like it', async () => {
    expect((await told('delete "cats and vase.gcode"')).deeds).toEqual([]);
    expect((await told('delete vase.gcode')).deeds).toEqual(['delete_file vase.gcode']);
  });

  it.each(['should I delete the vase?', 'do not delete the vase', 'remove the filament', 'clear the spool'])(
    'not by: %s',
    async (text) => expect((await told(text)).deeds.join()).not.toContain('delete_file'),
  );
});

describe('a file goes elsewhere', () => {
  it.each([
    ['tuck the vase away in the gears drawer', 'manage_file vase.gcode gears/vase.gcode'],
    ['take the planet gear out of its folder', 'manage_file gears/planet_gear.gcode planet_gear.gcode'],
    [
      'the white knight, I want him outside with the others',
      'manage_file chess/white_knight.gcode white_knight.gcode',
    ],
  ])('%s', async (text, deed) => expect((await told(text)).deeds).toEqual([deed]));
});

describe('what is known of files is told', () => {
  it.each([
    ['bracket_PETG: runtime, grams', '28.7 g'],
    ['I have thirty grams left on the spool, is that enough for the bracket?', 'only just enough'],
    ['total grams if I did both phone stands?', '57.4 g'],
    ['anything taller than 150 mm?', 'vase.gcode'],
    ['did I delete the vase by accident?', 'Yes: vase.gcode'],
  ])('%s', async (text, expected) => {
    const { text: said, deeds } = await told(text);
    expect(said).toContain(expected);
    expect(deeds).toEqual([]);
  });
});

describe('an attached file is kept and not printed', () => {
  const attachments = [{ id: 'a1', name: 'clamp.gcode', kind: 'gcode', size_bytes: 10 }];
  it('not where it shall not be', async () => {
    const { calls } = await talk(['do not upload it yet'], {
      snapshot: sceneSnapshot(),
      answers,
      attachments,
    });
    expect(calls).toEqual([]);
  });

  it.each([
    ['stash this, no run yet', 'clamp.gcode'],
    ['please keep it in the jigs directory', 'jigs/clamp.gcode'],
    ['put it on the machine but do not be printing it yet', 'clamp.gcode'],
  ])('%s', async (text, name) => {
    const { calls } = await talk([text], { snapshot: sceneSnapshot(), answers, attachments });
    expect(calls.map(({ tool, args }) => [tool, args.name])).toEqual([['create_upload', name]]);
  });
});

describe('copies, names and folders told in other words', () => {
  it.each([
    ['copy vase.gcode', 'manage_file vase.gcode vase_copy.gcode'],
    ['duplicate the vase as vase_old', 'manage_file vase.gcode vase_old.gcode'],
    [
      'Before I change it, keep a copy of bracket_PETG.gcode as bracket_old.gcode. The original stays where it is.',
      'manage_file bracket_PETG.gcode bracket_old.gcode',
    ],
    [
      'I called one spool_holder, typo. Fix the name to spool_hanger',
      'manage_file spool_holder.gcode spool_hanger.gcode',
    ],
    ['I need a place for the drawings of 7A. Call it class7a', 'manage_file class7a'],
    ["new term. I'd like somewhere for class 6A's jobs. Call it class6a.", 'manage_file class6a'],
  ])('%s', async (text, deed) => expect((await told(text)).deeds).toEqual([deed]));

  it('the file that was told of gets the name', async () => {
    const { deeds } = await told('what is in the gears folder?', 'it is the sun gear, so call it sun_gear');
    expect(deeds).toEqual(['manage_file gears/planet_gear.gcode gears/sun_gear.gcode']);
  });

  it.each(['print 3 copies of the vase', 'how do I copy a file?', 'do not copy the vase', 'call it a day'])(
    'not by: %s',
    async (text) => expect((await told(text)).deeds.join()).not.toContain('manage_file'),
  );
});

describe('a start told in other words', () => {
  it.each([
    ['we are one planet gear short. kick it off', 'start_print gears/planet_gear.gcode'],
    [
      'Long meetings ahead, might as well let it earn its keep. Put on whatever takes the longest: the vase',
      'start_print vase.gcode',
    ],
    [
      'class 5b are standing round the printer with their coats on. Get the vase going please',
      'start_print vase.gcode',
    ],
  ])('%s', async (text, deed) => expect((await told(text)).deeds).toEqual([deed]));
});
