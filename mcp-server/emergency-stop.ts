/** True for a single call of the emergency stop, which no limit may hold up. */
export function isEmergencyStop(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('method' in body) || !('params' in body)) return false;
  const { method, params } = body;
  return (
    method === 'tools/call' &&
    typeof params === 'object' &&
    params !== null &&
    'name' in params &&
    params.name === 'emergency_stop'
  );
}
