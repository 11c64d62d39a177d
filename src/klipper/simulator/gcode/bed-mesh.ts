import { GcodeError, respondInfo, type CommandSpec, type Machine, type Work } from '../machine/machine.ts';
import { numberParameter, textParameter, type GcodeCommand } from './parse.ts';
import { probeAt, probeOffsets, probeSection, requireHomed } from './probing.ts';

interface MeshPlan {
  minimum: [number, number];
  maximum: [number, number];
  count: [number, number];
  pointsPerSegment: [number, number];
}

function pair(text: string | undefined, fallback: [number, number]): [number, number] {
  const [first, second] = (text ?? '').split(',').map((part) => Number(part));
  if (text === undefined || first === undefined || !Number.isFinite(first)) return fallback;
  return [first, second === undefined || !Number.isFinite(second) ? first : second];
}

function planOf(machine: Machine): MeshPlan {
  const options = machine.config.sections.get('bed_mesh') ?? {};
  const radius = Number(options.mesh_radius ?? NaN);
  if (Number.isFinite(radius)) {
    const count = Number(options.round_probe_count ?? 5);
    return {
      minimum: [-radius, -radius],
      maximum: [radius, radius],
      count: [count, count],
      pointsPerSegment: [2, 2],
    };
  }
  return {
    minimum: pair(options.mesh_min, [10, 10]),
    maximum: pair(options.mesh_max, [100, 100]),
    count: pair(options.probe_count, [3, 3]),
    pointsPerSegment: pair(options.mesh_pps, [2, 2]),
  };
}

const between = (low: number, high: number, index: number, count: number): number =>
  low + ((high - low) * index) / Math.max(1, count - 1);

/** No mesh is in force; saved profiles stay. */
function clearMesh(machine: Machine): void {
  machine.bedMesh = {
    ...machine.bedMesh,
    profileName: '',
    probed: [[]],
    mesh: [[]],
    minimum: [0, 0],
    maximum: [0, 0],
  };
}

/** Probes the grid, every second row backwards, and keeps the mesh under a profile's name. */
function* calibrate(machine: Machine, command: GcodeCommand): Work {
  requireHomed(machine);
  const profile = textParameter(command, 'PROFILE', 'default');
  if (!profile.trim()) throw new GcodeError("Value for parameter 'PROFILE' must be specified");
  const options = machine.config.sections.get('bed_mesh') ?? {};
  const plan = planOf(machine);
  const offsets = probeOffsets(machine);
  const horizontal = numberParameter(command, 'HORIZONTAL_MOVE_Z', Number(options.horizontal_move_z ?? 5));
  const speed = Number(options.speed ?? 50);
  const rows: number[][] = [];
  clearMesh(machine);
  for (let row = 0; row < plan.count[1]; row++) {
    const heights: number[] = new Array<number>(plan.count[0]).fill(0);
    const y = between(plan.minimum[1], plan.maximum[1], row, plan.count[1]);
    for (let step = 0; step < plan.count[0]; step++) {
      const column = row % 2 === 0 ? step : plan.count[0] - 1 - step;
      const x = between(plan.minimum[0], plan.maximum[0], column, plan.count[0]);
      if (probeSection(machine)) {
        yield* probeAt(
          machine,
          x - offsets.x,
          y - offsets.y,
          horizontal,
          speed,
          (z) => (heights[column] = round6(z)),
        );
      } else heights[column] = round6(machine.bedShape(x, y));
    }
    rows.push(heights);
  }
  applyMesh(machine, profile, plan, rows);
  respondInfo(machine, 'Mesh Bed Leveling Complete');
  saveProfile(machine, profile, plan, rows);
}

const round6 = (value: number): number => Math.round(value * 1e6) / 1e6;

function applyMesh(machine: Machine, profile: string, plan: MeshPlan, probed: number[][]): void {
  machine.bedMesh.profileName = profile;
  machine.bedMesh.minimum = [...plan.minimum];
  machine.bedMesh.maximum = [...plan.maximum];
  machine.bedMesh.probed = probed;
  machine.bedMesh.mesh = interpolate(probed, plan.pointsPerSegment);
}

/** A finer grid through the probed points: straight lines between them. */
export function interpolate(points: number[][], extra: [number, number]): number[][] {
  const lines = points.map((row) => stretch(row, extra[0]));
  const width = lines[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) =>
    stretch(
      lines.map((row) => row[column] ?? 0),
      extra[1],
    ),
  );
  const height = columns[0]?.length ?? 0;
  return Array.from({ length: height }, (_, row) => columns.map((column) => round6(column[row] ?? 0)));
}

