import { open, type FileHandle } from 'node:fs/promises';

const FLUSH_AT_CHARACTERS = 256 * 1024;

/** Writes lines of JSON at the end of a file, and knows how long it is. */
export class LineWriter {
  readonly #file: FileHandle;
  #pending = '';
  #bytes: number;

  private constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  /** What the file has beyond `bytes` is cut off. */
  static async open(path: string, bytes = 0): Promise<LineWriter> {
    const file = await open(path, bytes === 0 ? 'w' : 'r+');
    await file.truncate(bytes);
    return new LineWriter(file, bytes);
  }

  async write(row: unknown): Promise<void> {
    this.#pending += `${JSON.stringify(row)}\n`;
    if (this.#pending.length >= FLUSH_AT_CHARACTERS) await this.#flush();
  }

  /** Everything is on the disk afterwards; gives the length of the file in bytes. */
  async sync(): Promise<number> {
    await this.#flush();
    await this.#file.datasync();
    return this.#bytes;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #flush(): Promise<void> {
    const chunk = Buffer.from(this.#pending);
    this.#pending = '';
    for (let done = 0; done < chunk.length;) {
      const { bytesWritten } = await this.#file.write(chunk, done, chunk.length - done, this.#bytes + done);
      done += bytesWritten;
    }
    this.#bytes += chunk.length;
  }
}
