import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedCall } from '../../src/klipper/simulator/index.ts';
import type { Machine } from '../conversations/world.ts';

/** One thing that reached a printer: a line of G-code, or a call that changes something. */
export interface Atom {
  printer: string;
  kind: 'gcode' | 'call';
  /** Canonical G-code, or method and path. */
  text: string;
  /** As it was sent. */
  raw: string;
  method: string;
  path: string;
  params: Record<string, unknown>;
  /** What an upload put there. */
  content: string;
}

const READING = /^(QUERY_|GET_POSITION|M105|M114|M115|M400|STATUS|BED_MESH_OUTPUT|ACCELEROMETER_QUERY|HELP)/;

/** Calls as atoms, in the order in which they came; calls that only read are left out. */
export function atomsOf(machine: Machine, calls: readonly RecordedCall[], activeExtruder: string): Atom[] {
  return calls.flatMap((call) => {
    if (call.path === '/printer/gcode/script') {
      return linesOf(String(call.params.script ?? ''), activeExtruder).map(({ text, raw }) => ({
        ...atom(machine, 'gcode', text, call),
        raw,
      }));
    }
    if (isReading(call)) return [];
    return [atom(machine, 'call', `${call.method} ${call.path}`, call)];
  });
}

function isReading(call: RecordedCall): boolean {
  if (call.transport === 'http' && call.method === 'GET' && !/emergency_stop|restart/.test(call.path))
    return true;
  return (
    /^\/(server\/(info|connection|websocket|files\/(list|metadata|directory|roots)(?!.*move)|temperature_store|gcode_store|history\/(list|totals|job$)|webcams|database|job_queue\/status|config|announcements)|printer\/(info|objects)|machine\/(system_info|proc_stats|device_power\/devices|update\/status)|access)/.test(
      call.path,
    ) && !isChange(call)
  );
}

function isChange(call: RecordedCall): boolean {
  return (
    /^(POST|DELETE)$/.test(call.method) ||
    /\.(post|delete|move|copy|zip|start|stop|restart)|(post|delete)_/.test(call.rpcMethod)
  );
}

/** Socket calls whose HTTP path holds an argument. */
function httpForm(call: RecordedCall): { method: string; path: string } {
  if (call.rpcMethod === 'server.files.delete_file')
    return { method: 'DELETE', path: `/server/files/${String(call.params.path)}` };
  return { method: call.method, path: decodeURIComponent(call.path) };
}

function atom(machine: Machine, kind: Atom['kind'], text: string, call: RecordedCall): Atom {
  return {
    printer: machine.name,
    kind,
    text,
    raw: text,
    ...httpForm(call),
    params: call.params,
    content: uploaded(machine, call),
  };
}

function uploaded(machine: Machine, call: RecordedCall): string {
  if (call.path !== '/server/files/upload') return '';
  const root = String(call.params.root ?? 'gcodes');
  const name = String(call.params.filename ?? '');
  try {
    return readFileSync(
      join(machine.simulator.dataDirectory, root, String(call.params.path ?? ''), name),
      'utf8',
    );
  } catch {
    return ''; // gone again: the case then fails on its content
  }
}

// Without parameters SET_INPUT_SHAPER only tells its values.
const NEUTRAL = /^(G90|G91|M82|M83|SAVE_GCODE_STATE|RESTORE_GCODE_STATE|M117)\b|^SET_INPUT_SHAPER$/;

export const isNeutral = (line: string): boolean => NEUTRAL.test(line);

export function linesOf(script: string, activeExtruder: string): { text: string; raw: string }[] {
  return script
    .split('\n')
    .map((line) => ({ text: canonicalLine(line, activeExtruder), raw: line.trim() }))
    .filter(({ text }) => text && !READING.test(text));
}

/** One spelling for lines that mean the same: case, order of parameters, numbers, and the two ways to heat. */
export function canonicalLine(line: string, activeExtruder: string): string {
  const bare = line.replace(/;.*$/, '').trim();
  if (!bare) return '';
  const [command = '', ...words] = bare.match(/"[^"]*"|[^\s"=]+="[^"]*"|\S+/g) ?? [];
  const name = command.toUpperCase();
  const params = words.map(canonicalWord).sort();
  if (name === 'M104') return heating(activeExtruderOf(params, activeExtruder), params);
  if (name === 'M140') return heating('HEATER_BED', params);
  if (name === 'SET_HEATER_TEMPERATURE') {
    const target = params.find((word) => word.startsWith('TARGET=')) ?? 'TARGET=0';
    const heater =
      params
        .find((word) => word.startsWith('HEATER='))
        ?.slice(7)
        .toUpperCase() ?? '';
    return `SET_HEATER_TEMPERATURE HEATER=${heater} ${target}`;
  }
  return [name, ...params].join(' ');
}

function heating(heater: string, params: string[]): string {
  const target = params.find((word) => word.startsWith('S'))?.slice(1) ?? '0';
  return `SET_HEATER_TEMPERATURE HEATER=${heater} TARGET=${target}`;
}

function activeExtruderOf(params: string[], active: string): string {
  const tool = params.find((word) => /^T\d$/.test(word))?.slice(1);
  if (tool === undefined) return active.toUpperCase();
  return tool === '0' ? 'EXTRUDER' : `EXTRUDER${tool}`;
}

function canonicalWord(word: string): string {
  const assignment = /^([^=]+)=("?)(.*)\2$/.exec(word);
  if (assignment) {
    const [, key = '', , value = ''] = assignment;
    const shown = numeric(value);
    return `${key.toUpperCase()}=${/FILENAME|NAME|PROFILE|LOAD|SAVE|REMOVE/i.test(key) ? value : shown.toUpperCase()}`;
  }
  return word[0]!.toUpperCase() + numeric(word.slice(1));
}

function numeric(text: string): string {
  return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}

/** The spellings in which a pattern may look for a line. */
export function spellingsOf(line: string, activeExtruder: string): string[] {
  const heat = /^SET_HEATER_TEMPERATURE HEATER=(\S+) TARGET=(\S+)$/.exec(line);
  if (!heat) return [line];
  const [, heater = '', target = ''] = heat;
  const lower = `SET_HEATER_TEMPERATURE HEATER=${heater.toLowerCase()} TARGET=${target}`;
  if (heater === 'HEATER_BED') return [line, lower, `M140 S${target}`];
  return heater === activeExtruder.toUpperCase() ? [line, lower, `M104 S${target}`] : [line, lower];
}
