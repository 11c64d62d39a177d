import type { ChatPart } from '../../../web/lib/contracts.ts';
import { heatingSeries, printing, said, tool, words } from './fixtures.ts';
import type { ChatState } from './states.ts';

/* Single cards, each in a conversation of its own. */

const shown = (question: string, ...parts: ChatPart[]): ChatState => ({
  snapshot: printing,
  actions: [],
  doing: 'idle',
  messages: [said('person', 4, [words(question)]), said('smokey', 4, parts)],
});

/** A bed that falls from the back right to the left, with a little shape of its own. */
const matrix = Array.from({ length: 7 }, (_, row) =>
  Array.from({ length: 7 }, (_, column) =>
    Number((-0.12 + column * 0.03 + row * 0.008 + 0.02 * Math.sin(row + column * 1.3)).toFixed(4)),
  ),
);

export const cardStates: Record<string, ChatState> = {
  'card-temperatures': shown('is it warm?', words('Yes, both have reached their targets.'), tool('get_temperatures', 'Read temperatures', { sensors: heatingSeries })),
  'card-temperatures-then': {
    ...shown('is it warm?', words('Yes, both have reached their targets.'), tool('get_temperatures', 'Read temperatures', { sensors: heatingSeries })),
    messages: [said('smokey', 190, [tool('get_temperatures', 'Read temperatures', { sensors: heatingSeries })]), said('person', 1, [words('thanks')])],
  },
  'card-mesh': shown(
    'how flat is the bed?',
    words('The bed is 0.25 mm from its lowest to its highest point.'),
    tool('get_bed_mesh', 'Read the bed mesh', { profile: 'default', profiles: ['default'], range_mm: 0.25, matrix }),
  ),
};
