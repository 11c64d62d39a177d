import './testing/runes.ts';
import { expect, it } from 'vitest';
import type { PrinterSummary } from '#lib/contracts.ts';
import { overviewOf } from './overview.ts';

const printer = (name: string): PrinterSummary => ({
  id: name,
  name,
  address: '',
  role: 'owner',
  practice: false,
});

it('numbered printers stand in the order in which people count', () => {
  const rows = ['Printer 10', 'Printer 2', 'Printer 1'].map((name) => ({
    printer: printer(name),
    snapshot: null,
    action: null,
  }));
  expect(overviewOf(rows, 0).map((row) => row.printer.name)).toEqual([
    'Printer 1',
    'Printer 2',
    'Printer 10',
  ]);
});
