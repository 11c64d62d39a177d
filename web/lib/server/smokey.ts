import { readFile } from 'node:fs/promises';
import { searchKnowledge } from '../../../src/smokey/knowledge/index.ts';
import { createBuiltinModel, takeLearned, warmBuiltinModel } from '../../../src/smokey/mind/index.ts';
import { createKnowledgeTool } from '../../../src/smokey/index.ts';
import type { KeptResonancesStore } from './resonance/kept.ts';
import { createResonanceTool } from './resonance/tool.ts';
import type { Database } from './database/open.ts';
import type { Accounts } from './accounts/accounts.ts';
import { startChat } from './chat/start.ts';
import { frontLink } from './front-link.ts';
import type { GateParts } from './gate/start.ts';
import type { Live } from './live/live.ts';
import type { Printers } from './printers/printers.ts';
import type { Settings } from './settings.ts';
import type { Pictures } from './uploads/pictures.ts';
import type { Uploads } from './uploads/uploads.ts';

export interface SmokeyParts {
  database: Database;
  settings: Settings;
  accounts: Accounts;
  printers: Printers;
  gate: GateParts;
  live: Live;
  uploads: Uploads;
  pictures: Pictures;
  resonances: KeptResonancesStore;
}

/** Gives the chat what it needs of the other parts. */
export function connectSmokey({
  database,
  settings,
  accounts,
  printers,
  gate,
  live,
  uploads,
  pictures,
  resonances: kept,
}: SmokeyParts) {
  const knowledge = createKnowledgeTool((query, limit) => searchKnowledge(query, { limit }));
  const resonances = {
    kept,
    printer: printers.get,
    recording: uploads.recording,
  };
  return startChat({
    database,
    gate: gate.gate,
    directory: gate.directory,
    settings: settings.model,
    limits: settings.smokey,
    ...(settings.smokeyToolsets && { toolsets: settings.smokeyToolsets }),
    builtin: warmMind,
    extraTools: (scope) => [knowledge, createResonanceTool(resonances, scope)],
    userName: accounts.nameOf,
    rolesOf: printers.rolesOf,
    allPrinters: printers.all,
    upload: uploads.find,
    picture: pictures.find,
    pictures: pictures.store,
    publish: live.publish,
    onSettled: gate.actions.onSettled,
    onStream: live.onOpen,
  });
}

/** The built-in mind; what its first answer needs is built now, not while somebody waits. */
function warmMind() {
  void keptLearning().then((kept) => {
    if (kept) takeLearned(kept);
    return warmBuiltinModel();
  });
  return createBuiltinModel();
}

/** What the build has kept of the learning; null in development and where it cannot be read. */
async function keptLearning(): Promise<Uint8Array | null> {
  const file = frontLink().learnedMind;
  return file ? readFile(file).catch(() => null) : null;
}
