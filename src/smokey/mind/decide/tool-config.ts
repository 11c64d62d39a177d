import { say } from '../answer/say.ts';
import { loadConfig } from './config/file.ts';
import { snapshotOf, type Desk } from './desk.ts';
import { nozzles } from './heaters.ts';

/** "Nozzle (T0, extruder) 0.4 mm, …": the bores of all tools, as the configuration has them. */
export function nozzleSizes(desk: Desk): string {
  const sections = loadConfig(desk)?.sections ?? [];
  const sizes = nozzles(snapshotOf(desk)!).flatMap(({ id, label }, index) => {
    const body = sections.find(({ name }) => name === id)?.body ?? '';
    const size = /^nozzle_diameter\s*[:=]\s*([\d.]+)/m.exec(body)?.[1];
    return size ? [`${label} (T${index}, ${id}) ${size} mm`] : [];
  });
  return sizes.join(', ');
}

/** The input shaper that the configuration holds; empty when it holds none. */
export function shaperInConfig(desk: Desk): string {
  const body = loadConfig(desk)?.sections.find(({ name }) => name === 'input_shaper')?.body ?? '';
  const held = [...body.matchAll(/^(shaper_\w+)\s*[:=]\s*(\S+)/gm)].map(
    ([, name, value]) => `${name} ${value}`,
  );
  return held.length ? say(desk.language, 'shaperHeld', { values: held.join(', ') }) : '';
}
