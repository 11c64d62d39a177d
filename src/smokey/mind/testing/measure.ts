import { createBuiltinModel, warmBuiltinModel } from '../index.ts';
import { printingJob, sceneSnapshot } from './scene.ts';

const MESSAGES = [
  'hello',
  'how hot is the nozzle?',
  'set teh nozzel to 215 and the bed to 60 pls',
  'fine hairs between the towers, what helps?',
  'how long does it still take, and which layer is it on?',
  'wie heiss ist die Düse und wie lange dauert es noch?',
  'hur varm är munstycket? sänk farten till 80 %',
  '¿cuánto falta? pausa la impresión por favor',
  'combien de temps reste-t-il ? mets le plateau à 60 degrés',
  'asdf qwer zxcv poiu lkjh',
  'menuconfig for my SKR Mini E3 V2?',
  'move the head 10 mm up, then 30 left and home everything afterwards',
  `${'Timer too close. '.repeat(300)}`,
];
const state = {
  observed_at: null,
  age_s: 0,
  stale: false,
  printers: [{ id: 'p1', name: 'Workhorse', selected: true, snapshot: sceneSnapshot({ job: printingJob }) }],
  attachments: [],
};
const block = `<printer-state>${JSON.stringify(state)}</printer-state>`;

/**
 * Measures the mind in a process of its own: `node --expose-gc measure.ts` prints megabytes held after all languages
 * were spoken, and milliseconds of a turn.
 */
const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
collect();
const before = process.memoryUsage();
await warmBuiltinModel();
const model = createBuiltinModel();
const milliseconds: number[] = [];
for (let round = 0; round < 3; round += 1)
  for (const text of MESSAGES) {
    const started = performance.now();
    await model.doGenerate({
      prompt: [
        { role: 'user', content: [block, text].map((part) => ({ type: 'text' as const, text: part })) },
      ],
    });
    if (round > 0) milliseconds.push(performance.now() - started);
  }
collect();
const after = process.memoryUsage();
milliseconds.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    residentMegabytes: (after.rss - before.rss) / 1e6,
    heldMegabytes: (after.heapUsed - before.heapUsed) / 1e6,
    medianMilliseconds: milliseconds[Math.floor(milliseconds.length / 2)],
    slowestMilliseconds: milliseconds.at(-1),
  }),
);
