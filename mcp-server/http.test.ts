import { describe, expect, it } from 'vitest';
import { handleMcpRequest } from './http.ts';
import { createWorld, principal } from './testing/world.ts';

function post(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost:3000/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const call = (name: string, args: object = {}) => ({
  jsonrpc: '2.0',
  id: 7,
  method: 'tools/call',
  params: { name, arguments: args },
});
const http = (world: ReturnType<typeof createWorld>) => ({
  ...world,
  principal: principal({ door: 'mcp-http' }),
});

describe('the HTTP door', () => {
  it('answers a single call without any session', async () => {
    const world = createWorld();
    const response = await handleMcpRequest(post(call('get_status')), http(world));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      id: 7,
      result: { structuredContent: { state: 'standby' } },
    });
    expect(response.headers.get('mcp-session-id')).toBeNull();
  });

  it('leaves a change waiting for a person', async () => {
    const world = createWorld();
    const asked = await handleMcpRequest(
      post(call('set_temperature', { heater: 'bed', target_c: 60 })),
      http(world),
    );
    expect(await asked.json()).toMatchObject({
      result: { structuredContent: { status: 'approval_required' } },
    });
    expect(world.printer.calls).toEqual([]);
  });

  it('answers other methods with 405, broken JSON with 400 and a long body with 413', async () => {
    const world = createWorld();
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const response = await handleMcpRequest(new Request('http://x/mcp', { method }), http(world));
      expect(response.status).toBe(405);
    }
    expect((await handleMcpRequest(post('{'), http(world))).status).toBe(400);
    expect((await handleMcpRequest(post(`"${'x'.repeat(1_100_000)}"`), http(world))).status).toBe(413);
  });

  it('only narrows by headers', async () => {
    const world = createWorld();
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
    const names = async (headers: Record<string, string>) => {
      const response = await handleMcpRequest(post(list, headers), {
        ...http(world),
        toolsets: ['core', 'control'],
      });
      const { result } = (await response.json()) as { result: { tools: { name: string }[] } };
      return result.tools.map((tool) => tool.name);
    };
    expect(await names({ 'x-mcp-readonly': 'true' })).not.toContain('start_print');
    expect(await names({ 'x-mcp-toolsets': 'core,advanced' })).not.toContain('send_gcode');
    expect(await names({ 'x-mcp-toolsets': 'core' })).not.toContain('start_print');
  });

  it('holds up everything but the emergency stop when the limit is spent', async () => {
    const world = createWorld();
    const options = { ...http(world), spend: () => ({ ok: false, retryAfterSeconds: 9 }) as const };
    const refused = await handleMcpRequest(post(call('get_status')), options);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('9');
    expect((await handleMcpRequest(post(call('emergency_stop')), options)).status).toBe(200);
    expect(world.printer.effects()).toEqual(['EMERGENCY STOP']);
  });
});
