import { createRegistry } from '../registry.ts';
import { calibrate } from './calibrate.ts';
import { cancelPrint } from './cancel_print.ts';
import { createUpload } from './create_upload.ts';
import { deleteFile } from './delete_file.ts';
import { diagnose } from './diagnose.ts';
import { editConfig } from './edit_config.ts';
import { emergencyStop } from './emergency_stop.ts';
import { excludeObject } from './exclude_object.ts';
import { filament } from './filament.ts';
import { getAction } from './get_action.ts';
import { getBedMesh } from './get_bed_mesh.ts';
import { getConfig } from './get_config.ts';
import { getFile } from './get_file.ts';
import { getHistory } from './get_history.ts';
import { getQueue } from './get_queue.ts';
import { getSnapshot } from './get_snapshot.ts';
import { getStatus } from './get_status.ts';
import { getTemperatures } from './get_temperatures.ts';
import { home } from './home.ts';
import { listFiles } from './list_files.ts';
import { listMacros } from './list_macros.ts';
import { listPrinters } from './list_printers.ts';
import { manageFile } from './manage_file.ts';
import { manageMesh } from './manage_mesh.ts';
import { manageQueue } from './manage_queue.ts';
import { move } from './move.ts';
import { pausePrint } from './pause_print.ts';
import { preflight } from './preflight.ts';
import { restart } from './restart.ts';
import { resumePrint } from './resume_print.ts';
import { runMacro } from './run_macro.ts';
import { runPlan } from './run_plan.ts';
import { saveCalibration } from './save_calibration.ts';
import { sendGcode } from './send_gcode.ts';
import { setOutput } from './set_output.ts';
import { setSpool } from './set_spool.ts';
import { setTemperature } from './set_temperature.ts';
import { startPrint } from './start_print.ts';
import { tunePrint } from './tune_print.ts';
import { watchPrint } from './watch_print.ts';
import { withdrawAction } from './withdraw_action.ts';

/** Every tool, one line each, in the order in which clients see them. */
export const registry = createRegistry([
  listPrinters,
  getStatus,
  getTemperatures,
  getSnapshot,
  listFiles,
  getFile,
  preflight,
  getHistory,
  getAction,
  withdrawAction,
  watchPrint,
  getQueue,
  getConfig,
  diagnose,
  emergencyStop,
  startPrint,
  pausePrint,
  resumePrint,
  cancelPrint,
  setTemperature,
  tunePrint,
  excludeObject,
  home,
  move,
  filament,
  setOutput,
  manageQueue,
  setSpool,
  runPlan,
  createUpload,
  deleteFile,
  manageFile,
  calibrate,
  saveCalibration,
  getBedMesh,
  manageMesh,
  editConfig,
  restart,
  listMacros,
  runMacro,
  sendGcode,
]);
