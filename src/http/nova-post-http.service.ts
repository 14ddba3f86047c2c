import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import type { AxiosInstance } from 'axios';

/**
 * `HttpService` of `@nestjs/axios` for the Nova Post API: relative URLs go to the configured base with a valid token,
 * a rejected token is replaced and the call replayed once, and failures are NovaPostErrors without a secret.
 *
 * @example http.get('divisions', { params: { countryCodes: ['PL'], limit: 2 } })
 */
@Injectable()
export class NovaPostHttpService extends HttpService {
  // Spelled out: the parent's constructor would inject the host application's own axios.
  constructor(instance: AxiosInstance) {
    super(instance);
  }
}
