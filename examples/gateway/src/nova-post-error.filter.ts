import { Catch, HttpStatus, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { NovaPostError } from 'nestjs-nova-post';
import { toHttpAnswer } from './http-answer.js';

/** Answers for the library's errors; everything else goes Nest's usual way. */
@Catch(NovaPostError)
export class NovaPostErrorFilter implements ExceptionFilter<NovaPostError> {
  readonly #logger = new Logger('NovaPost');

  constructor(private readonly adapters: HttpAdapterHost) {}

  catch(error: NovaPostError, host: ArgumentsHost): void {
    const { status, message, fields, retryAfterSeconds } = toHttpAnswer(error);
    // The library's messages hold no secret, but hosts and settings: those are for us, not for our clients.
    if (status >= HttpStatus.INTERNAL_SERVER_ERROR) this.#logger.warn(`Answered ${status}: ${error.message}`);
    const response: unknown = host.switchToHttp().getResponse();
    const { httpAdapter } = this.adapters;
    if (retryAfterSeconds !== undefined) {
      httpAdapter.setHeader(response, 'Retry-After', String(retryAfterSeconds));
    }
    httpAdapter.reply(response, { statusCode: status, message, ...(fields && { fields }) }, status);
  }
}
