import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';

/** What `GET /divisions` of this gateway takes. */
export interface DivisionsQuery {
  readonly countryCode?: string | undefined;
  readonly search?: string | undefined;
  readonly limit: number;
  readonly page: number;
}

const NAMES = ['countryCode', 'search', 'limit', 'page'];

/** Reads the query and refuses it with every problem at once, by the name of the parameter. */
@Injectable()
export class DivisionsQueryPipe implements PipeTransform<Record<string, unknown>, DivisionsQuery> {
  transform(query: Record<string, unknown>): DivisionsQuery {
    const problems: string[] = [];
    for (const name of Object.keys(query)) {
      if (!NAMES.includes(name)) problems.push(`${name} is not a parameter; there are ${NAMES.join(', ')}`);
    }
    const text = (name: string): string | undefined => {
      const value = query[name];
      if (value === undefined || value === '') return undefined;
      if (typeof value === 'string') return value;
      problems.push(`${name} must be given once`);
      return undefined;
    };
    const wholeNumber = (name: string, fallback: number, max: number): number => {
      const given = text(name);
      if (given === undefined) return fallback;
      const value = Number(given);
      if (!/^\d+$/.test(given) || value < 1 || value > max) {
        problems.push(`${name} must be a whole number from 1 to ${max}`);
      }
      return value;
    };

    const countryCode = text('countryCode');
    if (countryCode !== undefined && !/^[A-Z]{2}$/.test(countryCode)) {
      problems.push('countryCode must be two capital letters, such as PL');
    }
    const search = text('search');
    if (search !== undefined && search.length > 100) {
      problems.push('search must not be longer than 100 characters');
    }
    const limit = wholeNumber('limit', 15, 100);
    const page = wholeNumber('page', 1, 100_000);
    if (problems.length > 0) throw new BadRequestException(problems);
    return { countryCode, search, limit, page };
  }
}
