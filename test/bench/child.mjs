/** Programs of the bench run in processes of their own, and are told what to do one message at a time. */
import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Starts a program; `ask` sends it a question and resolves to its answer. */
export async function start(file, ...parameters) {
  const child = fork(new URL(file, import.meta.url), parameters.map(String), { execArgv: ['--expose-gc'] });
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) => {
    throw new Error(`${file} ${parameters.join(' ')} ended with exit code ${code}.`);
  });
  failed.catch(() => undefined);
  const answer = async () => (await Promise.race([once(child, 'message'), failed]))[0];
  const ready = await answer();
  return {
    ready,
    ask: (question) => {
      child.send(question);
      return answer();
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** In the program: says that it is ready, answers each question, and ends when the bench is done with it. */
export function answer(ready, respond, close = () => undefined) {
  process.on('message', (question) => {
    respond(question).then(
      (reply) => process.send(reply),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => {
    Promise.resolve(close()).finally(() => process.exit());
  });
  process.send(ready);
}
