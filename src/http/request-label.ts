/** Names a call in messages and on errors: never with its query, which may hold personal data. */
export class RequestLabel {
  /** Upper case. */
  readonly method: string;
  /** Below the API's base, where the URL is the API's. */
  readonly path: string;

  constructor(method: string | undefined, path: string) {
    this.method = (method ?? 'get').toUpperCase();
    this.path = path;
  }

  toString(): string {
    return `${this.method} ${this.path}`;
  }
}
