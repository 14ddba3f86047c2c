import { Module } from '@nestjs/common';
import { RequestLimiters } from '../http/request-limiters.js';
import { TokenServices } from '../token/app/token-services.js';

/** One for the whole application, so that registrations and uses of the same account find each other. */
@Module({ providers: [TokenServices, RequestLimiters], exports: [TokenServices, RequestLimiters] })
export class AccountServicesModule {}
