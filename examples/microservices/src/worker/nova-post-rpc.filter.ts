import { Catch, Logger, type RpcExceptionFilter } from '@nestjs/common';
import { NovaPostError, toHttpErrorResponse, type HttpErrorResponse } from 'nestjs-nova-post';
import { throwError, type Observable } from 'rxjs';

/** Sends the gateway what to tell its client. */
@Catch(NovaPostError)
export class NovaPostRpcFilter implements RpcExceptionFilter<NovaPostError> {
  readonly #logger = new Logger('NovaPost');

  catch(error: NovaPostError): Observable<HttpErrorResponse> {
    const response = toHttpErrorResponse(error);
    if (response.status >= 500) {
      this.#logger.warn(`Answered ${response.status}: ${error.message}`);
    }
    return throwError(() => response);
  }
}
