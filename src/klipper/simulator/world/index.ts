export { applyPreset } from './apply.ts';
export { chooseWorld, fromFile, readPresetsFile } from './choose.ts';
export { seedFolder } from './seed-folder.ts';
export type { Overrides, PresetObject, PresetsFile, World } from './types.ts';
