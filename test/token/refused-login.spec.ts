import { describe, expect, it } from '@jest/globals';
import { passwordScheme } from 'nestjs-nova-post';
import { LOGIN_KIND, PASSWORD_KIND, SCHEME_KINDS } from '../support/scheme-kinds.js';
import { rejection, setUpTokens } from '../support/token-setup.js';

const MINUTE = 60_000;

describe.each(SCHEME_KINDS)('a refused login of $name', (kind) => {
  it.each([400, 401, 403, 404, 405, 409, 410, 422, 423])(
    'C5 with a %i is tried once a minute',
    async (status) => {
      const { tokens, server, clock } = setUpTokens({}, kind);
      server.always({ status, body: {} });
      const error = await rejection(tokens.getToken());
      expect(error).toMatchObject({ name: 'NovaPostCredentialsError', status });
      for (let second = 0; second < 59; second += 1) {
        await rejection(tokens.getToken());
        await clock.advance(1_000);
      }
      expect(server.requests).toBe(1);
      server.recover();
      await clock.advance(MINUTE);
      await tokens.getToken();
      expect(server.requests).toBe(2);
    },
  );

  it.each([408, 425, 500, 502])('a %i is no refusal', async (status) => {
    const { tokens, server, clock } = setUpTokens({}, kind);
    server.always({ status, body: {} });
    const failed = rejection(tokens.getToken());
    await clock.advance(800); // a gateway's error is asked again twice
    expect((await failed).name).toBe('NovaPostTokenUnavailableError');
  });

  it('tells the provider’s words', async () => {
    const { tokens, server } = setUpTokens({}, kind);
    server.always({ status: 401, body: { message: 'The account is locked until noon.' } });
    expect((await rejection(tokens.getToken())).message).toContain(
      'It says: The account is locked until noon.',
    );
  });
});

describe('what a message names', () => {
  it('success: false of a login: the provider’s words and place, and no other provider', async () => {
    const { tokens, server } = setUpTokens({}, LOGIN_KIND);
    server.always({ status: 200, body: { success: false, message: 'The trial period is over.' } });
    const { message } = await rejection(tokens.getToken());
    expect(message).toMatch(/^api\.example\.com \(login scheme\): /);
    expect(message).toContain('(success: false). It says: The trial period is over.');
    expect(message).not.toContain('Nova Post');
  });

  it('the place of a scheme is where its credentials go', async () => {
    const { open, server } = setUpTokens({}, PASSWORD_KIND);
    const tokenURL = 'https://auth.example.com/token';
    const tokens = open({ scheme: passwordScheme({ tokenURL, username: 'shop', password: 'p' }) });
    server.always({ status: 500 });
    expect((await rejection(tokens.refresh())).message).toMatch(/^auth\.example\.com \(password scheme\): /);
  });

  it('refused credentials: where they come from, and when they are tried again', async () => {
    const { tokens, server } = setUpTokens();
    server.always({ status: 401, body: {} });
    expect((await rejection(tokens.getToken())).message).toMatch(
      /refused the credentials \(401\)\. Check the credentials for this environment\. The key comes from .* once a minute/,
    );
  });

  it('a 404 of the token endpoint: that /v.1.0 may be missing from the base URL', async () => {
    const { open, server } = setUpTokens();
    server.always({ status: 404, body: {} });
    const { message } = await rejection(open({ baseURL: 'https://api.novapost.com' }).getToken());
    expect(message).toContain('/v.1.0 may be missing at the end of baseURL');
    const right = await rejection(open({ baseURL: 'https://api.novapost.com/v.1.0' }).refresh());
    expect(right.message).not.toContain('may be missing');
    expect(right.message).toMatch(/^Nova Post production \(api\.novapost\.com\): There is no token endpoint/);
    expect(right.message).toMatch(/Check the URL\. It is asked again once a minute\.$/);
  });
});
