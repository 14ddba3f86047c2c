import { Injectable } from '@nestjs/common';
import { ConfigurableTokenService } from 'nestjs-nova-post';
import { report } from './launcher-link.js';

/** Tells the launcher which token this process uses and whether it was the one to fetch it. */
@Injectable()
export class TokenReporter {
  constructor(tokens: ConfigurableTokenService) {
    tokens.events$.subscribe((event) => {
      if (event.type !== 'refreshed' && event.type !== 'adopted') return;
      report({ kind: 'token', how: event.type, fingerprint: event.fingerprint });
    });
  }
}
