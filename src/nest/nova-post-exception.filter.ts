import { Catch, Inject, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { NovaPostError } from '../nova-post.errors.js';
import { toHttpErrorResponse } from './http-error-response.js';

/**
 * Answers HTTP requests of the application that ended in an error of this library; all other exceptions take
 * Nest's usual way. What clients are told is decided by {@link toHttpErrorResponse} and safe to show; the error
 * itself is logged for a 5xx.
 *
 * @example providers: [{ provide: APP_FILTER, useClass: NovaPostExceptionFilter }]
 */
@Catch(NovaPostError)
export class NovaPostExceptionFilter implements ExceptionFilter<NovaPostError> {
  readonly #logger = new Logger('NovaPost');
  readonly #adapterHost: HttpAdapterHost;

  constructor(@Inject(HttpAdapterHost) adapterHost: HttpAdapterHost) {
    this.#adapterHost = adapterHost;
  }

  /** @throws the same error outside of HTTP, where other filters and transports have forms of their own. */
  catch(error: NovaPostError, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const { status, headers, body } = toHttpErrorResponse(error);
    if (status >= 500) this.#logger.warn(`Answered ${String(status)}: ${error.message}`);
    const response: unknown = host.switchToHttp().getResponse();
    const { httpAdapter } = this.#adapterHost;
    // A file that is being streamed cannot become another response.
    if (httpAdapter.isHeadersSent(response)) {
      httpAdapter.end(response);
      return;
    }
    for (const [name, value] of Object.entries(headers)) httpAdapter.setHeader(response, name, value);
    httpAdapter.reply(response, body, status);
  }
}
