import { Transform, type TransformCallback } from 'node:stream';

/** Passes bytes on and counts them. `onBytes` ends the stream by giving an error. */
export function counted(onBytes: (bytes: number) => Error | undefined, onEnd?: () => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      const error = onBytes(chunk.length);
      if (error === undefined) done(null, chunk);
      else done(error);
    },
    flush(done) {
      onEnd?.();
      done();
    },
  });
}
