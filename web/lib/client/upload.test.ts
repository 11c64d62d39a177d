import { expect, it, vi } from 'vitest';

vi.mock('tus-js-client', () => ({
  Upload: class {
    findPreviousUploads = () => Promise.reject(new Error('This browser keeps nothing.'));
    abort = () => Promise.reject(new Error('No network.'));
  },
}));

it('an upload that cannot even begin is said, and can be taken away', async () => {
  const { sendToServer } = await import('./upload.ts');
  const failed = vi.fn();
  const watcher = { progress: vi.fn(), done: vi.fn(), failed };
  const cancel = sendToServer(new File(['G28'], 'a.gcode'), 'p1', watcher);
  await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
  expect(failed.mock.calls[0]?.[0]).toMatch(/interrupted|again/i);
  cancel();
  await new Promise((done) => setTimeout(done));
  expect(watcher.done).not.toHaveBeenCalled();
});
