import {
  Controller,
  Get,
  HttpException,
  Inject,
  NotFoundException,
  Param,
  ServiceUnavailableException,
} from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import type { HttpErrorResponse } from 'nestjs-nova-post';
import { TimeoutError, catchError, map, throwError, timeout, type Observable } from 'rxjs';
import { ShipmentNumberPipe } from '../../../gateway/src/shipment-number.pipe.js';
import { FIND_HISTORY, FIND_TRACKING } from '../app/messages.js';

export const WORKER = Symbol('WORKER');
const ANSWER_TIMEOUT_MS = 5_000;

@Controller('tracking')
export class TrackingController {
  constructor(@Inject(WORKER) private readonly worker: ClientProxy) {}

  /** Asks the worker, which asks Nova Post. */
  @Get(':number')
  track(@Param('number', ShipmentNumberPipe) number: string): Observable<unknown> {
    return this.#ask(FIND_TRACKING, number);
  }

  /** What happened to it, each step with the meaning of its code. */
  @Get(':number/history')
  history(@Param('number', ShipmentNumberPipe) number: string): Observable<unknown> {
    return this.#ask(FIND_HISTORY, number);
  }

  #ask(pattern: string, number: string): Observable<unknown> {
    return this.worker.send<unknown, string>(pattern, number).pipe(
      timeout(ANSWER_TIMEOUT_MS),
      catchError((error: unknown) => throwError(() => toHttpException(error))),
      map((found) => {
        if (found === null) throw new NotFoundException(`Nova Post knows no shipment ${number}.`);
        return found;
      }),
    );
  }
}

/** The worker's own answer, or that there is none. */
function toHttpException(error: unknown): HttpException {
  if (error instanceof TimeoutError) {
    return new ServiceUnavailableException(
      `No tracking worker answered within ${ANSWER_TIMEOUT_MS / 1000} s. Is it running?`,
    );
  }
  if (isErrorResponse(error)) return new HttpException(error.body, error.status);
  return new ServiceUnavailableException('The tracking worker cannot be reached at the moment.');
}

function isErrorResponse(error: unknown): error is HttpErrorResponse {
  return typeof error === 'object' && error !== null && 'status' in error && 'body' in error;
}
