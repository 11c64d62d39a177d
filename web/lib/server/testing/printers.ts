import { startSimulator, type Simulator } from '../../../../src/klipper/simulator/index.ts';
import { type Site, startSite, type Visitor } from './site.ts';

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

export type Workshop = Awaited<ReturnType<typeof startWorkshop>>;

/** A site, the account that owns it, and one simulated printer of that person's. */
export async function startWorkshop(environment: Record<string, string> = {}) {
  const site = await startSite({ ALLOW_LOOPBACK_PRINTERS: 'on', ...environment });
  const owner = await site.register('owner@example.com');
  const machine = await addSimulated(site, owner);
  return {
    site,
    owner,
    machine,
    async stop(): Promise<void> {
      await site.stop();
      await machine.simulator.stop();
    },
  };
}
