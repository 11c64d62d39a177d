import { GcodeError, respondInfo, type CommandSpec, type Machine, type Work } from '../machine/machine.ts';
import { literal } from '../machine/devices.ts';
import { shutDown } from '../machine/klippy-state.ts';
import { runLine } from '../machine/scheduler.ts';
import { queryObject } from '../objects/index.ts';
import { renderTemplate } from '../template/render.ts';
import { TemplateError } from '../template/tokens.ts';
import { choiceParameter, textParameter, type GcodeCommand } from './parse.ts';

const deepestNesting = 12;
const depth = new WeakMap<Machine, number>();

/** `printer` inside a template: objects by name, made when asked for. */
export function printerView(machine: Machine): Record<string, unknown> {
  const names = new Set(machine.commands.size ? listNames(machine) : []);
  return new Proxy<Record<string, unknown>>(
    {},
    {
      get: (_target, name) =>
        typeof name === 'string' ? (queryObject(machine, name) ?? undefined) : undefined,
      has: (_target, name) => typeof name === 'string' && names.has(name),
      getOwnPropertyDescriptor: (_target, name) =>
        typeof name === 'string' && names.has(name)
          ? { configurable: true, enumerable: true, value: queryObject(machine, name) }
          : undefined,
      ownKeys: () => [...names],
    },
  );
}

function listNames(machine: Machine): string[] {
  return [
    ...machine.config.sections.keys(),
    'toolhead',
    'gcode_move',
    'print_stats',
    'heaters',
    'webhooks',
    'motion_report',
    'configfile',
    'idle_timeout',
    'system_stats',
  ];
}

/** Runs the lines of a macro, one after the other, in the line of the script that called it. */
export function* runMacro(machine: Machine, name: string, command: GcodeCommand): Work {
  const macro = machine.macros.get(name);
  if (!macro) return;
  const script = render(machine, `gcode_macro ${name}:gcode`, macro.gcode, {
    ...macro.variables,
    params: command.parameters,
    rawparams: command.rest,
  });
  yield* runLines(machine, script);
}

/** Runs a script inside another one. */
export function* runLines(machine: Machine, script: string): Work {
  const level = (depth.get(machine) ?? 0) + 1;
  if (level > deepestNesting) throw new GcodeError('Macro recursion too deep');
  depth.set(machine, level);
  try {
    for (const line of script.split('\n')) {
      const work = runLine(machine, line);
      if (work) yield* work;
    }
  } finally {
    depth.set(machine, level - 1);
  }
}

export function render(
  machine: Machine,
  where: string,
  source: string,
  scope: Record<string, unknown>,
): string {
  try {
    return renderTemplate(source, {
      ...scope,
      printer: printerView(machine),
      action_respond_info: (text: string) => (respondInfo(machine, text), ''),
      action_raise_error: (text: string) => {
        throw new GcodeError(text);
      },
      action_emergency_stop: (text = 'action_emergency_stop') => (
        shutDown(machine, `Shutdown due to ${text}`),
        ''
      ),
      action_call_remote_method: () => '',
    });
  } catch (error) {
    if (error instanceof GcodeError)
      throw new GcodeError(`Error evaluating '${where}': gcode.CommandError: ${error.message}\n`);
    if (error instanceof TemplateError)
      throw new GcodeError(
        `Error evaluating '${where}': jinja2.exceptions.UndefinedError: ${error.message}\n`,
      );
    throw error;
  }
}

function setVariable(machine: Machine, command: GcodeCommand): void {
  const macro = machine.macros.get(choiceParameter(command, 'MACRO', [...machine.macros.keys()]));
  const variable = textParameter(command, 'VARIABLE');
  if (!macro) return;
  if (!Object.hasOwn(macro.variables, variable))
    throw new GcodeError(`Unknown gcode_macro variable '${variable}'`);
  macro.variables = { ...macro.variables, [variable]: literal(textParameter(command, 'VALUE')) };
}

/** The macros of the configuration as commands; `rename_existing` keeps the older command under a new name. */
export function registerMacros(machine: Machine, commands: Map<string, CommandSpec>): void {
  for (const macro of machine.macros.values()) {
    const name = macro.name.toUpperCase();
    const renamed = machine.config.sections.get(`gcode_macro ${macro.name}`)?.rename_existing;
    const before = commands.get(name);
    if (renamed && before)
      commands.set(renamed.toUpperCase(), { ...before, help: `Renamed builtin of '${name}'` });
    commands.set(name, {
      help: macro.description,
      run: (one, command) => runMacro(one, macro.name, command),
    });
  }
  if (machine.macros.size) {
    commands.set('SET_GCODE_VARIABLE', {
      help: 'Set the value of a G-Code macro variable',
      run: setVariable,
    });
  }
}
