import { Module } from '@nestjs/common';
import { RequestLimiters } from '../http/request-limiters.js';
import { TokenServices } from '../token/app/token-services.js';
import { Registrations } from './registrations.js';

const SERVICES = [TokenServices, RequestLimiters, Registrations];

/** One for the whole application, so that registrations and uses of the same account find each other. */
@Module({ providers: SERVICES, exports: SERVICES })
export class AccountServicesModule {}
