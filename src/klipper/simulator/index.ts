export { startSimulator, type Simulator, type SimulatorOptions } from './simulator.ts';
export type { Machine } from './machine/machine.ts';
export type { RecordedCall } from './moonraker/moonraker.ts';
export type { FaultName, FaultSwitches } from './faults.ts';
export { faultDescriptions } from './faults.ts';
export { startWorld, type WorldOptions } from './world/start-world.ts';