function stretch(values: number[], extra: number): number[] {
  const out: number[] = [];
  for (let index = 0; index < values.length - 1; index++) {
    for (let part = 0; part <= extra; part++) {
      const share = part / (extra + 1);
      out.push((values[index] ?? 0) * (1 - share) + (values[index + 1] ?? 0) * share);
    }
  }
  out.push(values.at(-1) ?? 0);
  return out;
}

function saveProfile(machine: Machine, name: string, plan: MeshPlan, points: number[][]): void {
  const parameters = {
    min_x: plan.minimum[0],
    max_x: plan.maximum[0],
    min_y: plan.minimum[1],
    max_y: plan.maximum[1],
    x_count: plan.count[0],
    y_count: plan.count[1],
    mesh_x_pps: plan.pointsPerSegment[0],
    mesh_y_pps: plan.pointsPerSegment[1],
    algo: 'lagrange',
    tension: 0.2,
  };
  machine.bedMesh.profiles = { ...machine.bedMesh.profiles, [name]: { points, mesh_params: parameters } };
  const text = points.map((row) => `\n  ${row.map((z) => z.toFixed(6)).join(', ')}`).join('');
  machine.pendingConfig.set(`bed_mesh ${name}`, {
    version: '1',
    points: text,
    ...Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)])),
  });
  respondInfo(
    machine,
    `Bed Mesh state has been saved to profile [${name}]\nfor the current session.  The SAVE_CONFIG command will\nupdate the printer config file and restart the printer.`,
  );
}

function loadProfile(machine: Machine, name: string): void {
  const profile = machine.bedMesh.profiles[name];
  if (!profile) throw new GcodeError(`bed_mesh: Unknown profile [${name}]`);
  const value = (key: string, fallback: number): number => Number(profile.mesh_params[key] ?? fallback);
  const plan: MeshPlan = {
    minimum: [value('min_x', 10), value('min_y', 10)],
    maximum: [value('max_x', 100), value('max_y', 100)],
    count: [value('x_count', 3), value('y_count', 3)],
    pointsPerSegment: [value('mesh_x_pps', 2), value('mesh_y_pps', 2)],
  };
  applyMesh(machine, name, plan, profile.points);
}

function profileCommand(machine: Machine, command: GcodeCommand): void {
  const { LOAD, SAVE, REMOVE } = command.parameters;
  if (LOAD !== undefined) loadProfile(machine, LOAD);
  else if (SAVE !== undefined) {
    if (SAVE === 'default')
      respondInfo(machine, "Profile 'default' is reserved, please choose another profile name.");
    else if (machine.bedMesh.profileName === '')
      respondInfo(machine, `Unable to save to profile [${SAVE}], the bed has not been probed`);
    else saveProfile(machine, SAVE, planOf(machine), machine.bedMesh.probed);
  } else if (REMOVE !== undefined) {
    if (!machine.bedMesh.profiles[REMOVE]) respondInfo(machine, `No profile named [${REMOVE}] to remove`);
    const { [REMOVE]: _removed, ...left } = machine.bedMesh.profiles;
    machine.bedMesh.profiles = left;
    machine.pendingConfig.set(`bed_mesh ${REMOVE}`, {});
  } else respondInfo(machine, "Invalid syntax 'BED_MESH_PROFILE'");
}

export const bedMeshCommands: Record<string, CommandSpec> = {
  BED_MESH_CALIBRATE: { help: 'Perform Mesh Bed Leveling', run: calibrate },
  BED_MESH_PROFILE: { help: 'Bed Mesh Persistent Storage management', run: profileCommand },
  BED_MESH_OUTPUT: {
    help: 'Retrieve interpolated grid of probed z-points',
    run: (machine) => {
      if (!machine.bedMesh.profileName) respondInfo(machine, 'Bed has not been probed');
      else
        respondInfo(
          machine,
          `Mesh Leveling Probed Z positions:\n${machine.bedMesh.probed.map((row) => row.map((z) => z.toFixed(6)).join(' ')).join('\n')}`,
        );
    },
  },
  BED_MESH_MAP: {
    help: 'Serialize mesh and output to terminal',
    run: (machine) => {
      const { minimum, maximum, probed, profileName } = machine.bedMesh;
      if (!profileName) respondInfo(machine, 'Bed has not been probed');
      else
        machine.events.push({
          type: 'gcode-response',
          text: `mesh_map_output ${JSON.stringify({ mesh_min: minimum, mesh_max: maximum, z_positions: probed })}`,
        });
    },
  },
  BED_MESH_CLEAR: {
    help: 'Clear the Mesh so no z-adjustment is made',
    run: (machine) => {
      clearMesh(machine);
    },
  },
  BED_MESH_OFFSET: { help: 'Add X/Y offsets to the mesh lookup', run: () => undefined },
};
