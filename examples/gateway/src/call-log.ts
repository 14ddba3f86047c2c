import { Injectable, Logger } from '@nestjs/common';
import { NovaPostClient, NovaPostHttpService, type NovaPostCall } from 'nestjs-nova-post';
import { merge } from 'rxjs';

/** Of the calls that the page makes by itself, five a second. */
const TRAFFIC = 'divisions.list';

/** One line for each call to Nova Post; of the page's own traffic only for those that had trouble. */
@Injectable()
export class CallLog {
  readonly #logger = new Logger('Call');

  constructor(typed: NovaPostClient, raw: NovaPostHttpService) {
    merge(typed.calls$, raw.calls$).subscribe((call) => {
      if (call.operation === TRAFFIC && call.outcome === 'succeeded' && call.attempts === 1) return;
      if (call.outcome === 'failed' || call.outcome === 'unknown') this.#logger.warn(lineOf(call));
      else this.#logger.log(lineOf(call));
    });
  }
}

function lineOf({ operation, status, code, durationMs, attempts, replayed }: NovaPostCall): string {
  const result = status ?? code ?? 'no answer';
  const tries = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
  const again = replayed ? ', sent again with a new token' : '';
  return `${operation} ${result} in ${Math.round(durationMs)} ms, ${tries}${again}`;
}
