import { z } from 'zod';
import { testLines } from '#lib/server/address/test.ts';
import { app } from '#lib/server/app.ts';
import { api } from '#lib/server/http/api.ts';
import { clientOf, isFromLan } from '#lib/server/http/client.ts';
import { refuse } from '#lib/server/http/errors.ts';
import { ndjson } from '#lib/server/http/ndjson.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { egressFor } from '#lib/server/printers/egress.ts';
import type { RequestHandler } from './$types.js';

/** A visitor on the LAN may test; from elsewhere nothing is connected to. The rules are in `testLines`. */
export const _access = 'public';

const bodySchema = z.object({
  address: z.string().max(300),
  apiKey: z.string().max(200).optional(),
  /** Whose stored key is used at its own address when none is typed. */
  printerId: z.string().max(100).optional(),
});

export const POST: RequestHandler = api(async (event) => {
  const { settings, hosts, addressTests, printers } = app();
  const { user } = event.locals;
  const body = await readJson(event.request, bodySchema);
  if (!body.ok) return body.response;
  const who = user ? 'person' : isFromLan(event, settings, hosts) ? 'guest' : 'outside';
  const waitMs = user ? addressTests.takePerson(user.id) : addressTests.takeGuest(clientOf(event).address);
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1000);
    return refuse(
      429,
      'Too many addresses were tested.',
      `Wait ${Math.ceil(seconds / 60)} minutes, or sign in.`,
      {
        'retry-after': String(seconds),
      },
    );
  }
  const { address, apiKey, printerId = '' } = body.value;
  const own =
    user && printers.roleOf(user.id, printerId) === 'owner' && printers.credentialsFor(printerId, address);
  const credentials = { ...own, ...(user && apiKey && { apiKey }) };
  const policy = egressFor(settings, { byServerOwner: user?.isServerOwner ?? false });
  return ndjson(testLines({ typed: address, policy, who, credentials }));
});
