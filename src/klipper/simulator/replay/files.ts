import { sampleGcode } from '../world/sample-gcode.ts';

const tinyPng =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const thumbnails = [32, 300]
  .map((size) => `; thumbnail begin ${size}x${size} 96\n; ${tinyPng}\n; thumbnail end\n`)
  .join('\n');

/** Files like those of the recordings, made here: the same names and kinds, other plastic. */
export function replayFile(name: string): Buffer {
  const base = name.split('/').at(-1) ?? name;
  if (base === 'empty.gcode') return Buffer.alloc(0);
  if (base === 'notes.txt') return Buffer.from('hello');
  if (base.startsWith('tiny')) return Buffer.from('M117 a\nM117 b\n');
  if (base === 'bad_move.gcode') return Buffer.from('M117 about to fail\nG28\nG1 X999 F3000\nM117 never\n');
  if (base === 'odd.gcode') return Buffer.from('NO_SUCH_THING\nG4 P2000\nM117 x\n');
  if (base === 'long.gcode') return Buffer.from(`; long\nG28\n${'G4 P1000\n'.repeat(400)}`);
  return sampleGcode(
    {
      path: base,
      estimated_time: 410,
      filament_total_mm: 434.23,
      object_height: 3,
      size: 78782,
      objects: ['cube.stl_id_0_copy_0', 'cube.stl_id_0_copy_1'],
    },
    `${thumbnails}\n`,
  );
}
