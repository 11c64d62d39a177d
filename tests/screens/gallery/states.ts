import type { ActionView, ChatMessage, PrinterSnapshot } from '../../../web/lib/contracts.ts';
import type { Unsent } from '../../../web/lib/client/unsent.ts';
import {
  action,
  cancelPrint,
  file,
  idle,
  printing,
  said,
  shutdown,
  stale,
  startPrint,
  status,
  stubs,
  tool,
  words,
} from './fixtures.ts';
import { heatingSeries } from './series.ts';
import { cardStates } from './card-states.ts';
import { checklist, toolStates } from './tool-states.ts';

export interface ChatState {
  snapshot: PrinterSnapshot | null;
  messages: ChatMessage[];
  actions: ActionView[];
  doing: 'idle' | 'working' | 'waiting';
  lost?: boolean;
  /** What waits for the connection. */
  unsent?: Unsent[];
  title?: string;
  printerName?: string;
  /** Stands in for every picture of a camera. */
  picture?: string;
}

const empty: ChatState = { snapshot: idle, messages: [], actions: [], doing: 'idle' };
const slip = action('a1');
const waiting = (
  id: string,
  text: string,
  problem: Unsent['problem'] = null,
  files: Unsent['files'] = [],
): Unsent => ({
  ...{ id, text, problem, files, conversationId: 'c0', printerId: 'workhorse', writtenAtMs: Date.now() },
});

