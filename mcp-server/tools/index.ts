import { createRegistry } from '../registry.ts';
import { cancelPrint } from './cancel_print.ts';
import { emergencyStop } from './emergency_stop.ts';
import { getAction } from './get_action.ts';
import { getFile } from './get_file.ts';
import { getSnapshot } from './get_snapshot.ts';
import { getStatus } from './get_status.ts';
import { getTemperatures } from './get_temperatures.ts';
import { listFiles } from './list_files.ts';
import { listPrinters } from './list_printers.ts';
import { pausePrint } from './pause_print.ts';
import { resumePrint } from './resume_print.ts';
import { setTemperature } from './set_temperature.ts';
import { startPrint } from './start_print.ts';

/** Every tool, one line each, in the order in which clients see them. */
export const registry = createRegistry([
  listPrinters,
  getStatus,
  getTemperatures,
  getSnapshot,
  listFiles,
  getFile,
  getAction,
  emergencyStop,
  startPrint,
  pausePrint,
  resumePrint,
  cancelPrint,
  setTemperature,
]);
