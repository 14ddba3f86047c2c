import { Catch, HttpStatus, Logger, type RpcExceptionFilter } from '@nestjs/common';
import { NovaPostError } from 'nestjs-nova-post';
import { throwError, type Observable } from 'rxjs';
import { toHttpAnswer, type HttpAnswer } from '../../../gateway/src/http-answer.js';

/** Sends the gateway what to tell its client. */
@Catch(NovaPostError)
export class NovaPostRpcFilter implements RpcExceptionFilter<NovaPostError> {
  readonly #logger = new Logger('NovaPost');

  catch(error: NovaPostError): Observable<HttpAnswer> {
    const answer = toHttpAnswer(error);
    if (answer.status >= HttpStatus.INTERNAL_SERVER_ERROR) {
      this.#logger.warn(`Answered ${answer.status}: ${error.message}`);
    }
    return throwError(() => answer);
  }
}
