import { respondInfo, type CommandSpec, type Machine } from '../machine/machine.ts';
import { textParameter, type GcodeCommand } from './parse.ts';

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function define(machine: Machine, command: GcodeCommand): void {
  const state = machine.excludeObject;
  const { NAME, CENTER, POLYGON, RESET, JSON: asJson } = command.parameters;
  if (RESET !== undefined) {
    machine.excludeObject = { objects: [], excluded: [], current: null };
  } else if (NAME !== undefined) {
    const object: Record<string, unknown> = { name: NAME.toUpperCase() };
    const center = parseJson(CENTER === undefined ? undefined : `[${CENTER}]`);
    if (center !== undefined) object.center = center;
    const polygon = parseJson(POLYGON);
    if (polygon !== undefined) object.polygon = polygon;
    const others = state.objects.filter((one) => one.name !== object.name);
    state.objects = [...others, object].sort((one, other) =>
      String(one.name).localeCompare(String(other.name)),
    );
  } else
    respondInfo(
      machine,
      `Known objects: ${asJson === undefined ? names(machine).join(' ') : JSON.stringify(state.objects)}`,
    );
}

const names = (machine: Machine): string[] =>
  machine.excludeObject.objects.map((object) => String(object.name));

function start(machine: Machine, command: GcodeCommand): void {
  const name = textParameter(command, 'NAME').toUpperCase();
  const state = machine.excludeObject;
  if (!names(machine).includes(name)) state.objects = [...state.objects, { name }];
  state.current = name;
}

function end(machine: Machine): void {
  if (machine.excludeObject.current === null) {
    respondInfo(machine, 'EXCLUDE_OBJECT_END called, but no object is currently active');
    return;
  }
  machine.excludeObject.current = null;
}

function exclude(machine: Machine, command: GcodeCommand): void {
  const state = machine.excludeObject;
  const { RESET, CURRENT, NAME } = command.parameters;
  if (RESET !== undefined) {
    const wanted = NAME?.toUpperCase();
    state.excluded = wanted === undefined ? [] : state.excluded.filter((name) => name !== wanted);
    return;
  }
  const name = NAME?.toUpperCase() ?? (CURRENT !== undefined ? state.current : null);
  if (name === null || name === undefined) {
    respondInfo(
      machine,
      CURRENT !== undefined
        ? 'There is no current object to cancel'
        : `Excluded objects: ${state.excluded.join(' ')}`,
    );
    return;
  }
  if (state.excluded.includes(name)) return;
  respondInfo(machine, `Excluding object ${name}`);
  state.excluded = [...state.excluded, name].sort();
}

export const excludeObjectCommands: Record<string, CommandSpec> = {
  EXCLUDE_OBJECT_START: { help: 'Marks the beginning the current object as labeled', run: start },
  EXCLUDE_OBJECT_END: { help: 'Marks the end the current object', run: end },
  EXCLUDE_OBJECT: { help: 'Cancel moves inside a specified objects', run: exclude },
  EXCLUDE_OBJECT_DEFINE: { help: 'Provides a summary of an object', run: define },
};
