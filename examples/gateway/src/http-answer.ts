import { HttpStatus } from '@nestjs/common';
import {
  NovaPostApiError,
  NovaPostCredentialsError,
  NovaPostNetworkError,
  NovaPostNotFoundError,
  NovaPostRateLimitError,
  NovaPostTokenUnavailableError,
  NovaPostValidationError,
  hasUnknownOutcome,
  type NovaPostError,
} from 'nestjs-nova-post';

export interface HttpAnswer {
  readonly status: HttpStatus;
  readonly message: string;
  readonly fields?: NovaPostApiError['fields'];
  readonly retryAfterSeconds?: number;
}

/** What a client of this gateway is told when Nova Post, or the way to it, fails. */
export function toHttpAnswer(error: NovaPostError): HttpAnswer {
  if (error instanceof NovaPostValidationError) {
    return {
      status: HttpStatus.UNPROCESSABLE_ENTITY,
      message: 'Nova Post refuses the content of this request; see fields.',
      fields: error.fields,
    };
  }
  if (error instanceof NovaPostNotFoundError) {
    return { status: HttpStatus.NOT_FOUND, message: 'Nova Post does not know what was asked for.' };
  }
  if (error instanceof NovaPostRateLimitError) {
    return {
      status: HttpStatus.SERVICE_UNAVAILABLE,
      message: 'Nova Post takes no more requests for the moment. Try again later.',
      retryAfterSeconds: Math.max(1, Math.ceil(error.retryAfter ?? 1)),
    };
  }
  if (error instanceof NovaPostTokenUnavailableError) {
    return {
      status: HttpStatus.SERVICE_UNAVAILABLE,
      message: 'Nova Post gives no access at the moment. Nothing was sent to it; try again later.',
      retryAfterSeconds: secondsUntil(error.retryAt),
    };
  }
  if (error instanceof NovaPostCredentialsError) {
    return {
      status: HttpStatus.BAD_GATEWAY,
      message: 'Nova Post refuses the API key of this gateway. Whoever runs it has to look at its log.',
    };
  }
  if (error instanceof NovaPostNetworkError) return networkAnswer(error);
  if (error instanceof NovaPostApiError) {
    const message = `Nova Post answered ${error.status}.${cautionAfter(error)}`;
    return { status: HttpStatus.BAD_GATEWAY, message };
  }
  return {
    status: HttpStatus.INTERNAL_SERVER_ERROR,
    message: 'This gateway is not set up right. Whoever runs it has to look at its log.',
  };
}

function networkAnswer(error: NovaPostNetworkError): HttpAnswer {
  const timedOut = error.code === 'ECONNABORTED' || error.code === 'ETIMEDOUT';
  const what = timedOut ? 'did not answer in time' : 'could not be reached';
  return {
    status: timedOut ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.BAD_GATEWAY,
    message: `Nova Post ${what}.${cautionAfter(error)}`,
  };
}

/** Sent again, a shipment that was made after all would be made twice. */
function cautionAfter(error: NovaPostError): string {
  if (!hasUnknownOutcome(error)) return '';
  return ' Whether it was carried out is not known: look before you send it again.';
}

function secondsUntil(date: Date | undefined): number {
  return Math.max(1, Math.ceil(((date?.getTime() ?? 0) - Date.now()) / 1000));
}
