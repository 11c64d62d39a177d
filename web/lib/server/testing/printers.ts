import { startSimulator, type Simulator } from '../../../../src/klipper/simulator/index.ts';
import type { Site, Visitor } from './site.ts';

/** A simulated printer at an address of its own, added by this person. Needs ALLOW_LOOPBACK_PRINTERS=on. */
export async function addSimulated(site: Site, owner: Visitor, name = 'Workhorse') {
  const simulator: Simulator = await startSimulator({ port: 0, name, speed: 50 });
  const added = await site.app.printers.add({ userId: owner.userId, address: simulator.url, name });
  if (!added.ok) throw new Error(added.message);
  const printer = site.app.printers.get(added.id);
  if (!printer) throw new Error('The printer was not connected.');
  await printer.whenReady();
  return { simulator, id: added.id, printer, path: `/api/printers/${added.id}` };
}
