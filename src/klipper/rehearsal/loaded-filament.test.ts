import { describe, expect, it } from 'vitest';
import { PrinterError } from '../errors.ts';
import { loadedFilament } from './loaded-filament.ts';

const answering =
  (answers: Record<string, unknown>) =>
  async (method: string): Promise<unknown> => {
    if (!(method in answers))
      throw new PrinterError({ kind: 'not-available', asked: method, wrong: 'there is no such part' });
    return answers[method];
  };
const spool = (more: object) =>
  answering({ 'server.spoolman.get_spool_id': { spool_id: 7 }, 'server.spoolman.proxy': more });

describe('what is loaded', () => {
  it('is the active spool, with what is left of it', async () => {
    const left = spool({ remaining_length: 12_345, filament: { material: 'PETG' } });
    expect(await loadedFilament(left, { filamentType: 'PLA' })).toEqual({
      minNozzleCelsius: 210,
      maxNozzleCelsius: 270,
      remainingMillimetres: 12_345,
    });
  });

  it('is reckoned from the weight where the length is not told', async () => {
    const left = spool({
      remaining_weight: 1000,
      filament: { material: 'PLA', density: 1.24, diameter: 1.75 },
    });
    const { remainingMillimetres } = await loadedFilament(left, { filamentType: null });
    // A kilogram of PLA is some 335 m.
    expect(remainingMillimetres).toBeGreaterThan(334_000);
    expect(remainingMillimetres).toBeLessThan(337_000);
  });

  it.each([
    ['no Spoolman', answering({})],
    ['no active spool', answering({ 'server.spoolman.get_spool_id': { spool_id: null } })],
    ['an answer of another form', spool({ remaining_length: 'much' })],
  ])('is what the file was sliced for with %s', async (_name, query) => {
    expect(await loadedFilament(query, { filamentType: 'PLA;PLA' })).toEqual({
      minNozzleCelsius: 175,
      maxNozzleCelsius: 240,
    });
    expect(await loadedFilament(query, { filamentType: 'Unobtainium' })).toEqual({});
    expect(await loadedFilament(query, { filamentType: null })).toEqual({});
  });
});
