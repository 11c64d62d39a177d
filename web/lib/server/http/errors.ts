/** What every API route answers when it cannot do what was asked. */
export interface ErrorBody {
  error: { cause: string; remedy: string };
}

/** A JSON answer with a fitting status: what is wrong, and what to do. */
export function refuse(
  status: number,
  cause: string,
  remedy: string,
  headers?: Record<string, string>,
): Response {
  const body: ErrorBody = { error: { cause, remedy } };
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

export const notSignedIn = () =>
  refuse(401, 'You are not signed in.', 'Sign in, then try again.', { 'www-authenticate': 'Session' });

/** Also for printers that exist but are somebody else's: there is nothing to see there. */
export const noSuchPrinter = () =>
  refuse(404, 'There is no such printer.', 'Go back to your printers and choose one of them.');

export const notFound = (what: string) => refuse(404, `There is no such ${what}.`, 'Reload the page.');

/** A problem that a route can throw anywhere below its handler; hooks turn it into its answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly remedy: string;
  readonly headers: Record<string, string>;

  constructor(status: number, cause: string, remedy: string, headers: Record<string, string> = {}) {
    super(cause);
    this.status = status;
    this.remedy = remedy;
    this.headers = headers;
  }

  response(): Response {
    return refuse(this.status, this.message, this.remedy, this.headers);
  }
}
