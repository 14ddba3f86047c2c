import type { ConfigurableTokenService } from 'nestjs-nova-post';

/** Remembers at what age the token in force is refreshed: once refreshing fails, `nextRefreshAt` is the next attempt. */
export class RefreshPoint {
  /** In milliseconds. */
  ageMs: number | undefined;

  constructor(tokens: ConfigurableTokenService) {
    tokens.events$.subscribe(({ type }) => {
      if (type !== 'refreshed' && type !== 'adopted') return;
      const { issuedAt, nextRefreshAt } = tokens.status();
      this.ageMs = issuedAt && nextRefreshAt && nextRefreshAt.getTime() - issuedAt.getTime();
    });
  }
}
