/**
 * The states of the knowledge files that no fault and no test of the doctor provokes, each with its reason. Every
 * other one is the first finding of a test; `states.test.ts` holds the two lists against the files themselves.
 */
export const UNPROVOKED: Record<string, string> = {
  'net.mixed_content': 'happens in a browser that talks to the printer itself; here only the server does',
  'net.lna': 'happens in a browser that talks to the printer itself; here only the server does',
  'net.addr_changed': 'needs what was at this address before; the doctor looks at the present alone',
  'auth.expired': 'the client refreshes by itself: access.contract.test.ts, on a real Moonraker',
  'auth.ldap': 'needs a directory server; the refusal itself reads as auth.untrusted',
  'auth.no_roles': 'a question, not a state',
  'auth.proxy_trust': 'cannot be seen from outside: everything works, for everybody',
  'mr.busy_boot':
    'the first two minutes of net.refused, klippy.not_running and klippy.startup_long, which are told',
  'mcu.usb_renumbered':
    'Klipper says the same as for mcu.unable_to_connect, whose steps name the stable path',
  'cam.wrong_service': 'a matter of the viewer; here pictures are polled, which works with nearly all',
  'cam.low_fps': 'only somebody who looks sees it',
  'cam.delay': 'only somebody who looks sees it',
  'cam.remote_only_fails': 'direct WebRTC, which is not used here',
  'file.in_use': 'told at the upload, as an error of its own kind: files.test.ts',
  'file.too_large': 'told at the upload, as an error of its own kind: faults.test.ts',
  'file.gateway_timeout': 'told at the upload: faults.test.ts',
  'file.metadata_pending': 'no failure: the card of the file says so until the facts are there',
  'file.wrong_printer':
    'told before the start by the rehearsal, which compares the file with the live configuration',
  'tun.413': 'the same as file.too_large; files travel in pieces, so it does not happen',
  'tun.quick': 'the name is gone, which is told as net.dns',
  'tun.exposed': 'cannot be seen from outside: everything works, for everybody',
  'tun.ws': 'the same as ws.upgrade and ws.flapping',
};
