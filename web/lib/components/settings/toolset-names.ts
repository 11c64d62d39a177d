import { m } from '#lib/paraglide/messages.js';

const NAMES: Record<string, () => string> = {
  core: m.toolset_core,
  control: m.toolset_control,
  files: m.toolset_files,
  calibrate: m.toolset_calibrate,
  config: m.toolset_config,
  advanced: m.toolset_advanced,
};

/** A tool set in people's words. */
export function toolsetName(name: string): string {
  return NAMES[name]?.() ?? name;
}

/** What a token reaches, for its line in the list: empty where it reaches everything. */
export function reachOf(
  { toolsets, printerIds }: { toolsets: string[] | null; printerIds: string[] | null },
  printers: { id: string; name: string }[],
): string[] {
  const names = printerIds?.map((id) => printers.find((printer) => printer.id === id)?.name ?? id);
  return [names?.join(', '), toolsets?.map(toolsetName).join(', ')].filter((text) => text !== undefined);
}