/** Every state of the chat that is worth a picture. */
export const chatStates: Record<string, ChatState> = {
  'chat-approval': {
    ...empty,
    snapshot: printing,
    actions: [slip],
    doing: 'waiting',
    messages: [
      said('person', 3, [words('it strings a bit. cooler?')]),
      said('smokey', 3, [
        words(
          '5 °C less is the right first step: strings come from plastic that is too runny, or damp.[1] One thing at a time, so I would leave speed and retraction alone.',
        ),
        { type: 'sources', topics: [{ id: 'stringing', title: 'Stringing, hairs and oozing' }] },
        { type: 'action', actionId: 'a1' },
      ]),
    ],
  },
  'chat-empty': empty,
  'chat-thread': {
    ...empty,
    snapshot: printing,
    actions: stubs,
    messages: [
      said('person', 190, [words('later. is it cold now?')]),
      said('smokey', 189, [
        words('Yes. Nozzle 24.6 °C, bed 23.9 °C, both heaters off.'),
        tool('get_status', 'Read the status', status('standby', 189), 'Workhorse: standby'),
      ]),
      said('person', 170, [
        words('print it'),
        {
          type: 'attachment',
          name: 'honeycomb_tray.gcode',
          kind: 'gcode',
          sizeBytes: 17_800_000,
          path: 'honeycomb_tray.gcode',
          url: null,
        },
      ]),
      said('smokey', 169, [
        words('It fits. Before a start I would home the axes, as the position is unknown.'),
        tool('get_file', 'Read the file', file),
        { type: 'action', actionId: 'a-declined' },
        words('Right, nothing has moved. Tell me when the bed is clear.'),
      ]),
      said('person', 160, [words('clear now, go')]),
      said('smokey', 159, [{ type: 'action', actionId: 'a-done' }]),
      said('person', 150, [words('show the temperatures')]),
      said('smokey', 149, [
        tool('get_temperatures', 'Read temperatures, 20 min', { sensors: heatingSeries }),
      ]),
      said('person', 2, [words('how is it going?')]),
      said('smokey', 2, [
        words('Well: 62 %, and it ends at 18:06.'),
        tool('get_status', 'Read the status', status('printing', 2)),
      ]),
    ],
  },
  'chat-cards': {
    ...empty,
    snapshot: printing,
    actions: [startPrint, cancelPrint, ...stubs],
    messages: [
      said('smokey', 30, [
        { type: 'action', actionId: 'a-start' },
        { type: 'action', actionId: 'a-cancel' },
      ]),
      said(
        'smokey',
        30,
        stubs.map(({ id }) => ({ type: 'action' as const, actionId: id })),
      ),
      said('smokey', 30, [
        tool('list_files', 'List files', {
          total: 12,
          files: [
            { path: 'honeycomb_tray.gcode', size_bytes: 17_800_000, modified_at: new Date().toISOString() },
            {
              path: 'Väldigt_lång_filnamn_utan_mellanslag_kalibreringstorn_PETG_0.4mm_0.2mm_245C_v17_FINAL_final_2.gcode',
              size_bytes: 1_200_000,
              modified_at: new Date().toISOString(),
            },
            { path: '<img src=x onerror=alert(1)>.gcode', size_bytes: 12, modified_at: null },
          ],
        }),
        tool('diagnose', 'Looked at state, log and host', {
          findings: [
            {
              id: 'v',
              severity: 'warning',
              cause: 'The Raspberry Pi gets too little voltage',
              consequence: 'Below 4.65 V it slows down and can lose the mainboard. That would end the print.',
              stillWorks: 'the print goes on, temperatures are steady, heaters are under control.',
              remedy: [
                'Now: leave it alone.',
                'After the print: another power supply.',
                'Then restart the Pi.',
              ],
              evidence: 'get_throttled = 0x50000',
            },
          ],
        }),
        checklist,
        tool('get_snapshot', 'Took a picture', {
          camera: 'Above the bed',
          taken_at: new Date().toISOString(),
          age_s: 1,
          picture: '/api/pictures/one',
        }),
        words(
          'Some text with `code`, **bold**, a [link](https://example.com/a), <script>alert(1)</script>, [bad](javascript:alert(1)) and ![picture](https://example.com/x.png).\n\n```gcode\nG28 ; home\nG1 X10 Y10 F3000\n```\n\n| Shaper | Hz |\n|---|---|\n| MZV | 54.8 |\n| EI | 67.8 |\n\n1. One\n2. Two\n\n- a\n- b',
        ),
      ]),
    ],
  },
  'chat-streaming': {
    ...empty,
    doing: 'working',
    messages: [
      said('person', 1, [words('which shaper should i use, and why is my x axis so much better than y?')]),
      said(
        'smokey',
        1,
        [
          tool('analyse', 'Looked at both recordings', null),
          words(
            'On X, MZV at 54.8 Hz: it leaves almost no vibration and allows 8,800 mm/s².\n\nY carries the bed. More mass on the same belt rings lower, at 37.6 Hz, so the shaper has to smooth more and the useful acceler',
          ),
        ],
        { status: 'streaming' },
      ),
    ],
  },
  'chat-stale': {
    ...empty,
    snapshot: stale,
    lost: true,
    messages: [
      said('person', 1, [words('how is it going?')]),
      said('smokey', 1, [
        {
          type: 'notice',
          severity: 'warning',
          text: 'No connection to Workhorse since 16:14:52.',
          remedy: 'I try again every few seconds.',
        },
        tool('get_status', 'Read the status', status('printing', 1)),
      ]),
    ],
  },
  'chat-unsent': {
    ...empty,
    snapshot: stale,
    lost: true,
    messages: [
      said('person', 3, [words('how is it going?')]),
      said('smokey', 3, [words('Well: 62 %, and it ends at 18:06.')]),
    ],
    unsent: [
      waiting('u1', 'STOP, it burns!', {
        cause: 'This sounds urgent, and it has waited long for the connection.',
        remedy: 'Look at the printer first, then send it again if it still holds.',
      }),
      waiting('u2', 'is this one next?', null, [
        { name: 'honeycomb_tray.gcode', kind: 'gcode', sizeBytes: 17_800_000, id: 'f1' },
      ]),
      waiting('u3', 'and tell me when the bed is cold'),
    ],
  },
  'chat-shutdown': {
    ...empty,
    snapshot: shutdown,
    messages: [
      said('person', 1, [words('did it just stop?')]),
      said('smokey', 1, [
        words(
          'Yes. At 16:41:07 the mainboard went silent and Klipper shut everything down, as it should. I cannot read the nozzle any more: it was at 205 °C, so keep your hands away.',
        ),
        tool('diagnose', 'Looked at state, log and host', null),
      ]),
    ],
  },
  'chat-provider-error': {
    ...empty,
    messages: [
      said('person', 1, [words('why does petg string more than pla?')]),
      said(
        'smokey',
        1,
        [words('PETG stays soft longer and sticks to the nozzle, so it draws threads when the head')],
        {
          status: 'failed',
          error: {
            cause: 'The model at api.example.com stopped answering (too many requests, 429).',
            remedy: 'What it had said is kept. Nothing was sent to the printer.',
          },
        },
      ),
    ],
  },
  'chat-stop-failed': { ...empty, snapshot: printing },
  'chat-loading': { ...empty, snapshot: null },
  'chat-empty-broken': { ...empty, snapshot: shutdown },
  ...cardStates,
  ...toolStates,
};
