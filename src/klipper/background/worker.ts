import { parentPort } from 'node:worker_threads';
import { analyseResonances, measure, normalised, readRecording, rehearsePrint } from '../tuning/index.ts';
import type { FromWorker, ToWorker, Work, WorkName } from './protocol.ts';
import { Pieces } from './pieces.ts';

/* The thread that does the long work. Several jobs take turns: reading a file pauses every few milliseconds. */

const port = parentPort;
if (!port) throw new Error('This file is started as a worker.');
const say = (message: FromWorker) => port.postMessage(message);
const jobs = new Map<number, { pieces: Pieces; controller: AbortController }>();

interface Job {
  pieces: Pieces;
  signal: AbortSignal;
  onProgress(bytes: number): void;
}

const WORK: { [Name in WorkName]: (input: Work[Name]['input'], job: Job) => Promise<Work[Name]['output']> } =
  {
    rehearse: ({ printer, options }, { pieces, signal, onProgress }) =>
      rehearsePrint(pieces.all(), printer, { ...options, signal, onProgress }),
    async readRecording({ name, options }, { pieces }) {
      return analyseResonances([await readRecording(name, pieces.all())], options);
    },
    analyse: async ({ recordings, options }) => analyseResonances(recordings, options),
    async spectrum({ recording }) {
      const [spectrum] = measure(recording).spectra;
      return spectrum ? normalised(spectrum) : null;
    },
  };

async function run<Name extends WorkName>(id: number, name: Name, input: Work[Name]['input']): Promise<void> {
  const controller = new AbortController();
  const pieces = new Pieces((bytes) => say({ type: 'taken', id, bytes }));
  jobs.set(id, { pieces, controller });
  const onProgress = (bytes: number) => say({ type: 'progress', id, bytes });
  try {
    const output = await WORK[name](input, { pieces, signal: controller.signal, onProgress });
    say({ type: 'done', id, output });
  } catch (error) {
    const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
    say({ type: 'failed', id, kind, message });
  } finally {
    jobs.delete(id);
  }
}

port.on('message', (message: ToWorker) => {
  if (message.type === 'job') {
    void run(message.id, message.name, message.input);
    return;
  }
  const job = jobs.get(message.id);
  if (!job) return;
  if (message.type === 'piece') job.pieces.add(message.bytes);
  else if (message.type === 'end') job.pieces.end(message.broken);
  else {
    const reason = new Error('nobody waits for it');
    job.controller.abort(reason);
    job.pieces.end(reason.message);
  }
});
