import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator.ts';
import { chooseWorld } from './choose.ts';

export interface WorldOptions extends Omit<
  SimulatorOptions,
  'port' | 'preset' | 'presetsFile' | 'overrides' | 'name'
> {
  presetsFile: string;
  preset: string;
  overrides?: unknown;
}

/**
 * Starts the printers of a conversation case: one, or those that `overrides.printers` lists (the first is the selected
 * one). Each listens on a free port of its own.
 */
export async function startWorld({
  presetsFile,
  preset,
  overrides,
  ...rest
}: WorldOptions): Promise<Simulator[]> {
  const listed = chooseWorld(preset, presetsFile, overrides).overrides.printers;
  const printers = listed?.length ? listed : [{ name: undefined, preset }];
  const running: Simulator[] = [];
  try {
    for (const [index, printer] of printers.entries()) {
      running.push(
        await startSimulator({
          ...rest,
          port: 0,
          presetsFile,
          preset: printer.preset,
          overrides,
          seed: (rest.seed ?? 1) + index,
          ...(printer.name === undefined ? {} : { name: printer.name }),
        }),
      );
    }
  } catch (error) {
    await Promise.all(running.map((simulator) => simulator.stop()));
    throw error;
  }
  return running;
}
